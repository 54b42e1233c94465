"""Where formulas lose digits: those of the textbooks, in each type of float, and actlib's."""

import numpy as np

from .. import frameworks
from ..activations import ACTIVATIONS
from ..experiments.lost_digits import (
    DIGITS,
    GRID_X,
    actlib_values,
    digits_held,
    digits_right,
    textbook_values,
    true_values,
)
from ..figures import ACCENT, GHOST, GRID, INK, SECOND
from ..widgets.live import live
from ..wording import format_number

PRECISION = {f"{name}, {digits} digits": name for name, digits in DIGITS.items()}

# Every function and every derivative of the table, as one choice: title -> name, and name -> (row, kind).
FORMULA, _PLACES = {}, {}
for _row in ACTIVATIONS.values():
    for _kind, _function in enumerate((_row.function, _row.derivative)):
        FORMULA[f"{_row.title} {'φ′' if _kind else 'φ'}"] = _function.__name__
        _PLACES[_function.__name__] = (_row.name, _kind)


def spell_number(number, digits, most):
    """A number with `most` digits, in which a dot stands for each that is not among the first `digits`."""
    if number == 0:
        return "0"
    if not np.isfinite(number):
        return "not a number" if np.isnan(number) else "infinite"
    mantissa, exponent = f"{number:.{most - 1}e}".split("e")
    seen, marked = 0, ""
    for sign in mantissa:
        seen += sign.isdigit()
        marked += "·" if sign.isdigit() and seen > digits else sign
    return f"{marked}e{int(exponent)}".replace("-", "−")


def count_digits(formula, precision):
    """The true values of a formula on GRID_X, and what actlib and the textbook make of them: results, and right digits.

    Parameters
    ----------
    formula : str
        Name of a function or a derivative of `ACTIVATIONS`.
    precision : str
        Key of DIGITS.

    Returns
    -------
    true : ndarray
    results, digits : pairs of ndarray
        actlib's and the textbook's.
    """
    name, kind = _PLACES[formula]
    true = true_values(name, kind)
    results = actlib_values(name, kind, precision), textbook_values(name, kind, precision)
    return true, results, tuple(digits_right(result, true, precision) for result in results)


def explore_lost_digits():
    """How many digits of a textbook formula's result are right, and how many of actlib's, from 0 to x.

    The formulas are given an exp and a tanh without error, so that what is lost is lost by the formula itself.

    Returns
    -------
    LiveFigure
        With the traits `x`, `formula` (the name of a function of actlib) and `precision` (a float type's name).
    """
    rows = ("true", INK, "-"), ("actlib", ACCENT, "-"), ("textbook", SECOND, "--")

    def frame(axes):
        left, right = axes
        left.set(xlim=(-124, 124), ylim=(-0.7, 16.2), yticks=[0, 5, 10, 15], xlabel="x", ylabel="digits that are right")
        left.grid(axis="y", color=GRID, lw=1)
        left.set_axisbelow(True)
        right.set(xlim=(0, 1), ylim=(0, 1))
        right.set_axis_off()
        for height, (name, color, _) in zip((0.92, 0.58, 0.24), rows):
            right.text(0, height, name, color=color)

    def draw(axes, x=10.0, formula="sigmoid_prime", precision="float64"):
        left, right = axes
        true, results, digits = count_digits(formula, precision)
        at, most = int(np.searchsorted(GRID_X, x)), DIGITS[precision]
        passed = (GRID_X >= min(x, 0)) & (GRID_X <= max(x, 0))
        left.plot([x, x], [-1, 17], ":", color=GHOST, lw=1.2)
        counts = [int(np.nan_to_num(curve[at])) for curve in digits]
        for curve, (_, color, style), marker in zip(digits, rows[1:], "oD"):
            left.plot(GRID_X, np.where(passed, curve, np.nan), color=color, ls=style)
            left.plot(x, curve[at], marker, ms=8, color=color, mec=INK)
        held = digits_held(true[at], precision)
        for height, values, count in zip((0.8, 0.46, 0.12), (true, *results), (most, *(min(n, held) for n in counts))):
            right.text(0, height, spell_number(float(values[at]), count, most), family="monospace", fontsize=13)
        whole = "all" if held == most else f"all that a {precision} can hold there"
        ours, theirs = ("none" if n == 0 else n if n < most else whole for n in counts)
        name, kind = _PLACES[formula]
        written = f" {frameworks.WRITTEN[name][kind]}" if name in frameworks.WRITTEN else ""
        right = f"{theirs} of the {most} digits right, actlib {ours}"
        if theirs == ours == whole != "all":
            right = f"right {whole}, and so has actlib"
        return (
            f"{ACTIVATIONS[name].title} {'φ′' if kind else 'φ'} at x = {format_number(x)}, {precision}: the textbook "
            f"formula{written} has {right}."
        )

    return live(
        draw,
        frame=frame,
        axes={"ncols": 2, "width_ratios": [1.5, 1]},
        size=(7.6, 3.3),
        title="Lost digits",
        still=[{}],  # how it goes on is for the learner to predict
        alt="How many digits of the slope of Sigmoid are right, in float64, from 0 to x = 10: the textbook formula, "
        "s·(1 − s), loses one after the other and has 12 of 15 left, actlib keeps all.",
        x=(-120.0, 120.0, 0.5), formula=FORMULA, precision=PRECISION,
    )  # fmt: skip
