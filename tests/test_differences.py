"""Derivatives against difference quotients, for every size of the step."""

import pytest
from support.strict import STRICT

from actlib import ACTIVATIONS, explore_differences
from actlib.experiments.differences import DIFFERENCES_X, difference_errors, largest_errors

pytestmark = STRICT


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


def test_the_curve_of_largest_errors_has_its_floor_near_the_third_root_of_the_precision():
    for phi in ("sigmoid", "tanh", "swish"):
        assert 1e-6 <= 10.0 ** -(1 + largest_errors(phi).argmin()) <= 1e-5
    assert set(largest_errors("relu")) == {1e-14} and "no error at all" in explore_differences().words(phi="relu")
    assert "best" not in explore_differences().words(phi="relu", exponent=1), "all are equally good"
