"""Derivatives checked by differences, for every size of the step."""

from functools import cache, lru_cache

import numpy as np

from ..activations import ACTIVATIONS

DIFFERENCES_X = np.linspace(-5.9, 5.9, 60)  # even in number: the kinks at 0 are not among them
EXPONENTS = np.arange(1, 15)
LOWEST = 1e-14  # what is smaller is drawn as if it were this


@lru_cache(maxsize=256)
def difference_errors(phi, exponent):
    """How far (φ(x + h) − φ(x − h)) / 2h is from φ′(x), for h = 10^−exponent.

    Parameters
    ----------
    phi : str
        A row of `ACTIVATIONS`.
    exponent : float

    Returns
    -------
    ndarray, shape (parameters, 60)
        One row for each of 25 values of α or β over the range of its slider, or one row in all; one column for each of
        60 points x from −5.9 to 5.9.
    """
    row, h = ACTIVATIONS[phi], 10.0**-exponent
    p = row.parameter
    values = [(value,) for value in np.linspace(p.minimum, p.maximum, 25)] if p else [()]
    up, down = DIFFERENCES_X + h, DIFFERENCES_X - h
    measured = [(row.function(up, *v) - row.function(down, *v)) / (up - down) for v in values]
    return np.abs(measured - np.array([row.derivative(DIFFERENCES_X, *v) for v in values]))


@cache
def largest_errors(phi):
    """The largest of `difference_errors` for h = 0.1, 0.01, …, 10⁻¹⁴, to the nearest power of ten.

    To no more digits, because rounding errors are not the same on every processor; errors below 10⁻¹⁴ count as that.
    """
    largest = [max(difference_errors(phi, int(exponent)).max(), LOWEST) for exponent in EXPONENTS]
    return 10.0 ** np.round(np.log10(largest))
