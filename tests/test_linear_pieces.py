"""Notebook 02: straight pieces, against brute force in whole numbers."""

import numpy as np
import pytest
from support.strict import STRICT

from actlib import explore_pieces, linear_pieces, random_layers, zigzag_layers

pytestmark = STRICT


def pieces_by_force(layers):
    """Counted on a fine grid, without any rounding: a new piece wherever the slope changes.

    Weights and biases are whole numbers of 1/64, places of 1/1000, and so every value is one of a unit of its layer.
    """
    values, unit = np.arange(-3000, 3001)[None], 1000
    for k, (W, b) in enumerate(layers):
        W, b = (np.rint(64 * numbers).astype(np.int64) for numbers in (W, b))
        values, unit = W @ values + unit * b[:, None], 64 * unit
        values = values if k == len(layers) - 1 else np.maximum(values, 0)
    # A kink inside a cell gives that cell a slope of its own: two changes for one kink.
    changes = np.flatnonzero(np.diff(values[0], 2))
    kinks = sum(1 for i, at in enumerate(changes) if i == 0 or at - changes[i - 1] > 1)
    return kinks + 1


@pytest.mark.parametrize("width, depth", [(1, 1), (4, 1), (3, 2), (4, 3), (6, 2)])
@pytest.mark.parametrize("seed", [0, 1])
def test_pieces_are_counted_as_brute_force_counts_them(width, depth, seed):
    layers = random_layers(width, depth, seed)
    layers = [(np.round(W * 64) / 64, np.round(b * 64) / 64) for W, b in layers]
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


def test_far_out_there_are_a_few_more():
    near, far = (
        np.mean([len(linear_pieces(random_layers(4, 6, s), -r, r)[0]) - 1 for s in range(50)]) for r in (3, 100)
    )
    assert near == pytest.approx(11.7) and far == pytest.approx(17.28)


def test_the_figure_counts_what_the_function_counts():
    assert (
        explore_pieces().words(width=8, depth=2)
        == "2 hidden layers of 8, 16 neurons in all: 14 straight pieces. One layer of 16 would make at most 17."
    )


def test_a_graph_that_is_flat_is_said_to_be_flat():
    x = np.linspace(-3, 3, 601)[:, np.newaxis]
    for W, b in random_layers(4, 6)[:-1]:
        x = np.maximum(0, x @ W.T + b)
    assert np.ptp(x, axis=0).max() == 0
    assert "some layer puts out the same for every x shown here" in explore_pieces().words(depth=6)
