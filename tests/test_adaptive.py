"""Notebook 11: parameters that are trained, and slopes that follow the input."""

import numpy as np
import pytest
from support.strict import STRICT

from actlib import (
    Network,
    cross_entropy,
    dynamic_relu,
    explore_adaptive,
    explore_dynamic_relu,
    leaky_relu,
    parameter_history,
    two_classes,
)

pytestmark = STRICT


@pytest.mark.parametrize("seed", range(4, 8))
def test_beta_falls_on_the_rings_from_every_start(seed):
    beta, loss = parameter_history("swish", seed)
    assert beta[0] == 1 and beta[-1] < 1 and loss[-1] < 0.1


def test_alpha_ends_below_zero_from_two_of_the_four_starts():
    ends = np.array([parameter_history("leaky_relu", seed)[0][-1] for seed in range(4)])
    assert (ends < -0.1).sum() == 2 and (ends > 0.1).sum() == 2


def test_a_parameter_that_is_not_trained_stays():
    parameter, loss = parameter_history("swish", 0, learns=False)
    assert (parameter == 1).all() and loss[0] == parameter_history("swish", 0)[1][0]


def test_the_history_is_gradient_descent_on_the_parameter():
    """Independently: the first step of α from a difference quotient of the loss."""
    points, label = two_classes("rings")

    def loss(alpha):
        network = Network([2, 6, 1], ["leaky_relu", None], learns_parameters=True, seed=0)
        network.layers[0].values["alpha"] = np.array(alpha)
        return cross_entropy(network(points), label)[0]

    slope = (loss(0.01 + 1e-5) - loss(0.01 - 1e-5)) / 2e-5
    alpha, _ = parameter_history("leaky_relu", 0)
    assert alpha[1] == pytest.approx(0.01 - 0.2 * slope, rel=1e-6)


def test_the_figure_names_the_parameter_at_every_start():
    figure = explore_adaptive()
    for start in (1, 4):
        alpha = parameter_history("leaky_relu", start - 1)[0][400]
        said = figure.words(step=400, phi="leaky_relu", start=start)
        assert f"α = {alpha:.3f}".replace("-", "−") in said


def test_a_dynamic_relu_is_leaky_relu_with_a_slope_for_every_vector():
    X = np.random.default_rng(5).normal(size=(7, 4))
    wanted = [leaky_relu(x, float(np.tanh(x.mean() * 1.5 / 2))) for x in X]
    np.testing.assert_allclose(dynamic_relu(X, 1.5), wanted, rtol=1e-12)
    np.testing.assert_array_equal(dynamic_relu(X, 0.0), np.maximum(X, 0))


def test_the_dynamic_figure_says_what_becomes_of_minus_one():
    figure = explore_dynamic_relu()
    assert "−1 becomes 0.00" in figure.words() and "−1 becomes 0.76" in figure.words(mean=-2.0)
