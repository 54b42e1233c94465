"""The train–test gap: how well a network reads the digits it has learned from, and those it has not."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from ..network import cross_entropy, softmax
from .digits import accuracy, learn_digits, split_digits


class Gap(NamedTuple):
    """How a network does on what it has learned from, and on 597 other digits.

    `learned` and `unseen` are the shares that it reads right; `claimed` is the probability that it gives to the digits
    it names, averaged over the unseen; `met` is the share that it reads right of the unseen of those kinds, 0 to 9,
    that are among the learned; the losses are those of every tenth step.
    """

    learned: float
    unseen: float
    claimed: float
    met: float
    learned_loss: np.ndarray
    unseen_loss: np.ndarray


@lru_cache(maxsize=64)
def train_test_gap(examples, phi="tanh", seed=0):
    """Train a network with one hidden layer on some digits, and try it on these and on others.

    Parameters
    ----------
    examples : int
        How many digits it learns from, at most 1,200.
    phi : str
        A row of `ACTIVATIONS`.
    seed : int

    Returns
    -------
    Gap
    """
    X, label, X_test, label_test = split_digits()
    X, label, losses = X[:examples], label[:examples], []
    for network in learn_digits(phi, 1, seed, examples=examples):
        losses.append((cross_entropy(network(X), label)[0], cross_entropy(network(X_test), label_test)[0]))
    learned, unseen = accuracy(network, X, label), accuracy(network, X_test, label_test)
    claimed, kinds = softmax(network(X_test)).max(axis=1).mean(), np.isin(label_test, label)
    met = accuracy(network, X_test[kinds], label_test[kinds])
    return Gap(learned, unseen, float(claimed), met, *np.transpose(losses))
