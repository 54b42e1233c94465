"""The five functions and their derivatives against references that share no line with them."""
import warnings
from importlib import import_module
from importlib.util import find_spec

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from actlib import (
    ACTIVATIONS, leaky_relu, leaky_relu_prime, relu, relu_prime, sigmoid, sigmoid_prime, swish, swish_prime, tanh, tanh_prime,
)

pytestmark = pytest.mark.filterwarnings("error")

DTYPES = {"float64": np.float64, "float32": np.float32, "float16": np.float16}
MP = mpmath.mp.clone()
MP.prec = 240
exp = MP.exp


def e(x):
    return exp(-abs(x))


# The truth, to 240 bits. Written with exp(−|x|), so that nothing cancels.
TRUTH = {
    "sigmoid": lambda x: 1 / (1 + e(x)) if x >= 0 else e(x) / (1 + e(x)),
    "sigmoid_prime": lambda x: e(x) / (1 + e(x)) ** 2,
    "tanh": lambda x: MP.tanh(x),
    "tanh_prime": lambda x: 4 * e(2 * x) / (1 + e(2 * x)) ** 2,
    "relu": lambda x: max(x, MP.mpf(0)),
    "relu_prime": lambda x: MP.mpf(x > 0),
    "leaky_relu": lambda x, alpha: x if x > 0 else MP.mpf(alpha) * x,
    "leaky_relu_prime": lambda x, alpha: MP.mpf(1) if x > 0 else MP.mpf(alpha),
    "swish": lambda x, beta: x * TRUTH["sigmoid"](MP.mpf(beta) * x),
    "swish_prime": lambda x, beta: (TRUTH["sigmoid"](MP.mpf(beta) * x)
                                    + MP.mpf(beta) * x * TRUTH["sigmoid_prime"](MP.mpf(beta) * x)),
}
FUNCTIONS = {function.__name__: function for function in (
    sigmoid, sigmoid_prime, tanh, tanh_prime, relu, relu_prime, leaky_relu, leaky_relu_prime, swish, swish_prime)}

# Largest error allowed, in units in the last place (ULP), for float64, float32, float16.
BARS = {
    "sigmoid": (3, 4, 2), "sigmoid_prime": (4, 5, 4), "tanh": (2.5, 2.5, 1), "tanh_prime": (4, 5, 4), "relu": (0, 0, 0),
    "relu_prime": (0, 0, 0), "leaky_relu": (1.5, 1.5, 1.5), "leaky_relu_prime": (1.5, 1.5, 1.5), "swish": (4, 5, 3), "swish_prime": (6, 7, 4),
}
SUBNORMAL_UNITS = {"sigmoid_prime": 3, "tanh_prime": 3}  # allowed below the normal range, where a ULP has no relative meaning


def inputs(dtype, size=900):
    """Random bit patterns over the whole range, a dense grid where the curves bend, and every edge."""
    rng = np.random.default_rng(20261)
    info = np.finfo(dtype)
    bits = rng.integers(0, 2 ** info.bits, size=size, dtype=np.uint64).astype(f"u{info.bits // 8}").view(dtype)
    reach = {64: 760, 32: 110, 16: 20}[info.bits]
    grid = np.concatenate([np.linspace(-reach, reach, 401), rng.uniform(-12, 12, size), rng.normal(0, 1e-3, 60)]).astype(dtype)
    edges = np.array([0, info.tiny, info.smallest_subnormal, info.max, info.eps, 1, 708.4, 709.7, 710, 745.2, 88.7, 103.9, 16.64, 9.02,
                      20, 37, 11.1, 8.7, 0.5], dtype=np.float64)
    edges = edges[edges <= info.max].astype(dtype)
    everything = np.concatenate([bits, grid, edges, -edges])
    return everything[np.isfinite(everything)]


def ulp(truth, dtype):
    """The distance between neighbouring numbers of this dtype where the truth lies."""
    info = np.finfo(dtype)
    exponent = max(MP.frexp(truth)[1] - 1 if truth else info.minexp, info.minexp)
    return MP.mpf(2) ** int(exponent - info.nmant)


