"""Typed formulas: right where they are formulas, refused with a sentence where they are not, and never carried out."""

import ast
import math

import mpmath
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.strict import STRICT

from actlib import ACTIVATIONS
from actlib.formula import ALLOWED, FUNCTIONS, LONGEST, FormulaError, parse

pytestmark = STRICT
GRID = np.linspace(-4.03, 4.11, 57)

KNOWN = {
    "mish": ("x * tanh(softplus(x))", lambda x: x * mpmath.tanh(mpmath.log(1 + mpmath.exp(x)))),
    "gelu": ("x/2 * (1 + erf(x / sqrt(2)))", lambda x: x / 2 * (1 + mpmath.erf(x / mpmath.sqrt(2)))),
    "elu": ("max(x, 0) + min(exp(x) - 1, 0)", lambda x: x if x > 0 else mpmath.exp(x) - 1),
    "swish": ("x * sigmoid(x)", lambda x: x / (1 + mpmath.exp(-x))),
    "polynomial": ("−x^3/3 + 2·x^2 − 1", lambda x: -(x**3) / 3 + 2 * x**2 - 1),
    "gauss": ("exp(-x**2) * cos(pi*x)", lambda x: mpmath.exp(-(x**2)) * mpmath.cos(mpmath.pi * x)),
    "power": ("2^sin(x)", lambda x: mpmath.mpf(2) ** mpmath.sin(x)),
    "quotient": ("log(1 + x*x) / (1 + abs(x))", lambda x: mpmath.log(1 + x * x) / (1 + abs(x))),
}


@pytest.mark.parametrize("text, reference", KNOWN.values(), ids=KNOWN)
def test_value_and_derivative_agree_with_arbitrary_precision(text, reference):
    f = parse(text)
    with mpmath.workdps(40):
        values = [float(reference(mpmath.mpf(x))) for x in GRID]
        slopes = [float(mpmath.diff(reference, mpmath.mpf(x))) for x in GRID]
    np.testing.assert_allclose(f(GRID), values, rtol=1e-13, atol=1e-15)
    np.testing.assert_allclose(f.derivative(GRID), slopes, rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize(
    "name, text",
    [
        ("sigmoid", "1 / (1 + exp(-x))"),
        ("tanh", "tanh(x)"),
        ("relu", "max(x, 0)"),
        ("leaky_relu", "max(x, 0) + 0.01 * min(x, 0)"),
        ("swish", "x * sigmoid(x)"),
    ],
)
def test_the_five_can_be_typed(name, text):
    row, f = ACTIVATIONS[name], parse(text)
    np.testing.assert_allclose(f(GRID), row.function(GRID), rtol=1e-13)
    np.testing.assert_allclose(f.derivative(GRID), row.derivative(GRID), rtol=1e-12)


def test_the_kink_of_a_typed_relu_follows_the_convention():
    assert parse("max(x, 0)").derivative(0.0) == 0


@pytest.mark.parametrize(
    "text, slope",
    [
        ("max(x, 0) + min(exp(x) - 1, 0)", 1.0),  # ELU has a slope there, from both sides
        ("max(x, 0) + 1.5 * min(exp(x) - 1, 0)", 1.5),
        ("max(x, 0) + 0.01 * min(x, 0)", 0.01),
        ("max(0, x)", 0.0),
        ("max(-x, 0)", -1.0),
    ],
)
def test_where_max_and_min_meet_the_slope_is_that_on_the_left(text, slope):
    f = parse(text)
    assert float(f.derivative(0.0)) == slope == pytest.approx(float(f.derivative(-1e-9)), abs=1e-8)
    value, both = f.value_and_slope(np.array([0.0, 2.0]))
    assert np.array_equal(value, f(np.array([0.0, 2.0]))) and both[0] == slope


@pytest.mark.parametrize("shape", [(), (0,), (3,), (2, 3)])
def test_the_shape_is_kept(shape):
    x = np.full(shape, 0.5)
    for text in ("x + 1", "3", "pi"):
        assert parse(text)(x).shape == parse(text).derivative(x).shape == shape


@pytest.mark.parametrize(
    "text", ["log(x)", "sqrt(x)", "1/x", "x^0.5", "exp(exp(x))", "1/0", "0*log(x)", "max(log(x), 0)"]
)
def test_where_there_is_no_value_it_is_nan_without_a_warning(text):
    f = parse(text)
    assert np.isnan(f(np.array([-800.0, 0.0, 800.0]))).any()
    assert not np.isinf(f(np.array([-800.0, 0.0, 800.0]))).any()


REFUSED = {
    "__import__('os').system('true')": "may not stand in a formula",
    "().__class__.__bases__": "may not stand in a formula",
    "x.real": "may not stand in a formula",
    "x[0]": "may not stand in a formula",
    "lambda x: x": "may not stand in a formula",
    "[x for x in (1, 2)]": "may not stand in a formula",
    "x if x else 1": "may not stand in a formula",
    "x > 0": "may not stand in a formula",
    "x % 2": "may not stand in a formula",
    "~x": "may not stand in a formula",
    "'x'": "may not stand in a formula",
    "1j": "may not stand in a formula",
    "exp(x, where=x)": "may not stand in a formula",
    "(y := x)": "may not stand",
    "f'{x}'": "may not stand in a formula",
    "exp(*x)": "may not stand in a formula",
    "None": "may not stand",
    "open(x)": "may not stand in a formula",
    "eval('1')": "may not stand in a formula",
    "y + 1": "'y' is not known",
    "True": "True is not a number",
    "exp": "exp needs brackets, as in exp",
    "exp(x, x)": "exp takes 1 value, got 2",
    "max(x)": "max takes 2 values, got 1",
    "sin()": "sin takes 1 value, got 0",
    "": "cannot be read as a formula",
    "x +": "cannot be read",
    "2x": "cannot be read",
    "x = 1": "cannot be read",
    "import os": "cannot be read",
    "x\0": "cannot be read",
    "1e999": "numbers may be as large as 1e100",
    "9" * 150: "numbers may be as large as 1e100",
    "x+" * 99 + "x": "too many parts",
    "(" * 99 + "x": "cannot be read",
    "x" * (LONGEST + 1): "at most 200 characters, this one has 201",
}


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_no_formula_is_refused_with_a_sentence(text):
    with pytest.raises(FormulaError, match=REFUSED[text]) as caught:
        parse(text)
    assert ALLOWED in str(caught.value) or "characters" in str(caught.value)


def test_only_text_is_read():
    with pytest.raises(FormulaError, match="a formula must be text, got 3"):
        parse(3)


def test_towers_of_powers_cost_nothing():
    assert np.isnan(parse("9**9**9**9**9")(1.0))


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=220) | st.text(alphabet="x+-*/()^.,eπ 0123456789sincoxplgmaertuh_[]'\"=:<>", max_size=60))
def test_random_text_is_a_formula_or_a_formula_error(text):
    try:
        f = parse(text)
    except FormulaError:
        return
    assert f(GRID).shape == GRID.shape and not np.isinf(f(GRID)).any()


