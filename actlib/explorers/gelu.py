"""GELU in its two forms: exact, and by the tanh formula that some frameworks take instead."""

import math

import numpy as np

from .. import figures
from ..activations import as_float
from ..figures import ACCENT, INK, SECOND
from ..widgets.controls import Slider
from ..widgets.live import live
from ..wording import format_number

COEFFICIENT = 0.044715  # Hendrycks & Gimpel, arXiv:1606.08415
_erfc = np.vectorize(math.erfc, otypes=[float])


def gelu(x):
    """GELU, x·Φ(x), where Φ is the share of a standard normal distribution that lies below x.

    Parameters
    ----------
    x : array_like of real numbers, any shape

    Returns
    -------
    float or ndarray
        float64, shape of `x`.

    References
    ----------
    D. Hendrycks & K. Gimpel, "Gaussian error linear units (GELUs)", 2016, arXiv:1606.08415.

    Examples
    --------
    >>> round(float(gelu(-1.0)), 6)
    -0.158655
    """
    x = as_float(x)
    return x / 2 * _erfc(-x / math.sqrt(2))  # 1 + erf(x/√2) would cancel on the left


def gelu_tanh(x, coefficient=COEFFICIENT):
    """The tanh form of GELU, x/2·(1 + tanh(√(2/π)·(x + c·x³))); shapes and source as for `gelu`.

    Examples
    --------
    >>> round(float(gelu_tanh(-1.0)), 6)
    -0.158808
    """
    x = as_float(x)
    return x / 2 * (1 + np.tanh(math.sqrt(2 / math.pi) * (x + coefficient * x**3)))


def gelu_gap(coefficient=COEFFICIENT):
    """Largest distance between the two forms, and the x > 0 at which it lies; on −x the distance is the same.

    Returns
    -------
    gap, x : float
    """
    x = np.linspace(0, 6, 6001)
    away = np.abs(gelu(x) - gelu_tanh(x, coefficient))
    return float(away.max()), float(x[away.argmax()])


def explore_gelu():
    """The two forms of GELU, their distance, and the number that brings them so near.

    Returns
    -------
    LiveFigure
        With the traits `c` (the factor of x³) and `x`.
    """
    grid = np.linspace(-6, 6, 241)

    def frame(axes):
        left, right = axes
        figures.through_zero(left, (-6, 6), (-1, 6))
        left.set(title="two curves", xlabel="x")
        figures.through_zero(right, (-6, 6), (-0.006, 0.006))
        right.set(title="tanh form − exact", xlabel="x")
        left.plot(grid, gelu(grid), color=ACCENT, label="exact, x·Φ(x)")

    def draw_curves(axes, c=COEFFICIENT):
        other = gelu_tanh(grid, c)
        axes[0].plot(grid, other, "--", color=SECOND, label="tanh form")
        axes[1].plot(grid, other - gelu(grid), color=SECOND)
        gap, where = gelu_gap(c)
        return f"c = {c:g}: the two are at most {format_number(gap, 5)} apart, at x = ±{format_number(where, 2)}."

    def draw_point(axes, c=COEFFICIENT, x=-3.0):
        exact, other = float(gelu(x)), float(gelu_tanh(x, c))
        axes[0].plot(x, exact, "o", ms=9, color=ACCENT, mec=INK)
        axes[1].plot(x, other - exact, "o", ms=9, color=SECOND, mec=INK)
        return f"At x = {format_number(x)}: exact {format_number(exact, 6)}, tanh form {format_number(other, 6)}."

    return live(
        draw_curves,
        draw_point,
        frame=frame,
        axes=2,
        legend=["upper left", False],
        title="GELU twice",
        still={"c = 0.044715": {}, "c = 0.054715": {"c": 0.054715}},
        still_height=2.7,
        alt="GELU in its exact form and in its tanh form: the two curves lie on each other; their distance, drawn "
        "much larger, is at most 0.0005 with the factor 0.044715 and nearly twelve times as much with 0.054715.",
        c=Slider(0.034715, 0.054715, 0.0001, label="factor of x³", digits=6),
        x=(-6.0, 6.0, 0.1),
    )  # fmt: skip
