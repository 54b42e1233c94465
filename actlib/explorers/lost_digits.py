"""Where formulas and frameworks lose digits: the textbook's formulas, and whichever framework is installed."""

from decimal import Decimal, localcontext
from functools import cache

import matplotlib
import numpy as np

from .. import figures
from ..activations import ACTIVATIONS
from ..figures import ACCENT, GHOST, GRID, INK, PAPER, SECOND
from ..widgets.old_live import Choice, LiveFigure, Slider
from ..wording import format_number
from . import frameworks

GRID_X = np.arange(-120, 120.5, 0.5)  # each a float16, a float32 and a float64
DIGITS = {"float64": 15, "float32": 6, "float16": 3}  # that each type always holds
PRECISIONS = {"float64": "float64, 15 digits", "float32": "float32, 6 digits", "float16": "float16, 3 digits"}


def _logistic(z):
    return 1 / (1 + (-z).exp())


def _swish_prime(x):
    return _logistic(x) + x * _logistic(x) * _logistic(-x)


_ALPHA = Decimal(0.01)
EXACT = {  # value and slope with as many digits as the decimal context has; at the default of α and β
    "sigmoid": (_logistic, lambda x: _logistic(x) * _logistic(-x)),
    "tanh": (lambda x: _logistic(2 * x) - _logistic(-2 * x), lambda x: 4 * _logistic(2 * x) * _logistic(-2 * x)),
    "relu": (lambda x: max(x, Decimal(0)), lambda x: Decimal(x > 0)),
    "leaky_relu": (lambda x: x if x > 0 else _ALPHA * x, lambda x: Decimal(1) if x > 0 else _ALPHA),
    "swish": (lambda x: x * _logistic(x), _swish_prime),
}


@cache
def true_values(name, kind):
    """The true value (kind 0) or slope (kind 1) at every point of GRID_X, from 60 digits rounded to float64."""
    if name not in EXACT:
        return np.full(GRID_X.shape, np.nan)
    with localcontext(prec=60):
        return np.array([float(EXACT[name][kind](Decimal(x))) for x in GRID_X.tolist()])


def exactly_rounded(function):
    """A Decimal function for arrays, each result the nearest float: the same on every machine, unlike np.exp."""

    def rounded(x):
        with localcontext(prec=60), np.errstate(over="ignore"):
            return np.array([float(function(Decimal(number))) for number in x.tolist()]).astype(x.dtype)

    return rounded


TEXTBOOK = frameworks.textbook(exactly_rounded(Decimal.exp), exactly_rounded(EXACT["tanh"][0]))


@cache
def textbook_values(name, kind, dtype):
    """What the textbook formula makes of GRID_X in a type, where exp and tanh themselves are as good as can be."""
    if name not in TEXTBOOK:
        return np.full(GRID_X.shape, np.nan)
    with np.errstate(all="ignore"):
        return np.asarray(TEXTBOOK[name][kind](GRID_X.astype(dtype)), dtype)


@cache
def actlib_values(name, kind, dtype):
    row = ACTIVATIONS[name]
    return (row.derivative if kind else row.function)(GRID_X.astype(dtype))


def digits_right(got, true, dtype):
    """How many significant digits of `got` are right: from 0 to all that the type always holds.

    Below the normal range a type holds fewer; there two units in the last place count as all that is possible.
    """
    most = DIGITS[dtype]
    got, true = np.asarray(got, np.float64), np.asarray(true, np.float64)
    error = abs(got - true)
    with np.errstate(divide="ignore", invalid="ignore"):
        digits = np.clip(-np.log10(error / abs(true)), 0, most)
    all_right = error <= 10.0**-most * abs(true) + 2 * float(np.finfo(dtype).smallest_subnormal)
    return np.where(np.isnan(true), np.nan, np.where(all_right, most, np.where(np.isfinite(got), digits, 0)))


def _kinds():
    """Every function and every derivative of the table, as one choice: key -> (row, kind, title)."""
    return {
        f.__name__: (row, kind, f"{row.title} {'φ′' if kind else 'φ'}")
        for row in ACTIVATIONS.values()
        for kind, f in enumerate((row.function, row.derivative))
    }


def _spelled(number, digits, most):
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


