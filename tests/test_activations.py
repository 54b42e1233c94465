"""The five functions and their derivatives against references that share no line with them."""

import warnings
from decimal import Decimal
from fractions import Fraction
from importlib import import_module
from importlib.util import find_spec

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from support.strict import STRICT

from actlib.activations import (
    ACTIVATIONS,
    leaky_relu,
    leaky_relu_prime,
    relu,
    relu_prime,
    sigmoid,
    sigmoid_prime,
    swish,
    swish_prime,
    tanh,
    tanh_prime,
)

pytestmark = STRICT

DTYPES = ["float64", "float32", "float16"]
ROWS = pytest.mark.parametrize("row", ACTIVATIONS.values(), ids=list(ACTIVATIONS))
FUNCTIONS = {f.__name__: f for row in ACTIVATIONS.values() for f in (row.function, row.derivative)}
PARAMETERS = {f.__name__: row.parameter for row in ACTIVATIONS.values() for f in (row.function, row.derivative)}
EVERY_FUNCTION = pytest.mark.parametrize("name", FUNCTIONS)


def value(name, x, parameter=None):
    """Call the function `name`, with its α or β where one is given."""
    return FUNCTIONS[name](x, *(() if parameter is None else (parameter,)))


MP = mpmath.mp.clone()
MP.prec = 240


def logistic(z):
    return MP.exp(z) / (1 + MP.exp(z)) if z < 0 else 1 / (1 + MP.exp(-z))


def logistic_prime(z):
    return MP.sech(z / 2) ** 2 / 4


# The truth, to 240 bits: about 72 decimal digits.
TRUTH = {
    "sigmoid": logistic,
    "sigmoid_prime": logistic_prime,
    "tanh": MP.tanh,
    "tanh_prime": lambda x: MP.sech(x) ** 2,
    "relu": lambda x: max(x, MP.mpf(0)),
    "relu_prime": lambda x: MP.mpf(x > 0),
    "leaky_relu": lambda x, alpha: x if x > 0 else alpha * x,
    "leaky_relu_prime": lambda x, alpha: MP.mpf(1) if x > 0 else alpha,
    "swish": lambda x, beta: x * logistic(beta * x),
    "swish_prime": lambda x, beta: logistic(beta * x) + beta * x * logistic_prime(beta * x),
}

# Largest error allowed, in units in the last place (ULP), for float64, float32, float16; for swish where β = 1.
BARS = {
    "sigmoid": (3, 4, 2),
    "sigmoid_prime": (4, 5, 4),
    "tanh": (2.5, 2.5, 1),
    "tanh_prime": (4, 5, 4),
    "relu": (0, 0, 0),
    "relu_prime": (0, 0, 0),
    "leaky_relu": (1.5, 1.5, 1.5),
    "leaky_relu_prime": (1.5, 1.5, 1.5),
    "swish": (4, 5, 3),
    "swish_prime": (6, 7, 4),
}
# The first of each is the one for which swish has the narrow bar. The sliders' ends are among them.
CASES = {None: [None], "alpha": [0.01, 0.0, 0.3, 1.0, 2.0, -0.5, 7e4], "beta": [1.0, 0.0, 0.1, 2.7, 10.0, -2.0, 1e-300]}
CASES = [(name, case) for name in BARS for case in CASES[PARAMETERS[name] and PARAMETERS[name].name]]


def allowed(name, dtype, parameter, ulp, truth, z):
    """The largest error allowed where `ulp` is the unit in the last place and z = βx; for numbers and for arrays."""
    info = np.finfo(dtype)
    subnormal = 2.0 ** (info.minexp - info.nmant)
    bar = BARS[name][DTYPES.index(dtype)]
    if name.startswith("swish"):
        return (bar if parameter == 1 else 3 * (1 + abs(z))) * ulp + (1 + abs(z)) * subnormal
    if name in ("sigmoid_prime", "tanh_prime"):  # below the normal range a ULP has no relative meaning
        return bar * ulp + 3 * subnormal * (abs(truth) < info.tiny)
    return bar * ulp


def unit_in_the_last_place(number, dtype):
    info = np.finfo(dtype)
    exponent = max(MP.frexp(number)[1] - 1 if number else info.minexp, info.minexp)
    return MP.mpf(2) ** int(exponent - info.nmant)


