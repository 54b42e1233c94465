"""Which digits of the five functions and of their slopes a framework gets right."""

import numpy as np

from .. import frameworks
from ..activations import ACTIVATIONS
from ..experiments.framework_digits import NEAR, ask_framework
from ..experiments.lost_digits import DIGITS, GRID_X
from ..figures import GHOST, GRID
from ..widgets.controls import Choice
from ..widgets.live import live
from .lost_digits import PRECISION


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
