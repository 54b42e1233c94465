"""The five answers: every claim of notebook 12 computed once more, another way or with other random starts."""

import itertools

import mpmath
import numpy as np
import pytest

from actlib import (
    ACTIVATIONS,
    Network,
    chessboard,
    claims,
    coin_tosses,
    cross_entropy,
    explore_bend,
    explore_claims,
    explore_coins,
    explore_gate,
    explore_race,
    leaky_relu,
    learn_chessboard,
    sigmoid,
    squared_error,
    train,
    two_units,
)

X = np.linspace(-2, 2, 81)
FIVE = ("sigmoid", "tanh", "relu", "leaky_relu", "swish")  # those of which the page speaks, whatever the table holds


@pytest.mark.parametrize("alpha", [0.0, 0.5, 0.95, 1.05, 2.0])
def test_any_bend_copies_the_absolute_value_with_weights_one_over_the_bend(alpha):
    v, y = two_units(alpha)
    np.testing.assert_allclose(y, np.abs(X), atol=1e-10)
    np.testing.assert_allclose(v, [1 / (1 - alpha), 1 / (1 - alpha), 0], atol=1e-10)


def test_without_a_bend_the_best_answer_is_flat_and_no_other_line_is_better():
    _, y = two_units(1.0)
    assert np.ptp(y) < 1e-12
    error = np.mean((y - np.abs(X)) ** 2)
    for slope, height in itertools.product(np.linspace(-1, 1, 21), np.linspace(0, 2, 21)):
        assert np.mean((slope * X + height - np.abs(X)) ** 2) >= error - 1e-12


def test_the_smaller_the_bend_the_less_is_learned_in_the_same_steps():
    errors = [np.abs(two_units(alpha, 60)[1] - np.abs(X)).max() for alpha in np.linspace(0, 1, 21)]
    assert np.all(np.diff(errors) > -1e-12) and errors[0] < 0.2 and errors[-2] > 1


def test_learning_takes_the_steps_of_gradient_descent():
    """One step more lies where the slope of the loss, measured by differences, sends it."""

    def loss(v):
        y = v[0] * leaky_relu(X, 0.3) + v[1] * leaky_relu(-X, 0.3) + v[2]
        return np.mean((y - np.abs(X)) ** 2) / 2

    v = two_units(0.3, 7)[0]
    slope = [(loss(v + h) - loss(v - h)) / 2e-6 for h in 1e-6 * np.eye(3)]
    np.testing.assert_allclose(two_units(0.3, 8)[0], v - 0.2 * np.array(slope), atol=1e-9)


def test_a_saturated_gate_keeps_what_a_saturated_unit_cannot_learn():
    figure = explore_gate()
    contents = figure.contents(net=6.0, phi="sigmoid")
    kept = float((1 / (1 + mpmath.exp(-6))) ** 50)
    assert contents["memory"][-1] == pytest.approx(kept) and round(100 * kept, 1) == 88.4
    assert float(contents["here"][1][0]) == pytest.approx(float(mpmath.diff(lambda x: 1 / (1 + mpmath.exp(-x)), 6)))
    assert "slope 0.0025" in contents["words"] and "88.4 % of it is left" in contents["words"]
    grown = {name for name in FIVE if ACTIVATIONS[name].function(2.0) ** 50 > 1e10}
    assert grown == {"relu", "leaky_relu", "swish"}
    assert "grown to 1·10¹⁵" in figure.contents(net=2.0, phi="relu")["words"]


@pytest.mark.parametrize("factor", [0.8, 1.2])
@pytest.mark.parametrize("seed", range(3))
def test_a_relu_network_scales_its_gradient_with_every_layer_s_weights(factor, seed):
    def gradient(scale):
        network = Network([32] * 21, ["relu"] * 20, init=scale * np.sqrt(2 / 32), seed=seed)
        network(np.random.default_rng(seed).normal(size=(8, 32)))
        return np.linalg.norm(network.backward(np.ones((8, 32))))

    assert gradient(factor) / gradient(1.0) == pytest.approx(factor**20, rel=1e-9)


