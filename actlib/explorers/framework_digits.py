"""Which digits of the five functions and of their slopes a framework gets right."""

from functools import cache

import numpy as np

from .. import frameworks
from ..activations import ACTIVATIONS
from ..figures import GHOST, GRID
from ..widgets.controls import Choice
from ..widgets.live import live
from .lost_digits import DIGITS, GRID_X, PRECISION, digits_right, textbook_values, true_values

NEAR = np.abs(GRID_X) <= 40


@cache
def framework_digits(name, precision):
    """How many digits of a framework's values and slopes are right: row of ACTIVATIONS -> two arrays over |x| ≤ 40.

    α and β are actlib's defaults where the framework takes them. What it does not have is NaN. "numpy" stands for the
    document's formulas, with an exp and a tanh without error.
    """
    library = frameworks.LIBRARIES[name]

    def answers(row):
        if row.name not in library.names:
            return None, None
        if name == "numpy":
            return [textbook_values(row.name, kind, precision)[NEAR] for kind in (0, 1)]
        alpha = row.parameter.default if row.name in library.parameters else None
        return frameworks.values_and_slopes(name, row, GRID_X[NEAR].astype(precision), alpha)

    def digits(row, kind, answer):
        if answer is None:
            return np.full(NEAR.sum(), np.nan)
        return digits_right(answer, true_values(row.name, kind)[NEAR], precision)

    return {
        row.name: [digits(row, kind, answer) for kind, answer in enumerate(answers(row))]
        for row in ACTIVATIONS.values()
    }


def ask_framework(name, precision):
    """The digits of a framework, and a sentence about them; NaN and a sentence where it is not to be had."""
    library, rows = frameworks.LIBRARIES[name], ACTIVATIONS.values()
    nothing = {row.name: [np.full(NEAR.sum(), np.nan)] * 2 for row in rows}
    try:
        digits, version = framework_digits(name, precision), frameworks.version(name)
    except ModuleNotFoundError as missing:
        return nothing, f"{missing}, then Kernel > Restart Kernel. The tables hold what {library.version} answered."
    except Exception as broken:  # an installation that does not load or does not work is a sentence, too
        return nothing, f"{library.title} is installed here, but does not work: {broken}"
    whole = [
        f"{row.title} {'φ′' if kind else 'φ'}"
        for row in rows
        for kind in (0, 1)
        if (digits[row.name][kind] == DIGITS[precision]).all()
    ]
    called = "The document's formulas" if name == "numpy" else f"{library.title} {version}"
    return digits, f"{called}, {precision}. All digits right from −40 to 40: {', '.join(whole)}."


def name_installed():
    """A sentence: which frameworks can be asked where the kernel runs, and which cannot."""
    there, missing = [], []
    for name, library in frameworks.LIBRARIES.items():
        (there if frameworks.installed(name) else missing).append(library.title)
    return f"Installed here: {', '.join(there)}." + f" Not installed: {', '.join(missing)}." * bool(missing)


def compare_frameworks():
    """Ask a framework that is installed here for all functions and slopes, and count the digits that are right.

    A framework is imported when it is chosen, and not before.

    Returns
    -------
    LiveFigure
        With the traits `framework` (a key of `frameworks.LIBRARIES`), `precision` and `x`.
    """
    rows, x_near = list(ACTIVATIONS.values()), GRID_X[NEAR]
    floors = range(len(rows))[::-1]

    def frame(axes):
        for ax, title in zip(axes, ("value φ(x)", "slope φ′(x)")):
            ax.set(xlim=(-40, 40), ylim=(-0.3, len(rows)), xticks=[-40, -20, 0, 20, 40], xlabel="x", title=title)
            ax.set_yticks([floor + 0.3 for floor in floors], [row.title for row in rows])
            ax.tick_params(axis="y", length=0)
            ax.spines["left"].set_visible(False)
            for floor in floors:
                ax.axhline(floor, color=GRID, lw=1, zorder=0)

    def draw(axes, framework="numpy", precision="float64", x=20.0):
        digits, sentence = ask_framework(framework, precision)
        at = int(np.searchsorted(x_near, x))
        for kind, ax in enumerate(axes):
            ax.plot([x, x], [-0.3, len(rows)], ":", color=GHOST, lw=1.2)
            for floor, row in zip(floors, rows):
                curve = digits[row.name][kind]
                ax.plot(x_near, floor + 0.75 * curve / DIGITS[precision], color=row.color)
                ax.text(41, floor + 0.25, "–" if np.isnan(curve[at]) else str(int(curve[at])))
        return sentence if framework == "numpy" else f"{sentence} {name_installed()}"

    return live(
        draw,
        frame=frame,
        axes={"ncols": 2, "sharey": True},
        size=(7.6, 4.2),
        title="Frameworks compared",
        still=[{}],
        alt="The document's formulas in float64, one lane per function: the height of the line is the number of digits "
        "that are right, from 0 to 15, for x from −40 to 40. All values are right; of the slopes, Sigmoid loses digits "
        "to the right of 0 and Tanh on both sides.",
        framework=Choice({library.title: name for name, library in frameworks.LIBRARIES.items()}, needs_python=True),
        precision=PRECISION,
        x=(-40.0, 40.0, 0.5),
    )
