"""|x| out of two neurons: any bend is enough."""

import itertools

import numpy as np
import pytest

from actlib import explore_bend, leaky_relu, two_units

X = np.linspace(-2, 2, 81)


@pytest.mark.parametrize("alpha", [0.0, 0.5, 0.95, 1.05, 2.0])
def test_any_bend_copies_the_absolute_value_with_weights_one_over_the_bend(alpha):
    v, y = two_units(alpha)
    np.testing.assert_allclose(y, np.abs(X), atol=1e-10)
    np.testing.assert_allclose(v, [1 / (1 - alpha), 1 / (1 - alpha), 0], atol=1e-10)


def test_without_a_bend_the_best_answer_is_flat_and_no_other_line_is_better():
    _, y = two_units(1.0)
    assert np.ptp(y) < 1e-12
    error = np.mean((y - np.abs(X)) ** 2)
    for slope, height in itertools.product(np.linspace(-1, 1, 21), np.linspace(0, 2, 21)):
        assert np.mean((slope * X + height - np.abs(X)) ** 2) >= error - 1e-12


def test_the_smaller_the_bend_the_less_is_learned_in_the_same_steps():
    errors = [np.abs(two_units(alpha, 60)[1] - np.abs(X)).max() for alpha in np.linspace(0, 1, 21)]
    assert np.all(np.diff(errors) > -1e-12) and errors[0] < 0.2 and errors[-2] > 1


def test_learning_takes_the_steps_of_gradient_descent():
    """One step more lies where the slope of the loss, measured by differences, sends it."""

    def loss(v):
        y = v[0] * leaky_relu(X, 0.3) + v[1] * leaky_relu(-X, 0.3) + v[2]
        return np.mean((y - np.abs(X)) ** 2) / 2

    v = two_units(0.3, 7)[0]
    slope = [(loss(v + h) - loss(v - h)) / 2e-6 for h in 1e-6 * np.eye(3)]
    np.testing.assert_allclose(two_units(0.3, 8)[0], v - 0.2 * np.array(slope), atol=1e-9)


@pytest.mark.thorough
def test_the_sentence_says_what_the_best_and_the_learned_sum_miss():
    said = explore_bend().words(alpha=0.5)
    assert "best weights are 2.00 and 2.00. Largest error 0.00; after 60 learning steps 0.59." in said
    assert "no bend" in explore_bend().words(alpha=1.0)
