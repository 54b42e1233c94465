"""GELU in its two forms, against mpmath, and what a change of form does to a trained network."""

import mpmath
import numpy as np
import pytest
from support.strict import STRICT

from actlib import explore_gelu, gelu, gelu_gap, gelu_tanh, port_digit_readers

pytestmark = STRICT
X = [-30.0, -8.0, -5.0, -3.0, -1.0, -0.1, 0.0, 0.3, 2.0, 9.0]


def test_the_exact_form_keeps_its_digits_on_the_left():
    with mpmath.workdps(40):
        wanted = [float(mpmath.mpf(x) * mpmath.ncdf(x)) for x in X]
    np.testing.assert_allclose(gelu(X), wanted, rtol=1e-12, atol=0)


def test_the_tanh_form_is_the_formula_of_its_source():
    with mpmath.workdps(40):
        root = mpmath.sqrt(2 / mpmath.pi)
        wanted = [
            float(x / 2 * (1 + mpmath.tanh(root * (x + mpmath.mpf("0.044715") * x**3)))) for x in map(mpmath.mpf, X)
        ]
    np.testing.assert_allclose(gelu_tanh(X), wanted, rtol=1e-12, atol=1e-14)


def test_the_two_are_half_a_thousandth_apart_and_another_factor_is_a_little_better():
    gap, where = gelu_gap()
    assert gap == pytest.approx(0.000473, abs=1e-6) and where == pytest.approx(2.70, abs=0.01)
    assert gelu_gap(0.044415)[0] == pytest.approx(0.00040, abs=5e-6)
    assert gelu_tanh(-5.0) / gelu(-5.0) == pytest.approx(0.16, abs=0.001)
    assert "at most 0.00047 apart, at x = ±2.70" in explore_gelu().words()


@pytest.mark.thorough
def test_a_network_feels_another_alpha_and_not_the_other_gelu():
    assert port_digit_readers("GELU, tanh form", "GELU, exact", starts=[3])[0][0] <= 1
    ((changed, before, after),) = port_digit_readers("Leaky ReLU, α = 0.01", "Leaky ReLU, α = 0.3", starts=[3])
    assert changed > 10 and after < before
