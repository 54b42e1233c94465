"""Notebook 07: factors, differences, and what travels back through many layers."""

import numpy as np
import pytest
from support.strict import STRICT

from actlib import ACTIVATIONS, chain_of_neurons, explore_chain_rule, explore_depth, family_portrait, gradient_norms
from actlib.explorers.gradients import DIFFERENCES_X, difference_errors

pytestmark = STRICT


@pytest.mark.parametrize("phi", ACTIVATIONS)
@pytest.mark.parametrize("w, x, b, target", [(1.0, 1.5, -0.5, 0.0), (-2.3, -0.7, 1.1, 1.6), (0.4, 0.0, -1.0, -1.0)])
def test_the_product_of_the_bars_is_the_slope_of_the_curve(phi, w, x, b, target):
    contents = explore_chain_rule().contents(w=w, x=x, b=b, target=target, phi=phi)

    def loss(at):
        return (float(ACTIVATIONS[phi].function(at * x + b)) - target) ** 2 / 2

    heights = [contents[name][1][1] for name in ("dL-dy", "dy-dnet", "dnet-dw", "dL-dw")]
    assert heights[3] == pytest.approx(np.prod(heights[:3]))
    assert heights[3] == pytest.approx((loss(w + 1e-5) - loss(w - 1e-5)) / 2e-5, rel=1e-7, abs=1e-9)
    ends, line = contents["tangent"]
    assert (line[1] - line[0]) / (ends[1] - ends[0]) == pytest.approx(heights[3], abs=1e-12)


@pytest.mark.parametrize("phi", ACTIVATIONS)
def test_differences_agree_with_the_derivative_over_the_whole_grid(phi):
    assert difference_errors(phi, 5).shape == (25 if ACTIVATIONS[phi].parameter else 1, 60)
    assert difference_errors(phi, 5).max() < 1e-8
    assert 0 not in DIFFERENCES_X


@pytest.mark.parametrize("phi", ["sigmoid", "tanh"])
def test_the_error_falls_as_h_squared_and_then_rises(phi):
    coarse, fine, rounding = (difference_errors(phi, e).max() for e in (2, 3, 12))
    assert coarse / fine == pytest.approx(100, rel=0.05) and rounding > 100 * difference_errors(phi, 5).max()


def test_of_two_straight_pieces_only_rounding_is_left_and_of_relu_nothing():
    assert all(difference_errors("relu", e).max() == 0 for e in range(2, 14))
    worst = [difference_errors("leaky_relu", e).max() for e in range(2, 14)]
    assert 0 < worst[0] < 1e-12 and worst == sorted(worst)


@pytest.mark.parametrize("phi", ACTIVATIONS)
@pytest.mark.parametrize("w, x", [(1.0, 1.0), (0.5, -1.3), (2.0, 0.4)])
def test_the_slope_of_a_chain_is_its_difference_quotient(phi, w, x):
    def chain(at):
        for _ in range(4):
            at = ACTIVATIONS[phi].function(w * at)
        return float(at)

    measured = (chain(x + 1e-5) - chain(x - 1e-5)) / 2e-5
    assert chain_of_neurons(phi, w, x)[4] == pytest.approx(measured, rel=1e-6, abs=1e-12)


def test_closed_forms_of_vanishing_and_exploding():
    assert np.array_equal(chain_of_neurons("relu", 2.0, 1.0), 2.0 ** np.arange(41))
    assert np.array_equal(chain_of_neurons("relu", 0.5, 1.0), 0.5 ** np.arange(41))
    for w in (0.5, 1.0, 2.0, 4.0):
        assert np.all(chain_of_neurons("sigmoid", w, 1.0) <= (w / 4) ** np.arange(41) * (1 + 1e-12))
    powers = {phi: round(float(np.log10(chain_of_neurons(phi, 1.0, 1.0)[-1]))) for phi in ACTIVATIONS}
    assert powers == {**powers, "sigmoid": -26, "tanh": -2, "relu": 0, "leaky_relu": 0}


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


def test_sigmoid_gains_three_powers_and_swish_turns_round():
    ends = {
        (phi, w): np.log10(abs(chain_of_neurons(phi, w, 1.0)[-1])) for phi in ACTIVATIONS for w in (1, 1.2, 1.3, 2, 3)
    }
    assert 2.5 < ends["sigmoid", 2] - ends["sigmoid", 1] < 3.5 and ends["sigmoid", 3] < ends["sigmoid", 1]
    assert ends["swish", 1.2] < -6 and ends["swish", 1.3] > 4 and ends["swish", 2] > 12
    assert ends["tanh", 2] - ends["tanh", 1] == pytest.approx(-29, abs=0.5)


def test_without_biases_five_sigmoid_neurons_reach_a_sixth_of_their_bound():
    x = np.linspace(-3, 3, 601)
    slopes = [chain_of_neurons("sigmoid", 2.0, at)[5] for at in x]
    assert max(slopes) == pytest.approx(0.0050, abs=5e-5) and x[np.argmax(slopes)] == pytest.approx(-0.33, abs=0.006)
    y, product = 0.7, 1.0
    for _ in range(5):  # with biases that put every net at 0, the bound is reached
        bias = -2 * y
        net = 2 * y + bias
        product, y = (
            product * 2 * float(ACTIVATIONS["sigmoid"].derivative(net)),
            float(ACTIVATIONS["sigmoid"].function(net)),
        )
    assert product == 1 / 32


@pytest.mark.parametrize("init", ["xavier", "he", 0.05, 0.5])
def test_weight_gradients_of_relu_are_level_whatever_the_weights(init):
    assert np.abs(np.log10(gradient_norms("relu", init, of="weights"))).max() < 0.5


def test_what_cannot_be_asked_for_is_named():
    with pytest.raises(ValueError, match="of must be outputs or weights, got 'biases'"):
        gradient_norms("relu", "he", of="biases")


def test_the_words_of_the_depth_figure_are_its_numbers():
    words = explore_depth().contents(depth=40, w=2.0, x=1.0)["words"]
    assert "ReLU 1·10¹²" in words and "Sigmoid 5·10⁻²⁴" in words


def test_the_portrait_shows_every_row_of_the_table():
    bundle = family_portrait()._repr_mimebundle_()
    assert bundle["image/svg+xml"] == family_portrait()._repr_mimebundle_()["image/svg+xml"]
    for row in ACTIVATIONS.values():
        assert row.title in bundle["text/plain"] and row.title in bundle["image/svg+xml"]
