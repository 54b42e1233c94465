"""The train–test gap: how well a network reads the digits it has learned from, and those it has not."""

import numpy as np

from ..network import cross_entropy
from .digits import accuracy, learn_digits, split_digits


def train_test_gap(examples, phi="tanh", seed=0):
    """How well a network with one hidden layer reads what it has learned from, and what it has not.

    Parameters
    ----------
    examples : int
        How many digits it learns from, at most 1,200.
    phi : str
        A row of `ACTIVATIONS`.
    seed : int

    Returns
    -------
    learned, unseen : float
        Share that it reads right of the `examples` digits, and of 597 others.
    claimed : float
        The probability that it gives to the digits it names, averaged over the 597.
    """
    X, label, X_test, label_test = split_digits()
    *_, network = learn_digits(phi, 1, seed, examples=examples)
    scores = network(X_test)
    highest = 1 / np.exp(scores - scores.max(axis=1, keepdims=True)).sum(axis=1)
    return accuracy(network, X[:examples], label[:examples]), accuracy(network, X_test, label_test), highest.mean()


def loss_curves(examples, phi="tanh", seed=0):
    """The loss on the digits that a network learns from, and on those that it does not, at every tenth step.

    Parameters
    ----------
    examples, phi, seed
        As for `train_test_gap`.

    Returns
    -------
    learned, unseen : ndarray, shape (21,)
    """
    X, label, X_test, label_test = split_digits()
    losses = [
        (cross_entropy(network(X[:examples]), label[:examples])[0], cross_entropy(network(X_test), label_test)[0])
        for network in learn_digits(phi, 1, seed, examples=examples)
    ]
    return tuple(np.transpose(losses))
