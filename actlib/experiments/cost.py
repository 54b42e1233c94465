"""What a function costs, beside the matrix product in front of it."""

import time
from functools import lru_cache

import numpy as np

from ..activations import ACTIVATIONS, swish

SIZES = [8, 16, 32, 64, 128, 256, 512, 1024]
BATCH = 256


def hard_swish(x):
    """x · min(max(x + 3, 0), 6) / 6, Swish without an exponential (Howard et al., arXiv:1905.02244, 2019)."""
    x = np.asarray(x, dtype=float)
    return x * np.clip(x + 3, 0, 6) / 6


def hard_swish_error():
    """Largest distance between hard Swish and Swish with β = 1, and the x at which it lies.

    Returns
    -------
    error, x : float
    """
    x = np.linspace(-8, 8, 160_001)
    away = np.abs(hard_swish(x) - swish(x))
    return float(away.max()), float(x[away.argmax()])


def cost_share(inputs, multiplications):
    """Share of φ in the work of a layer, counted: a neuron multiplies once for each input, and φ as often as given.

    Parameters
    ----------
    inputs : number or ndarray
        Inputs of each neuron.
    multiplications : float
        How many multiplications one value of φ is worth.
    """
    return multiplications / (inputs + multiplications)


@lru_cache(maxsize=1)
def measured_shares(sizes=tuple(SIZES), repeats=7):
    """Share of φ in the time of a layer of n neurons with n inputs, on this machine; measured once in each session.

    Returns
    -------
    dict of ndarray
        For every row of `ACTIVATIONS`, and "hard_swish": one share for each size.
    """
    functions = {**{name: row.function for name, row in ACTIVATIONS.items()}, "hard_swish": hard_swish}
    shares = {name: [] for name in functions}
    for n in sizes:
        rng = np.random.default_rng(n)
        X, W = rng.normal(size=(BATCH, n)), rng.normal(size=(n, n)) / np.sqrt(n)
        nets = X @ W.T
        product = _seconds(lambda X=X, W=W: X @ W.T, repeats)
        for name, function in functions.items():
            spent = _seconds(lambda f=function, nets=nets: f(nets), repeats)
            shares[name].append(spent / (spent + product))
    return {name: np.array(values) for name, values in shares.items()}


def _seconds(call, repeats):
    """The fastest of some runs: whatever else the machine does can only make one slower."""
    best = np.inf
    for _ in range(repeats):
        start = time.perf_counter()
        call()
        best = min(best, time.perf_counter() - start)
    return best
