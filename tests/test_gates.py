"""Notebook 11: gates, attention, and a gate on attention."""

import numpy as np
from support.strict import STRICT

from actlib import attention_weights, explore_gated_attention, explore_gates, gated_attention, sigmoid, swish

pytestmark = STRICT


def test_attention_shares_out():
    rng = np.random.default_rng(2)
    for _ in range(20):
        scores = rng.normal(0, 3, 4)
        wanted = np.exp(scores) / np.exp(scores).sum()
        np.testing.assert_allclose(attention_weights(scores), wanted, rtol=1e-12)
        np.testing.assert_allclose(attention_weights(scores, 2.0), attention_weights(scores / 2), rtol=1e-12)
    assert attention_weights([1000.0, 0.0]).tolist() == [1.0, 0.0]


def test_more_for_one_word_is_less_for_the_others_in_the_same_ratios():
    low, high = attention_weights([0, 1, 2, -1]), attention_weights([0, 1, 4, -1])
    ratios = np.delete(high / low, 2)
    np.testing.assert_allclose(ratios, ratios[0])
    assert ratios[0] < 1


def test_a_gate_on_attention_decides_how_much_and_not_of_what():
    shares, passed = attention_weights([0, 1, 2, -1]), gated_attention([0, 1, 2, -1], -4.0)
    np.testing.assert_allclose(passed / passed.sum(), shares)
    assert passed.sum() == float(sigmoid(-4.0))


def test_swish_is_a_gate_that_x_opens_for_itself():
    x = np.linspace(-5, 5, 21)
    np.testing.assert_allclose(x * sigmoid(3 * x), swish(x, 3.0), rtol=1e-12)


def test_the_figures_say_what_passes():
    assert "0.731 times 1 through: 0.731" in explore_gates().words(v=1.0)
    assert "3.928 times −1 through: −3.928" in explore_gates().words(v=4.0, u=-1.0, kind="swiglu")
    assert "1.8 % pass" in explore_gated_attention().words(v=-4.0)