def largest_error(name, x, parameter=None):
    """The largest error as a multiple of what is allowed, and where it lies."""
    got, dtype, worst = value(name, x, parameter), x.dtype.name, (0.0, "")
    assert got.dtype == x.dtype
    arguments = () if parameter is None else (MP.mpf(parameter),)
    for number, result in zip(x.tolist(), got.tolist()):
        point = MP.mpf(number)
        truth = TRUTH[name](point, *arguments)
        where = f"{name}({number!r}) is {result!r}, the truth is {MP.nstr(truth, 20)}"
        if abs(truth) > np.finfo(dtype).max:
            assert abs(result) >= np.finfo(dtype).max and result * truth > 0, where
            continue
        assert np.isfinite(result), where
        z = point * arguments[0] if arguments else 0
        scale = max(abs(truth), logistic(z)) if name == "swish_prime" else truth
        error = abs(MP.mpf(result) - truth)
        limit = allowed(name, dtype, parameter, unit_in_the_last_place(scale, dtype), truth, z)
        if error:
            worst = max(worst, (float(error / limit) if limit else np.inf, where))
    return worst


def bit_patterns(dtype, size, seed):
    """Finite numbers of which every bit is a coin toss: from the smallest subnormal to the largest of all."""
    info = np.finfo(dtype)
    rng = np.random.default_rng(seed)
    x = rng.integers(0, 2**info.bits, size=size, dtype=np.uint64).astype(f"u{info.bits // 8}").view(dtype)
    return x[np.isfinite(x)]


def hard_places(dtype, size):
    """Random bit patterns, a grid over all that is neither 0 nor saturated, numbers near 0, and every edge."""
    rng, info = np.random.default_rng(20261), np.finfo(dtype)
    reach = {64: 760, 32: 110, 16: 20}[info.bits]
    grid = [np.linspace(-reach, reach, size), rng.uniform(-20, 20, size), rng.normal(0, 1e-3, 60)]
    edges = np.array(
        [
            0,
            info.tiny,
            info.smallest_subnormal,
            info.max,
            info.eps,
            0.5,
            1,
            8.7,
            9.02,
            11.1,
            16.64,
            20,
            37,
            87.3,
            88.7,
            103.9,
            708.3,
            708.4,
            709.7,
            710,
            745.1,
            745.2,
        ],
        dtype=np.float64,
    )
    return np.concatenate([bit_patterns(dtype, size, 7), *(a.astype(dtype) for a in (*grid, edges, -edges))])


@pytest.mark.parametrize("name, parameter", CASES)
@pytest.mark.parametrize("dtype", DTYPES)
def test_no_error_is_larger_than_its_bar(name, parameter, dtype):
    x = hard_places(dtype, 700 if parameter in (None, 1.0, 0.01) else 150)
    ratio, where = largest_error(name, x, parameter)
    assert ratio <= 1, f"{ratio:.2f} times what is allowed: {where}"


def many(dtype):
    """Every finite float16; of float32 two million, half of them bit patterns and half where the curves bend."""
    if dtype == "float16":
        x = np.arange(2**16, dtype=np.uint16).view(np.float16)
        return x[np.isfinite(x)]
    return np.concatenate(
        [
            bit_patterns("float32", 1_000_000, 11),
            np.random.default_rng(12).uniform(-20, 20, 1_000_000).astype(np.float32),
        ]
    )


@pytest.mark.parametrize("name", BARS)
@pytest.mark.parametrize("dtype", ["float16", "float32"])
def test_the_narrow_types_agree_with_float64_at_a_great_many_points(name, dtype):
    """float64, which the test before holds against mpmath, errs by less than 2⁻²⁶ of a float32 unit."""
    parameter = PARAMETERS[name] and PARAMETERS[name].default
    x = many(dtype)
    wide = x.astype(np.float64)
    got, truth = value(name, x, parameter).astype(np.float64), value(name, wide, parameter)
    scale = np.maximum(abs(truth), sigmoid(wide)) if name == "swish_prime" else abs(truth)
    info = np.finfo(dtype)
    ulp = np.exp2(np.maximum(np.frexp(scale)[1] - 1, info.minexp) - info.nmant)
    excess = abs(got - truth) - allowed(name, dtype, parameter, ulp, truth, wide) * (1 + 1e-6)
    i = excess.argmax()
    assert excess[i] <= 0, f"{name}({x[i]!r}) is {got[i]!r}, the truth is {truth[i]!r}"