@pytest.mark.parametrize("width", range(1, 7))
def test_a_layer_lets_the_signal_through_unless_all_its_coins_fall_tails(width):
    alive = coin_tosses(width)
    assert alive[:, 0].all() and np.all(alive[:, 1:] <= alive[:, :-1]), "the dead stay dead"
    for depth in (1, 4, 8, 16):
        p = (1 - 0.5**width) ** depth
        deviation = np.sqrt(p * (1 - p) / len(alive))
        assert abs(alive[:, depth].mean() - p) < 4 * deviation + 1e-9
    assert coin_tosses(width, 0.01).all()


def test_90_percent_alive_after_eight_layers_takes_seven_neurons():
    alive = {width: (1 - 0.5**width) ** 8 for width in (6, 7)}
    assert alive[6] < 0.9 < alive[7] and round(100 * alive[6]) == 88


def test_a_network_without_biases_that_is_silent_for_one_positive_input_is_silent_for_all():
    x = np.linspace(0.01, 100, 50)[:, np.newaxis]
    silent = [np.ptp(Network([1, 2, 2, 2, 1], ["relu"] * 3 + [None], seed=seed)(x)) == 0 for seed in range(200)]
    at_one = [
        bool(Network([1, 2, 2, 2, 1], ["relu"] * 3 + [None], seed=seed)([[1.0]])[0, 0] == 0) for seed in range(200)
    ]
    assert silent == at_one
    expected = 1 - 0.75**3
    assert abs(np.mean(silent) - expected) < 4 * np.sqrt(expected * (1 - expected) / 200)


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


def normal_mean(f, spread, kinks):
    """∫ f(x) N(0, spread²) dx in high precision."""
    density = lambda x: mpmath.npdf(x, 0, spread)  # noqa: E731
    return mpmath.quad(lambda x: f(x) * density(x), [-8 * spread, *kinks, 8 * spread])


@pytest.mark.parametrize("spread", [1.0, 2.0])
@pytest.mark.parametrize(
    "name, f",
    [
        ("sigmoid", lambda x: 1 / (1 + mpmath.exp(-x))),
        ("tanh", mpmath.tanh),
        ("relu", lambda x: max(x, 0)),
        ("leaky_relu", lambda x: x if x > 0 else x / 100),
        ("swish", lambda x: x / (1 + mpmath.exp(-x))),
    ],
)
def test_what_a_line_leaves_unexplained_agrees_with_the_integrals(name, f, spread):
    mean = normal_mean(f, spread, [0])
    variance = normal_mean(lambda x: (f(x) - mean) ** 2, spread, [0])
    covariance = normal_mean(lambda x: f(x) * x, spread, [0])
    expected = 100 * float(1 - covariance**2 / (variance * spread**2))
    assert claims(spread)["curved"][name] == pytest.approx(expected, abs=0.4)


def test_who_is_flat_and_who_is_zero():
    for spread in (0.5, 1.0, 2.0, 8.0):
        measured = claims(spread)
        assert measured["flat"]["relu"] == measured["flat"]["leaky_relu"] == measured["zero"]["relu"] == 50
        assert all(share == 0 for name, share in measured["zero"].items() if name != "relu")
    assert claims(8.0)["flat"]["tanh"] > claims(8.0)["flat"]["sigmoid"] > 70 > 2 * claims(8.0)["flat"]["swish"]
    curved = [claims(spread)["curved"] for spread in np.arange(0.25, 8.01, 0.25)]
    assert max(c["swish"] - c["relu"] for c in curved) < 3, "Swish is at most about as far from a line as ReLU"
    assert all(c["relu"] == max(c.values()) for c in curved[:4]), "up to spread 1 ReLU is furthest from a line"


def test_the_chessboard_has_nine_fields_in_two_colours():
    points, label = chessboard(4000, 5)
    field = np.floor((points + 3) / 2).astype(int)
    assert np.array_equal(label, (field[:, 0] + field[:, 1]) % 2) and np.abs(points).max() <= 3
    assert abs(label.mean() - 4 / 9) < 4 * np.sqrt(20 / 81 / 4000)


