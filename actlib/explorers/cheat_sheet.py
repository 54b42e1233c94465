"""One page to print: every function of the table, with its curve, its formulas and when to use it."""

import textwrap

import matplotlib
import numpy as np

from .. import figures
from ..activations import ACTIVATIONS
from ..experiments.shapes import largest_slope
from ..figures import GHOST, GRID, INK
from ..wording import format_number

PAGE = 8.27, 11.69  # A4 in inches
HEAD, FOOT, LOWEST_ROW = 0.9, 0.5, 1.7
REACH = 4
X = np.linspace(-REACH, REACH, 801)
SMALL, LARGE = 10, 15  # points on paper


def _slopes_in_words(row):
    where, steepest = largest_slope(row)
    if abs(row.derivative(20.0) - steepest) > 1e-6:
        place = f"at $x$ = {format_number(round(where, 2))}"
    else:
        place = "for $x > 0$" if abs(row.derivative(1e-9) - steepest) < 1e-6 else "far to the right"
    value, slope = (format_number(round(float(f(0.0)), 4) + 0.0) for f in (row.function, row.derivative))
    p = row.parameter
    return f"largest slope {format_number(round(steepest, 4))} {place};  at 0: value {value}, slope {slope}" + (
        f"  ({p.symbol} = {p.default:g})" if p else ""
    )


def cheat_sheet():
    """All functions of `ACTIVATIONS` on one A4 page: curve and derivative, formulas, range, slopes, use and source.

    What is measured (largest slope, value and slope at 0) belongs to the default of α or β. Up to six rows fit on A4;
    with more the page gets longer.

    Returns
    -------
    Picture
        `cheat_sheet().save("cheat_sheet.pdf")` writes it to a file.
    """
    rows = list(ACTIVATIONS.values())
    width, height = PAGE[0], max(PAGE[1], HEAD + FOOT + LOWEST_ROW * len(rows))
    row_height = min((height - HEAD - FOOT) / len(rows), 2.1)
    with figures.house_style():
        figure = matplotlib.figure.Figure(figsize=(width, height), facecolor=figures.PAPER)
        figure.text(0.07, 1 - 0.5 / height, "Activation functions", fontsize=20, fontweight="bold", va="center")
        key = r"solid $\varphi(x)$, dashed $\varphi′(x)$"
        figure.text(0.93, 1 - 0.52 / height, key, fontsize=11, ha="right", va="center")
        for i, row in enumerate(rows):
            _draw_row(figure, row, HEAD + i * row_height, row_height)
        note = r"$\sigma$ is the sigmoid. At a kink the slope is a convention: here the one on the left."
        figure.text(0.07, 0.27 / height, note, fontsize=SMALL, va="center", color=INK)
    names = ", ".join(row.title for row in rows)
    return figures.Picture(
        figure,
        f"Cheat sheet, one page: {names}; for each its curve and derivative, both "
        "formulas, range, largest slope, value and slope at 0, when to use it, and its "
        "source.",
    )


def _draw_row(figure, row, top, row_height):
    """One function: its picture on the left, what is to be known on the right; `top` in inches from the upper edge."""
    width, height = figure.get_size_inches()
    figure.add_artist(matplotlib.lines.Line2D([0.07, 0.93], [1 - top / height] * 2, color=GRID, lw=1))
    room = row_height - 0.42
    ax = figure.add_axes((0.085, 1 - (top + 0.1 + room) / height, 2.1 / width, room / height), facecolor="none")
    figures.through_zero(ax, (-REACH, REACH), (-1.3, 2.3))
    ax.set(xticks=[-4, -2, 0, 2, 4], yticks=[-1, 0, 1, 2])
    ax.tick_params(labelsize=9)
    ax.plot(X, row.function(X), color=row.color, lw=2)
    ax.plot(X, figures.lifted_at_jumps(row.derivative(X)), color=row.color, ls="--", lw=1.5)

    figure.text(0.93, 1 - (top + 0.2) / height, f"range ${row.range}$", fontsize=SMALL, ha="right", va="center")
    formulas = [
        rf"$\varphi{prime}(x) = {latex}$".replace(r"\frac", r"\dfrac")
        for prime, latex in (("", row.latex), ("′", row.derivative_latex))
    ]
    lines = [
        (row.title, {"fontsize": LARGE, "fontweight": "bold"}, 1.2),
        *[(formula, {"fontsize": 13}, 2.4 if "frac" in formula else 1.3) for formula in formulas],
        (_slopes_in_words(row), {}, 1),
        *[(line, {"fontstyle": "italic"}, 1) for line in textwrap.wrap(row.when, 66)],
        *[(line, {"color": GHOST, "fontsize": 9}, 0.9) for line in textwrap.wrap(row.source, 72)],
    ]
    # Tall lines and short ones share the height of the row in proportion.
    unit = (row_height - 0.12) / sum(weight for _, _, weight in lines)
    at = top + 0.08
    for text, look, weight in lines:
        at += unit * weight
        figure.text(0.354, 1 - (at - unit * weight / 2) / height, text, va="center", **{"fontsize": SMALL, **look})
