"""GELU in its two forms: exact, and by the tanh formula that some frameworks take instead."""

import math

import numpy as np

from ..activations import as_float

COEFFICIENT = 0.044715  # Hendrycks & Gimpel, arXiv:1606.08415
# Both forms as formulas, with which networks can be trained.
EXACT_FORM = "x/2 * (1 + erf(x/sqrt(2)))"
TANH_FORM = f"x/2 * (1 + tanh(sqrt(2/pi) * (x + {COEFFICIENT}*x*x*x)))"
_erfc = np.vectorize(math.erfc, otypes=[float])


def gelu(x):
    """GELU, x·Φ(x), where Φ is the share of a standard normal distribution that lies below x.

    Parameters
    ----------
    x : array_like of real numbers, any shape

    Returns
    -------
    float or ndarray
        float64, shape of `x`.

    References
    ----------
    D. Hendrycks & K. Gimpel, "Gaussian error linear units (GELUs)", 2016, arXiv:1606.08415.

    Examples
    --------
    >>> round(float(gelu(-1.0)), 6)
    -0.158655
    """
    x = as_float(x)
    return x / 2 * _erfc(-x / math.sqrt(2))  # 1 + erf(x/√2) would cancel on the left


def gelu_tanh(x, coefficient=COEFFICIENT):
    """The tanh form of GELU, x/2·(1 + tanh(√(2/π)·(x + c·x³))); shapes and source as for `gelu`.

    Examples
    --------
    >>> round(float(gelu_tanh(-1.0)), 6)
    -0.158808
    """
    x = as_float(x)
    return x / 2 * (1 + np.tanh(math.sqrt(2 / math.pi) * (x + coefficient * x**3)))


def gelu_gap(coefficient=COEFFICIENT):
    """Largest distance between the two forms, and the x > 0 at which it lies; on −x the distance is the same.

    Returns
    -------
    gap, x : float
    """
    x = np.linspace(0, 6, 6001)
    away = np.abs(gelu(x) - gelu_tanh(x, coefficient))
    return float(away.max()), float(x[away.argmax()])