PYTHON = {
    "exp": math.exp,
    "sin": math.sin,
    "cos": math.cos,
    "tanh": math.tanh,
    "abs": abs,
    "erf": math.erf,
    "sigmoid": lambda x: 1 / (1 + math.exp(-x)),
    "softplus": lambda x: math.log1p(math.exp(x)),
    "max": max,
    "min": min,
}
leaves = st.sampled_from(["x", "pi", "e"]) | st.floats(0.1, 3).map(lambda number: f"{number:.2f}")
trees = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from("+-*"), inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),
        inner.map(lambda t: f"(-{t})"),
        inner.map(lambda t: f"({t})**2"),
        st.tuples(inner, inner).map(lambda t: f"({t[0]}) / (1 + ({t[1]})**2)"),
        st.tuples(st.sampled_from(sorted(set(PYTHON) & set(FUNCTIONS) - {"exp"})), inner).map(
            lambda t: f"{t[0]}({t[1]})"
        ),
    ),
    max_leaves=8,
).filter(lambda text: len(text) <= LONGEST and len(list(ast.walk(ast.parse(text)))) < 90)


@settings(max_examples=150, deadline=None)
@given(trees, st.floats(-2, 2))
def test_random_formulas_agree_with_python_and_with_differences(text, x):
    f = parse(text)
    names = {"__builtins__": {}, **PYTHON, "pi": math.pi, "e": math.e, "x": x}
    try:
        wanted = eval(text, names)  # text that the test itself has made
    except OverflowError:
        return
    assert f(x) == pytest.approx(wanted, rel=1e-9, abs=1e-9)
    h = 1e-5
    up, down, slope = float(f(x + h)), float(f(x - h)), float(f.derivative(x))
    sides = (up - wanted) / h, (wanted - down) / h
    if abs(wanted) < 1e3 and abs(slope) < 1e3 and abs(sides[0] - sides[1]) < 1e-2 * (1 + abs(slope)):  # no kink here
        assert slope == pytest.approx((up - down) / (2 * h), rel=1e-3, abs=1e-3)