def test_swish_prime_loses_no_digit_next_to_its_zero():
    """In units of the value itself, not of the larger of its two terms, which cancel there."""
    zero, rng = -1.278464542761074, np.random.default_rng(3)
    steps = np.concatenate([np.arange(-200, 200) * np.spacing(zero), *(rng.normal(0, 0.1**k, 60) for k in range(16))])
    for number, got in zip((zero + steps).tolist(), swish_prime(zero + steps).tolist()):
        truth = TRUTH["swish_prime"](MP.mpf(number), MP.mpf(1))
        assert abs(got - truth) <= 6 * unit_in_the_last_place(truth, "float64"), number


def test_swish_prime_keeps_its_float32_digits_where_the_exponential_has_few():
    x = np.linspace(-107, -86, 4001, dtype=np.float32)
    for number, got in zip(x.tolist(), swish_prime(x).tolist()):
        truth = TRUTH["swish_prime"](MP.mpf(number), MP.mpf(1))
        assert abs(got - truth) <= unit_in_the_last_place(truth, "float32"), number


# Where well-known libraries fail: the function, x, α or β, the dtype, what they return and which of them.
FAILURES = [
    ("sigmoid", -710.0, None, "float64", 0.0, "SciPy, PyTorch, JAX, TensorFlow"),
    ("sigmoid_prime", 37.0, None, "float64", 0.0, "PyTorch, JAX, TensorFlow, Keras"),
    ("tanh_prime", 20.0, None, "float64", 0.0, "PyTorch, JAX, TensorFlow"),
    ("sigmoid_prime", 16.64, None, "float32", 0.0, "PyTorch"),
    ("tanh_prime", 9.02, None, "float32", 0.0, "PyTorch"),
    ("swish", -710.0, 1.0, "float64", 0.0, "PyTorch, JAX, TensorFlow"),
    ("swish", -np.inf, 1.0, "float64", np.nan, "PyTorch, JAX, TensorFlow, Keras"),
    ("swish_prime", np.inf, 1.0, "float64", np.nan, "PyTorch, JAX, TensorFlow, Keras"),
    ("swish_prime", -np.inf, 1.0, "float64", np.nan, "PyTorch, JAX, TensorFlow, Keras"),
    ("leaky_relu", -2.0, 2.0, "float64", -2.0, "Keras on NumPy, max(x, αx)"),
    ("relu", 5e-324, None, "float64", 0.0, "JAX, TensorFlow"),
]
LIMITS = {("swish", -np.inf): 0.0, ("swish_prime", np.inf): 1.0, ("swish_prime", -np.inf): 0.0}


@pytest.mark.parametrize("name, x, parameter, dtype, theirs, who", FAILURES)
def test_ours_is_right_where_well_known_libraries_fail(name, x, parameter, dtype, theirs, who):
    point = np.array([x], dtype=dtype)
    got = value(name, point, parameter)
    assert got[0] != theirs, f"{theirs} is what {who} return, not the truth"
    if np.isinf(x):
        assert got[0] == LIMITS[name, x]
    else:
        ratio, where = largest_error(name, point, parameter)
        assert ratio <= 1, where


@pytest.mark.skipif(find_spec("scipy") is None, reason="SciPy is not installed")
def test_scipy_still_fails_as_the_table_says():
    expit = import_module("scipy.special").expit
    for name, x, _, dtype, theirs, who in FAILURES:
        if "SciPy" in who:
            assert expit(np.array(x, dtype=dtype)) == theirs, f"{name}({x}): the table is out of date"
    assert expit(np.float16(1)).dtype == np.float64, "the table is out of date: float16 is kept"
    assert sigmoid(np.float16(1)).dtype == np.float16


@pytest.mark.skipif(find_spec("torch") is None, reason="PyTorch is not installed")
def test_pytorch_still_fails_as_the_table_says():
    torch = import_module("torch")
    functions = {"sigmoid": torch.sigmoid, "tanh": torch.tanh, "swish": torch.nn.functional.silu}
    for name, x, _, dtype, theirs, who in FAILURES:
        if "PyTorch" in who:
            point = torch.tensor(x, dtype=getattr(torch, dtype), requires_grad=True)
            y = functions[name.removesuffix("_prime")](point)
            y.backward()
            got = point.grad.item() if name.endswith("_prime") else y.item()
            np.testing.assert_equal(abs(got), theirs, f"{name}({x}): the table is out of date")


