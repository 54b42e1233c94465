"""Flat, zero and curved: what is measured, against integrals."""

import mpmath
import numpy as np
import pytest

from actlib import ACTIVATIONS, measure_shapes
from actlib.experiments.shapes import QUANTILES


def normal_mean(f, spread, kinks):
    """∫ f(x) N(0, spread²) dx in high precision."""
    density = lambda x: mpmath.npdf(x, 0, spread)  # noqa: E731
    return mpmath.quad(lambda x: f(x) * density(x), [-8 * spread, *kinks, 8 * spread])


@pytest.mark.parametrize("spread", [1.0, 2.0])
@pytest.mark.parametrize(
    "name, f",
    [
        ("sigmoid", lambda x: 1 / (1 + mpmath.exp(-x))),
        ("tanh", mpmath.tanh),
        ("relu", lambda x: max(x, 0)),
        ("leaky_relu", lambda x: x if x > 0 else x / 100),
        ("swish", lambda x: x / (1 + mpmath.exp(-x))),
    ],
)
def test_what_a_line_leaves_unexplained_agrees_with_the_integrals(name, f, spread):
    mean = normal_mean(f, spread, [0])
    variance = normal_mean(lambda x: (f(x) - mean) ** 2, spread, [0])
    covariance = normal_mean(lambda x: f(x) * x, spread, [0])
    expected = 100 * float(1 - covariance**2 / (variance * spread**2))
    assert measure_shapes(spread)["curved"][name] == pytest.approx(expected, abs=0.4)


def test_who_is_flat_and_who_is_zero():
    for spread in (0.5, 1.0, 2.0, 8.0):
        measured = measure_shapes(spread)
        assert measured["flat"]["relu"] == measured["flat"]["leaky_relu"] == measured["zero"]["relu"] == 50
        assert all(share == 0 for name, share in measured["zero"].items() if name != "relu")
    assert {name: round(measure_shapes(8.0)["flat"][name]) for name in ("tanh", "sigmoid", "swish")} == {
        "tanh": 79,
        "sigmoid": 59,
        "swish": 34,
    }
    curved = [measure_shapes(spread)["curved"] for spread in np.arange(0.25, 8.01, 0.25)]
    assert max(c["swish"] - c["relu"] for c in curved) < 3, "Swish is at most about as far from a line as ReLU"
    assert all(c["relu"] == max(c.values()) for c in curved[:4]), "up to spread 1 ReLU is furthest from a line"


def test_flat_is_what_notebook_04_calls_saturated():
    """The quantile at which Sigmoid and Tanh fall below 5 % of their largest slope: ±4.36 and ±2.18."""
    for name, edge in (("sigmoid", 4.357), ("tanh", 2.178)):
        outside = 100 * np.mean(np.abs(2.0 * QUANTILES) > edge)
        assert measure_shapes(2.0)["flat"][name] == pytest.approx(outside)
    below = np.linspace(-30, -3.94, 1000)
    assert np.all(np.abs(ACTIVATIONS["swish"].derivative(below)) < 0.05 * 1.0998)
    assert abs(ACTIVATIONS["swish"].derivative(-3.92)) > 0.05 * 1.0998
