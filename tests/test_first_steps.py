"""Notebook 01: gradient descent on one weight, against its closed form."""

import numpy as np
import pytest
from support.strict import STRICT

from actlib import descend_weight, loss_of_weight, points_near_a_line

pytestmark = STRICT


@pytest.mark.parametrize("learning_rate", [0.1, 0.3, 1.0, 1.9, 2.0, 2.3])
def test_the_way_to_the_lowest_point_shrinks_by_the_same_factor_every_step(learning_rate):
    """The curve is a parabola of curvature 1: each step multiplies w − 2 by 1 − learning rate."""
    wanted = 2 - 3 * (1 - learning_rate) ** np.arange(21)
    np.testing.assert_allclose(descend_weight(learning_rate), wanted, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("w", [-1.0, 0.3, 4.0])
def test_loss_and_slope_are_those_of_the_six_examples_one_by_one(w):
    x, target = points_near_a_line()
    losses = [(w * a - t) ** 2 / 2 for a, t in zip(x, target)]
    slopes = [(w * a - t) * a for a, t in zip(x, target)]
    loss, slope = loss_of_weight(w)
    assert (float(loss), float(slope)) == (pytest.approx(sum(losses) / 6), pytest.approx(sum(slopes) / 6))


def test_no_line_through_the_origin_meets_all_six_points():
    weights = np.linspace(-6, 6, 1201)
    loss, slope = loss_of_weight(weights)
    assert weights[loss.argmin()] == pytest.approx(2) and loss.min() == pytest.approx(0.14 / 6)
    assert abs(loss_of_weight(2.0)[1]) < 1e-12
