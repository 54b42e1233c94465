"""Gradients layer by layer in untrained networks."""

import numpy as np
import pytest
from support.strict import STRICT

from actlib import ACTIVATIONS, explore_gradient_norms, gradient_norms

pytestmark = STRICT


def test_the_norms_are_those_of_an_independent_pass():
    """Matrix by matrix, without `Network`: the same weights drawn, the rule applied layer by layer."""
    logs = []
    for seed in range(10):
        weights = np.random.default_rng(seed)
        Ws = [weights.normal(0, 1, (32, 32)) * np.sqrt(2 / 32) for _ in range(20)]
        rng = np.random.default_rng(seed)
        y, nets = rng.normal(size=(16, 32)), []
        for W in Ws:
            nets.append(y @ W.T)
            y = np.maximum(0, nets[-1])
        g = rng.normal(size=(16, 32)) / 16
        norms = []
        for W, net in zip(Ws[::-1], nets[::-1]):
            norms.append(np.linalg.norm(g))
            g = (g * (net > 0)) @ W
        logs.append(np.log10(norms[::-1]))
    mean = np.mean(logs, axis=0)
    np.testing.assert_allclose(gradient_norms("relu", "he"), 10 ** (mean - mean[-1]), rtol=1e-9)


def test_he_keeps_relu_level_and_xavier_halves_its_square():
    assert abs(np.log10(gradient_norms("relu", "he")[0])) < 0.5
    assert np.log10(gradient_norms("relu", "xavier")[0]) == pytest.approx(-19 / 2 * np.log10(2), abs=0.3)
    assert all(abs(np.log10(gradient_norms("tanh", init)[0])) < 1 for init in ("xavier", "he"))
    assert all(gradient_norms("sigmoid", init)[0] < 1e-9 for init in ("xavier", "he"))
    assert gradient_norms("sigmoid", 0.5)[0] < 1e-5
    assert all(gradient_norms(phi, 0.05)[0] < 1e-9 for phi in ACTIVATIONS)
    assert all(gradient_norms(phi, 0.5)[0] > 100 for phi in ACTIVATIONS if phi != "sigmoid")


def test_wide_weights_carry_the_gradient_of_sigmoid():
    assert np.log10(gradient_norms("sigmoid", 2.0)[0]) == pytest.approx(-0.27, abs=0.05)
    assert np.log10(gradient_norms("sigmoid", 3.0)[0]) == pytest.approx(1.50, abs=0.05)


@pytest.mark.parametrize("init", ["xavier", "he", 0.05, 0.5])
def test_weight_gradients_of_relu_are_level_whatever_the_weights(init):
    assert np.abs(np.log10(gradient_norms("relu", init, of="weights"))).max() < 0.5


def test_what_cannot_be_asked_for_is_named():
    with pytest.raises(ValueError, match="of must be outputs or weights, got 'biases'"):
        gradient_norms("relu", "he", of="biases")


def test_the_sentence_names_the_first_layer_s_gradient():
    words = explore_gradient_norms().words(init="he")
    assert words.startswith("He: in layer 1") and "Sigmoid 3·10⁻¹⁰" in words
