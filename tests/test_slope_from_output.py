"""Which derivatives the output alone can tell."""

import numpy as np
import pytest
from support.strict import STRICT

from actlib import ACTIVATIONS, explore_slope_from_output, other_input, slope_from_output, swish, swish_prime

pytestmark = STRICT


@pytest.mark.parametrize("phi", ["sigmoid", "tanh", "relu", "leaky_relu"])
def test_the_output_tells_the_slope(phi):
    row, x = ACTIVATIONS[phi], np.linspace(-4, 4, 101)
    np.testing.assert_allclose(slope_from_output(phi, row.function(x)), row.derivative(x), rtol=1e-12, atol=1e-15)


def test_swish_is_refused_with_the_names_that_are_not():
    with pytest.raises(ValueError, match="phi must be sigmoid, tanh, relu or leaky_relu, got 'swish'"):
        slope_from_output("swish", 0.5)


@pytest.mark.parametrize("x", [-20.0, -3.0, -2.0, -1.3, -1.2, -0.5, -0.01])
def test_swish_puts_out_one_number_twice_with_two_slopes(x):
    other = other_input(x)
    assert swish(other) == pytest.approx(swish(x), rel=1e-9) and abs(other - x) > 1e-3
    assert swish_prime(x) * swish_prime(other) < 0


def test_no_second_input_where_swish_is_positive_or_lowest():
    assert other_input(0.5) is None and other_input(0.0) is None and other_input(-1.2784645427610738) is None


def test_the_sentence_names_the_second_input():
    figure = explore_slope_from_output()
    assert figure.words(net=1.5, phi="sigmoid") == "Sigmoid, net = 1.5: y = 0.818, slope 0.149."
    assert "The same y at net = −2.509, with slope −0.099." in figure.words(net=-0.5, phi="swish")
