"""The digits that the figures of notebook 10 count, against mpmath, and every number that the notebook states."""

from importlib import import_module

import mpmath
import numpy as np
import pytest
from support.strict import STRICT

from actlib import ACTIVATIONS, compare_frameworks, explore_lost_digits, frameworks
from actlib.experiments import lost_digits as tools
from actlib.experiments.framework_digits import NEAR, ask_framework, framework_digits
from actlib.experiments.lost_digits import DIGITS, GRID_X, digits_held, digits_right, textbook_values, true_values

pytestmark = STRICT

MP = mpmath.mp.clone()
MP.prec = 240
MP_TRUTH = {
    "sigmoid": (lambda x: 1 / (1 + MP.exp(-x)), lambda x: MP.sech(x / 2) ** 2 / 4),
    "tanh": (MP.tanh, lambda x: MP.sech(x) ** 2),
    "relu": (lambda x: max(x, 0), lambda x: int(x > 0)),
    "leaky_relu": (lambda x: x if x > 0 else MP.mpf(0.01) * x, lambda x: 1 if x > 0 else MP.mpf(0.01)),
    "swish": (lambda x: x / (1 + MP.exp(-x)), lambda x: 1 / (1 + MP.exp(-x)) + x * MP.sech(x / 2) ** 2 / 4),
}
EVERY = pytest.mark.parametrize("name, kind", [(name, kind) for name in MP_TRUTH for kind in (0, 1)])


def at(x):
    return int(np.flatnonzero(GRID_X == x)[0])


def textbook_digits(name, kind, dtype):
    return digits_right(textbook_values(name, kind, dtype), true_values(name, kind), dtype)


@EVERY
def test_the_true_values_are_those_of_mpmath(name, kind):
    expected = [float(MP_TRUTH[name][kind](MP.mpf(x))) for x in GRID_X.tolist()]
    np.testing.assert_array_equal(true_values(name, kind), expected)


@EVERY
@pytest.mark.parametrize("dtype", DIGITS)
def test_actlib_has_all_digits_at_every_point_of_the_figure(name, kind, dtype):
    digits = digits_right(tools.actlib_values(name, kind, dtype), true_values(name, kind), dtype)
    if (name, kind, dtype) == ("swish", 1, "float32"):
        digits = digits[abs(true_values(name, kind)) > 10 * np.finfo(dtype).tiny]  # next to subnormal ours loses some
    assert (digits == DIGITS[dtype]).all()


@pytest.mark.parametrize(
    "got, true, dtype, digits",
    [
        (1.0, 1.0, "float64", 15),
        (1.1, 1.0, "float64", 1),
        (0.0, 1.0, "float64", 0),
        (np.nan, 1.0, "float64", 0),
        (np.inf, 1.0, "float64", 0),
        (2.5, 1.0, "float64", 0),
        (1 + 1e-9, 1.0, "float64", 9),
        (1 + 1e-9, 1.0, "float32", 6),
        (0.0, 1e-60, "float32", 6),
        (0.0, 5e-45, "float32", 0),
        (1.4e-45, 4.2e-45, "float32", 6),
        (0.0, 0.0, "float16", 3),
    ],
)
def test_digits_are_counted_as_a_person_would(got, true, dtype, digits):
    assert digits_right(got, true, dtype) == pytest.approx(digits, abs=0.06)


def test_exp_is_rounded_exactly_so_that_only_the_formula_is_to_blame():
    exp = tools.exactly_rounded(import_module("decimal").Decimal.exp)
    x = np.array([-745.0, -1.5, 0.0, 20.0, 709.0, 710.0])
    with np.errstate(over="ignore"):
        np.testing.assert_array_equal(exp(x), [float(MP.exp(v)) if v < 710 else np.inf for v in x])
    assert exp(x.astype(np.float32)).dtype == np.float32


def test_what_the_notebook_says_about_the_slope_of_sigmoid():
    digits = textbook_digits("sigmoid", 1, "float64")
    assert (int(digits[at(10)]), int(digits[at(20)])) == (12, 7)
    assert digits[at(36.5)] > 0 and (digits[GRID_X >= 37] == 0).all()
    assert (digits[GRID_X <= 0] == 15).all(), "on the left all are right"
    steps = digits[at(6) : at(34) : 8][:-1] - digits[at(6) : at(34) : 8][1:]  # from x to x + 4
    assert np.mean(steps) / 4 == pytest.approx(1 / np.log(10), abs=0.05), "a digit for every 2.3"
    narrow = textbook_digits("sigmoid", 1, "float32")
    assert narrow[at(16.5)] > 0 and (narrow[(GRID_X >= 17) & (GRID_X < 103)] == 0).all()
    assert (narrow[GRID_X >= 103] == 6).all() and np.float32(true_values("sigmoid", 1)[at(104)]) == 0


