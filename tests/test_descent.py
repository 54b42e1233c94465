"""One neuron that learns, step by step."""

import numpy as np
import pytest
from support.strict import STRICT

from actlib import ACTIVATIONS, lesson

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
