"""Many inputs: how widely net inputs spread, and what is left of the slope of Tanh."""

from functools import lru_cache

import numpy as np

from ..network import INITIALISATIONS

NEURONS = 2000


@lru_cache(maxsize=64)
def net_inputs(n, init):
    """Net inputs of 2,000 neurons with n inputs each, all inputs and weights drawn from normal distributions.

    Parameters
    ----------
    n : int
    init : {"1", "xavier", "he"}
        Spread of the weights: 1, or as `Network` chooses it for a layer of n neurons.

    Returns
    -------
    ndarray, shape (2000,)
    """
    rng = np.random.default_rng(n)
    spread = 1.0 if init == "1" else INITIALISATIONS[init](n, n)
    return (rng.normal(size=(NEURONS, n)) * rng.normal(size=(NEURONS, n))).sum(axis=1) * spread
