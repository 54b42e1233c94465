"""Notebook 11, challenges: spread, cost and what units respond to, against closed forms and against the network."""

import mpmath
import numpy as np
import pytest
from support.strict import STRICT

from actlib import (
    explore_costs,
    explore_inputs,
    hard_swish,
    hard_swish_error,
    measured_costs,
    net_inputs,
    tanh_prime,
    unit_responses,
)
from actlib.explorers.challenges import EXPONENTIALS, _trained

pytestmark = STRICT


@pytest.mark.parametrize("n", [1, 5, 50, 500])
def test_the_spread_is_the_root_of_the_number_of_inputs(n):
    """The variance of a product of two standard normals is 1; four standard errors of a measured spread."""
    allowed = 4 * np.sqrt((2 + 6 / n) / 4 / 2000)
    assert net_inputs(n, "1").std() == pytest.approx(np.sqrt(n), rel=allowed)
    assert net_inputs(n, "xavier").std() == pytest.approx(1, rel=allowed)
    assert net_inputs(n, "he").std() == pytest.approx(np.sqrt(2), rel=allowed)


def test_the_slope_of_tanh_is_lost_with_many_inputs_and_kept_with_the_remedy():
    lost = [tanh_prime(net_inputs(n, "1")).mean() for n in (5, 50, 500)]
    kept = [tanh_prime(net_inputs(n, "xavier")).mean() for n in (5, 50, 500)]
    assert lost[0] > 2 * lost[1] > 4 * lost[2] and np.ptp(kept) < 0.05 and min(kept) > 0.55
    # Far out the mean slope is the density at 0 times the area under tanh′, which is 2.
    assert lost[2] == pytest.approx(2 / np.sqrt(2 * np.pi * 500), rel=0.3)


def test_whose_exponentials_nobody_has_counted_has_no_bar(monkeypatch):
    assert set(EXPONENTIALS) >= {"sigmoid", "tanh", "relu", "leaky_relu", "swish"}
    monkeypatch.delitem(EXPONENTIALS, "tanh")
    contents = explore_costs().contents(show="counted")
    assert np.isnan(contents["cost-tanh"][0]).any() and contents["cost-sigmoid"][0] == [0, 1]


def test_costs_are_measured_only_when_asked_for_and_the_stored_picture_holds_none():
    figure = explore_costs()
    before = figure._repr_mimebundle_()[0]
    figure.show = "measured"
    costs = measured_costs()
    assert costs["relu"] == 1 and all(cost > 0 for cost in costs.values())
    after = figure._repr_mimebundle_()[0]
    assert before["image/svg+xml"] == after["image/svg+xml"] and before["text/plain"] == after["text/plain"]


def test_hard_swish_is_a_ramp_times_x_and_its_error_is_at_three():
    x = np.array([-4.0, -3.0, -1.0, 0.0, 1.0, 3.0, 4.0])
    np.testing.assert_allclose(hard_swish(x), [x * min(max(x + 3, 0), 6) / 6 for x in x])
    error, where = hard_swish_error()
    assert abs(where) == pytest.approx(3)
    assert error == pytest.approx(float(3 / (1 + mpmath.exp(3))), rel=1e-9)


@pytest.mark.parametrize("phi", ["relu", "tanh", "swish"])
def test_responses_add_up_to_what_the_network_says(phi):
    responses, weights, bias = unit_responses("rings", phi)
    ticks = np.linspace(-3, 3, 61)
    plane = np.stack(np.meshgrid(ticks, ticks[::-1]), axis=-1).reshape(-1, 2)
    said = _trained("rings", phi)(plane)[:, 0].reshape(61, 61)
    np.testing.assert_allclose(np.tensordot(weights, responses, axes=1) + bias, said, atol=1e-12)


def test_relu_units_are_silent_on_one_side_of_a_line_and_speak_for_the_outside():
    responses, weights, bias = unit_responses("rings", "relu")
    assert np.all(weights > 0), "each unit speaks for the squares, which lie outside"
    for response in responses:
        silent = response == 0
        assert 0.5 < silent.mean() < 0.7
        # One side of a line: in every row the silent places lie together and reach an edge.
        for row in silent:
            assert np.abs(np.diff(row.astype(int))).sum() <= 1
    assert not np.any(np.abs(unit_responses("rings", "tanh")[0]) < 1e-9)


def test_the_figure_names_the_root():
    words = explore_inputs().contents(size=8, init="1")["words"]
    assert words.startswith("50 inputs: ") and "√n = 7.07" in words
