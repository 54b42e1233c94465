"""Gradient descent on one weight: a ball on its loss curve, and the line that the weight stands for."""

import numpy as np

from .. import figures
from ..datasets import points_near_a_line
from ..experiments.first_steps import STEPS, descend_weight, loss_of_weight
from ..figures import ACCENT, GHOST, INK, SECOND
from ..widgets.controls import Slider
from ..widgets.live import live
from ..wording import format_number


def explore_first_steps():
    """One weight learns: a line among six examples, and a ball on the loss curve of its slope.

    Returns
    -------
    LiveFigure
        With the traits `learning_rate` and `step`.
    """
    (x, target), weights, ends = points_near_a_line(), np.linspace(-2.2, 6.2, 169), np.array([-1.6, 1.6])

    def frame(axes):
        left, right = axes
        figures.through_zero(left, (-1.6, 1.6), (-5, 5))
        left.set(title="the examples and y = wx", xlabel="x")
        left.plot(x, target, "o", ms=8, color=GHOST)
        right.set(title="the loss of every weight", xlabel="w", xlim=(-2.2, 6.2), ylim=(-0.5, 9))
        right.plot(weights, loss_of_weight(weights)[0], color=ACCENT)

    def draw(axes, learning_rate=0.1, step=0):
        left, right = axes
        w = descend_weight(learning_rate)[: step + 1]
        loss, slope = loss_of_weight(w)
        left.plot(ends, w[-1] * ends, color=SECOND)
        right.plot(w, loss, ":", color=GHOST, lw=1.4)
        right.plot(w, loss, "o", ms=5, color=GHOST)
        right.plot(w[-1] + ends / 2, loss[-1] + slope[-1] * ends / 2, "--", color=SECOND, lw=1.8)
        right.plot(w[-1], loss[-1], "o", ms=11, color=SECOND, mec=INK, mew=1.4)
        ahead = f"The next step moves w by {format_number(-learning_rate * slope[-1], 3)}."
        where = "" if -2.2 <= w[-1] <= 6.2 else ", outside the picture"
        loss, slope = format_number(loss[-1], 3), format_number(slope[-1], 3)
        return f"Step {step}: w = {format_number(w[-1], 2)}{where}, loss {loss}, slope {slope}. {ahead}"

    return live(
        draw,
        frame=frame,
        axes=2,
        title="One weight learns",
        still=[{"learning_rate": rate, "step": STEPS} for rate in (0.1, 1.9)],
        alt="Twenty steps down the loss curve of one weight, from w = −1. With learning rate 0.1 they become shorter "
        "and shorter and end at 1.64, just before the lowest point at 2; with 1.9 each jumps to the other side.",
        learning_rate=Slider(0.1, 2.3, 0.1),
        step=Slider(0, STEPS, 1, plays=3),
    )
