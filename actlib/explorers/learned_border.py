"""A small network learns to tell two classes of points apart: the border that it draws, straight or bent."""

from functools import lru_cache

import numpy as np

from ..activations import sigmoid
from ..datasets import PROBLEMS, two_classes
from ..figures import GHOST, INK, SECOND
from ..network import Network, cross_entropy, train
from ..widgets.controls import Choice, Slider
from ..widgets.live import live
from ..wording import format_number
from .choices import NONE, PHI_OR_NONE
from .plane import PLANE, mark_classes, shade_plane
from .replay import Replay

EVERY, LAST = 5, 400  # gradient steps between two positions of the slider, and in all


def best_straight_border(points, label):
    """How many points the best straight border puts on the right side, found exactly.

    A border can be moved, no point changing sides, until it touches two of the points, and a hair's turn then puts each
    of these two on either side. So the lines through all pairs stand for every straight border there is.

    Parameters
    ----------
    points : ndarray, shape (count, 2)
        No three of them on one line.
    label : ndarray, shape (count,)
        0 or 1.

    Returns
    -------
    int

    Examples
    --------
    >>> best_straight_border(np.array([[0.0, 0.0], [1.0, 0.1], [0.1, 1.0], [1.0, 1.0]]), np.array([0, 1, 1, 0]))
    3
    """
    best = 0
    for i in range(len(points)):
        x, y = np.delete(points - points[i], i, axis=0).T
        side = x[:, np.newaxis] * y - y[:, np.newaxis] * x
        right = np.sum(((side > 0) == np.delete(label, i)) & (side != 0), axis=1)
        best = max(best, right.max() + 2, len(points) - right.min())  # either half may be that of class 1
    return int(best)


def _train_on(problem, phi, neurons):
    """At every fifth step: the losses so far, how many points are on the right side, and P(class 1) over the plane."""
    points, label = two_classes(problem)
    network = Network([2, neurons, 1], [None if phi == NONE else phi, None], seed=1)
    losses = []
    for step, loss in enumerate(train(network, points, label, cross_entropy, 0.3, LAST + 1, momentum=0.8)):
        losses.append(loss)
        if step % EVERY == 0:
            right = int(np.sum((network(points)[:, 0] > 0) == label))
            yield np.array(losses), right, sigmoid(network(PLANE)[:, 0])


@lru_cache(maxsize=8)
def _replay(problem, phi, neurons):
    return Replay(lambda: _train_on(problem, phi, neurons))


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
        losses, correct, heights = _replay(problem, phi, neurons).until(step // EVERY)[-1]
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
