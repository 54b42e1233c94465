"""Notebook 02: descent through a step function and through a sigmoid."""

import numpy as np
import pytest
from support.strict import STRICT

from actlib import descend, sigmoid, sigmoid_prime, step_function, step_function_prime
from actlib.datasets import threshold_points

pytestmark = STRICT


@pytest.mark.parametrize("bias", [-5.0, -1.0, 0.0, 3.0])
@pytest.mark.parametrize("learning_rate", [0.5, 20.0])
def test_the_step_function_never_moves_and_the_sigmoid_always_does(bias, learning_rate):
    b, loss, slope = descend(step_function, step_function_prime, bias, learning_rate)
    assert set(b) == {bias} and len(set(loss)) == 1 and not slope.any()
    b, loss, slope = descend(sigmoid, sigmoid_prime, bias, learning_rate)
    assert b[-1] != bias and (loss[-1] < loss[0] or bias == -1.0)


def test_the_floor_is_where_symmetry_puts_it():
    """The answers are symmetric about x = ½, so the best threshold −b/2 is ½ and the best b is −1."""
    b, loss, slope = descend(sigmoid, sigmoid_prime, 3.0, 20.0)
    assert b[-1] == pytest.approx(-1, abs=1e-3) and abs(slope[-1]) < 1e-3


@pytest.mark.parametrize("bias", [-2.0, 0.3, 2.5])
def test_the_slope_is_the_difference_quotient(bias):
    x, target = threshold_points()
    loss = [np.mean((1 / (1 + np.exp(-(2 * x + b))) - target) ** 2) / 2 for b in (bias - 1e-5, bias + 1e-5)]
    assert descend(sigmoid, sigmoid_prime, bias)[2][0] == pytest.approx((loss[1] - loss[0]) / 2e-5, rel=1e-7)