def explore_lost_digits():
    """How many digits of a textbook formula's result are right, and how many of actlib's, wherever x is.

    The formulas are given an exp and a tanh without error, so that what is lost is lost by the formula itself.

    Returns
    -------
    LiveFigure
        With the traits `x`, `formula` (the name of a function of actlib) and `precision` (a float type's name).
    """
    kinds = _kinds()
    controls = [
        Slider("x", "x", -120, 120, 0.5, 10.0),
        Choice("formula", "formula", {key: title for key, (_, _, title) in kinds.items()}, "sigmoid_prime"),
        Choice("precision", "precision", PRECISIONS, "float64"),
    ]

    def lines(formula, precision):
        row, kind, _ = kinds[formula]
        true = true_values(row.name, kind)
        results = [f(row.name, kind, precision) for f in (actlib_values, textbook_values)]
        return true, results, [digits_right(result, true, precision) for result in results]

    def formula_text(row, kind):
        return frameworks.WRITTEN[row.name][kind] if row.name in frameworks.WRITTEN else "no formula"

    def scene(x, formula, precision):
        row, kind, title = kinds[formula]
        true, (ours, theirs), (our_digits, their_digits) = lines(formula, precision)
        i, most = int(np.searchsorted(GRID_X, x)), DIGITS[precision]
        counts = [int(np.nan_to_num(digits[i])) for digits in (our_digits, their_digits)]
        shown = [
            _spelled(float(values[i]), count, most)
            for values, count in ((true, most), (ours, counts[0]), (theirs, counts[1]))
        ]
        said = "all" if counts[1] == most else "none" if counts[1] == 0 else counts[1]
        return {
            "actlib": our_digits,
            "textbook": their_digits,
            "here": ([x, x], [-1, 17]),
            "actlib-dot": ([x], [our_digits[i]]),
            "textbook-dot": ([x], [their_digits[i]]),
            "true-number": shown[0],
            "actlib-number": shown[1],
            "textbook-number": shown[2],
            "words": f"{title} at x = {format_number(x)}, {precision}: the textbook formula "
            f"{formula_text(row, kind)} has {said} of the {most} digits right, "
            f"actlib {'all' if counts[0] == most else counts[0]}.",
        }

    def axes_of(ax, reach=120):
        ax.set(xlim=(-reach, reach), ylim=(-0.7, 16.2), yticks=[0, 5, 10, 15], xlabel="x")
        ax.grid(axis="y", color=GRID, lw=1)
        ax.set_axisbelow(True)

    start = scene(*[control.default for control in controls])
    figure, (ax, below) = figures.new_figure(1, 2, size=(7.6, 3.9), height_ratios=[2.7, 1])
    with matplotlib.rc_context(figures.STYLE):
        axes_of(ax)
        ax.set_ylabel("digits that are right")
        ax.plot(*start["here"], color=GHOST, lw=1.2, ls=":", gid="here")
        ax.plot(GRID_X, start["actlib"], color=ACCENT, gid="actlib")
        ax.plot(GRID_X, start["textbook"], color=SECOND, ls="--", gid="textbook")
        ax.plot(*start["actlib-dot"], "o", ms=9, color=ACCENT, mec=INK, gid="actlib-dot")
        ax.plot(*start["textbook-dot"], "D", ms=8, color=SECOND, mec=INK, gid="textbook-dot")
        below.set(xlim=(0, 1), ylim=(-0.4, 3))
        below.set_axis_off()
        below.plot([0.02, 0.1], [1.4, 1.4], color=ACCENT)
        below.plot([0.02, 0.1], [0.3, 0.3], color=SECOND, ls="--")
        for height, name, color in ((2.2, "true", INK), (1.1, "actlib", ACCENT), (0, "textbook", SECOND)):
            below.text(0.13, height, name, fontsize=14, color=color)
            below.text(0.3, height, start[f"{name}-number"], family="monospace", fontsize=15, gid=f"{name}-number")

    def panel(ax, formula, precision):
        axes_of(ax)
        _, _, title = kinds[formula]
        ax.plot(GRID_X, lines(formula, precision)[2][1], color=SECOND, ls="--")
        ax.set_title(f"{title}, {precision}")
        ax.set_xticks([-100, 0, 100], ["−100", "0", "100"])

    def still():
        return figures.small_multiples(
            panel,
            [
                {"formula": formula, "precision": precision}
                for formula, precision in (
                    ("sigmoid_prime", "float64"),
                    ("tanh_prime", "float64"),
                    ("sigmoid", "float32"),
                )
            ],
            size=(7.6, 2.6),
        )

    return LiveFigure(
        figure,
        controls,
        {"x formula precision": scene},
        still,
        "How many digits of the textbook formulas are right, for x from −120 to 120. The slope of Sigmoid, s·(1 − s), "
        "in float64 loses one after the other to the right of 0; the slope of Tanh loses them on both sides, twice as "
        "fast; Sigmoid itself in float32 loses all of them at once near x = −89.",
        title="Lost digits: live figure",
    )


NEAR = np.abs(GRID_X) <= 40


@cache
def framework_digits(name, precision):
    """How many digits of a framework's values and slopes are right: row of ACTIVATIONS -> two arrays over |x| ≤ 40.

    α and β are actlib's defaults where the framework takes them. What it does not have is NaN.
    """
    x, library, digits = GRID_X[NEAR].astype(precision), frameworks.LIBRARIES[name], {}
    for row in ACTIVATIONS.values():
        alpha = row.parameter.default if row.name in library.parameters else None
        has = row.name in library.names
        answers = frameworks.values_and_slopes(name, row, x, alpha) if has else (None, None)
        digits[row.name] = [
            np.full(x.shape, np.nan)
            if answer is None
            else digits_right(answer, true_values(row.name, kind)[NEAR], precision)
            for kind, answer in enumerate(answers)
        ]
    return digits