@pytest.mark.parametrize(
    "name, parameter, at_minus_infinity, at_infinity",
    [
        ("sigmoid", None, 0, 1),
        ("sigmoid_prime", None, 0, 0),
        ("tanh", None, -1, 1),
        ("tanh_prime", None, 0, 0),
        ("relu", None, 0, np.inf),
        ("relu_prime", None, 0, 1),
        ("leaky_relu", 0.5, -np.inf, np.inf),
        ("leaky_relu", 0.0, 0, np.inf),
        ("leaky_relu", -0.5, np.inf, np.inf),
        ("leaky_relu_prime", 0.5, 0.5, 1),
        ("leaky_relu_prime", 0.0, 0, 1),
        ("swish", 1.0, 0, np.inf),
        ("swish", 1e-300, 0, np.inf),
        ("swish", 0.0, -np.inf, np.inf),
        ("swish", -1.0, -np.inf, 0),
        ("swish_prime", 1.0, 0, 1),
        ("swish_prime", 0.0, 0.5, 0.5),
        ("swish_prime", -1.0, 1, 0),
    ],
)
@pytest.mark.parametrize("dtype", DTYPES)
def test_infinity_has_a_limit_not_nan(name, parameter, at_minus_infinity, at_infinity, dtype):
    got = value(name, np.array([-np.inf, np.inf], dtype=dtype), parameter)
    np.testing.assert_array_equal(got, [at_minus_infinity, at_infinity])


KINDS = st.sampled_from([*DTYPES, ">f8", ">f4", ">f2", "int64", "uint8", "bool"])
SHAPES = hnp.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=5)
ARRAYS = KINDS.flatmap(lambda dtype: hnp.arrays(dtype, SHAPES))
ANY_FUNCTION = st.sampled_from(sorted(FUNCTIONS))


@given(ANY_FUNCTION, ARRAYS)
def test_shape_dtype_and_input_are_kept_and_nan_stays_nan(name, x):
    before = x.copy()
    got = value(name, x)
    assert np.shape(got) == x.shape
    assert got.dtype.name == (x.dtype.name if x.dtype.kind == "f" else "float64")
    np.testing.assert_array_equal(x, before)
    np.testing.assert_array_equal(np.isnan(got), np.isnan(x.astype(got.dtype)))


@given(ANY_FUNCTION, hnp.arrays("float64", (6, 4), elements=st.floats(-50, 50)))
def test_memory_layout_does_not_matter(name, x):
    expected = np.array([[value(name, number) for number in row] for row in x.tolist()])
    for same in (x, np.asfortranarray(x), np.repeat(x, 2, axis=0)[::2], x[::-1].copy()[::-1], x.tolist()):
        # Vector and scalar instructions may round the last bits of exp differently.
        np.testing.assert_allclose(value(name, same), expected, rtol=2e-15, atol=1e-15)
    np.testing.assert_array_equal(value(name, x.T), value(name, x).T)


@pytest.mark.parametrize("dtype", DTYPES)
@EVERY_FUNCTION
def test_the_order_of_the_bytes_does_not_matter(name, dtype):
    x = np.linspace(-9, 9, 301).astype(dtype)
    np.testing.assert_array_equal(value(name, x.astype(x.dtype.newbyteorder())), value(name, x))


@EVERY_FUNCTION
def test_a_number_gives_a_number(name):
    for x in (1, True, 0.5, np.float64(0.5), np.array(0.5)):
        assert isinstance(value(name, x), float)
    assert isinstance(value(name, np.float32(0.5)), np.float32)


@given(ANY_FUNCTION, st.floats(), st.floats(allow_nan=False, allow_infinity=False))
def test_any_number_and_any_parameter_give_a_number_without_a_warning(name, x, parameter):
    for dtype in DTYPES:
        with np.errstate(all="ignore"):
            point = np.array([x]).astype(dtype)
        with warnings.catch_warnings(), np.errstate(all="raise"):
            warnings.simplefilter("error")
            got = value(name, point, parameter if PARAMETERS[name] else None)
        assert np.isnan(got[0]) == np.isnan(x)


