"""Notebook 11, challenges: many inputs, the cost of a function, sparsity, and what units respond to."""

import mpmath
import numpy as np
import pytest
from support.strict import STRICT

from actlib import (
    cost_share,
    digit_reader,
    explore_costs,
    explore_inputs,
    explore_sparsity,
    explore_unit,
    hard_swish,
    hard_swish_error,
    measured_shares,
    net_inputs,
    relu_prime,
    sparsity,
    tanh_prime,
    unit_responses,
)
from actlib.experiments.digits import split_digits
from actlib.experiments.hidden_unit import train_on

pytestmark = STRICT


@pytest.mark.parametrize("n", [1, 5, 100, 500])
def test_the_spread_is_the_root_of_the_number_of_inputs(n):
    """The variance of a product of two standard normals is 1; four standard errors of a measured spread."""
    allowed = 4 * np.sqrt((2 + 6 / n) / 4 / 2000)
    assert net_inputs(n, "1").std() == pytest.approx(np.sqrt(n), rel=allowed)
    assert net_inputs(n, "xavier").std() == pytest.approx(1, rel=allowed)
    assert net_inputs(n, "he").std() == pytest.approx(np.sqrt(2), rel=allowed)


def test_many_inputs_take_the_slope_of_tanh_and_leave_that_of_relu():
    lost = [tanh_prime(net_inputs(n, "1")).mean() for n in (5, 50, 500)]
    kept = [tanh_prime(net_inputs(n, "xavier")).mean() for n in (5, 50, 500)]
    assert lost[0] > 2 * lost[1] > 4 * lost[2] and np.ptp(kept) < 0.05 and min(kept) > 0.55
    # Far out the mean slope is the density at 0 times the area under tanh′, which is 2.
    assert lost[2] == pytest.approx(2 / np.sqrt(2 * np.pi * 500), rel=0.3)
    assert all(abs(relu_prime(net_inputs(n, "1")).mean() - 0.5) < 0.05 for n in (5, 50, 500))


def test_the_figure_names_the_root():
    words = explore_inputs().words(place=10)
    assert words.startswith("100 inputs: ") and "√n = 10.00" in words


def test_the_share_of_a_function_falls_with_the_number_of_inputs():
    assert cost_share(9, 30) == pytest.approx(30 / 39) and cost_share(768, 30) < 0.04
    assert "10.5 %" not in explore_costs().words(worth=30)
    assert "76.9 % of a layer with 9 inputs, 3.8 % with 768" in explore_costs().words(worth=30)


def test_costs_are_measured_when_asked_for_and_no_stored_picture_holds_them():
    figure = explore_costs()
    before = figure.still()
    figure.show = "measured"
    shares = measured_shares()
    assert all((0 < values).all() and (values < 1).all() for values in shares.values())
    assert figure.still() == before and "Measured on this machine" in figure.words()


def test_hard_swish_is_a_ramp_times_x_and_its_error_is_at_three():
    x = np.array([-4.0, -3.0, -1.0, 0.0, 1.0, 3.0, 4.0])
    np.testing.assert_allclose(hard_swish(x), [x * min(max(x + 3, 0), 6) / 6 for x in x])
    error, where = hard_swish_error()
    assert abs(where) == pytest.approx(3)
    assert error == pytest.approx(float(3 / (1 + mpmath.exp(3))), rel=1e-9)


def test_sparsity_counts_the_zeros_of_the_hidden_layer():
    X, label = split_digits()[2:]
    network, accuracy = digit_reader("relu")
    nets = X @ network.layers[0].values["W"].T + network.layers[0].values["b"]
    share, right = sparsity("relu")
    assert share == pytest.approx(np.mean(nets <= 0)) and right == accuracy and sparsity("swish")[0] == 0


@pytest.mark.thorough
@pytest.mark.parametrize("phi", ["relu", "swish"])
def test_two_thirds_of_the_outputs_may_be_zero_before_the_reading_suffers(phi):
    whole, many, most = (sparsity(phi, threshold) for threshold in (0.0, 1.0, 2.0))
    assert 0.63 < many[0] < 0.78 and many[1] > whole[1] - 0.005 and 0.02 < whole[1] - most[1] < 0.036
    assert f"{100 * many[0]:.0f} %" in explore_sparsity().words(threshold=1.0)


@pytest.mark.parametrize("phi", ["relu", "tanh", "swish"])
def test_responses_add_up_to_what_the_network_says(phi):
    responses, weights, bias = unit_responses("rings", phi)
    ticks = np.linspace(-3, 3, 61)
    plane = np.stack(np.meshgrid(ticks, ticks[::-1]), axis=-1).reshape(-1, 2)
    said = train_on("rings", phi)(plane)[:, 0].reshape(61, 61)
    np.testing.assert_allclose(np.tensordot(weights, responses, axes=1) + bias, said, atol=1e-12)


def test_relu_units_are_silent_on_one_side_of_a_line_and_vote_for_the_outside():
    responses, weights, bias = unit_responses("rings", "relu")
    assert np.all(weights > 0), "each unit votes for the squares, which lie outside"
    for response in responses:
        silent = response == 0
        assert 0.5 < silent.mean() < 0.7
        # One side of a line: in every row the silent places lie together and reach an edge.
        for row in silent:
            assert np.abs(np.diff(row.astype(int))).sum() <= 1
    assert not np.any(np.abs(unit_responses("rings", "tanh")[0]) < 1e-9)
    assert "votes for the squares" in explore_unit().words() and "0 in 0 %" in explore_unit().words(phi="tanh")
