"""Networks that are dead before their first lesson, and neurons that come back."""

import numpy as np
import pytest

from actlib import Network, chessboard, coin_tosses, cross_entropy, explore_coins, squared_error, train


@pytest.mark.parametrize("width", range(1, 9))
def test_a_layer_lets_the_signal_through_unless_all_its_coins_fall_tails(width):
    alive = coin_tosses(width)
    assert alive[:, 0].all() and np.all(alive[:, 1:] <= alive[:, :-1]), "the dead stay dead"
    for depth in (1, 4, 8, 16):
        p = (1 - 0.5**width) ** depth
        deviation = np.sqrt(p * (1 - p) / len(alive))
        assert abs(alive[:, depth].mean() - p) < 4 * deviation + 1e-9
    assert coin_tosses(width, 0.01).all()


def test_a_network_without_biases_that_is_silent_for_one_positive_input_is_silent_for_all():
    x = np.linspace(0.01, 100, 50)[:, np.newaxis]
    silent = [np.ptp(Network([1, 2, 2, 2, 1], ["relu"] * 3 + [None], seed=seed)(x)) == 0 for seed in range(200)]
    at_one = [
        bool(Network([1, 2, 2, 2, 1], ["relu"] * 3 + [None], seed=seed)([[1.0]])[0, 0] == 0) for seed in range(200)
    ]
    assert silent == at_one
    expected = 1 - 0.75**3
    assert abs(np.mean(silent) - expected) < 4 * np.sqrt(expected * (1 - expected) / 200)


@pytest.mark.thorough
def test_no_weight_of_a_dead_network_moves_and_with_a_leak_all_do():
    x = np.linspace(0.1, 2, 20)[:, np.newaxis]
    dead = [seed for seed in range(20) if np.ptp(Network([1, 2, 2, 1], ["relu", "relu", None], seed=seed)(x)) == 0]
    assert len(dead) > 5
    learned = {}
    for phi in ("relu", "leaky_relu"):
        learned[phi] = 0
        for seed in dead:
            network = Network([1, 2, 2, 1], [phi, phi, None], seed=seed)
            first = [layer.values["W"] for layer in network.layers]
            loss = list(train(network, x, x, squared_error, 0.1, 1500))[-1]
            moved = [np.any(layer.values["W"] != W) for layer, W in zip(network.layers, first)]
            assert (any(moved), all(moved)) == ((False, False) if phi == "relu" else (True, True))
            learned[phi] += loss < 0.05
    assert learned["relu"] == 0 and 0 < learned["leaky_relu"] < len(dead)


@pytest.mark.thorough
def test_dead_units_come_back_above_the_first_layer_only():
    came_back, dead = np.zeros(4, dtype=int), np.zeros(4, dtype=int)
    points, label = chessboard(300, 1)
    for seed in range(4):
        network = Network([2, 16, 16, 16, 16, 1], ["relu"] * 4 + [None], seed=seed)
        network.layers[0].values["b"] -= 3
        states = []
        for _ in range(2):
            network(points)
            states.append(np.array([(layer.net <= 0).all(axis=0) for layer in network.layers[:-1]]))
            list(train(network, points, label, cross_entropy, 0.1, 200))
        dead, came_back = dead + states[0].sum(axis=1), came_back + (states[0] & ~states[1]).sum(axis=1)
    assert dead[0] > 10 and came_back[0] == 0 and came_back[1:].sum() > 0


def test_the_sentence_counts_the_networks_and_names_the_law():
    figure = explore_coins()
    words = figure.words(width=2, depth=8, alpha=0.0)
    assert f"{coin_tosses(2)[:, 8].sum()} of 400" in words and "(1 − ½²)⁸ = 10.0 %" in words
    assert "no gate is ever shut" in figure.words(width=2, depth=8, alpha=0.1)


def test_90_percent_alive_after_eight_layers_takes_seven_neurons():
    alive = {width: (1 - 0.5**width) ** 8 for width in (6, 7)}
    assert alive[6] < 0.9 < alive[7] and (round(100 * alive[6]), round(100 * alive[7])) == (88, 94)
