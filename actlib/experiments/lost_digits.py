"""Where formulas lose digits: those of the textbooks, in each type of float, and actlib's."""

from decimal import Decimal, localcontext
from functools import cache

import numpy as np

from .. import frameworks
from ..activations import ACTIVATIONS

GRID_X = np.arange(-120, 120.5, 0.5)  # each a float16, a float32 and a float64
DIGITS = {"float64": 15, "float32": 6, "float16": 3}  # that each type always holds


def _logistic(z):
    return 1 / (1 + (-z).exp())


def _swish_prime(x):
    return _logistic(x) + x * _logistic(x) * _logistic(-x)


_ALPHA = Decimal(0.01)
EXACT = {  # value and slope with as many digits as the decimal context has; at the default of α and β
    "sigmoid": (_logistic, lambda x: _logistic(x) * _logistic(-x)),
    "tanh": (lambda x: _logistic(2 * x) - _logistic(-2 * x), lambda x: 4 * _logistic(2 * x) * _logistic(-2 * x)),
    "relu": (lambda x: max(x, Decimal(0)), lambda x: Decimal(x > 0)),
    "leaky_relu": (lambda x: x if x > 0 else _ALPHA * x, lambda x: Decimal(1) if x > 0 else _ALPHA),
    "swish": (lambda x: x * _logistic(x), _swish_prime),
}


@cache
def true_values(name, kind):
    """The true value (kind 0) or slope (kind 1) at every point of GRID_X, from 60 digits rounded to float64."""
    if name not in EXACT:
        return np.full(GRID_X.shape, np.nan)
    with localcontext(prec=60):
        return np.array([float(EXACT[name][kind](Decimal(x))) for x in GRID_X.tolist()])


def exactly_rounded(function):
    """A Decimal function for arrays, each result the nearest float: the same on every machine, unlike np.exp."""

    def rounded(x):
        with localcontext(prec=60), np.errstate(over="ignore"):
            return np.array([float(function(Decimal(number))) for number in x.tolist()]).astype(x.dtype)

    return rounded


TEXTBOOK = frameworks.textbook(exactly_rounded(Decimal.exp), exactly_rounded(EXACT["tanh"][0]))


@cache
def textbook_values(name, kind, dtype):
    """What the textbook formula makes of GRID_X in a type, where exp and tanh themselves are as good as can be."""
    if name not in TEXTBOOK:
        return np.full(GRID_X.shape, np.nan)
    with np.errstate(all="ignore"):
        return np.asarray(TEXTBOOK[name][kind](GRID_X.astype(dtype)), dtype)


@cache
def actlib_values(name, kind, dtype):
    row = ACTIVATIONS[name]
    return (row.derivative if kind else row.function)(GRID_X.astype(dtype))


def digits_right(got, true, dtype):
    """How many significant digits of `got` are right: from 0 to all that the type always holds.

    Below the normal range a type holds fewer; there two units in the last place count as all that is possible.
    """
    most = DIGITS[dtype]
    got, true = np.asarray(got, np.float64), np.asarray(true, np.float64)
    error = abs(got - true)
    with np.errstate(divide="ignore", invalid="ignore"):
        digits = np.clip(-np.log10(error / abs(true)), 0, most)
    all_right = error <= 10.0**-most * abs(true) + 2 * float(np.finfo(dtype).smallest_subnormal)
    return np.where(np.isnan(true), np.nan, np.where(all_right, most, np.where(np.isfinite(got), digits, 0)))


def digits_held(number, dtype):
    """How many digits a type holds of a number: fewer below its normal range, where floats lie evenly."""
    if number == 0:
        return DIGITS[dtype]
    magnitude = np.log10(abs(number)) - np.log10(float(np.finfo(dtype).smallest_subnormal))
    return int(np.clip(magnitude, 0, DIGITS[dtype]))