@pytest.mark.parametrize("name", [name for name in FUNCTIONS if PARAMETERS[name]])
def test_the_numpy_float_of_a_slider_does_not_promote_float32(name):
    for parameter in (np.float64(0.3), np.array(0.3), 1, np.int64(1)):
        assert value(name, np.ones(3, np.float32), parameter).dtype == np.float32


# Textbook formulas, in no line of actlib, which take complex numbers too.
TEXTBOOK = {
    "sigmoid": lambda x: 1 / (1 + np.exp(-x)),
    "tanh": lambda x: 1 - 2 / (np.exp(2 * x) + 1),
    "relu": lambda x: np.where(x.real > 0, x, 0),
    "leaky_relu": lambda x, alpha: np.where(x.real > 0, x, alpha * x),
    "swish": lambda x, beta: x / (1 + np.exp(-beta * x)),
}


def grid_of(row):
    p = row.parameter
    return [()] if p is None else [(number,) for number in (p.default, *np.linspace(p.minimum, p.maximum, 25))]


@pytest.mark.parametrize("name", TEXTBOOK)
def test_derivatives_are_those_of_the_textbook_formula(name):
    """f(x + ih) has the imaginary part h·f′(x): no subtraction, so no lost digits."""
    row, x = ACTIVATIONS[name], np.linspace(-12, 12, 1200)  # an even count: the kink at 0 is not among them
    for arguments in grid_of(row):
        np.testing.assert_allclose(row.function(x, *arguments), TEXTBOOK[name](x, *arguments), rtol=4e-15, atol=4e-16)
        slope = TEXTBOOK[name](x + 1e-30j, *arguments).imag / 1e-30
        # Where the two terms of swish′ cancel, relative to the larger one.
        scale = np.maximum(abs(slope), sigmoid(arguments[0] * x)) if name == "swish" else abs(slope)
        assert np.all(abs(row.derivative(x, *arguments) - slope) <= 4e-15 * scale)


@ROWS
def test_derivatives_are_the_slopes_of_the_function(row):
    """Central differences, for every row of the table: whoever adds a function gets this test with it."""
    x, h = np.linspace(-6, 6, 480), 4e-4  # no interval x ± 2h contains the kink at 0
    for arguments in grid_of(row):
        far, near, near_, far_ = (row.function(x + step, *arguments) for step in (2 * h, h, -h, -2 * h))
        slope = (8 * (near - near_) - (far - far_)) / (12 * h)
        np.testing.assert_allclose(row.derivative(x, *arguments), slope, rtol=0, atol=1e-9)


def test_at_the_kink_a_convention_decides():
    assert relu_prime(0.0) == relu_prime(-0.0) == 0
    assert leaky_relu_prime(0.0, 0.3) == leaky_relu_prime(-0.0, 0.3) == 0.3


@given(st.floats(-700, 700))
def test_properties_that_a_learner_can_check(x):
    assert sigmoid(-x) == pytest.approx(1 - sigmoid(x), abs=1e-15)
    assert tanh(-x) == -tanh(x), "tanh is odd"
    assert sigmoid_prime(-x) == sigmoid_prime(x) and tanh_prime(-x) == tanh_prime(x), "the derivatives are even"
    assert tanh(x) == pytest.approx(2 * sigmoid(2 * x) - 1, abs=1e-15)
    assert 0 < sigmoid_prime(x) <= 0.25 == sigmoid_prime(0) and 0 <= tanh_prime(x) <= 1 == tanh_prime(0)
    assert relu(x) - relu(-x) == x
    assert leaky_relu(x, 1) == x and leaky_relu(x, 0) == relu(x)
    assert leaky_relu(-abs(x), 2) == -2 * abs(x), "max(αx, x), the one-liner of many books, is wrong for α > 1"
    assert swish(x, 0) == x / 2
    assert swish(x, 4) == pytest.approx(swish(4 * x) / 4, rel=1e-14), "β only scales the axes"
    assert swish(x, -1) == pytest.approx(x - swish(x, 1), rel=1e-12, abs=1e-12), "a negative β mirrors"
    assert swish(x, 1e4) == pytest.approx(relu(x), abs=3e-5), "a large β approaches ReLU"


@ROWS
def test_every_row_of_the_table_is_complete(row):
    assert ACTIVATIONS[row.name] is row
    assert row.function.__name__ == row.name and row.derivative.__name__ == f"{row.name}_prime"
    assert all((row.title, row.latex, row.derivative_latex, row.range, row.when, row.source))
    assert row.function.__doc__ and row.derivative.__doc__
    if row.parameter:
        p = row.parameter
        assert p.minimum <= p.default <= p.maximum and p.step > 0
        for function in (row.function, row.derivative):
            assert function(-1.5) == function(-1.5, p.default) == function(-1.5, **{p.name: p.default})


