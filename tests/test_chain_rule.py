"""The three factors of a slope, and their product."""

import numpy as np
import pytest
from support.strict import STRICT

from actlib import ACTIVATIONS, explore_chain_rule, loss_factors

pytestmark = STRICT


@pytest.mark.parametrize("phi", ACTIVATIONS)
@pytest.mark.parametrize("w, x, b, target", [(1.0, 1.5, -0.5, 0.0), (-2.3, -0.7, 1.1, 1.6), (0.4, 0.0, -1.0, -1.0)])
def test_the_product_of_the_factors_is_the_slope_of_the_loss(phi, w, x, b, target):
    def loss(at):
        return (float(ACTIVATIONS[phi].function(at * x + b)) - target) ** 2 / 2

    net, y, now, factors = loss_factors(w, x, b, target, phi)
    assert (net, y, now) == pytest.approx((w * x + b, float(ACTIVATIONS[phi].function(net)), loss(w)))
    assert np.prod(factors) == pytest.approx((loss(w + 1e-5) - loss(w - 1e-5)) / 2e-5, rel=1e-7, abs=1e-9)


@pytest.mark.parametrize(
    "changed, stopped, wrong",
    [({"x": 0.0}, 2, 0.378), ({"w": 3.0}, 1, 0.982), ({"w": -1.0, "phi": "relu", "target": 1.0}, 1, -1.0)],
)
def test_three_ways_to_stop_learning_and_in_none_is_the_neuron_right(changed, stopped, wrong):
    """Round 1 of notebook 07: which factor is small, and how wrong the neuron is."""
    factors = loss_factors(**{"w": 1.0, "x": 1.5, "b": -0.5, "target": 0.0, "phi": "sigmoid", **changed})[3]
    assert int(np.argmin(np.abs(factors))) == stopped and abs(factors[stopped]) < 0.02
    assert factors[0] == pytest.approx(wrong, abs=1e-3)


def test_the_sentence_multiplies_the_bars():
    said = explore_chain_rule().words(w=3.0)
    assert "net = 3·1.5 + (−0.5) = 4.00, y = 0.982. ∂L/∂w = 0.982 · 0.0177 · 1.5 = 0.0260." in said