def largest_excess(name, dtype, x, bar, parameter=None):
    """The largest error as a multiple of what is allowed, and where it lies."""
    arguments = () if parameter is None else (parameter,)
    got = FUNCTIONS[name](x, *arguments)
    assert got.dtype == dtype
    info = np.finfo(dtype)
    unit, worst = MP.mpf(2) ** int(info.minexp - info.nmant), (0.0, None)
    for value, result in zip(x.tolist(), got.tolist()):
        point = MP.mpf(value)
        truth = TRUTH[name](point, *arguments)
        scale, z = truth, 0
        if name.startswith("swish"):
            z = abs(point * MP.mpf(parameter))
            if name == "swish_prime":
                scale = max(abs(truth), TRUTH["sigmoid"](point * MP.mpf(parameter)))
        allowed = (bar if parameter in (None, 1.0) or name.startswith("leaky") else 3 * (1 + z)) * ulp(scale, dtype)
        allowed += unit * (1 + z if name.startswith("swish") else SUBNORMAL_UNITS.get(name, 0) * (abs(truth) < info.tiny))
        if abs(truth) > info.max:
            assert np.isinf(result) or abs(result) == info.max, f"{name}({value}) overflows to {result}"
            continue
        assert np.isfinite(result), f"{name}({value!r}) is {result!r}, the truth is {MP.nstr(truth, 8)}"
        error = abs(MP.mpf(result) - truth)
        ratio = float(error / allowed) if allowed else (0.0 if error == 0 else np.inf)
        if ratio > worst[0]:
            worst = (ratio, f"{name}({value!r}) = {result!r}, the truth is {MP.nstr(truth, 20)}")
    return worst


CASES = [(name, parameter) for name in FUNCTIONS
         for parameter in ([0.0, 0.01, 0.3, 1.0, 2.0, -0.5] if name.startswith("leaky") else
                           [1.0, 0.0, 0.1, 2.7, 10.0, -1.3] if name.startswith("swish") else [None])]


@pytest.mark.parametrize("name, parameter", CASES)
@pytest.mark.parametrize("dtype", DTYPES)
def test_no_error_is_larger_than_its_bar(name, parameter, dtype):
    bar = BARS[name][list(DTYPES).index(dtype)]
    x = inputs(DTYPES[dtype], 900 if parameter in (None, 1.0) else 150)
    ratio, where = largest_excess(name, DTYPES[dtype], x, bar, parameter)
    assert ratio <= 1, f"{ratio:.2f} times what is allowed: {where}"


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_single_float16_is_right(name):
    """All 63,488 finite half-precision numbers, against float64, whose own error is 2⁻⁴⁰ of a float16 unit."""
    x = np.arange(2 ** 16, dtype=np.uint16).view(np.float16)
    x = x[np.isfinite(x)]
    truth = FUNCTIONS[name](x.astype(np.float64))
    with np.errstate(over="ignore"):
        rounded = truth.astype(np.float16)
    scale = np.maximum(np.abs(truth), sigmoid(x.astype(np.float64))) if name == "swish_prime" else np.abs(truth)
    unit = np.spacing(np.minimum(scale, 65472).astype(np.float16)).astype(np.float64)  # the last number has no next one
    slack = 2.0 ** -24 * (1 + np.abs(x.astype(np.float64))) if name.startswith("swish") else 0
    got = FUNCTIONS[name](x)
    same_infinity = np.isinf(rounded) & (got == rounded)
    error = np.where(same_infinity, 0, np.abs(np.where(same_infinity, 0, got) - np.where(same_infinity, 0, truth)))
    assert (error <= BARS[name][2] * unit + slack).all()


# What well-known libraries return for these inputs is in the last column; ours must be the truth.
@pytest.mark.parametrize("name, x, dtype, peers", [
    ("sigmoid", -710.0, "float64", "0 in SciPy expit, PyTorch, JAX, TensorFlow"),
    ("sigmoid_prime", 37.0, "float64", "0 in PyTorch, JAX, TensorFlow, Keras"),
    ("tanh_prime", 20.0, "float64", "0 in PyTorch, JAX, TensorFlow"),
    ("sigmoid_prime", 16.64, "float32", "0 in PyTorch"),
    ("tanh_prime", 9.02, "float32", "0 in PyTorch"),
    ("swish", -710.0, "float64", "0 in PyTorch, JAX, TensorFlow"),
    ("relu", 5e-324, "float64", "0 in JAX, TensorFlow"),
    ("leaky_relu", -2.0, "float64", "-2 for slope 2 in Keras on NumPy"),
])
def test_inputs_on_which_well_known_libraries_fail(name, x, dtype, peers):
    parameter = {"swish": 1.0, "leaky_relu": 2.0}.get(name)
    point = np.array([x], dtype=DTYPES[dtype])
    got = FUNCTIONS[name](point, *(() if parameter is None else (parameter,)))
    assert got[0] != 0, f"the truth is not 0 ({peers})"
    ratio, where = largest_excess(name, DTYPES[dtype], point, BARS[name][list(DTYPES).index(dtype)], parameter)
    assert ratio <= 1, where


