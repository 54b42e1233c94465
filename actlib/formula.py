"""Formulas that a learner types: read with `ast`, checked word by word, and never handed to `eval`.

Every formula knows its exact derivative: it is computed with dual numbers, pairs of a value and a slope, to which each
operation applies its own rule of differentiation.
"""

import ast
import math

import numpy as np

from .activations import sigmoid, sigmoid_prime, tanh, tanh_prime

LONGEST, LARGEST = 200, 100  # characters, and nodes of the tree
CONSTANTS = {"pi": math.pi, "e": math.e}
_erf = np.vectorize(math.erf, otypes=[float])


def _softplus(x):
    return np.logaddexp(0, x)


# Name -> the function and its derivative.
FUNCTIONS = {
    "exp": (np.exp, np.exp),
    "log": (np.log, lambda x: 1 / x),
    "sqrt": (np.sqrt, lambda x: 0.5 / np.sqrt(x)),
    "abs": (np.abs, np.sign),
    "sin": (np.sin, np.cos),
    "cos": (np.cos, lambda x: -np.sin(x)),
    "tanh": (tanh, tanh_prime),
    "sigmoid": (sigmoid, sigmoid_prime),
    "softplus": (_softplus, sigmoid),
    "erf": (_erf, lambda x: 2 / math.sqrt(math.pi) * np.exp(-x * x)),
}
# The larger or smaller of two. Where they are equal, the slope is that on the left, as for the functions of the table:
# max(x, 0) has the slope 0 at 0, and ELU, max(x, 0) + min(exp(x) - 1, 0), the slope 1.
CHOICES = {"max": np.greater, "min": np.less}

ALLOWED = (
    f"a formula may use x, numbers, {' and '.join(CONSTANTS)}, + - * / **, brackets, "
    f"{', '.join([*FUNCTIONS, *CHOICES])}"
)


class FormulaError(ValueError):
    """What stands in the formula and may not; the message ends with what may."""


class Formula:
    """A formula that has been read: `f(x)` is its value, `f.derivative(x)` its slope; NaN where it has none.

    It may stand wherever a row of `ACTIVATIONS` does: `Network([2, 8, 1], [parse("x * sigmoid(x)"), None])`.

    Attributes
    ----------
    text : str
        As it was typed.
    init : str
        First weights that suit it, as in a row of `ACTIVATIONS`.
    """

    parameter = None  # nothing in it can be trained

    def __init__(self, text, tree, variable, init):
        self.text, self.init, self._tree, self._variable = text, init, tree, variable

    def __call__(self, x):
        """Value at `x`; float64, the shape of `x`."""
        return self._at(x, 0.0)[0]

    @property
    def function(self):
        return self

    def derivative(self, x):
        """Slope at `x`; at a kink of max and min the slope on the left, at that of abs 0."""
        return self._at(x, 1.0)[1]

    def value_and_slope(self, x):
        """Both at `x`, for the price of one."""
        return self._at(x, 1.0)

    def _at(self, x, slope):
        x = np.asarray(x, dtype=np.float64)
        ones = np.ones_like(x)
        with np.errstate(all="ignore"):  # what has no value becomes NaN
            pair = _dual(self._tree, {self._variable: (x, np.float64(slope))})
            value, slope = (part * ones for part in pair)
            if not np.isfinite(value + slope).all():
                value = np.where(np.isfinite(value), value, np.nan)
                slope = np.where(np.isfinite(slope) & ~np.isnan(value), slope, np.nan)
        return value, slope


