"""What is left of a picture after each hidden layer of an untrained network, and what the last layer can do with it."""

from functools import lru_cache

import numpy as np

from ..network import Network, cross_entropy, train
from .digits import BATCH, MOMENTUM, STEPS, accuracy, split_digits, untrained_reader

# Good for every function that learns at all; larger inputs want a smaller one. With twice as much, which one answer
# Sigmoid gives to all digits hangs on the last bit.
RATE, RATE_STANDARDISED = 0.64, 0.08


def layer_outputs(phi, hidden_layers=5, weights=1.0, seed=0, X=None):
    """Outputs of each hidden layer of an untrained reader of digits.

    Parameters
    ----------
    phi, hidden_layers, seed
        As for `untrained_reader`.
    weights : float
        The first weights of all hidden layers but the first are multiplied by it.
    X : ndarray, shape (examples, 64), optional
        By default the digits that networks learn from.

    Returns
    -------
    list of ndarray, shape (examples, 32)
    """
    network, y, outputs = untrained_reader(phi, hidden_layers, seed), split_digits()[0] if X is None else X, []
    for layer in network.layers[1:-1]:
        layer.values["W"] = layer.values["W"] * weights
    for layer in network.layers[:-1]:
        y = layer.forward(y)
        outputs.append(y)
    return outputs


@lru_cache(maxsize=64)
def forward_signal(phi, hidden_layers=5, weights=1.0, seed=0):
    """How far the outputs of each hidden layer differ from digit to digit, before anything is learned.

    Parameters
    ----------
    phi, hidden_layers, weights, seed
        As for `layer_outputs`.

    Returns
    -------
    ndarray, shape (hidden_layers,)
        The standard deviation over the examples, averaged over the 32 neurons. Where it is 0, all digits look alike.
    """
    return np.array([y.std(axis=0).mean() for y in layer_outputs(phi, hidden_layers, weights, seed)])


def frozen_reader(phi, hidden_layers=5, seed=0, standardised=False, learning_rate=None):
    """A reader of digits of which only the last layer learns; the hidden layers keep their first weights.

    Parameters
    ----------
    phi, hidden_layers, seed
        As for `untrained_reader`.
    standardised : bool
        Whether the last layer sees the outputs of the last hidden layer with mean 0 and spread 1 in every neuron.
    learning_rate : float, optional

    Returns
    -------
    float
        Share of the 597 digits not learned from that it reads right.
    """
    X, label, X_test, label_test = split_digits()
    learned, unseen = _last_outputs(phi, hidden_layers, seed)
    rate = learning_rate or (RATE_STANDARDISED if standardised else RATE)
    if standardised:
        mean, spread = learned.mean(axis=0), learned.std(axis=0)
        spread = np.where(spread > 0, spread, 1)  # a dead neuron says the same of every digit
        learned, unseen = (learned - mean) / spread, (unseen - mean) / spread
    last = Network([learned.shape[1], 10], [None], seed=seed)
    last.layers = untrained_reader(phi, hidden_layers, seed).layers[-1:]
    for _ in train(last, learned, label, cross_entropy, rate, STEPS, BATCH, MOMENTUM, seed):
        pass
    return accuracy(last, unseen, label_test)


@lru_cache(maxsize=16)
def _last_outputs(phi, hidden_layers, seed):
    X, _, X_test, _ = split_digits()
    return tuple(layer_outputs(phi, hidden_layers, seed=seed, X=part)[-1] for part in (X, X_test))