def test_what_the_notebook_says_about_the_limits():
    sigmoid, tanh = (textbook_values(name, 0, "float64") for name in ("sigmoid", "tanh"))
    for values, limit in ((sigmoid, 53 * np.log(2)), (tanh, 55 / 2 * np.log(2))):
        assert GRID_X[np.argmax((values == 1) & (GRID_X > 0))] == np.ceil(2 * limit) / 2
    overflow = textbook_digits("sigmoid", 0, "float32")
    assert overflow[at(-88.5)] == 6 and overflow[at(-89)] == 0 and textbook_digits("sigmoid", 0, "float64").min() == 15


def test_what_the_still_pictures_say():
    for name in MP_TRUTH:
        assert (textbook_digits(name, 0, "float64") == 15).all(), "all values are right in float64"
    tanh = textbook_digits("tanh", 1, "float64")
    assert (tanh[GRID_X == -15] < 5) and (tanh[GRID_X == 15] < 5)
    sigmoid = textbook_digits("sigmoid", 1, "float64")
    assert sigmoid[at(16)] == pytest.approx(tanh[at(8)], abs=0.7), "tanh loses them twice as fast"
    assert textbook_digits("swish", 1, "float64").min() > 14, "the slope of Swish loses less than one digit"


def test_the_figure_spells_the_digits_that_are_right():
    figure = explore_lost_digits()
    picture = figure.picture(x=20.0)
    assert picture.count("2.06115361394185e−9") == 2 and "2.061153········e−9" in picture
    assert "has 7 of the 15 digits right, actlib all." in figure.words(x=20.0)
    assert "has none of the 15 digits right" in figure.words(x=40.0)
    assert "has all of the 15" in figure.words(x=-20.0)


def test_below_the_normal_range_a_type_holds_fewer_digits():
    assert [digits_held(number, "float32") for number in (1.0, 0.0, 2.2e-39, 3.7e-44, 1e-46)] == [6, 6, 6, 1, 0]
    figure = explore_lost_digits()
    said = figure.words(x=-100.0, formula="sigmoid", precision="float32")
    assert said.endswith("has none of the 6 digits right, actlib all that a float32 can hold there.")
    assert "3.·····e−44" in figure.picture(x=-100.0, formula="sigmoid", precision="float32")


def test_nothing_is_drawn_beyond_x():
    """The curve would answer the question before x is moved."""
    figure = explore_lost_digits()
    assert len(figure.picture(x=2.0)) < len(figure.picture(x=60.0))


def test_what_the_figure_shows_without_any_framework(monkeypatch):
    monkeypatch.setattr(frameworks, "installed", lambda name: name == "numpy")
    frameworks.load.cache_clear()
    framework_digits.cache_clear()
    figure = compare_frameworks()
    for name in frameworks.PEERS:
        library = frameworks.LIBRARIES[name]
        said = figure.words(framework=name)
        assert "Installed here: NumPy. Not installed: PyTorch, TensorFlow, Keras, JAX." in said
        assert said.startswith(f"{library.title} is not installed here: pip install {library.module}")
        digits, _ = ask_framework(name, "float64")
        assert all(np.isnan(curve).all() for row in digits.values() for curve in row)
    frameworks.load.cache_clear()


def test_a_framework_that_does_not_load_is_a_sentence(monkeypatch):
    def broken(name):
        raise ImportError("no libfoo.so")

    framework_digits.cache_clear()
    figure = compare_frameworks()
    monkeypatch.setattr(frameworks, "load", broken)
    monkeypatch.setattr(frameworks, "installed", lambda name: True)
    assert figure.words(framework="jax").startswith("JAX is installed here, but does not work: no libfoo.so")


def test_the_stored_output_does_not_depend_on_what_is_installed(monkeypatch):
    """The still picture and its words are those of the document's formulas, computed without any framework."""
    stored = []
    for there in (lambda name: name == "numpy", lambda name: True):
        monkeypatch.setattr(frameworks, "installed", there)
        stored.append(compare_frameworks().still())
    assert stored[0] == stored[1]


@pytest.mark.parametrize("name", frameworks.PEERS)
def test_what_the_notebook_says_the_comparison_shows(name):
    if not frameworks.installed(name):
        pytest.skip(f"{frameworks.LIBRARIES[name].title} is not installed; `make frameworks` installs it")
    digits, x = framework_digits(name, "float64"), GRID_X[NEAR]
    for row in ACTIVATIONS:
        if row == "leaky_relu" and name in ("tensorflow", "keras"):
            assert (digits[row][0][x < 0].astype(int) == 7).all() and (digits[row][0][x >= 0] == 15).all()
        else:
            assert (digits[row][0] == 15).all(), f"{row}: a value that is not right"
    gone = {"torch": 19.5, "tensorflow": 18.0, "keras": 18.0, "jax": 20.0}
    slope = frameworks.values_and_slopes(name, ACTIVATIONS["tanh"], GRID_X[NEAR])[1]
    assert x[np.argmax((slope == 0) & (x > 0))] == gone[name]
    assert x[np.argmax((digits["sigmoid"][1] == 0) & (x > 0))] == 37
    if name == "jax":
        assert digits["leaky_relu"][1][x == 0] == 0 and (digits["leaky_relu"][1][x != 0] == 15).all()
