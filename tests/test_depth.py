"""What is left of a slope after forty layers."""

import numpy as np
import pytest
from support.strict import STRICT

from actlib import ACTIVATIONS, chain_of_neurons, explore_depth

pytestmark = STRICT


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


def test_the_words_of_the_depth_figure_are_its_numbers():
    words = explore_depth().words(depth=40, w=2.0, x=1.0)
    assert "ReLU 1·10¹²" in words and "Sigmoid 5·10⁻²⁴" in words
