"""Which digits of the five functions and of their slopes a framework gets right."""

from functools import cache

import numpy as np

from .. import frameworks
from ..activations import ACTIVATIONS
from .lost_digits import DIGITS, GRID_X, digits_right, textbook_values, true_values

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
