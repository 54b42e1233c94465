"""The family portrait: all functions of the table on one page."""

import textwrap

import numpy as np

from .. import figures
from ..activations import ACTIVATIONS
from ..figures import INK

X = np.linspace(-4, 4, 161)


def family_portrait():
    """Every row of `ACTIVATIONS` on one page: its curve and derivative, formulas, range, and when to use it.

    Returns
    -------
    Picture
    """
    rows = list(ACTIVATIONS.values())
    size = np.multiply((7.6, 1.85 * len(rows)), figures.enlarged())  # a page to read has no projector size
    figure, axes = figures.new_figure(2, len(rows), size=size, width_ratios=(2, 3), squeeze=False)
    with figures.house_style():
        for (curve, text), row in zip(axes, rows):
            figures.through_zero(curve, (-4, 4), (-1.3, 2.3))
            curve.set(xticks=[-4, 0, 4], yticks=[-1, 0, 1, 2])
            curve.plot(X, row.function(X), color=row.color, label="φ(x)")
            curve.plot(X, figures.lifted_at_jumps(row.derivative(X)), color=row.color, ls="--", lw=1.8, label="φ′(x)")
            text.set_axis_off()
            p = row.parameter
            title = row.title + (f"   ({p.symbol} = {p.default:g} here)" if p else "")
            # Large fractions, whose exponents can still be read.
            formulas = [formula.replace(r"\frac", r"\dfrac") for formula in (row.latex, row.derivative_latex)]
            for height, line, bold in [
                (0.90, title, "bold"),
                (0.62, rf"$\varphi(x) = {formulas[0]}$", None),
                (0.34, rf"$\varphi′(x) = {formulas[1]}$", None),
                (0.10, f"range ${row.range}$", None),
                (-0.14, "\n".join(textwrap.wrap(row.when, 54)), None),
            ]:
                text.text(0, height, line, transform=text.transAxes, color=INK, fontweight=bold, va="center")
        axes[0, 0].legend(loc="lower right", frameon=False, ncols=2, handlelength=1.6, borderpad=0)
    names = ", ".join(row.title for row in rows)
    return figures.Picture(
        figure,
        f"{names}: each with its curve (solid), its derivative (dashed), its formulas, its range and when to use it.",
    )
