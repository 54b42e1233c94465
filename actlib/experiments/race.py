"""The race for the chessboard: all functions learn it, each with its own learning rate, from several starts."""

from functools import cache

import numpy as np

from ..activations import sigmoid
from ..datasets import chessboard
from ..network import Network
from .side_by_side import SideBySide

WIDTH, STARTS, STEPS, EVERY = 16, range(5), 300, 20
# Hidden layers -> function -> the learning rate, of 0.01, 0.03, 0.1, 0.3, 1 and 3, with the best mean over the starts
# 100 to 104, which no race uses. For Sigmoid with five layers all six are equally bad.
RATES = {
    1: {"sigmoid": 3.0, "tanh": 1.0, "relu": 0.3, "leaky_relu": 0.3, "swish": 0.3},
    5: {"sigmoid": 0.3, "tanh": 0.3, "relu": 0.03, "leaky_relu": 0.03, "swish": 0.1},
}
USUAL_RATE = 0.1  # for a function that nobody has tuned yet


def learn_chessboard(phi, depth, starts=STARTS, learning_rate=None, stretch=1.0):
    """Networks of 16 neurons per layer learn the chessboard from 300 points; judged on 1000 others.

    Three hundred steps with momentum 0.9 and all points in every step; each function starts with the weights that suit
    it.

    Parameters
    ----------
    phi : str
        A row of `ACTIVATIONS`.
    depth : int
        Number of hidden layers.
    starts : sequence of int
        Seeds of the first weights, one network for each.
    learning_rate : float, optional
        By default the one that was found best for this function and depth, `RATES`.
    stretch : float
        Factor on all first weights.

    Returns
    -------
    ndarray, shape (starts, 16)
        Percentage right after 0, 20, …, 300 steps.

    Raises
    ------
    FloatingPointError
        The training of one of them diverges.
    ValueError
        `learning_rate` is not positive.
    """
    rate = RATES[depth].get(phi, USUAL_RATE) if learning_rate is None else learning_rate
    return _learn(phi, depth, tuple(starts), rate, stretch)


@cache
def _learn(phi, depth, starts, learning_rate, stretch):
    sizes, activations = [2, *[WIDTH] * depth, 1], [*[phi] * depth, None]
    networks = SideBySide([Network(sizes, activations, seed=seed) for seed in starts], stretch, decimals=7)
    (points, label), (others, colour) = chessboard(300, 1), chessboard(1000, 2)
    course = []
    with np.errstate(over="ignore", invalid="ignore"):  # what overflows is caught below, with a message
        for step in range(STEPS + 1):
            if step % EVERY == 0:
                course.append(100 * np.mean((networks(others)[..., 0] > 0) == colour, axis=1))
            networks.backward((sigmoid(networks.forward(points)) - label[:, np.newaxis]) / len(label))
            networks.descend(learning_rate, momentum=0.9)
        finite = np.isfinite(networks(points)).all()
    if not finite:
        raise FloatingPointError(f"training diverged; try a smaller learning_rate than {learning_rate}")
    return np.transpose(course)


def guessing():
    """Percentage that one answer for all of the thousand points gets."""
    share = 100 * np.mean(chessboard(1000, 2)[1])
    return max(share, 100 - share)
