"""Normalisation and residual connections in an untrained network, and the initialisations they make unimportant."""

import numpy as np
import pytest
from support.strict import STRICT

from actlib import (
    ACTIVATIONS,
    Network,
    backward,
    explore_signal_depth,
    gradient_norms,
    net_input,
    relu,
    relu_prime,
    signal_through_depth,
)
from actlib.experiments.signal_depth import AIDS, normalise, normalise_backward

pytestmark = STRICT


def powers(init, aid):
    """log₁₀ of the signal in the last layer and of the gradient in the first, per function."""
    ends = {phi: signal_through_depth(phi, init, aid) for phi in ACTIVATIONS}
    return {phi: (np.log10(signal[-1]), np.log10(gradient[0])) for phi, (signal, gradient) in ends.items()}


@pytest.mark.parametrize("phi", ACTIVATIONS)
@pytest.mark.parametrize("init", ["xavier", "he", 0.5])
def test_without_help_the_gradient_is_that_of_gradient_norms(phi, init):
    np.testing.assert_allclose(signal_through_depth(phi, init)[1], gradient_norms(phi, init), rtol=1e-9)


def test_normalised_rows_have_mean_0_and_spread_1():
    y = np.random.default_rng(0).normal(3, 5, (4, 32))
    normalised, spread = normalise(y)
    np.testing.assert_allclose(normalised.mean(axis=1), 0, atol=1e-12)
    np.testing.assert_allclose(normalised.std(axis=1), 1, rtol=1e-5)
    assert spread.shape == (4, 1) and np.isfinite(normalise(np.zeros((2, 3)))[0]).all()


def test_the_way_back_through_normalisation_is_its_difference_quotient():
    rng = np.random.default_rng(1)
    y, weights, direction = rng.normal(size=(3, 3, 8))

    def loss(at):
        return np.sum(weights * normalise(y + at * direction)[0])

    slope = np.sum(normalise_backward(weights, *normalise(y)) * direction)
    assert slope == pytest.approx((loss(1e-5) - loss(-1e-5)) / 2e-5, rel=1e-7)


@pytest.mark.parametrize("aid", AIDS)
def test_forty_numbers_are_those_of_a_pass_written_out(aid):
    """One function, one network, layer by layer, and the gradient by nudging the input of each layer."""
    from actlib.experiments import signal_depth

    signal, norms = signal_depth._one_network("tanh", "he", aid, 3)
    rng = np.random.default_rng(3)
    y, arriving = rng.normal(size=(16, 32)), rng.normal(size=(16, 32)) / 16
    weights = [layer.values["W"] for layer in Network([32] * 21, ["tanh"] * 20, init="he", seed=3).layers]

    def through(y, layers):
        for W in layers:
            n = y
            if aid in ("normalisation", "both"):
                n = (y - y.mean(1)[:, None]) / np.sqrt(y.var(1) + 1e-5)[:, None]
            y = np.tanh(n @ W.T) + (y if aid in ("residual", "both") else 0)
        return y

    assert signal[4] == pytest.approx(np.sqrt(through(y, weights[:5]).var(0).mean() / y.var(0).mean()))
    last = through(y, weights[:19])  # ∂L/∂y of layer 19, from that of layer 20, number by number
    gradient = np.zeros_like(last)
    for place in np.ndindex(last.shape):
        nudge = np.zeros_like(last)
        nudge[place] = 1e-5
        gradient[place] = np.sum(arriving * (through(last + nudge, weights[19:]) - through(last - nudge, weights[19:])))
    assert norms[18] == pytest.approx(np.linalg.norm(gradient / 2e-5), rel=1e-6)
    assert norms[19] == pytest.approx(np.linalg.norm(arriving))


def test_each_help_saves_sigmoid_and_both_keep_all_five_level():
    assert max(powers("he", "none")["sigmoid"]) < -9
    for aid in ("normalisation", "residual"):
        assert np.abs(powers("he", aid)["sigmoid"]).max() < 1
    assert np.abs(list(powers("he", "both").values())).max() < 0.7
    for spread in (0.05, "xavier", 0.5):
        assert np.abs(list(powers(spread, "both").values())).max() <= 1.0


def test_the_residual_connection_alone_makes_relu_explode():
    assert min(powers("he", "residual")["relu"]) > 3.5


def test_what_helps_is_one_of_four():
    with pytest.raises(ValueError, match="aid must be one of none, normalisation, residual, both, got 'prayer'"):
        signal_through_depth("relu", "he", "prayer")


def test_he_is_level_forward_and_not_backward_where_layers_widen():
    rng = np.random.default_rng(0)
    X, W = rng.normal(size=(1000, 100)), rng.normal(size=(400, 100)) * np.sqrt(2 / 100)
    net = net_input(X, W, 0)
    arriving = rng.normal(size=net.shape)
    leaving = backward(X, W, net, arriving, relu_prime)[2]
    assert np.mean(relu(net) ** 2) / np.mean(X**2) == pytest.approx(1, abs=0.05)
    assert np.mean(leaving**2) / np.mean(arriving**2) == pytest.approx(400 / 100, abs=0.2)


def test_the_sentence_says_both_ends():
    words = explore_signal_depth().words(aid="both")
    assert words.startswith("Both: signal in layer 20 and gradient in layer 1: Sigmoid 2 and 2, Tanh 3 and 4")
