"""The race for the chessboard: what was tuned, and what the page says of the result, from these starts and others."""

import numpy as np
import pytest

from actlib import ACTIVATIONS, chessboard, explore_race, learn_chessboard
from actlib.experiments.race import RATES, guessing

FIVE = ("sigmoid", "tanh", "relu", "leaky_relu", "swish")  # those of which the page speaks, whatever the table holds


def right(phi, depth, starts=range(5), **recipe):
    return learn_chessboard(phi, depth, starts, **recipe)[:, -1]


def test_the_chessboard_has_nine_fields_in_two_colours():
    points, label = chessboard(4000, 5)
    field = np.floor((points + 3) / 2).astype(int)
    assert np.array_equal(label, (field[:, 0] + field[:, 1]) % 2) and np.abs(points).max() <= 3
    assert abs(label.mean() - 4 / 9) < 4 * np.sqrt(20 / 81 / 4000)
    assert round(guessing()) == 56


def test_a_rate_too_large_or_not_positive_is_a_sentence():
    with pytest.raises(FloatingPointError, match="diverged; try a smaller learning_rate than 100"):
        right("swish", 5, starts=[0], learning_rate=100)
    with pytest.raises(ValueError, match="learning_rate must be positive, got -1"):
        right("relu", 1, starts=[0], learning_rate=-1)


@pytest.mark.thorough
@pytest.mark.parametrize("phi", FIVE)
def test_with_one_layer_no_rate_next_to_the_tuned_one_is_better(phi):
    tried = [0.01, 0.03, 0.1, 0.3, 1.0, 3.0]
    best = tried.index(RATES[1][phi])
    means = {rate: right(phi, 1, range(100, 105), learning_rate=rate).mean() for rate in tried[best - 1 : best + 2]}
    assert max(means, key=means.get) == RATES[1][phi]


@pytest.mark.thorough
def test_with_one_layer_all_five_are_close_and_one_rate_for_all_puts_sigmoid_last():
    means = {phi: right(phi, 1).mean() for phi in FIVE}
    assert max(means.values()) - min(means.values()) < 4 and min(means.values()) > 90
    assert right("sigmoid", 1).min() < 85, "but a start of Sigmoid ends far below its mean"
    assert right("sigmoid", 1, learning_rate=0.3).mean() < right("relu", 1).mean() - 10


@pytest.mark.thorough
def test_with_five_layers_sigmoid_gives_one_answer_and_the_others_learn():
    np.testing.assert_allclose(right("sigmoid", 5), guessing())
    means = [right(phi, 5).mean() for phi in FIVE if phi != "sigmoid"]
    assert min(means) > 93 and max(means) - min(means) < 4


@pytest.mark.thorough
@pytest.mark.parametrize("rate", [0.01, 0.1, 1.0])
def test_no_rate_makes_the_deep_sigmoid_network_learn(rate):
    np.testing.assert_allclose(right("sigmoid", 5, range(100, 102), learning_rate=rate), guessing())


@pytest.mark.thorough
def test_five_starts_hide_what_ten_show():
    assert right("swish", 5).min() > 93 and right("swish", 5, range(5, 10)).min() < 90


@pytest.mark.thorough
def test_rate_alone_does_nothing_for_deep_sigmoid_and_with_wide_weights_much():
    starts = range(3)
    np.testing.assert_allclose(right("sigmoid", 5, starts, learning_rate=0.3), guessing())
    weights = right("sigmoid", 5, starts, learning_rate=0.05, stretch=5.0)
    both = right("sigmoid", 5, starts, learning_rate=0.3, stretch=5.0)
    assert guessing() + 10 < weights.mean() < both.mean() - 10 and both.mean() > 88


@pytest.mark.thorough
def test_at_tanh_s_own_rate_the_others_look_bad():
    """The table that the page asks to judge."""
    means = {phi: right(phi, 5, range(100, 105), learning_rate=0.3).mean() for phi in ("tanh", "swish", "relu")}
    assert means["tanh"] > 95 and means["swish"] < 85 and means["relu"] < 62


@pytest.mark.thorough
def test_the_sentence_of_the_race_is_the_table():
    words = explore_race().words(step=300, depth=5)
    for phi, row in ACTIVATIONS.items():
        ends = right(phi, 5)
        assert f"{row.title} {ends.mean():.0f} ({ends.min():.0f})" in words
