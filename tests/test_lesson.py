"""One neuron that learns, step by step."""

import numpy as np
import pytest
from support.strict import STRICT

from actlib import ACTIVATIONS, explore_lesson, lesson
from actlib.experiments.lesson import loss_landscape

pytestmark = STRICT


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


def test_the_landscape_is_the_loss_of_the_lesson():
    for phi in ACTIVATIONS:
        assert loss_landscape(phi)[25, 30] == pytest.approx(0, abs=1e-12)  # b = −1 (from the top), w = 2
        w, b = -4 + 0.2 * 7, 4 - 0.2 * 12
        assert loss_landscape(phi)[12, 7] == pytest.approx(lesson(phi, 0.1, (w, b))["loss"][0])


def test_the_larger_rate_comes_nearer_in_sixty_steps():
    words = [explore_lesson().words(step=60, learning_rate=rate) for rate in (0.5, 5.0)]
    assert "loss 0.1955." in words[0] and "loss 0.0001." in words[1]
