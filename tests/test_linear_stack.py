"""Notebook 01: what a stack of layers can do without φ and with it."""

from fractions import Fraction

import numpy as np
import pytest
from support.strict import STRICT

from actlib import ACTIVATIONS, collapse, explore_linear_stack, stack_of_layers
from actlib.experiments.linear_stack import ACROSS, miss_of_one_layer, send_through

pytestmark = STRICT


def exactly(layers, x):
    """The stack in rational arithmetic: nothing is rounded."""
    x = [Fraction(v) for v in x]
    for W, b in layers:
        x = [sum(Fraction(w) * v for w, v in zip(row, x)) + Fraction(c) for row, c in zip(W.tolist(), b.tolist())]
    return np.array([float(v) for v in x])


@pytest.mark.parametrize("depth", range(1, 9))
def test_the_stack_and_its_one_matrix_agree_to_within_rounding(depth):
    layers, point = stack_of_layers(depth), np.array([0.3, -0.7])
    one_by_one = point
    for W, b in layers:
        one_by_one = W @ one_by_one + b
    W, b = collapse(layers)
    truth = exactly(layers, point)
    # Each of the 2 · depth operations on numbers of at most 3 in size is rounded once.
    allowed = 4 * depth * 3 * np.finfo(float).eps
    assert np.abs(one_by_one - truth).max() <= allowed and np.abs(W @ point + b - truth).max() <= allowed


def test_whole_numbers_collapse_to_the_last_bit():
    rng = np.random.default_rng(5)
    layers = [(rng.integers(-3, 4, (3, 3)), rng.integers(-9, 10, 3)) for _ in range(5)]
    W, b = collapse(layers)
    for x in rng.integers(-9, 10, (20, 3)):
        assert np.array_equal(W @ x + b, exactly(layers, x.tolist()))


@pytest.mark.parametrize("phi", ["none", *ACTIVATIONS])
@pytest.mark.parametrize("depth", [1, 3, 8])
def test_lines_stay_straight_without_phi_and_bend_with_it(phi, depth):
    x, y = send_through(ACROSS, depth, phi).T
    worst = 0.0
    for i in range(0, len(x), 42):  # each line of the grid: how far its points leave the chord between its ends
        chord = np.array([x[i + 40] - x[i], y[i + 40] - y[i]])
        away = chord[0] * (y[i : i + 41] - y[i]) - chord[1] * (x[i : i + 41] - x[i])
        worst = max(worst, np.abs(away).max() / np.ptp(x[np.isfinite(x)]) ** 2)
    assert worst < 1e-12 if phi == "none" else worst > 0.001


def test_one_layer_misses_as_the_page_says():
    sigmoid = [100 * miss_of_one_layer(depth, "sigmoid") for depth in range(1, 9)]
    assert 5.5 < min(sigmoid) and max(sigmoid) < 7.5
    assert round(100 * miss_of_one_layer(1, "tanh")) == 18 and round(100 * miss_of_one_layer(8, "tanh")) == 34
    assert miss_of_one_layer(8, "none") < 1e-12


def test_the_figure_names_the_one_matrix():
    W, _ = collapse(stack_of_layers(8))
    words = explore_linear_stack().words(depth=8, phi="none").replace("−", "-")
    for entry in W.ravel():
        assert f"{entry:.2f}" in words
