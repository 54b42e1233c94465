"""A curve and the sum of n units that comes closest to it."""

from functools import lru_cache

import numpy as np

from .. import figures
from ..activations import ACTIVATIONS
from ..experiments import NONE
from ..experiments.sum_of_units import MOST, X, sum_of_units
from ..figures import ACCENT, GHOST, INK, SECOND
from ..formula import FormulaError, parse
from ..widgets.controls import Choice, Drawing, Line, Slider
from ..widgets.live import live
from ..wording import format_number
from .choices import PHI_OR_NONE

START = "sin(3*x) + x/2"
START_HEIGHTS = parse(START)(X)


@lru_cache(maxsize=32)
def _largest_errors(phi, steepness, heights, most):
    """The largest error of 1, 2, …, `most` units; `heights` are the bytes of a curve."""
    target = np.frombuffer(heights)
    sums = [sum_of_units(target, phi, n, steepness)[0] for n in range(1, most + 1)]
    return np.abs(np.array(sums) - target).max(axis=1)


def _heights_of(formula):
    """Heights of a typed curve, and what is wrong with it where it has none."""
    try:
        heights = parse(formula)(X)
    except FormulaError as error:
        return np.zeros_like(X), f"{error}."
    if not np.isfinite(heights).all():
        return np.zeros_like(X), f"{formula} has no value at x = {format_number(X[~np.isfinite(heights)][0], 2)}."
    return np.clip(heights, -100, 100), ""


def _approximate_what_is_changed(figure):
    """Whoever types or draws a curve wants that one to be approximated; the pen goes on from the curve that is seen."""
    start = {name: getattr(figure, name) for name in ("formula", "drawing")}

    def choose(change):
        if change["new"] == start[change["name"]]:  # Reset, too, changes both
            return
        if change["name"] == "formula":
            figure.drawing = _heights_of(change["new"])[0]
        figure.curve = change["name"]

    figure.observe(choose, list(start))


def explore_units():
    """A curve of the learner's choice, typed or drawn, and the sum of n units that comes closest to it.

    Returns
    -------
    LiveFigure
        With the traits `n`, `steepness`, `phi` (a row of `ACTIVATIONS`, or "none"), `formula` (in x, see
        `actlib.formula`), `drawing` (201 heights) and `curve` ("formula" or "drawing": which is approximated).
    """

    def frame(axes):
        left, right = axes
        figures.through_zero(left, (-2, 2), (-2.6, 2.6))
        right.set(title="largest error", xlabel="units", xlim=(0, MOST + 1), ylim=(1e-5, 10), yscale="log")

    def draw(axes, n=4, phi="relu", steepness=3.0, curve="formula", formula=START, drawing=START_HEIGHTS):
        left, right = axes
        target, wrong = (np.array(drawing), "") if curve == "drawing" else _heights_of(formula)
        heights, parts = sum_of_units(target, phi, n, steepness)
        errors = _largest_errors(phi, steepness, target.tobytes(), n)
        lifted = np.vstack([parts - parts.mean(axis=0), np.full(n, np.nan)])
        left.plot(np.tile(np.append(X, np.nan), n), lifted.T.ravel(), color=GHOST, lw=0.9, alpha=0.7)
        left.plot(X, target, color=INK, lw=6, alpha=0.28, label="curve")
        left.plot(X, heights, color=SECOND, label="sum of units")
        right.plot(range(1, n + 1), np.maximum(errors, 1e-6), color=ACCENT, lw=2)
        right.plot(n, max(errors[-1], 1e-6), "o", ms=9, color=SECOND, mec=INK, mew=1.4)
        if wrong:
            return f"{wrong} The line y = 0 is copied instead."
        title = "linear" if phi == NONE else ACTIVATIONS[phi].title
        return (
            f"{n} {title} unit{'s' * (n > 1)}: the largest error is {format_number(errors[-1], 5)}, "
            f"the largest part of one unit {format_number(np.abs(parts).max(), 1)}."
        )

    figure = live(
        draw,
        frame=frame,
        axes={"ncols": 2, "width_ratios": (3, 2)},
        legend={"loc": "outside upper left", "ncols": 2},
        title="A sum of units",
        still=[{"n": n} for n in (4, 20)],
        alt="The curve sin(3x) + x/2 (broad) and the sum of 4 and of 20 ReLU units that comes closest to it, with the "
        "largest error against the number of units: it falls from 1.0 to 0.03.",
        n=Slider(1, MOST, 1, "units", plays=6),
        phi=PHI_OR_NONE,
        steepness=Slider(0.5, 10, 0.5),
        formula=Line("curve f(x) =", presets=["x*x - 1", "abs(x)", "tanh(8*x)"]),
        curve=Choice({"the formula": "formula", "my drawing": "drawing"}, "approximate", needs_python=True),
        drawing=Drawing(X, "or draw it: press in the left picture and move"),
    )
    _approximate_what_is_changed(figure)
    return figure
