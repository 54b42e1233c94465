"""A neuron over the plane: the surface is the neuron, and the line and the arrow are where algebra says."""

import numpy as np
import pytest
from support.strict import STRICT

from actlib.experiments.decision_surface import TICKS, boundary, surface
from actlib.explorers.decision_surface import explore_decision_surface

pytestmark = STRICT
NEURONS = [(1.0, 0.5, 0.0), (-2.0, 1.3, 0.7), (0.0, 2.0, -2.0), (0.1, 0.0, 0.2)]


@pytest.mark.parametrize("w1, w2, b", NEURONS)
def test_the_surface_is_the_neuron_at_every_point(w1, w2, b):
    x1, x2 = np.meshgrid(TICKS, TICKS[::-1])
    np.testing.assert_allclose(surface(w1, w2, b, "tanh"), np.tanh(w1 * x1 + w2 * x2 + b), atol=1e-12)


@pytest.mark.parametrize("w1, w2, b", NEURONS)
def test_net_is_zero_along_the_line_and_the_arrow_is_w(w1, w2, b):
    line, arrow = boundary(w1, w2, b)
    np.testing.assert_allclose(w1 * line[0] + w2 * line[1] + b, 0, atol=1e-9)
    np.testing.assert_allclose(arrow[:, 1] - arrow[:, 0], [w1, w2], atol=1e-12)
    assert np.linalg.norm(arrow[:, 0]) == pytest.approx(abs(b) / np.hypot(w1, w2)), "it starts next to the origin"


def test_without_weights_there_is_no_line():
    assert np.isnan(boundary(0.0, 0.0, 1.0)[0]).all()
    assert "no boundary" in explore_decision_surface().words(w1=0.0, w2=0.0)