def compare_frameworks():
    """Ask a framework that is installed here for all functions and slopes, and count the digits that are right.

    A framework is imported when it is chosen, and not before.

    Returns
    -------
    LiveFigure
        With the traits `framework` (a key of `frameworks.LIBRARIES`), `precision` and `x`.
    """
    libraries, rows, x_near = frameworks.LIBRARIES, list(ACTIVATIONS.values()), GRID_X[NEAR]
    controls = [
        Choice("framework", "framework", {name: library.title for name, library in libraries.items()}, "numpy"),
        Choice("precision", "precision", PRECISIONS, "float64"),
        Slider("x", "x", -40, 40, 0.5, 20.0),
    ]
    empty = {row.name: [np.full(x_near.shape, np.nan)] * 2 for row in rows}

    def here():
        there, missing = [], []
        for name, library in libraries.items():
            (there if frameworks.installed(name) else missing).append(library.title)
        return f"Installed here: {', '.join(there)}." + f" Not installed: {', '.join(missing)}." * bool(missing)

    def asked(name, precision):
        """The digits of a framework, and what to say about them; nothing but words where it is not to be had."""
        library = libraries[name]
        try:
            digits, version = framework_digits(name, precision), frameworks.version(name)
        except ModuleNotFoundError as missing:
            return empty, f"{missing}, then Kernel > Restart Kernel. The tables hold what {library.version} answered."
        except Exception as broken:  # an installation that does not load or does not work is a sentence, too
            return empty, f"{library.title} is installed here, but does not work: {broken}"
        whole = [
            f"{row.title} {'φ′' if kind else 'φ'}"
            for row in rows
            for kind in (0, 1)
            if (digits[row.name][kind] == DIGITS[precision]).all()
        ]
        return digits, f"{library.title} {version}, {precision}. All digits right from −40 to 40: {', '.join(whole)}."

    def lane(i, digits, precision):
        return len(rows) - 1 - i + 0.75 * digits / DIGITS[precision]

    def scene(framework, precision, x):
        digits, sentence = asked(framework, precision)
        at, moved = int(np.searchsorted(x_near, x)), {"words": f"{sentence} {here()}"}
        for kind in (0, 1):
            moved[f"here-{kind}"] = ([x, x], [-0.3, len(rows)])
            for i, row in enumerate(rows):
                curve = digits[row.name][kind]
                moved[f"{row.name}-{kind}"] = lane(i, curve, precision)
                moved[f"{row.name}-{kind}-count"] = "–" if np.isnan(curve[at]) else str(int(curve[at]))
        return moved

    def axes_of(axes):
        for ax, title in zip(axes, ("value φ(x)", "slope φ′(x)")):
            ax.set(xlim=(-40, 40), ylim=(-0.3, len(rows)), xticks=[-40, -20, 0, 20, 40], xlabel="x")
            ax.set_yticks([lane(i, 6, "float64") for i in range(len(rows))], [row.title for row in rows])
            ax.tick_params(axis="y", length=0)
            ax.spines["left"].set_visible(False)
            ax.set_title(title)
            for i in range(len(rows)):
                ax.axhline(lane(i, 0, "float64"), color=GRID, lw=1, zorder=0)

    def picture(digits):
        figure, axes = figures.new_figure(2, size=(7.6, 4.2), sharey=True)
        with matplotlib.rc_context(figures.STYLE):
            axes_of(axes)
            for kind, ax in enumerate(axes):
                for i, row in enumerate(rows):
                    ax.plot(
                        x_near, lane(i, digits[row.name][kind], "float64"), color=row.color, gid=f"{row.name}-{kind}"
                    )
        return figure, axes

    start = scene(*[control.default for control in controls])
    figure, axes = picture(framework_digits("numpy", "float64"))
    with matplotlib.rc_context(figures.STYLE):
        for kind, ax in enumerate(axes):
            ax.plot(*start[f"here-{kind}"], color=GHOST, lw=1.2, ls=":", gid=f"here-{kind}")
            for i, row in enumerate(rows):
                gid = f"{row.name}-{kind}-count"
                ax.text(41, lane(i, 0, "float64") + 0.25, start[gid], gid=gid)

    def still():
        textbook = {
            row.name: [
                digits_right(textbook_values(row.name, kind, "float64"), true_values(row.name, kind), "float64")[NEAR]
                for kind in (0, 1)
            ]
            for row in rows
        }
        still, _ = picture(textbook)
        still.set_facecolor(PAPER)
        return still

    return LiveFigure(
        figure,
        controls,
        {"framework precision x": scene},
        still,
        "The document's formulas in float64, one lane a function: the height of the line is the number of digits that "
        "are right, from 0 to 15, for x from −40 to 40. All values are right; of the slopes, Sigmoid loses digits to "
        "the right of 0 and Tanh on both sides.",
        title="Frameworks compared: live figure",
    )
