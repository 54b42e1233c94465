"""The five activation functions and their derivatives, in NumPy alone.

Every function takes numbers, lists or arrays of any shape and returns the same shape. float16, float32 and float64 stay
what they are; integers and booleans become float64. No input overflows, warns or is changed; NaN stays NaN.

`ACTIVATIONS` at the end is the one table that every plot, explorer, quiz and test reads: a new activation is one
function, one derivative and one row.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import wraps
from inspect import signature
from numbers import Real

import numpy as np


def as_float(x, name="x"):
    """`x` as an array of floating-point numbers; an error that names the argument where that is impossible."""
    if isinstance(x, np.ndarray) and type(x) is not np.ndarray and hasattr(x, "mask"):
        raise TypeError(f"{name} must not be a masked array, whose mask would be lost: fill it first, with filled(...)")
    try:
        array = np.asarray(x)
    except ValueError:  # a list of rows that differ in length
        raise ValueError(f"{name} must be numbers in a rectangular array, got rows of different lengths") from None
    if array.dtype.kind in "biu":
        return array.astype(np.float64)
    if array.dtype.kind == "O":  # integers beyond 64 bits, fractions, decimals
        numbers = [_nearest_float(number, name) for number in array.reshape(-1)]
        return np.array(numbers, dtype=np.float64).reshape(array.shape)
    if array.dtype.kind != "f":
        raise TypeError(f"{name} must be real numbers, got {array.dtype.type.__name__.rstrip('_')}")
    return array


def _nearest_float(number, name):
    """A number of any Python type as a float, ±∞ where it is too large; a TypeError that names what is no number."""
    if not isinstance(number, (Real, Decimal)):
        raise TypeError(f"{name} must be real numbers, got {type(number).__name__}")
    try:
        return float(number)
    except OverflowError:
        return np.inf if number > 0 else -np.inf


def _finite(value, name):
    """α or β as a Python float, which never promotes a float32 array."""
    if isinstance(value, np.ndarray) and value.ndim == 0:
        value = value[()]
    if not isinstance(value, Real) or isinstance(value, bool):
        raise TypeError(f"{name} must be one real number, got {value!r}")
    number = _nearest_float(value, name)
    if not np.isfinite(number):
        raise ValueError(f"{name} must be finite, got {value!r}")
    return number


BLOCK = 16_384  # numbers whose intermediate results stay in the processor's cache


def elementwise(formula):
    """Turn a formula for an array of floats into a function of any real numbers that keeps their shape and dtype.

    The formula sees one block of the numbers at a time, float16 as float32: half precision is too coarse to compute in.
    """
    call = signature(formula)
    names, defaults = list(call.parameters)[1:], [parameter.default for parameter in call.parameters.values()][1:]

    @wraps(formula)
    def function(*args, **kwargs):
        if kwargs or not 1 <= len(args) <= 1 + len(defaults):  # binding takes longer than a small layer's numbers
            args = call.bind(*args, **kwargs).args
        x, parameters = as_float(args[0]), [*map(_finite, args[1:], names), *defaults[len(args) - 1 :]]
        flat, result = x.reshape(-1), np.empty(x.shape, x.dtype)
        into = result.reshape(-1)
        with np.errstate(over="ignore", under="ignore", invalid="ignore"):
            for start in range(0, x.size, BLOCK):
                block = flat[start : start + BLOCK]
                wide = block.astype(np.float32) if x.itemsize == 2 else block
                into[start : start + BLOCK] = formula(wide, *parameters)
        return result[()]

    return function


@elementwise
def sigmoid(x):
    r"""Logistic function, σ(x) = 1 / (1 + exp(−x)).

    Parameters
    ----------
    x : array_like of real numbers, any shape

    Returns
    -------
    float or ndarray
        Values in (0, 1), rounded; shape and float dtype of `x`.

    Raises
    ------
    TypeError
        `x` is complex, text, a masked array, or anything else that is not made of real numbers.
    ValueError
        `x` is a list of rows that differ in length.

    References
    ----------
    P.-F. Verhulst, "Recherches mathématiques sur la loi d'accroissement de la population", 1845.

    Examples
    --------
    >>> float(sigmoid(0.0))
    0.5
    """
    e = np.exp(-np.abs(x))  # in [0, 1]: cannot overflow, whatever x is
    return np.maximum(x >= 0, e) / (1 + e)


@elementwise
def sigmoid_prime(x):
    """Derivative of the sigmoid, σ′(x) = σ(x)(1 − σ(x)), at most ¼.

    Shapes, dtypes and errors as for `sigmoid`.

    Examples
    --------
    >>> float(sigmoid_prime(0.0))
    0.25
    """
    e = np.exp(-np.abs(x))
    s = e / (1 + e)  # the smaller of σ(x), σ(−x): 1 − s then loses no digit
    return s * (1 - s)


@elementwise
def tanh(x):
    """Hyperbolic tangent, tanh(x) = (exp(x) − exp(−x)) / (exp(x) + exp(−x)) = 2σ(2x) − 1, in (−1, 1).

    Shapes, dtypes and errors as for `sigmoid`.

    References
    ----------
    Y. LeCun, L. Bottou, G. B. Orr & K.-R. Müller, "Efficient BackProp", 1998.

    Examples
    --------
    >>> float(tanh(0.0))
    0.0
    """
    return np.tanh(x)


@elementwise
def tanh_prime(x):
    """Derivative of tanh, 1 − tanh²(x) = 4σ′(2x), at most 1.

    Shapes, dtypes and errors as for `sigmoid`.

    Examples
    --------
    >>> float(tanh_prime(0.0))
    1.0
    """
    e = np.exp(-2 * np.abs(x))  # 1 − tanh² would cancel to 0 from x = 20 on
    s = e / (1 + e)
    return 4 * s * (1 - s)


@elementwise
def relu(x):
    """Rectified linear unit, max(0, x).

    Shapes, dtypes and errors as for `sigmoid`; exact.

    References
    ----------
    K. Fukushima, "Visual feature extraction by a multilayered network of analog threshold elements", 1969,
    doi:10.1109/TSSC.1969.300225. In deep networks: V. Nair & G. E. Hinton, "Rectified linear units improve restricted
    Boltzmann machines", ICML 2010.

    Examples
    --------
    >>> float(relu(-2.0)), float(relu(3.0))
    (0.0, 3.0)
    """
    return np.maximum(x, 0)


@elementwise
def relu_prime(x):
    """Derivative of ReLU: 1 for x > 0, else 0. At the kink, x = 0, it is 0 by convention, as in PyTorch.

    Shapes, dtypes and errors as for `sigmoid`; exact.

    Examples
    --------
    >>> float(relu_prime(0.0)), float(relu_prime(3.0))
    (0.0, 1.0)
    """
    return np.heaviside(x, 0)


@elementwise
def leaky_relu(x, alpha=0.01):
    """Leaky ReLU: x for x > 0, else αx. α = 0 is ReLU, α = 1 the identity, α > 1 steeper on the left than on the right.

    Parameters
    ----------
    x : array_like of real numbers, any shape
    alpha : finite number
        Slope on the left.

    Raises
    ------
    TypeError, ValueError
        As for `sigmoid`; `alpha` is not one real number, or not finite.

    References
    ----------
    A. L. Maas, A. Y. Hannun & A. Y. Ng, "Rectifier nonlinearities improve neural network acoustic models",
    ICML workshop, 2013.

    Examples
    --------
    >>> float(leaky_relu(-2.0, alpha=0.5)), float(leaky_relu(-2.0, alpha=3.0))
    (-1.0, -6.0)
    """
    if alpha == 0:
        return np.maximum(x, 0)  # 0·∞ would be NaN
    return np.where(x > 0, x, x * np.float64(alpha))  # float64: α itself, not what float32 would make of it


@elementwise
def leaky_relu_prime(x, alpha=0.01):
    """Derivative of Leaky ReLU: 1 for x > 0, else α. At the kink, x = 0, it is α by convention, as in PyTorch.

    Shapes, dtypes and errors as for `leaky_relu`.

    Examples
    --------
    >>> float(leaky_relu_prime(0.0, alpha=0.5)), float(leaky_relu_prime(3.0))
    (0.5, 1.0)
    """
    return np.where(np.isnan(x), x, np.where(x > 0, 1.0, alpha))


@elementwise
def swish(x, beta=1.0):
    """Swish, x·σ(βx). β = 0 is x/2, β = 1 is SiLU, a large β approaches ReLU.

    Parameters
    ----------
    x : array_like of real numbers, any shape
    beta : finite number
        How sharply the curve bends.

    Raises
    ------
    TypeError, ValueError
        As for `sigmoid`; `beta` is not one real number, or not finite.

    References
    ----------
    P. Ramachandran, B. Zoph & Q. V. Le, "Searching for activation functions", 2017, arXiv:1710.05941.
    As SiLU, β = 1: D. Hendrycks & K. Gimpel, 2016, arXiv:1606.08415; S. Elfwing, E. Uchibe & K. Doya, 2018,
    arXiv:1702.03118.

    Examples
    --------
    >>> float(swish(4.0, beta=0.0)), round(float(swish(1.0)), 4)
    (2.0, 0.7311)
    """
    if beta == 0:
        return x / 2  # 0·∞ would be NaN
    z = _scaled(x, beta)
    e = np.exp(-np.abs(z))
    y = x * np.maximum(z >= 0, e) / (1 + e)
    info = np.finfo(x.dtype)
    far = z < np.log(info.tiny)  # there e loses digits before x·e does, and is 0 where x is ∞: ∞·0 would be NaN
    h = np.exp(z[far] / 2)
    y[far] = np.clip(x[far], -info.max, info.max) * h * h
    return y


def _scaled(x, beta):
    """βx in the precision of x; by way of float64 where β itself is too large or too small for float32."""
    if np.finfo(x.dtype).tiny <= abs(beta) <= np.finfo(x.dtype).max:
        return beta * x
    return (np.float64(beta) * x).astype(x.dtype)


@elementwise
def swish_prime(x, beta=1.0):
    """Derivative of Swish, σ(βx) + βx·σ(βx)(1 − σ(βx)) = σ′(z)(1 + z + exp(z)) with z = βx.

    It is 0 at z₀ = −1.2784645…, where the two terms cancel. Because 1 + z₀ + exp(z₀) = 0, the bracket is also
    (z − z₀) + exp(z₀)(exp(z − z₀) − 1), whose terms have the same sign: computed so next to z₀, it loses no digit.

    Shapes, dtypes and errors as for `swish`.

    Examples
    --------
    >>> float(swish_prime(0.0)), float(swish_prime(0.0, beta=7.0))
    (0.5, 0.5)
    """
    if beta == 0:
        return np.where(np.isnan(x), x, 0.5)
    # float64, because float32 has too few digits for exp(z) below −87, where z·exp(z) is not yet 0. Far beyond ±1e4
    # exp(−|z|) is 0 already: ∞·0 would be NaN.
    z = np.clip(np.float64(beta) * x, -1e4, 1e4)
    left = -np.abs(z)
    e = np.exp(left)
    s = e / (1 + e)
    bracket = 1 + left + e
    near = np.abs(left - _Z0) < 0.25
    d = (left[near] - _Z0) - _Z0_REST
    bracket[near] = d + _EXP_Z0 * np.expm1(d)
    y = s * (1 - s) * bracket
    far = left < -708  # there exp(z) loses digits before z·exp(z) does
    h = np.exp(left[far] / 2)
    y[far] = h * bracket[far] * h
    return np.where(z > 0, 1 - y, y)  # the derivatives at z and −z add up to 1


# The zero of 1 + z + exp(z) to 32 digits, as the sum of two numbers, and exp of it.
_Z0, _Z0_REST, _EXP_Z0 = -1.2784645427610737, -1.0946994183093437e-16, 0.2784645427610738


@dataclass(frozen=True)
class Parameter:
    """The parameter of an activation function, and the slider that moves it."""

    name: str
    symbol: str
    latex: str
    default: float
    minimum: float
    maximum: float
    step: float


@dataclass(frozen=True)
class Activation:
    """One row of ACTIVATIONS: everything that the course knows about one function.

    `init` names the first weights that suit it. Xavier's keep the spread of a signal where φ is close to a straight
    line, as Tanh and Sigmoid are around 0 (Glorot & Bengio, 2010); He's are wider, because a function that lets little
    or nothing through on the left, as the ReLU family and Swish, loses about half of what arrives (He et al., 2015).
    """

    name: str
    title: str
    function: Callable
    derivative: Callable
    latex: str
    derivative_latex: str
    range: str
    parameter: Parameter | None
    color: str
    linestyle: object
    when: str
    source: str
    init: str = "xavier"


_ALPHA = Parameter("alpha", "α", r"\alpha", default=0.01, minimum=0.0, maximum=2.0, step=0.01)
_BETA = Parameter("beta", "β", r"\beta", default=1.0, minimum=-2.0, maximum=10.0, step=0.1)

ACTIVATIONS = {
    row.name: row
    for row in [
        Activation(
            "sigmoid",
            "Sigmoid",
            sigmoid,
            sigmoid_prime,
            latex=r"\frac{1}{1 + e^{-x}}",
            derivative_latex=r"\sigma(x)\,(1 - \sigma(x))",
            range="(0, 1)",
            parameter=None,
            color="#3f90da",
            linestyle="-",
            when="Gates, and the output of a two-class classifier.",
            source="Verhulst, Nouveaux mémoires de l'Académie royale de Bruxelles 18, 1845",
            init="xavier",
        ),
        Activation(
            "tanh",
            "Tanh",
            tanh,
            tanh_prime,
            latex=r"\frac{e^{x} - e^{-x}}{e^{x} + e^{-x}}",
            derivative_latex=r"1 - \tanh^2(x)",
            range="(-1, 1)",
            parameter=None,
            color="#832db6",
            linestyle=(0, (6, 2)),
            when="Recurrent states, and outputs that are centred on zero.",
            source="recommended by LeCun, Bottou, Orr & Müller, Efficient BackProp, 1998",
            init="xavier",
        ),
        Activation(
            "relu",
            "ReLU",
            relu,
            relu_prime,
            latex=r"\max(0, x)",
            derivative_latex=r"1\ (x > 0),\quad 0\ (x \leq 0)",
            range=r"[0, \infty)",
            parameter=None,
            color="#717581",
            linestyle=(0, (1, 1.5)),
            when="The first choice for hidden layers.",
            source="Fukushima, doi:10.1109/TSSC.1969.300225, 1969; in deep networks: Nair & Hinton, ICML 2010",
            init="he",
        ),
        Activation(
            "leaky_relu",
            "Leaky ReLU",
            leaky_relu,
            leaky_relu_prime,
            latex=r"x\ (x > 0),\quad \alpha x\ (x \leq 0)",
            derivative_latex=r"1\ (x > 0),\quad \alpha\ (x \leq 0)",
            range=r"(-\infty, \infty)\ (\alpha > 0)",
            parameter=_ALPHA,
            color="#e76300",
            linestyle="-.",
            when="Hidden layers in which ReLU units die.",
            source="Maas, Hannun & Ng, ICML workshop on deep learning, 2013",
            init="he",
        ),
        Activation(
            "swish",
            "Swish",
            swish,
            swish_prime,
            latex=r"x\,\sigma(\beta x)",
            derivative_latex=r"\sigma(\beta x) + \beta x\,\sigma(\beta x)\,(1 - \sigma(\beta x))",
            range=r"[-0.2785/\beta, \infty)\ (\beta > 0)",
            parameter=_BETA,
            color="#bd1f01",
            linestyle=(0, (3, 1, 1, 1)),
            when="Hidden layers of deep networks, where a smooth function is wanted.",
            source="Ramachandran, Zoph & Le, arXiv:1710.05941, 2017; "
            "as SiLU: Hendrycks & Gimpel, arXiv:1606.08415, 2016",
            init="he",
        ),
    ]
}

__all__ = ["ACTIVATIONS", *(f.__name__ for row in ACTIVATIONS.values() for f in (row.function, row.derivative))]
