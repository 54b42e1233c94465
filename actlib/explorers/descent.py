"""Gradient descent where every step can be seen: a neuron with a weight and a bias learns."""

from functools import cache

import matplotlib
import numpy as np
from matplotlib.colors import LinearSegmentedColormap

from .. import figures
from ..activations import ACTIVATIONS
from ..figures import ACCENT, GHOST, SECOND, WHITE
from ..neuron import descend_neuron
from ..widgets.old_live import Choice, LiveFigure, Slider
from ..wording import format_number

STEPS = 60

TEACHER_W, TEACHER_B = 2.0, -1.0
SLOPES = LinearSegmentedColormap.from_list("actlib-loss", ["#f4f4f2", ACCENT, "#123c63"])


def lesson(phi, learning_rate, start):
    """One neuron y = φ(wx + b) learns, by gradient descent, twenty points that a neuron with w = 2 and b = −1 has made.

    Parameters
    ----------
    phi : str
        A row of `ACTIVATIONS`.
    learning_rate : float
    start : (w, b)

    Returns
    -------
    dict of ndarray, shape (61,)
        Before each step and after the last: "w", "b", "loss" (mean of ½(y − target)²), "dL_dw", "dL_db".
    """
    row, x = ACTIVATIONS[phi], np.linspace(-2, 2, 20)
    target = row.function(TEACHER_W * x + TEACHER_B)
    moments = descend_neuron(
        x[:, np.newaxis], target, [start[0]], float(start[1]), row.function, row.derivative, learning_rate, STEPS
    )
    course = np.array([(now.w[0], now.b, now.loss, now.dL_dw[0], now.dL_db) for now in moments])
    return dict(zip(("w", "b", "loss", "dL_dw", "dL_db"), course.T))


def explore_lesson():
    """One neuron learns step by step: its curve among the points, and its way down the loss over the plane of w and b.

    Returns
    -------
    LiveFigure
        With the traits `step`, `learning_rate`, `phi` and `start`.
    """
    starts = {"left": (-2.5, 1.0), "flat": (-3.0, -3.0), "near": (0.5, 0.5)}
    controls = [
        Slider("step", "step", 0, STEPS, 1, 0, plays=12),
        Slider("learning_rate", "learning rate", 0.1, 5, 0.1, 1.0),
        Choice("phi", "φ", {name: row.title for name, row in ACTIVATIONS.items()}, "sigmoid"),
        Choice(
            "start",
            "start",
            {name: f"w = {format_number(w)}, b = {format_number(b)}" for name, (w, b) in starts.items()},
            "left",
        ),
    ]
    x, line = np.linspace(-2, 2, 20), np.linspace(-2.2, 2.2, 89)
    ticks = np.linspace(-4, 4, 41)

    @cache
    def landscape(phi):
        function = ACTIVATIONS[phi].function
        w, b = ticks, ticks[::-1, np.newaxis]
        net = w[np.newaxis, :, np.newaxis] * x + b[:, :, np.newaxis]
        return np.mean((function(net) - function(TEACHER_W * x + TEACHER_B)) ** 2, axis=-1) / 2

    def shades(phi):
        loss = landscape(phi)
        return (loss / loss.max()) ** 0.35  # so that the floor of the valley has shades, too

    def scene(step, learning_rate, phi, start):
        function, course, i = ACTIVATIONS[phi].function, lesson(phi, learning_rate, starts[start]), int(step)
        w, b = course["w"][: i + 1], course["b"][: i + 1]
        ahead = (
            ""
            if i == STEPS
            else (
                f" The next step changes w by {format_number(-learning_rate * course['dL_dw'][i], 3)} "
                f"and b by {format_number(-learning_rate * course['dL_db'][i], 3)}."
            )
        )
        return {
            "points": (x, function(TEACHER_W * x + TEACHER_B)),
            "curve": function(w[-1] * line + b[-1]),
            "loss": shades(phi),
            "path": (w, b),
            "now": ([w[-1]], [b[-1]]),
            "words": f"Step {i}: w = {format_number(w[-1], 3)}, b = {format_number(b[-1], 3)}, "
            f"loss {format_number(course['loss'][i], 4)}.{ahead}",
        }

    def axes_of(left, right):
        left.set(xlim=(-2.2, 2.2), ylim=(-1.6, 4.2), xlabel="x")
        left.set_title("what the neuron says")
        right.set(xlim=(-4, 4), ylim=(-4, 4), aspect="equal", xlabel="w")
        right.set_ylabel("b", rotation=0)
        right.set_title("loss: pale is low")

    figure, (left, right) = figures.new_figure(2, size=(7.6, 4.0))
    with matplotlib.rc_context(figures.STYLE):
        values = scene(*[control.default for control in controls])
        axes_of(left, right)
        left.plot(*values["points"], "o", ms=6, color=GHOST, gid="points")
        left.plot(line, values["curve"], color=SECOND, gid="curve")
        right.imshow(values["loss"], cmap=SLOPES, vmin=0, vmax=1, extent=(-4, 4, -4, 4), gid="loss")
        right.plot([TEACHER_W], [TEACHER_B], "*", ms=15, color=WHITE, mec="black", mew=1)
        right.plot(*values["path"], color="black", lw=3.4, gid="path")
        right.plot(*values["now"], "o", ms=10, color=SECOND, mec="black", mew=1.4, gid="now")

    def panel(ax, learning_rate):
        course = lesson("sigmoid", learning_rate, starts["left"])
        ax.set(xlim=(-4, 4), ylim=(-4, 4), aspect="equal", xlabel="w")
        ax.contourf(ticks, ticks[::-1], shades("sigmoid"), levels=np.linspace(0, 1, 11), cmap=SLOPES)
        ax.plot([TEACHER_W], [TEACHER_B], "*", ms=15, color=WHITE, mec="black", mew=1)
        ax.plot(course["w"], course["b"], color=SECOND, marker="o", ms=3, lw=1.2)
        ax.set_title(f"learning rate {learning_rate:g}\nloss {course['loss'][-1]:.3f}")

    return LiveFigure(
        figure,
        controls,
        {"step learning_rate phi start": scene},
        lambda: figures.small_multiples(panel, [{"learning_rate": rate} for rate in (0.5, 2.0, 5.0)], size=(7.6, 3.0)),
        "The way of a sigmoid neuron through the plane of weight and bias in sixty steps, from w = −2.5 and b = 1, for "
        "the learning rates 0.5, 2 and 5: the larger, the nearer it comes to the star at w = 2 and b = −1.",
        title="One neuron learns: live figure",
    )
