"""Two weights on their way: which steps are possible, and what the centre of the inputs costs."""

import numpy as np
import pytest
from support.strict import STRICT

from actlib import explore_zigzag, sigmoid, steps_to_goal, tanh, weight_paths

pytestmark = STRICT

RATES = (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0, 1.2, 1.5, 2.0, 2.5, 3.0)


def best(centre, n_examples=1):
    return min((steps_to_goal(centre, rate, n_examples) for rate in RATES), key=np.mean)


def test_centre_one_is_a_sigmoid_of_the_same_height():
    z = np.linspace(-4, 4, 33)
    np.testing.assert_allclose(tanh(z) + 1, 2 * sigmoid(2 * z), atol=1e-15)


def test_a_path_is_gradient_descent_written_out():
    z = np.random.default_rng(0).normal(size=(200, 20, 3, 2))
    path, w = weight_paths(0.5, 0.3, n_examples=3)[7], [0.0, 0.0]
    for step in range(5):
        assert path[step] == pytest.approx(w)
        x = [[np.tanh(v) + 0.5 for v in example] for example in z[step, 7].tolist()]
        errors = [w[0] * x1 + w[1] * x2 - (x1 - x2) for x1, x2 in x]
        w = [w[i] - 0.3 * sum(e * v[i] for e, v in zip(errors, x)) / 3 for i in (0, 1)]


def test_positive_inputs_leave_two_quadrants_and_centred_ones_all_four():
    positive, centred = (np.diff(weight_paths(centre, 0.4), axis=1).reshape(-1, 2) for centre in (1.0, 0.0))
    assert np.all(positive.prod(axis=1) >= 0)
    signs = np.sign(centred[np.abs(centred).min(axis=1) > 1e-9])
    assert min(np.mean(np.all(signs == quadrant, axis=1)) for quadrant in [(1, 1), (1, -1), (-1, 1), (-1, -1)]) > 0.05


def test_each_at_its_best_rate_the_centred_inputs_arrive_sooner():
    tanh_steps, shifted = best(0.0), best(1.0)
    assert tanh_steps.mean() < 0.6 * shifted.mean() and tanh_steps.max() < 0.5 * shifted.max()


def test_at_one_small_rate_the_zigzag_costs_nothing():
    assert abs(steps_to_goal(0.0, 0.4).mean() / steps_to_goal(1.0, 0.4).mean() - 1) < 0.05


def test_a_mean_over_32_examples_makes_the_difference_larger():
    single, mean = (best(1.0, n).mean() / best(0.0, n).mean() for n in (1, 32))
    assert mean > 4 > 2 > single
    moves = np.diff(weight_paths(1.0, 0.6, n_examples=32), axis=1).reshape(-1, 2)
    assert np.any(moves.prod(axis=1) < -1e-3), "no step raises one weight and lowers the other"


def test_the_loss_is_six_times_as_curved_along_the_diagonal():
    x = np.tanh(np.random.default_rng(1).normal(size=(200_000, 2))) + 1
    together, apart = np.mean((x @ [1, 1]) ** 2), np.mean((x @ [1, -1]) ** 2)
    assert together / apart == pytest.approx(6.07, abs=0.1)


@pytest.mark.parametrize(
    "rate, said", [(0.4, "20 of 20 streams arrive within"), (0.95, "1 of 20 streams arrives within")]
)
def test_one_stream_arrives_and_several_arrive(rate, said):
    assert said in explore_zigzag().words(centre=1.0, learning_rate=rate)
