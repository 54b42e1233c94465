"""A curve and the sum of n units that comes closest to it."""

from functools import cache, lru_cache

import numpy as np

from .. import figures
from ..activations import ACTIVATIONS
from ..figures import ACCENT, GHOST, INK, SECOND
from ..formula import FormulaError, parse
from ..widgets.controls import Choice, Drawing, Line, Slider
from ..widgets.live import live
from ..wording import format_number
from .choices import NONE, PHI_OR_NONE

X = np.linspace(-2, 2, 201)  # where a curve is known that is to be approximated
MOST = 40
START = "sin(3*x) + x/2"
START_HEIGHTS = parse(START)(X)


@cache
def _units(phi, n, steepness):
    """Heights of n units at `X`, side by side with a column of ones, and their singular value decomposition."""
    gap = 4 / n
    # A unit that is flat on both sides marks the middle of its gap, one that bends marks the beginning.
    flat = phi in ACTIVATIONS and abs(ACTIVATIONS[phi].derivative(20.0)) < 0.5
    centres = -2 + gap * (np.arange(n) + 0.5 * flat)
    net = steepness / gap * (X[:, np.newaxis] - centres)
    columns = np.column_stack([net if phi == NONE else ACTIVATIONS[phi].function(net), np.ones(len(X))])
    return columns, *np.linalg.svd(columns, full_matrices=False)


def sum_of_units(target, phi, n, steepness=3.0):
    """The sum v₁φ(wx + b₁) + … + vₙφ(wx + bₙ) + c next to a curve on [−2, 2], by least squares.

    The units stand at equal distances, 4/n, and share one weight, w = steepness · n/4; only v and c are chosen.

    Parameters
    ----------
    target : function or array_like, shape (201,)
        The curve, or its heights at `np.linspace(-2, 2, 201)`.
    phi : str
        A row of `ACTIVATIONS`, or "none".
    n : int
        How many units, from 1 to 40.
    steepness : float
        By how much the net input of a unit grows from its place to its neighbour's, positive.

    Returns
    -------
    heights : ndarray, shape (201,)
        The sum at the same points.
    parts : ndarray, shape (201, n)
        What each unit contributes.

    Raises
    ------
    ValueError
        `phi` is unknown, or `n` or `steepness` out of range.
    """
    if phi != NONE and phi not in ACTIVATIONS:
        raise ValueError(f"phi must be none or one of {', '.join(ACTIVATIONS)}, got {phi!r}")
    if not 1 <= n <= MOST:
        raise ValueError(f"n must be from 1 to {MOST}, got {n!r}")
    if not 0 < steepness < np.inf:
        raise ValueError(f"steepness must be positive and finite, got {steepness!r}")
    heights = target(X) if callable(target) else np.asarray(target, dtype=float)
    columns, U, s, Vt = _units(phi, int(n), float(steepness))
    inverse = np.where(s > 1e-9 * s[0], 1 / np.maximum(s, 1e-300), 0)  # units may say the same: two lines, say
    weights = Vt.T @ (inverse * (U.T @ heights))
    return columns @ weights, columns[:, :-1] * weights[:-1]


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
