"""One neuron learns step by step: its curve among the points, and its way down the loss over weight and bias."""

import numpy as np

from ..activations import ACTIVATIONS
from ..experiments.lesson import STEPS, TEACHER_B, TEACHER_W, X, lesson, loss_landscape
from ..figures import GHOST, INK, LOSS, SECOND, WHITE
from ..widgets.controls import Slider
from ..widgets.live import live
from ..wording import format_number
from .choices import PHI

STARTS = {"left": (-2.5, 1.0), "flat": (-3.0, -3.0), "near": (0.5, 0.5)}


def explore_lesson():
    """One neuron learns step by step: its curve among the points, and its way down the loss over the plane of w and b.

    Returns
    -------
    LiveFigure
        With the traits `step`, `learning_rate`, `phi` and `start` ("left", "flat" or "near").
    """
    line = np.linspace(-2.2, 2.2, 89)

    def frame(axes):
        left, right = axes
        left.set(title="what the neuron says", xlim=(-2.2, 2.2), ylim=(-1.6, 4.2), xlabel="x")
        right.set(title="loss: pale is low", xlim=(-4, 4), ylim=(-4, 4), aspect="equal", xlabel="w")
        right.set_ylabel("b", rotation=0)

    def draw_task(axes, phi="sigmoid"):
        left, right = axes
        loss = loss_landscape(phi)
        shades = (loss / loss.max()) ** 0.35  # so that the floor of the valley has shades, too
        right.imshow(shades, cmap=LOSS, vmin=0, vmax=1, extent=(-4, 4, -4, 4))
        right.plot(TEACHER_W, TEACHER_B, "*", ms=15, color=WHITE, mec="black", mew=1)
        left.plot(X, ACTIVATIONS[phi].function(TEACHER_W * X + TEACHER_B), "o", ms=6, color=GHOST)

    def draw(axes, step=0, learning_rate=1.0, phi="sigmoid", start="left"):
        left, right = axes
        course = lesson(phi, learning_rate, STARTS[start])
        w, b, _, dL_dw, dL_db = (course[name][step] for name in course)
        left.plot(line, ACTIVATIONS[phi].function(w * line + b), color=SECOND)
        right.plot(course["w"][: step + 1], course["b"][: step + 1], color="black", lw=3.4)
        right.plot(w, b, "o", ms=10, color=SECOND, mec=INK, mew=1.4)
        said = f"Step {step}: w = {format_number(w, 3)}, b = {format_number(b, 3)}, "
        said += f"loss {format_number(course['loss'][step], 4)}."
        if step == STEPS:
            return said
        change_w, change_b = (format_number(-learning_rate * slope + 0.0, 3) for slope in (dL_dw, dL_db))
        return f"{said} The next step changes w by {change_w} and b by {change_b}."

    return live(
        draw_task,
        draw,
        frame=frame,
        axes=2,
        size=(7.6, 4.0),
        title="One neuron learns",
        still=[{"learning_rate": rate, "step": STEPS} for rate in (0.5, 5.0)],
        step=Slider(0, STEPS, 1, plays=12),
        learning_rate=(0.1, 5.0, 0.1),
        phi=PHI,
        start={f"w = {format_number(w)}, b = {format_number(b)}": name for name, (w, b) in STARTS.items()},
    )
