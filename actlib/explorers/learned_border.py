"""A small network learns to tell two classes of points apart: the border that it draws, straight or bent."""

import numpy as np

from ..datasets import PROBLEMS, two_classes
from ..experiments import NONE
from ..experiments.learned_border import EVERY, LAST, replay_learning
from ..figures import GHOST, INK, SECOND
from ..widgets.controls import Choice, Slider
from ..widgets.live import live
from ..wording import format_number
from .choices import PHI_OR_NONE
from .plane import mark_classes, shade_plane


def explore_learning():
    """A small network learns to tell two classes of points apart: its decision region while it learns.

    Two inputs, one hidden layer, one output; trained with cross-entropy, momentum and all points in every step.

    Returns
    -------
    LiveFigure
        With the traits `step`, `phi` (a row of `ACTIVATIONS`, or "none"), `neurons` and `problem`.
    """
    classes = {name: two_classes(name) for name in PROBLEMS}

    def frame(axes):
        left, right = axes
        left.set_title("what the network says")
        right.set(title="loss", xlabel="step", xlim=(-8, LAST + 8), ylim=(0, 1))
        right.axhline(np.log(2), color=GHOST, lw=1.6, ls=":")
        right.text(LAST, np.log(2) + 0.02, "always ½: ln 2", color=GHOST, ha="right")

    def draw(axes, step=0, phi=NONE, problem="rings", neurons=8):
        left, right = axes
        points, label = classes[problem]
        losses, correct, heights = replay_learning(problem, phi, neurons).until(step // EVERY)[-1]
        shade_plane(left, heights)
        mark_classes(left, points, label)
        right.plot(losses, color=SECOND)
        right.plot(step, losses[-1], "o", ms=9, color=SECOND, mec=INK, mew=1.4)
        share = f"{correct} of {len(label)} points ({100 * correct / len(label):.0f} %)"
        return f"Step {step}: {share} on their side, loss {format_number(losses[-1], 3)}."

    return live(
        draw,
        frame=frame,
        axes=2,
        title="A network learns",
        still=[{"phi": phi, "step": LAST} for phi in (NONE, "tanh")],
        alt="Two rings of points and what a network with eight hidden neurons says about the plane after 400 steps. "
        "Without an activation function the border is straight and separates nothing, the loss falls from 0.76 to "
        "0.69 in the first steps and stays there; with Tanh the border closes around the inner ring and the loss falls "
        "to 0.03.",
        step=Slider(0, LAST, EVERY, plays=20),
        phi=PHI_OR_NONE,
        problem=Choice({title: name for name, (title, _) in PROBLEMS.items()}, "points"),
        neurons=Choice([1, 2, 3, 4, 8, 16], "hidden neurons"),
    )