@pytest.mark.parametrize("name, x, parameter, expected", [
    ("swish", -np.inf, 1.0, 0.0), ("swish", np.inf, 1.0, np.inf), ("swish_prime", np.inf, 1.0, 1.0), ("swish_prime", -np.inf, 1.0, 0.0),
    ("swish", np.inf, -1.0, 0.0), ("swish", -np.inf, -1.0, -np.inf), ("swish", -np.inf, 0.0, -np.inf), ("swish_prime", np.inf, 0.0, 0.5),
    ("sigmoid", -np.inf, None, 0.0), ("sigmoid", np.inf, None, 1.0), ("sigmoid_prime", np.inf, None, 0.0), ("tanh", -np.inf, None, -1.0),
    ("tanh_prime", -np.inf, None, 0.0), ("relu", -np.inf, None, 0.0), ("relu", np.inf, None, np.inf), ("relu_prime", -np.inf, None, 0.0),
    ("leaky_relu", -np.inf, 0.0, 0.0), ("leaky_relu", -np.inf, 0.5, -np.inf), ("leaky_relu_prime", -np.inf, 0.5, 0.5),
])
@pytest.mark.parametrize("dtype", DTYPES)
def test_infinity_has_a_limit_not_nan(name, x, parameter, expected, dtype):
    with np.errstate(all="raise"):
        got = FUNCTIONS[name](DTYPES[dtype](x), *(() if parameter is None else (parameter,)))
    assert got == expected and got.dtype == dtype


@pytest.mark.skipif(find_spec("scipy") is None, reason="SciPy is a benchmark's extra")
def test_where_scipy_stands_today():
    expit = import_module("scipy.special").expit
    assert expit(-710.0) == 0 < sigmoid(-710.0)


KINDS = st.sampled_from(["float64", "float32", "float16", "int64", "uint8", "bool"])
ARRAYS = KINDS.flatmap(lambda dtype: hnp.arrays(dtype, hnp.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=5)))
EVERY = st.sampled_from(sorted(FUNCTIONS))


@given(EVERY, ARRAYS)
def test_shape_dtype_and_input_are_kept(name, x):
    before = x.copy()
    got = FUNCTIONS[name](x)
    assert np.shape(got) == x.shape
    assert got.dtype == (x.dtype if x.dtype.kind == "f" else np.float64)
    np.testing.assert_array_equal(x, before)
    np.testing.assert_array_equal(np.isnan(got), np.isnan(x.astype(got.dtype)))


@given(EVERY, hnp.arrays("float64", (6, 4), elements=st.floats(-50, 50)))
def test_memory_layout_does_not_matter(name, x):
    function = FUNCTIONS[name]
    expected = np.array([[function(value) for value in row] for row in x])
    for view in (x, np.asfortranarray(x), np.repeat(x, 2, axis=0)[::2], x[::-1][::-1]):
        np.testing.assert_allclose(function(view), expected, rtol=2e-15, atol=1e-300)
    np.testing.assert_array_equal(function(x.T), function(x).T)
    np.testing.assert_allclose(function(x.tolist()), expected, rtol=2e-15, atol=1e-300)


@given(st.floats(allow_nan=False, allow_infinity=False, width=64), st.floats(-20, 20), EVERY)
def test_any_number_and_any_parameter_give_a_number_without_a_warning(x, parameter, name):
    arguments = (parameter,) if name.startswith(("leaky", "swish")) else ()
    for dtype in DTYPES.values():
        with np.errstate(all="ignore"):
            point = np.array([x]).astype(dtype)
        with warnings.catch_warnings(), np.errstate(all="raise"):
            warnings.simplefilter("error")
            assert not np.isnan(FUNCTIONS[name](point, *arguments)).any()


@pytest.mark.parametrize("name", ["leaky_relu", "leaky_relu_prime", "swish", "swish_prime"])
def test_the_numpy_float_of_a_slider_does_not_promote_float32(name):
    assert FUNCTIONS[name](np.ones(3, np.float32), np.float64(0.3)).dtype == np.float32


# Textbook formulas, as in the document and in no line of actlib: complex arguments give their derivative by one complex step.
TEXTBOOK = {
    "sigmoid": lambda x: 1 / (1 + np.exp(-x)),
    "tanh": lambda x: (np.exp(x) - np.exp(-x)) / (np.exp(x) + np.exp(-x)),
    "relu": lambda x: np.where(x.real > 0, x, 0),
    "leaky_relu": lambda x, alpha: np.where(x.real > 0, x, alpha * x),
    "swish": lambda x, beta: x / (1 + np.exp(-beta * x)),
}


def grid_of(row):
    p = row.parameter
    return [()] if p is None else [(value,) for value in np.linspace(p.minimum, p.maximum, 25)] + [(p.default,)]