def test_no_two_rows_look_alike():
    rows = ACTIVATIONS.values()
    assert len({row.color for row in rows}) == len({str(row.linestyle) for row in rows}) == len(ACTIVATIONS)


@ROWS
def test_matplotlib_can_set_every_formula(row):
    parse = import_module("matplotlib.mathtext").MathTextParser("path").parse
    for formula in (row.latex, row.derivative_latex, row.range, row.parameter.latex if row.parameter else "x"):
        parse(f"${formula}$")  # raises ValueError for a command that MathJax knows and matplotlib does not


@EVERY_FUNCTION
@pytest.mark.parametrize(
    "wrong, error, message",
    [
        ("text", TypeError, "x must be real numbers, got str"),
        (1j, TypeError, "x must be real numbers, got complex128"),
        (None, TypeError, "x must be real numbers, got NoneType"),
        (np.datetime64("2017-10-16"), TypeError, "x must be real numbers, got datetime64"),
        ([[1, 2], [3]], ValueError, "x must be numbers in a rectangular array, got rows of different lengths"),
    ],
)
def test_what_is_not_a_number_is_named(name, wrong, error, message):
    with pytest.raises(error, match=f"^{message}$"):
        value(name, wrong)


@pytest.mark.parametrize("name", [name for name in FUNCTIONS if PARAMETERS[name]])
@pytest.mark.parametrize(
    "wrong, error, message",
    [
        (np.nan, ValueError, "must be finite, got nan"),
        (-np.inf, ValueError, "must be finite, got -inf"),
        (10**400, ValueError, "must be finite, got 1000"),
        ("0.1", TypeError, "must be one real number, got '0.1'"),
        (None, TypeError, "must be one real number, got None"),
        (True, TypeError, "must be one real number, got True"),
        ([0.1, 0.2], TypeError, r"must be one real number, got \[0.1, 0.2\]"),
        (np.array([0.1]), TypeError, r"must be one real number, got array\(\[0.1\]\)"),
        (1j, TypeError, "must be one real number, got 1j"),
    ],
)
def test_a_parameter_that_is_no_number_is_named(name, wrong, error, message):
    for x in (1.0, []):
        with pytest.raises(error, match=f"^{PARAMETERS[name].name} {message}"):
            FUNCTIONS[name](x, wrong)


@pytest.mark.parametrize(
    "number, as_float",
    [
        (10**20, 1e20),
        (-(10**400), -np.inf),
        (Fraction(1, 3), 1 / 3),
        (Fraction(10**400, 3), np.inf),
        (Decimal("-0.25"), -0.25),
        (Decimal("NaN"), np.nan),
        (True, 1.0),
    ],
)
@EVERY_FUNCTION
def test_numbers_of_every_python_type_are_computed_as_the_nearest_float(name, number, as_float):
    for same, shape in ((number, ()), ([number, 2], (2,)), (np.array([[number]], dtype=object), (1, 1))):
        got, wanted = value(name, same), value(name, np.full(shape, as_float))
        assert np.shape(got) == shape and np.ravel(got)[0].dtype == np.float64
        np.testing.assert_array_equal(np.ravel(got)[0], np.ravel(wanted)[0])


class Column:
    """As pandas has it: an object that knows how to become an array."""

    def __init__(self, values):
        self.values = np.asarray(values)

    def __array__(self, dtype=None, copy=None):
        return self.values.astype(dtype or self.values.dtype)


@EVERY_FUNCTION
def test_columns_of_a_table_are_computed_and_missing_values_named(name):
    np.testing.assert_array_equal(value(name, Column([1.0, -2.0])), value(name, [1.0, -2.0]))
    with pytest.raises(TypeError, match="x must be real numbers, got NoneType"):
        value(name, Column(np.array([1.0, None], dtype=object)))


@EVERY_FUNCTION
def test_a_mask_is_never_lost_in_silence(name):
    with pytest.raises(TypeError, match=r"x must not be a masked array.*fill it first"):
        value(name, np.ma.array([1.0, 2.0], mask=[True, False]))