def parse(text, variable="x", init="xavier"):
    """Read a formula in one variable, such as "x * tanh(log(1 + exp(x)))".

    Parameters
    ----------
    text : str
        At most 200 characters. `^` is read as `**`, and the signs − · × ÷ as - * * /.
    variable : str, optional
    init : {"xavier", "he"}, optional
        First weights of a layer that uses it.

    Returns
    -------
    Formula

    Raises
    ------
    FormulaError
        The text is not a formula, or holds what may not stand in one; nothing of it has been carried out.

    Examples
    --------
    >>> f = parse("x^2 - 3*x")
    >>> float(f(2.0)), float(f.derivative(2.0))
    (-2.0, 1.0)
    """
    if not isinstance(text, str):
        raise FormulaError(f"a formula must be text, got {text!r}; {ALLOWED}")
    if len(text) > LONGEST:
        raise FormulaError(f"a formula may have at most {LONGEST} characters, this one has {len(text)}")
    plain = text.translate(str.maketrans({"^": "**", "−": "-", "·": "*", "×": "*", "÷": "/"})).strip()
    try:
        tree = ast.parse(plain, mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError):  # whatever Python's parser makes of it
        raise FormulaError(f"{text!r} cannot be read as a formula; {ALLOWED}") from None
    if sum(1 for _ in ast.walk(tree)) > LARGEST:
        raise FormulaError(f"the formula has too many parts, at most {LARGEST} are read; {ALLOWED}")
    _check(tree, variable)
    return Formula(text, tree, variable, init)


def _check(node, variable):
    """Raise a FormulaError unless every part of the tree is one of the few kinds that `_dual` knows."""
    match node:
        case ast.BinOp(op=ast.Add() | ast.Sub() | ast.Mult() | ast.Div() | ast.Pow()):
            _check(node.left, variable)
            _check(node.right, variable)
        case ast.UnaryOp(op=ast.USub() | ast.UAdd()):
            _check(node.operand, variable)
        case ast.Constant(value=bool()):
            raise FormulaError(f"{node.value} is not a number; {ALLOWED}")
        case ast.Constant(value=int() | float()):
            if abs(node.value) > 1e100:
                raise FormulaError(f"numbers may be as large as 1e100; {ALLOWED}")
        case ast.Name(id=name):
            if name in FUNCTIONS or name in CHOICES:
                raise FormulaError(f"{name} needs brackets, as in {name}({variable}); {ALLOWED}")
            if name != variable and name not in CONSTANTS:
                raise FormulaError(f"{name!r} is not known; {ALLOWED}")
        case ast.Call(func=ast.Name(id=name), keywords=[]) if name in FUNCTIONS or name in CHOICES:
            wanted = 1 if name in FUNCTIONS else 2
            if len(node.args) != wanted:
                raise FormulaError(f"{name} takes {wanted} value{'s' * (wanted > 1)}, got {len(node.args)}; {ALLOWED}")
            for argument in node.args:
                _check(argument, variable)
        case _:
            raise FormulaError(f"{ast.unparse(node)!r:.60} may not stand in a formula; {ALLOWED}")


def _dual(node, variables):
    """Value and slope of one part of the formula."""
    match node:
        case ast.Constant():
            return np.float64(node.value), np.float64(0)
        case ast.Name():
            return variables.get(node.id) or (np.float64(CONSTANTS[node.id]), np.float64(0))
        case ast.UnaryOp(op=ast.USub()):
            value, slope = _dual(node.operand, variables)
            return -value, -slope
        case ast.UnaryOp():
            return _dual(node.operand, variables)
        case ast.Call(func=ast.Name(id=name)) if name in FUNCTIONS:
            function, derivative = FUNCTIONS[name]
            value, slope = _dual(node.args[0], variables)
            return function(value), _times(derivative(value), slope) if np.any(slope) else slope
        case ast.Call(func=ast.Name(id=name)):
            (u, du), (v, dv) = (_dual(argument, variables) for argument in node.args)
            first = CHOICES[name](u, v) | ((u == v) & CHOICES[name](dv, du))
            missing = np.isnan(u) | np.isnan(v)
            return np.where(missing, np.nan, np.where(first, u, v)), np.where(first, du, dv)
    (u, du), (v, dv) = _dual(node.left, variables), _dual(node.right, variables)
    match node.op:
        case ast.Add():
            return u + v, du + dv
        case ast.Sub():
            return u - v, du - dv
        case ast.Mult():
            return u * v, _times(du, v) + _times(u, dv)
        case ast.Div():
            return u / v, (du - _times(u / v, dv)) / v
    power = np.power(u, v)
    return power, _times(v * np.power(u, v - 1), du) + _times(power * np.log(u), dv)


def _times(factor, slope):
    """factor · slope, and 0 where the slope is 0: what does not move adds nothing, however large the factor."""
    if np.ndim(slope) == 0:
        return factor * slope if slope else slope
    return np.where(slope == 0, 0.0, factor * slope)
