"""Networks that are dead before their first lesson: how deep a signal gets where each neuron is a tossed coin."""

from functools import lru_cache

import numpy as np

from ..activations import leaky_relu, leaky_relu_prime

NETWORKS, DEEPEST = 400, 16


@lru_cache(maxsize=64)
def coin_tosses(width, alpha=0.0):
    """Untrained networks with one input, no biases and random weights: how deep a positive input still gets.

    A layer lets the signal through where φ′(net) of at least one of its neurons is not 0. Without biases every positive
    input has the same gates, so a network that is silent for one of them is silent for all.

    Parameters
    ----------
    width : int
        Neurons in each of the 16 layers.
    alpha : float
        Slope of Leaky ReLU on the left; 0 for ReLU.

    Returns
    -------
    ndarray of bool, shape (400, 17)
        One row a network: whether the signal is alive after 0, 1, …, 16 layers.
    """
    rng = np.random.default_rng(width)
    signal, alive = np.ones((NETWORKS, 1)), [np.ones(NETWORKS, dtype=bool)]
    for _ in range(DEEPEST):
        W = rng.normal(0, 1, (NETWORKS, width, signal.shape[1]))
        net = np.einsum("nij,nj->ni", W, signal)
        alive.append(alive[-1] & (leaky_relu_prime(net, alpha) != 0).any(axis=1))
        signal = leaky_relu(net, alpha)
    return np.stack(alive, axis=1)
