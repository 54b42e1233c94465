"""Notebook 02: approximation and straight pieces, against closed forms and brute force."""

from fractions import Fraction

import numpy as np
import pytest
from support.strict import STRICT

from actlib import explore_pieces, explore_units, linear_pieces, random_layers, sum_of_units, zigzag_layers

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
    assert (figure.curve, figure.contents()["target"].tolist()) == ("formula", np.abs(X).tolist())
    assert "largest error is 0.0000" in figure.contents(n=2)["words"]  # a kink at 0 is one of the corners
    figure.drawing = (X / 2).tolist()
    assert figure.curve == "drawing" and np.array_equal(figure.contents()["target"], X / 2)
    figure.reset()
    assert figure.curve == "formula"


@pytest.mark.parametrize(
    "formula, said",
    [("sin(3*", "cannot be read as a formula"), ("y", "'y' is not known"), ("log(x)", "has no value at x = −2.00")],
)
def test_a_formula_that_does_not_work_is_answered_under_the_picture(formula, said):
    figure = explore_units()
    figure.formula = formula
    assert said in figure.frame["words"]["text"]


@pytest.mark.parametrize("wrong", [[1.0], [np.nan] * 201, "drawn", None, [["a"]] * 201])
def test_a_drawing_has_201_finite_heights(wrong):
    figure = explore_units()
    with pytest.raises(Exception, match="drawing must be 201 finite heights"):
        figure.drawing = wrong


def pieces_by_force(layers):
    """Counted on a fine grid, in rational arithmetic: a new piece wherever the slope changes."""
    layers = [([[Fraction(w) for w in row] for row in W.tolist()], list(map(Fraction, b.tolist()))) for W, b in layers]

    def output(x):
        values = [x]
        for k, (W, b) in enumerate(layers):
            values = [sum(w * v for w, v in zip(row, values)) + c for row, c in zip(W, b)]
            values = values if k == len(layers) - 1 else [max(Fraction(0), v) for v in values]
        return values[0]

    grid = [Fraction(-3) + Fraction(6 * i, 6000) for i in range(6001)]
    heights = [output(x) for x in grid]
    slopes = [b - a for a, b in zip(heights, heights[1:])]
    # A kink inside a cell gives that cell a slope of its own: two changes for one kink.
    changes = [i for i, (a, b) in enumerate(zip(slopes, slopes[1:])) if a != b]
    kinks = sum(1 for i, at in enumerate(changes) if i == 0 or at - changes[i - 1] > 1)
    return kinks + 1


@pytest.mark.parametrize("width, depth", [(1, 1), (4, 1), (3, 2), (4, 3), (6, 2)])
@pytest.mark.parametrize("seed", [0, 1])
def test_pieces_are_counted_as_brute_force_counts_them(width, depth, seed):
    layers = random_layers(width, depth, seed)
    layers = [(np.round(W * 64) / 64, np.round(b * 64) / 64) for W, b in layers]  # short fractions: exact and quick
    x, y = linear_pieces(layers)
    assert np.all(np.diff(x) > 0.0021), "kinks too close for the grid: choose another seed"
    assert len(x) - 1 == pieces_by_force(layers)


@pytest.mark.parametrize("depth", range(1, 7))
def test_folding_makes_two_to_the_depth(depth):
    x, y = linear_pieces(zigzag_layers(depth))
    assert len(x) - 1 == 2**depth
    np.testing.assert_allclose(x, np.linspace(-3, 3, 2**depth + 1), atol=1e-12)
    np.testing.assert_allclose(y, np.arange(2**depth + 1) % 2, atol=1e-12)


@pytest.mark.parametrize("width", [1, 4, 16])
def test_one_layer_makes_one_piece_more_than_it_has_neurons_at_most(width):
    assert all(len(linear_pieces(random_layers(width, 1, seed))[0]) - 1 <= width + 1 for seed in range(40))


def test_random_depth_adds_pieces_slowly():
    means = [
        np.mean([len(linear_pieces(random_layers(4, depth, seed))[0]) - 1 for seed in range(50)])
        for depth in (1, 2, 4, 6)
    ]
    assert all(a < b for a, b in zip(means, means[1:])) and means[-1] < 13 < 24


def test_the_corners_lie_on_the_graph_of_the_network():
    layers = random_layers(8, 3)
    x, y = linear_pieces(layers)
    between = (x[:-1] + x[1:]) / 2
    values = np.concatenate([x, between])[:, np.newaxis]
    for W, b in layers[:-1]:
        values = np.maximum(0, values @ W.T + b)
    wanted = (values @ layers[-1][0].T + layers[-1][1])[:, 0]
    np.testing.assert_allclose(np.concatenate([y, (y[:-1] + y[1:]) / 2]), wanted, atol=1e-9)


def test_the_figure_counts_what_the_function_counts():
    figure = explore_pieces()
    assert (
        "2 hidden layers of 8, 16 neurons in all: 14 straight pieces. One layer of 16 would make at most 17."
        == (figure.contents(width=8, depth=2)["words"])
    )


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