@pytest.mark.parametrize("name", TEXTBOOK)
def test_derivatives_are_those_of_the_textbook_formula(name):
    """f(x + ih) has the imaginary part h·f′(x): no subtraction, so no lost digits."""
    row, x = ACTIVATIONS[name], np.linspace(-12, 12, 1200)  # an even count: the kink at 0 is not among them
    for arguments in grid_of(row):
        step = TEXTBOOK[name](x + 1e-30j, *arguments).imag / 1e-30
        np.testing.assert_allclose(row.derivative(x, *arguments), step, rtol=4e-15, atol=1e-15)
        np.testing.assert_allclose(row.function(x, *arguments), TEXTBOOK[name](x, *arguments), rtol=4e-15, atol=1e-15)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_derivatives_are_the_slopes_of_the_function(name):
    """Central differences, for every row of the table: whoever adds a function gets this test with it."""
    row, x = ACTIVATIONS[name], np.linspace(-6, 6, 480)
    h = 1e-5
    for arguments in grid_of(row):
        f = lambda shift: row.function(x + shift, *arguments)
        fourth_order = (8 * (f(h * 40) - f(-h * 40)) - (f(h * 80) - f(-h * 80))) / (12 * h * 40)
        smooth = np.abs(x) > 1e-2
        np.testing.assert_allclose(row.derivative(x, *arguments)[smooth], fourth_order[smooth], atol=1e-9)


def test_at_the_kink_a_convention_decides():
    assert relu_prime(0.0) == relu_prime(-0.0) == 0
    assert leaky_relu_prime(0.0, 0.3) == leaky_relu_prime(-0.0, 0.3) == 0.3


@given(st.floats(-700, 700))
def test_properties_that_a_learner_can_check(x):
    assert sigmoid(-x) + sigmoid(x) == pytest.approx(1, abs=1e-15)
    assert tanh(-x) == -tanh(x)
    assert tanh(x) == pytest.approx(2 * sigmoid(2 * x) - 1, abs=1e-15)
    assert relu(x) - relu(-x) == x
    assert leaky_relu(x, 1) == x and leaky_relu(x, 0) == relu(x)
    assert swish(x, 0) == x / 2 and swish(x, -1) == pytest.approx(x - swish(x, 1), rel=1e-12, abs=1e-12)
    assert 0 <= sigmoid_prime(x) <= 0.25 == sigmoid_prime(0) and 0 <= tanh_prime(x) <= 1 == tanh_prime(0)


@pytest.mark.parametrize("row", ACTIVATIONS.values(), ids=list(ACTIVATIONS))
def test_every_row_of_the_table_is_complete(row):
    assert row.title and row.latex and row.derivative_latex and row.range and row.when and row.source
    assert ACTIVATIONS[row.name] is row and row.function.__name__ == row.name and row.derivative.__name__ == f"{row.name}_prime"
    if row.parameter:
        p = row.parameter
        assert p.minimum <= p.default <= p.maximum and p.step > 0
        assert row.function(-1.5) == row.function(-1.5, p.default)


def test_no_two_rows_look_alike():
    assert len({row.color for row in ACTIVATIONS.values()}) == len({str(row.linestyle) for row in ACTIVATIONS.values()}) == len(ACTIVATIONS)


@pytest.mark.parametrize("name", FUNCTIONS)
@pytest.mark.parametrize("wrong, error, message", [
    ("text", TypeError, "x must be real numbers, got str"), (1j, TypeError, "x must be real numbers, got complex128"),
    (None, TypeError, "x must be real numbers, got object"), ([[1, 2], [3]], ValueError, "x must be numbers in a rectangular array"),
])
def test_what_is_not_a_number_is_named(name, wrong, error, message):
    with pytest.raises(error, match=message):
        FUNCTIONS[name](wrong)


@pytest.mark.parametrize("name, parameter", [("leaky_relu", "alpha"), ("leaky_relu_prime", "alpha"), ("swish", "beta"), ("swish_prime", "beta")])
@pytest.mark.parametrize("wrong, error, message", [
    (np.nan, ValueError, "must be finite, got nan"), (np.inf, ValueError, "must be finite, got inf"),
    ("0.1", TypeError, "must be one real number, got '0.1'"), (None, TypeError, "must be one real number, got None"),
    ([0.1, 0.2], TypeError, r"must be one real number, got \[0.1, 0.2\]"), (1j, TypeError, "must be one real number, got 1j"),
])
def test_a_parameter_that_is_no_number_is_named(name, parameter, wrong, error, message):
    with pytest.raises(error, match=f"{parameter} {message}"):
        FUNCTIONS[name](1.0, wrong)
