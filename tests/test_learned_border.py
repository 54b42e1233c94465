"""Notebook 01: what a network with φ learns and one without cannot: each sentence measured."""

import numpy as np
import pytest
from support.strict import STRICT

from actlib import Network, best_straight_border, cross_entropy, explore_learning, train, two_classes
from actlib.experiments.learned_border import replay_learning

pytestmark = STRICT


def points_right(phi, problem="rings", neurons=8):
    return replay_learning(problem, phi, neurons).until(80)[-1][1]


@pytest.mark.thorough
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
    right = {n: points_right("tanh", neurons=n) for n in (1, 2, 3, 4, 8, 16)}
    assert right[2] < 144 and min(right[n] for n in (3, 4, 8, 16)) >= 152


def test_the_other_points_are_solved_as_the_page_says():
    assert [points_right("none", problem) for problem in ("halves", "moons", "quarters", "rings")] == [156, 138, 81, 88]
    assert [points_right("tanh", problem) for problem in ("halves", "moons", "quarters", "rings")] == [
        157,
        160,
        160,
        159,
    ]


def test_the_region_is_what_a_network_trained_apart_says():
    """The figure trains as far as it is asked to; a training of its own ends at the same place."""
    points, label = two_classes("rings")
    network = Network([2, 8, 1], ["tanh", None], init="xavier", seed=1)
    losses = list(train(network, points, label, cross_entropy, 0.3, 60, momentum=0.8))
    ticks = np.linspace(-3, 3, 61)
    plane = np.stack(np.meshgrid(ticks, ticks[::-1]), axis=-1).reshape(-1, 2)
    seen, _, heights = replay_learning("rings", "tanh", 8).until(12)[-1]
    np.testing.assert_allclose(heights, 1 / (1 + np.exp(-network(plane)[:, 0])), atol=1e-9)
    np.testing.assert_allclose(seen[:60], losses, rtol=1e-12)


def test_going_back_shows_what_was_there():
    figure = explore_learning()
    seen = figure.picture(step=100, phi="relu")
    figure.words(step=400, phi="relu")
    assert figure.picture(step=100, phi="relu") == seen
