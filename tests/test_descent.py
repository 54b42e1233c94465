"""Descent through a step and through a sigmoid, and one neuron that learns."""

import numpy as np
import pytest
from support.strict import STRICT

from actlib import ACTIVATIONS, descend, lesson, sigmoid, sigmoid_prime, step_function, step_function_prime
from actlib.explorers.descent import threshold_points

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


@pytest.mark.parametrize("phi", ACTIVATIONS)
def test_a_lesson_is_gradient_descent_written_out(phi):
    """Independently: the document's three factors for each of the twenty points, in plain Python."""
    row, (w, b), x = ACTIVATIONS[phi], (0.5, 0.5), np.linspace(-2, 2, 20)
    run = lesson(phi, 0.5, (w, b))
    for step in range(10):
        assert (run["w"][step], run["b"][step]) == (pytest.approx(w), pytest.approx(b))
        factors = [((row.function(w * v + b) - row.function(2 * v - 1)) * row.derivative(w * v + b), v) for v in x]
        w, b = w - 0.5 * sum(f * v for f, v in factors) / 20, b - 0.5 * sum(f for f, _ in factors) / 20


def test_its_longest_steps_are_halfway():
    run = lesson("sigmoid", 1.0, (-2.5, 1.0))
    steps = np.hypot(np.diff(run["w"]), np.diff(run["b"]))
    assert 5 < steps.argmax() < 55 and steps.max() > 3 * max(steps[0], steps[-1])


def test_relu_gives_up_where_no_input_reaches_it():
    run = lesson("relu", 2.0, (-3.0, -3.0))
    assert not np.any(run["w"][-1] * np.linspace(-2, 2, 20) + run["b"][-1] > 0)
    assert len(set(run["loss"][-20:])) == 1
