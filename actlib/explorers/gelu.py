"""GELU in its two forms: exact, and by the tanh formula that some frameworks take instead."""

import numpy as np

from .. import figures
from ..experiments.gelu import COEFFICIENT, gelu, gelu_gap, gelu_tanh
from ..figures import ACCENT, INK, SECOND
from ..widgets.controls import Slider
from ..widgets.live import live
from ..wording import format_number


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
