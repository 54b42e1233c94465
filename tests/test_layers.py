"""Notebook 01: what a stack without φ can do, and what a network with φ can: each sentence measured."""

from fractions import Fraction

import numpy as np
import pytest
from support.strict import STRICT

from actlib import (
    ACTIVATIONS,
    Network,
    best_straight_border,
    collapse,
    cross_entropy,
    explore_learning,
    explore_linear_stack,
    stack_of_layers,
    train,
    two_classes,
)

pytestmark = STRICT


def exactly(layers, x):
    """The stack in rational arithmetic: nothing is rounded."""
    x = [Fraction(v) for v in x]
    for W, b in layers:
        x = [sum(Fraction(w) * v for w, v in zip(row, x)) + Fraction(c) for row, c in zip(W.tolist(), b.tolist())]
    return np.array([float(v) for v in x])


@pytest.mark.parametrize("depth", range(1, 9))
def test_the_stack_and_its_one_matrix_are_both_as_near_to_the_truth_as_rounding_allows(depth):
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
    contents = explore_linear_stack().contents(phi=phi, depth=depth)
    x, y = contents["across"]
    worst = 0.0
    for i in range(0, len(x), 42):  # each line of the grid: how far its points leave the chord between its ends
        chord = np.array([x[i + 40] - x[i], y[i + 40] - y[i]])
        away = chord[0] * (y[i : i + 41] - y[i]) - chord[1] * (x[i : i + 41] - x[i])
        worst = max(worst, np.abs(away).max())
    assert worst < 1e-12 if phi == "none" else worst > 0.005
    assert ("Every line is straight" in contents["words"]) == (phi == "none")


def test_sigmoid_is_nearly_straight_on_this_range():
    figure = explore_linear_stack()
    shares = [
        float(figure.contents(phi="sigmoid", depth=d)["words"].split("misses by ")[1].split(" %")[0])
        for d in range(1, 9)
    ]
    assert 5.5 < min(shares) and max(shares) < 7.5


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("phi, least, most", [(None, 80, 95), ("tanh", 158, 160), ("relu", 158, 160)])
def test_the_rings_need_an_activation(phi, least, most, seed):
    points, label = two_classes("rings")
    network = Network([2, 8, 1], [phi, None], seed=seed)
    losses = list(train(network, points, label, cross_entropy, 0.3, 400, momentum=0.8))
    assert least <= np.sum((network(points)[:, 0] > 0) == label) <= most
    if phi is None:
        assert losses[-1] == pytest.approx(np.log(2), abs=0.01)


@pytest.mark.parametrize("problem, most", [("rings", 113), ("moons", 141), ("quarters", 119), ("halves", 157)])
def test_no_straight_border_does_better_than_the_best(problem, most):
    """From below: 721 directions and every position find no more, and at least nearly as much."""
    points, label = two_classes(problem)
    found = 0
    for angle in np.linspace(0, np.pi, 721):
        along = points @ [np.cos(angle), np.sin(angle)]
        right = np.sum((along > np.append(np.sort(along), -np.inf)[:, np.newaxis]) == label, axis=1)
        found = max(found, right.max(), len(points) - right.min())
    assert best_straight_border(points, label) == most and most - 1 <= found <= most


@pytest.mark.parametrize("seed", range(20))
def test_the_best_border_of_a_few_points_is_found_in_every_direction_that_counts(seed):
    """Independently: the order of the points along a direction changes only where the direction crosses a pair."""
    rng = np.random.default_rng(seed)
    points, label = rng.normal(size=(9, 2)), rng.integers(0, 2, 9)
    across = np.array([points[i] - points[j] for i in range(9) for j in range(i)])
    crossings = np.sort(np.arctan2(across[:, 0], -across[:, 1]) % np.pi)
    best = 0
    for angle in (crossings + np.append(crossings[1:], crossings[0] + np.pi)) / 2:
        along = points @ [np.cos(angle), np.sin(angle)]
        right = [np.sum((along > place) == label) for place in [-np.inf, *along]]
        best = max(best, *right, *(9 - np.array(right)))
    assert best_straight_border(points, label) == best


def test_three_neurons_are_enough_and_two_are_not():
    figure = explore_learning()
    words = {
        n: figure.contents(step=400, phi="tanh", problem="rings", neurons=n)["words"]
        for n in ("1", "2", "3", "4", "8", "16")
    }
    shares = {n: int(said.split(":")[1].split()[0]) for n, said in words.items()}
    assert shares["2"] < 90 and min(shares[n] for n in ("3", "4", "8", "16")) >= 95


def test_a_straight_border_is_all_that_two_clouds_need():
    figure = explore_learning()

    def share(phi, problem):
        words = figure.contents(step=400, phi=phi, problem=problem, neurons="8")["words"]
        return int(words.split(":")[1].split()[0])

    assert share("none", "halves") >= 97 and abs(share("none", "halves") - share("tanh", "halves")) <= 1
    assert 80 <= share("none", "moons") <= 90 and share("tanh", "moons") == 100


def test_the_region_is_what_a_network_trained_apart_says():
    """The figure trains as far as it is asked to; a training of its own ends at the same place."""
    figure = explore_learning()
    figure.phi, figure.step = "tanh", 60
    points, label = two_classes("rings")
    network = Network([2, 8, 1], ["tanh", None], init="xavier", seed=1)
    losses = list(train(network, points, label, cross_entropy, 0.3, 60, momentum=0.8))
    ticks = np.linspace(-3, 3, 61)
    plane = np.stack(np.meshgrid(ticks, ticks[::-1]), axis=-1).reshape(-1, 2)
    wanted = 1 / (1 + np.exp(-network(plane).reshape(61, 61)))
    contents = figure.contents()
    np.testing.assert_allclose((contents["region"] - 0.15) / 0.7, wanted, atol=1e-6)
    np.testing.assert_allclose(contents["loss"][1][:60], losses, rtol=1e-12)


def test_going_back_shows_what_was_there():
    figure = explore_learning()
    seen = figure.contents(step=100, phi="relu")
    figure.contents(step=400, phi="relu")
    again = figure.contents(step=100, phi="relu")
    assert seen["words"] == again["words"] and np.array_equal(seen["region"], again["region"])


def test_a_problem_that_is_not_there_is_named():
    with pytest.raises(ValueError, match="problem must be one of rings, moons, quarters, halves, got 'spiral'"):
        two_classes("spiral")
