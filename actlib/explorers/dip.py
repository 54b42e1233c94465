"""What the dip of Swish does to a neuron that learns: the start of the dead-neuron laboratory, with Swish for ReLU."""

from functools import lru_cache

import numpy as np

from .. import figures
from ..activations import ACTIVATIONS, relu, relu_prime, swish
from ..experiments.dead_neuron import train_in_laboratory
from ..experiments.dip import LEARNING_RATE, STEPS, train_swish_neuron
from ..experiments.slope_from_output import LOWEST
from ..figures import GHOST, INK, PAPER, SECOND
from ..widgets.controls import Slider
from ..widgets.live import live
from ..wording import format_number


@lru_cache(maxsize=32)
def _relu_losses(bias):
    return [now.loss for now in train_in_laboratory(relu, relu_prime, bias, LEARNING_RATE, STEPS)]


def explore_dip():
    """One Swish neuron learns twenty points: where its net inputs lie on the curve, and its loss beside ReLU's.

    Returns
    -------
    LiveFigure
        With the traits `beta` and `bias` (before the first step).
    """
    z, steps, color = np.linspace(-11, 6, 171), np.arange(0, STEPS + 1, 4), ACTIVATIONS["swish"].color

    def frame(axes):
        left, right = axes
        figures.through_zero(left, (-11, 6), (-1.6, 6.2))
        left.set(title="net inputs of the 20 points", xlabel="net")
        right.set(title="loss", xlabel="step", xlim=(-8, STEPS + 8), ylim=(-0.1, 3.4))

    def draw_curve(axes, beta=1.0):
        left, _ = axes
        left.plot(z, swish(z, beta), color=color, label="Swish")
        left.plot([LOWEST / beta] * 2, [-1.6, 1.0], ":", lw=1.6, color=GHOST, label="lowest point")

    def draw_run(axes, beta=1.0, bias=-3.0):
        left, right = axes
        first, *_, last = run = train_swish_neuron(beta, bias)
        left.plot(first.net, swish(first.net, beta), "o", ms=5, mfc=PAPER, mec=GHOST, label="at the start")
        left.plot(last.net, swish(last.net, beta), "o", ms=6, color=SECOND, mec=INK, mew=0.8, label="after 200 steps")
        right.plot(steps, _relu_losses(bias)[::4], "--", color=GHOST, label="ReLU, same start")
        right.plot(steps, [now.loss for now in run[::4]], color=color, label="Swish")
        starts, ends = (np.count_nonzero(moment.net < LOWEST / beta) for moment in (first, last))
        lie = "lies" if starts == 1 else "lie"
        return (
            f"Left of the lowest point {lie} {starts} of 20 net inputs at the start and {ends} after {STEPS} steps; "
            f"the loss goes from {format_number(first.loss, 3)} to {format_number(last.loss, 3)}."
        )

    return live(
        draw_curve,
        draw_run,
        frame=frame,
        axes=2,
        title="A neuron learns with Swish",
        legend=["upper left", "upper right"],
        still=[{"beta": 1.0}, {"beta": 0.5}],
        beta=(0.25, 4, 0.25),
        bias=Slider(-4, 0, 0.2, label="first bias"),
    )
