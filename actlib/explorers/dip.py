"""What the dip of Swish does to a neuron that learns: the start of the dead-neuron laboratory, with Swish for ReLU."""

from functools import lru_cache, partial

import numpy as np

from .. import figures
from ..activations import ACTIVATIONS, relu, relu_prime, swish, swish_prime
from ..datasets import laboratory_points
from ..figures import GHOST, INK, PAPER, SECOND
from ..neuron import descend_neuron
from ..widgets.controls import Slider
from ..widgets.live import live
from ..wording import format_number

STEPS = 200
LOWEST = -1.2784645427610738  # where the lowest point of Swish with β = 1 lies: 1 + z + e^z = 0


def train_swish_neuron(beta, bias, learning_rate=0.3, n_steps=STEPS):
    """Train one Swish neuron on the twenty points of the dead-neuron laboratory, from w = 1 and this bias.

    Parameters
    ----------
    beta, bias, learning_rate : float
    n_steps : int, optional
        Steps of gradient descent on the mean of ½(y − target)², all twenty points per step.

    Returns
    -------
    list of Moment
        As `descend_neuron` yields them: w, b, net, y and loss before each step and after the last.

    Examples
    --------
    >>> [round(float(train_swish_neuron(beta, bias=-3.0)[-1].loss), 3) for beta in (0.5, 1.0)]
    [0.025, 1.412]
    """
    return _train(partial(swish, beta=beta), partial(swish_prime, beta=beta), bias, learning_rate, n_steps)


def _train(phi, phi_prime, bias, learning_rate=0.3, n_steps=STEPS):
    x, target = laboratory_points()
    return list(descend_neuron(x[:, np.newaxis], target, [1.0], float(bias), phi, phi_prime, learning_rate, n_steps))


@lru_cache(maxsize=256)
def _net_and_losses(beta, bias):
    """Net inputs of the Swish neuron, its losses, and those of a ReLU neuron from the same start."""
    run = train_swish_neuron(beta, bias)
    relu_losses = [now.loss for now in _train(relu, relu_prime, bias)]
    return np.array([now.net for now in run]), np.array([now.loss for now in run]), np.array(relu_losses)


def explore_dip():
    """One Swish neuron learns twenty points: where its net inputs lie on the curve, and its loss beside ReLU's.

    Returns
    -------
    LiveFigure
        With the traits `beta`, `bias` (before the first step) and `step`.
    """
    z, steps, color = np.linspace(-11, 6, 341), np.arange(STEPS + 1), ACTIVATIONS["swish"].color

    def frame(axes):
        left, right = axes
        figures.through_zero(left, (-11, 6), (-1.6, 6.2))
        left.set(title="net inputs of the 20 points", xlabel="net")
        right.set(title="loss", xlabel="step", xlim=(-8, STEPS + 8), ylim=(-0.1, 3.4))

    def draw(axes, beta=1.0, bias=-3.0, step=0):
        left, right = axes
        net, losses, relu_losses = _net_and_losses(beta, bias)
        lowest, now = LOWEST / beta, net[step]
        left.plot(z, swish(z, beta), color=color, label="Swish")
        left.plot([lowest, lowest], [-1.6, 1.0], ":", lw=1.4, color=GHOST, label="lowest point")
        left.plot(net[0], swish(net[0], beta), "o", ms=5, mfc=PAPER, mec=GHOST, label="at the start")
        left.plot(now, swish(now, beta), "o", ms=6, color=SECOND, mec=INK, mew=0.8, label="now")
        right.plot(steps, relu_losses, "--", color=GHOST, label="ReLU, same start")
        right.plot(steps, losses, color=color, label="Swish")
        right.plot(step, losses[step], "o", ms=9, color=SECOND, mec=INK)
        return (
            f"Left of the lowest point lie {np.count_nonzero(net[0] < lowest)} of 20 net inputs at the start and "
            f"{np.count_nonzero(now < lowest)} at step {step}. Loss {format_number(losses[step], 3)}; "
            f"ReLU from the same start {format_number(relu_losses[step], 3)}."
        )

    return live(
        draw,
        frame=frame,
        axes=2,
        title="A neuron learns with Swish",
        legend=["upper left", "upper right"],
        still=[{"step": STEPS}, {"beta": 0.5, "step": STEPS}],
        beta=(0.2, 4, 0.1),
        bias=Slider(-4, 0, 0.1, label="first bias"),
        step=Slider(0, STEPS, 10, plays=5),
    )
