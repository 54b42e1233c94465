"""Saturation in two jobs."""

import mpmath
import numpy as np
import pytest

from actlib import Network, explore_gate, gated_memory

FIVE = ("sigmoid", "tanh", "relu", "leaky_relu", "swish")  # those of which the page speaks, whatever the table holds


def test_a_saturated_gate_keeps_what_a_saturated_neuron_cannot_learn():
    kept = float((1 / (1 + mpmath.exp(-6))) ** 50)
    assert gated_memory("sigmoid", 6.0)[-1] == pytest.approx(kept) and round(100 * kept, 1) == 88.4
    words = explore_gate().words(net=6.0, phi="sigmoid")
    assert f"slope {float(mpmath.diff(lambda x: 1 / (1 + mpmath.exp(-x)), 6)):.4f}" in words
    assert "slope 0.0025" in words and "88.4 % of it is left" in words
    grown = {name for name in FIVE if gated_memory(name, 2.0)[-1] > 1e10}
    assert grown == {"relu", "leaky_relu", "swish"}
    assert "grown to 1·10¹⁵" in explore_gate().words(net=2.0, phi="relu")


@pytest.mark.parametrize("factor", [0.8, 1.2])
@pytest.mark.parametrize("seed", range(3))
def test_a_relu_network_scales_its_gradient_with_every_layer_s_weights(factor, seed):
    def gradient(scale):
        network = Network([32] * 21, ["relu"] * 20, init=scale * np.sqrt(2 / 32), seed=seed)
        network(np.random.default_rng(seed).normal(size=(8, 32)))
        return np.linalg.norm(network.backward(np.ones((8, 32))))

    assert gradient(factor) / gradient(1.0) == pytest.approx(factor**20, rel=1e-9)
