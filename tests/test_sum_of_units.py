"""Notebook 02: sums of units, against closed forms."""

import numpy as np
import pytest
from support.strict import STRICT

from actlib import explore_units, sum_of_units

pytestmark = STRICT
X = np.linspace(-2, 2, 201)


def wave(x):
    return np.sin(3 * x) + x / 2


@pytest.mark.parametrize("n", [1, 3, 8, 20, 40])
def test_relu_sums_are_the_best_broken_lines(n):
    """Independently: least squares with hats on the grid, a different basis of the same broken lines."""
    corners = np.linspace(-2, 2, n + 1)
    hats = np.stack([np.interp(X, corners, row) for row in np.eye(n + 1)], axis=1)
    wanted = hats @ np.linalg.lstsq(hats, wave(X), rcond=None)[0]
    np.testing.assert_allclose(sum_of_units(wave, "relu", n)[0], wanted, atol=1e-9)


@pytest.mark.parametrize("n", [2, 4, 8, 16, 32])
def test_the_error_on_a_parabola_is_the_closed_form(n):
    """The best straight piece over a gap h is off by h²·f″ / (12√5) in the root mean square."""
    heights, _ = sum_of_units(np.square, "relu", n)
    assert np.sqrt(np.mean((heights - X**2) ** 2)) == pytest.approx((4 / n) ** 2 * 2 / (12 * np.sqrt(5)), rel=0.02)


def test_leaky_relu_spans_what_relu_spans():
    for n in (3, 10, 33):
        np.testing.assert_allclose(sum_of_units(wave, "leaky_relu", n)[0], sum_of_units(wave, "relu", n)[0], atol=1e-8)


def test_without_phi_it_stays_a_line():
    line = np.polyval(np.polyfit(X, wave(X), 1), X)
    for n in (1, 10, 40):
        np.testing.assert_allclose(sum_of_units(wave, "none", n)[0], line, atol=1e-9)


@pytest.mark.parametrize("phi", ["sigmoid", "tanh", "relu", "leaky_relu", "swish"])
def test_more_units_make_every_non_polynomial_better(phi):
    errors = [np.abs(sum_of_units(wave, phi, n)[0] - wave(X)).max() for n in (5, 10, 20, 40)]
    assert all(second < first for first, second in zip(errors, errors[1:])) and errors[-1] < 0.03


def test_twice_the_units_a_quarter_of_the_error():
    errors = [np.abs(sum_of_units(wave, "relu", n)[0] - wave(X)).max() for n in (10, 20, 40)]
    assert all(3.5 < first / second < 4.5 for first, second in zip(errors, errors[1:]))


@pytest.mark.parametrize("phi, best", [("sigmoid", [0.336, 0.0067, 0.00012]), ("relu", [0.557, 0.116, 0.030])])
def test_gentle_sigmoids_beat_relus_and_steepness_leaves_relus_alone(phi, best):
    errors = [np.abs(sum_of_units(wave, phi, n, 0.5)[0] - wave(X)).max() for n in (5, 10, 20)]
    assert errors == pytest.approx(best, rel=0.05)
    steep = [np.abs(sum_of_units(wave, phi, n, 3)[0] - wave(X)).max() for n in (5, 10, 20)]
    assert (steep == pytest.approx(errors, rel=1e-6)) == (phi == "relu")


@pytest.mark.parametrize("n", [1, 5, 10, 40])
@pytest.mark.parametrize("steepness", [1.0, 3.0, 5.0])
def test_tanh_is_a_sigmoid_of_twice_the_steepness(n, steepness):
    tanh, sigmoid = sum_of_units(wave, "tanh", n, steepness)[0], sum_of_units(wave, "sigmoid", n, 2 * steepness)[0]
    np.testing.assert_allclose(tanh, sigmoid, atol=1e-6)


def test_the_parts_add_up_to_the_sum():
    heights, parts = sum_of_units(wave, "swish", 7)
    rest = heights - parts.sum(axis=1)
    assert parts.shape == (201, 7) and np.ptp(rest) < 1e-9


def test_what_is_typed_or_drawn_is_what_is_approximated():
    figure = explore_units()
    figure.formula = "abs(x)"
    assert figure.curve == "formula"
    assert "largest error is 0.00000" in figure.words(n=2)  # a kink at 0 is one of the corners
    figure.drawing = (X / 2).tolist()
    assert figure.curve == "drawing" and "largest error is 0.00000" in figure.words(n=1)
    figure.reset()
    assert figure.curve == "formula"


@pytest.mark.parametrize(
    "formula, said",
    [("sin(3*", "cannot be read as a formula"), ("y", "'y' is not known"), ("log(x)", "has no value at x = −2.00")],
)
def test_a_formula_that_does_not_work_is_answered_under_the_picture(formula, said):
    words = explore_units().words(formula=formula)
    assert said in words and words.endswith(". The line y = 0 is copied instead.") and "largest error" not in words


@pytest.mark.parametrize("wrong", [[1.0], [np.nan] * 201, "drawn", None, [["a"]] * 201])
def test_a_drawing_has_201_finite_heights(wrong):
    figure = explore_units()
    with pytest.raises(Exception, match="drawing must be 201 finite heights"):
        figure.drawing = wrong


@pytest.mark.parametrize(
    "call, message",
    [
        (lambda: sum_of_units(wave, "softsign", 3), "phi must be none or one of sigmoid"),
        (lambda: sum_of_units(wave, "relu", 0), "n must be from 1 to 40, got 0"),
        (lambda: sum_of_units(wave, "relu", 3, 0), "steepness must be positive and finite, got 0"),
    ],
)
def test_wrong_arguments_are_named(call, message):
    with pytest.raises(ValueError, match=message):
        call()