OTHERS = range(5, 10)


@pytest.fixture(scope="module")
def other_starts():
    """The race once more, from starts that the notebook does not use."""
    return {
        (phi, depth): np.array([learn_chessboard(phi, depth, seed)[-1] for seed in OTHERS])
        for phi in FIVE
        for depth in (1, 5)
    }


def test_with_five_layers_sigmoid_gives_one_answer_from_every_start_and_the_others_learn(other_starts):
    label = chessboard(1000, 2)[1]
    guessing = 100 * max(label.mean(), 1 - label.mean())
    for phi in FIVE:
        right = np.concatenate([other_starts[phi, 5], [learn_chessboard(phi, 5, seed)[-1] for seed in range(5)]])
        if phi == "sigmoid":
            np.testing.assert_allclose(right, guessing)
        else:
            assert right.mean() - 2 * right.std(ddof=1) / np.sqrt(10) > guessing + 20
    learning = [np.mean(other_starts[phi, 5]) for phi in FIVE if phi != "sigmoid"]
    assert max(learning) - min(learning) < np.median(learning) - guessing - 20, "the good ones differ less"


def test_with_one_layer_all_learn_and_sigmoid_least(other_starts):
    right = {
        phi: np.concatenate([other_starts[phi, 1], [learn_chessboard(phi, 1, seed)[-1] for seed in range(5)]])
        for phi in FIVE
    }
    error = {phi: r.std(ddof=1) / np.sqrt(len(r)) for phi, r in right.items()}
    for phi in FIVE:
        assert right[phi].mean() - 3 * error[phi] > 65
        if phi != "sigmoid":
            assert right[phi].mean() - right["sigmoid"].mean() > 3 * np.hypot(error[phi], error["sigmoid"])


def test_the_recipe_matters_as_much_as_the_function():
    def mean_and_error(phi, **recipe):
        right = np.array([learn_chessboard(phi, 5, seed, **recipe)[-1] for seed in range(8)])
        return right.mean(), right.std(ddof=1) / np.sqrt(8)

    wide, wide_error = mean_and_error("sigmoid", learning_rate=0.3, stretch=5.0)
    assert wide - 2 * wide_error > 75, "with larger first weights the deep Sigmoid network learns"
    usual, usual_error = mean_and_error("relu")
    timid, timid_error = mean_and_error("relu", learning_rate=0.005)
    good = [mean_and_error(phi)[0] for phi in FIVE if phi != "sigmoid"]
    lost = usual - timid
    assert lost > 2 * np.hypot(usual_error, timid_error), "too small a rate costs ReLU dearly"
    assert lost > max(good) - min(good), "and more than any change among the good functions"


def test_the_figures_show_the_numbers_of_the_table():
    race = explore_race().contents(step=300, depth="5")
    for phi, row in ACTIVATIONS.items():
        right = np.array([learn_chessboard(phi, 5, seed)[-1] for seed in range(5)])
        np.testing.assert_allclose(np.sort(race[phi][0]), np.sort(right))
        assert f"{row.title} {right.mean():.0f} ± {right.std(ddof=1):.0f}" in race["words"]
    bars = explore_claims().contents(spread=2.0)
    assert bars["curved-swish"][0][1] == pytest.approx(claims(2.0)["curved"]["swish"])
    coins = explore_coins().contents(width=2, depth=8, alpha="0")
    assert f"{coin_tosses(2)[:, 8].sum()} of 400" in coins["words"] and "(1 − ½²)⁸ = 10.0 %" in coins["words"]
    assert len(coins["dead"][0]) == 24 - coin_tosses(2)[:24, 8].sum()
    assert "no gate is ever shut" in explore_coins().contents(width=2, depth=8, alpha="0.1")["words"]
    bend = explore_bend().contents(alpha=0.5)
    np.testing.assert_allclose(bend["sum"], np.abs(X), atol=1e-10)
    assert sigmoid(0.0) == 0.5
