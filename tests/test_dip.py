"""A Swish neuron at the start of the dead-neuron laboratory: it learns, or it walks away."""

import numpy as np
import pytest
from support.strict import STRICT

from actlib import explore_dip, swish, train_neuron, train_swish_neuron
from actlib.explorers.dip import LOWEST

pytestmark = STRICT


def test_the_lowest_point_solves_its_equation():
    assert 1 + LOWEST + np.exp(LOWEST) == pytest.approx(0, abs=1e-15)
    assert swish(LOWEST) < min(swish(LOWEST - 1e-4), swish(LOWEST + 1e-4))


def test_training_is_gradient_descent_written_out():
    def neuron(w, b, x):
        return (w * x + b) / (1 + np.exp(-2 * (w * x + b)))

    x, (w, b) = np.linspace(-2, 2, 20), (1.0, -1.0)
    target = np.where(1.5 * x + 0.6 > 0, 1.5 * x + 0.6, 0)
    for now in train_swish_neuron(2.0, -1.0, learning_rate=0.5, n_steps=5):
        assert (now.w[0], now.b) == (pytest.approx(w), pytest.approx(b))
        h = 1e-6
        loss = {
            (i, j): np.mean((neuron(w + i, b + j, x) - target) ** 2) / 2 for i, j in [(h, 0), (-h, 0), (0, h), (0, -h)]
        }
        w, b = w - 0.5 * (loss[h, 0] - loss[-h, 0]) / (2 * h), b - 0.5 * (loss[0, h] - loss[0, -h]) / (2 * h)


@pytest.mark.thorough
@pytest.mark.parametrize("rate", [0.1, 0.3, 1.0])
@pytest.mark.parametrize("beta, learns, leaves", [(0.5, -4.0, -4.1), (1.0, -2.8, -2.9)])
def test_which_start_learns_does_not_depend_on_the_rate(rate, beta, learns, leaves):
    assert train_swish_neuron(beta, learns, rate, n_steps=1500)[-1].loss < 0.03
    assert train_swish_neuron(beta, leaves, rate, n_steps=1500)[-1].loss > 1.39


def test_left_of_the_dip_it_walks_away_and_relu_stands_still():
    run = train_swish_neuron(1.0, -3.0)
    assert run[-1].w[0] < -1 and run[-1].b < -5
    assert all(later.loss < sooner.loss for sooner, later in zip(run, run[1:])), "each step does lower the loss"
    assert len(set(train_neuron(0.3, -3.0, 0.0)["loss"])) == 1


@pytest.mark.parametrize("bias, said", [(-0.6, "lies 1 of 20 net inputs"), (-3.0, "lie 12 of 20 net inputs")])
def test_one_net_input_lies_and_several_lie(bias, said):
    assert said in explore_dip().words(beta=0.5, bias=bias)
