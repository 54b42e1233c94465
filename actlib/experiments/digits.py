"""Vision: a network learns to read handwritten digits."""

from functools import lru_cache

import numpy as np

from ..activations import ACTIVATIONS
from ..datasets import load_digits
from ..network import Network, cross_entropy, softmax, train
from .replay import Replay
from .side_by_side import SideBySide

STEPS, BATCH, MOMENTUM = 200, 100, 0.9
EVERY = 10  # steps between two looks at the network
# Hidden layers -> the learning rate of each function: of 0.02, 0.04, 0.08 … 2.56 the one with the best mean over four
# starts, when 900 of the digits are learned and 300 more decide. With five layers none helps Sigmoid.
LEARNING_RATES = {
    1: {"sigmoid": 1.28, "tanh": 0.64, "relu": 0.32, "leaky_relu": 0.64, "swish": 0.64},
    5: {"sigmoid": 0.08, "tanh": 0.16, "relu": 0.04, "leaky_relu": 0.08, "swish": 0.08},
}


@lru_cache(maxsize=1)
def split_digits():
    """The digits as rows of 64 numbers, in a fixed random order: the first 1,200 to learn from, the other 597 to test.

    Returns
    -------
    X, label, X_test, label_test : ndarray
    """
    images, labels = load_digits()
    order = np.random.default_rng(0).permutation(len(images))
    X, labels = images.reshape(len(images), 64)[order], labels[order]
    return X[:1200], labels[:1200], X[1200:], labels[1200:]


def untrained_reader(phi, hidden_layers, seed=0):
    """A network before its first step: 64 inputs, hidden layers of 32 neurons, 10 outputs.

    Parameters
    ----------
    phi : str, Activation or Formula
        As for `Network`, with the first weights that suit it.
    hidden_layers, seed : int
    """
    return Network([64, *[32] * hidden_layers, 10], [*[phi] * hidden_layers, None], seed=seed)


def accuracy(network, X, label):
    """Share of the digits in the rows of `X` for which the network's highest score is that of the right digit."""
    return float(np.mean(network(X).argmax(axis=1) == label))


def learn_digits(phi, hidden_layers=1, seed=0, learning_rate=None, examples=1200):
    """Train a network on the first `examples` of the digits: yields it at every tenth step, from 0 to 200.

    Parameters
    ----------
    phi, hidden_layers, seed
        As for `untrained_reader`.
    learning_rate : float, optional
        By default the one of `LEARNING_RATES`.
    examples : int, optional
        At most 1,200.
    """
    X, label = (part[:examples] for part in split_digits()[:2])
    network = untrained_reader(phi, hidden_layers, seed)
    rate = learning_rate or LEARNING_RATES[hidden_layers][phi]
    training = train(
        network, X, label, cross_entropy, rate, STEPS + 1, batch=min(BATCH, examples), momentum=MOMENTUM, seed=seed
    )
    for step, _ in enumerate(training):
        if step % EVERY == 0:
            yield network
        if step == STEPS:
            return  # before the step that would be one too many


def digit_reader(phi, hidden_layers=1, seed=0, learning_rate=None):
    """A network that has learned 1,200 digits in 200 steps.

    Parameters
    ----------
    phi, hidden_layers, seed, learning_rate
        As for `learn_digits`.

    Returns
    -------
    network : Network
    accuracy : float
        Share of the 597 other digits that it reads right.
    """
    *_, network = learn_digits(phi, hidden_layers, seed, learning_rate)
    return network, accuracy(network, *split_digits()[2:])


def _readings(phi, hidden_layers):
    """At every tenth step: probabilities of the ten digits for every test image, and the share that is read right."""
    _, _, X_test, label_test = split_digits()
    for network in learn_digits(phi, hidden_layers):
        yield softmax(network(X_test)), accuracy(network, X_test, label_test)


@lru_cache(maxsize=6)
def replay_reading(phi, hidden_layers):
    """The `Replay` of one network that learns to read; its states are those of `_readings`."""
    return Replay(lambda: _readings(phi, hidden_layers))


def learning_curves(phi, hidden_layers=1, seeds=range(5), learning_rate=None):
    """How a network learns to read from several starts at once.

    Parameters
    ----------
    phi, hidden_layers, learning_rate
        As for `learn_digits`.
    seeds : sequence of int
        One start for each, with the first weights and the batches of `digit_reader` for that seed.

    Returns
    -------
    ndarray, shape (seeds, 21)
        Share of the 597 unseen digits that is read right at step 0, 10, 20 … 200.
    """
    _, _, X_test, label_test = split_digits()
    readers, shares = SideBySide([untrained_reader(phi, hidden_layers, seed) for seed in seeds]), []
    # The unseen digits come in batches, too: a larger product is split over threads, which wait for one another on a
    # busy machine.
    for step in train_readers(readers, seeds, learning_rate or LEARNING_RATES[hidden_layers][phi]):
        if step % EVERY == 0:
            says = [readers(X_test[i : i + BATCH]).argmax(axis=2) for i in range(0, len(X_test), BATCH)]
            shares.append(np.mean(np.concatenate(says, axis=1) == label_test, axis=1))
    return np.transpose(shares)


def train_readers(readers, seeds, learning_rate):
    """Train networks side by side as `learn_digits` trains one: yields each step, from 0 to 200, before it is taken."""
    X, label, _, _ = split_digits()
    rngs, wanted = [np.random.default_rng(seed) for seed in seeds], np.eye(10)[label]
    for step in range(STEPS + 1):
        yield step
        if step < STEPS:
            chosen = np.stack([rng.choice(len(X), BATCH, replace=False) for rng in rngs])
            readers.backward((softmax(readers.forward(X[chosen])) - wanted[chosen]) / BATCH)
            readers.descend(learning_rate, MOMENTUM)


def reading_table(seeds=5):
    """How well and how soon each function reads, one at a time, so that the work can show its progress and be stopped.

    Yields
    ------
    hidden_layers : int
        1 or 5.
    phi : str
    accuracies : ndarray
        Share of the unseen digits that each of the starts reads right after 200 steps.
    steps : list of float
        At which step, of 0, 10, 20 …, each first reads 90 % of them; infinite where it never does.
    """
    for hidden_layers in LEARNING_RATES:
        for phi in ACTIVATIONS:
            curves = learning_curves(phi, hidden_layers, range(seeds))
            soon = [next((EVERY * i for i, share in enumerate(curve) if share >= 0.9), np.inf) for curve in curves]
            yield hidden_layers, phi, curves[:, -1], soon
