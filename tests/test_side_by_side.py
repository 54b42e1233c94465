"""Networks trained side by side are what each of them is alone."""

import numpy as np
import pytest

from actlib import Network, digit_reader, learning_curves, ring_reached, squared_error, train
from actlib.experiments.side_by_side import SideBySide

RNG = np.random.default_rng(0)
X, TARGET = RNG.normal(size=(20, 3)), RNG.normal(size=(20, 2))


def networks(phi="tanh"):
    return [Network([3, 5, 4, 2], [phi, phi, None], seed=seed) for seed in range(3)]


def test_the_outputs_are_those_of_each_network_alone():
    expected = [network(X) for network in networks()]
    together = SideBySide(networks())
    for outputs in (together(X), together.forward(X)):
        np.testing.assert_allclose(outputs, expected, rtol=1e-13)


def test_the_gradients_are_those_of_each_network_alone():
    together, output_slopes = SideBySide(networks("swish")), RNG.normal(size=(3, 20, 2))
    together.forward(X[np.newaxis])
    arriving = together.backward(output_slopes)
    for i, network in enumerate(networks("swish")):
        network(X)
        np.testing.assert_allclose(arriving[i], network.backward(output_slopes[i]), rtol=1e-12, atol=1e-14)
        for (W, b), layer in zip(together.gradients, network.layers):
            np.testing.assert_allclose(W[i], layer.gradients["W"], rtol=1e-12, atol=1e-14)
            np.testing.assert_allclose(b[i, :, 0], layer.gradients["b"], rtol=1e-12, atol=1e-14)


def test_steps_with_momentum_are_those_of_train():
    together = SideBySide(networks())
    for _ in range(4):
        together.backward((together.forward(X[np.newaxis]) - TARGET) / len(X))
        together.descend(0.1, momentum=0.9)
    for i, network in enumerate(networks()):
        list(train(network, X, TARGET, squared_error, 0.1, 4, momentum=0.9))
        for (W, b), layer in zip(together.values, network.layers):
            np.testing.assert_allclose(W[i], layer.values["W"], rtol=1e-12)
            np.testing.assert_allclose(b[i, :, 0], layer.values["b"], rtol=1e-12)


def test_the_networks_given_stay_as_they_are():
    given = networks()
    together = SideBySide(given)
    together.backward(together.forward(X[np.newaxis]))
    together.descend(1.0)
    assert np.array_equal(given[0].layers[0].values["W"], networks()[0].layers[0].values["W"])


def test_a_curve_ends_where_a_single_reader_does():
    curves = learning_curves("tanh", 1, seeds=(0, 4))
    assert curves.shape == (2, 21)
    assert curves[:, -1].tolist() == pytest.approx([digit_reader("tanh", 1, seed)[1] for seed in (0, 4)], abs=0.004)


def test_a_pair_that_learns_the_ring_takes_no_notice_of_the_others():
    alone, together = ring_reached("relu", (7,)), ring_reached("relu", (3, 7))
    assert together[0][1] == pytest.approx(alone[0][0], abs=0.03) and together[1][1] == alone[1][0]
