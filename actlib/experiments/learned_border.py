"""A small network learns to tell two classes of points apart: the border that it draws, straight or bent."""

from functools import lru_cache

import numpy as np

from ..activations import sigmoid
from ..datasets import two_classes
from ..network import Network, cross_entropy, train
from . import NONE
from .plane import PLANE
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
def replay_learning(problem, phi, neurons):
    """The `Replay` of one training; its states are those of `_train_on`."""
    return Replay(lambda: _train_on(problem, phi, neurons))
