"""A layer computed entry by entry, in a table that can be typed into."""

import matplotlib
import numpy as np

from .. import figures
from ..activations import ACTIVATIONS
from ..figures import GHOST, PAPER, SECOND
from ..neuron import forward
from ..widgets.old_live import Choice, LiveFigure, Matrix
from ..wording import format_factor, format_number


def _phi_choice(default):
    return Choice("phi", "φ", {name: row.title for name, row in ACTIVATIONS.items()}, default)


def explore_forward():
    """The document's forward pass as a table that can be typed into: X, W and b in, net and y out, one entry traced.

    Returns
    -------
    LiveFigure
        With the traits `X`, `W` (lists of two rows), `b` (one row of two), `phi` and `entry` ("11", "12", "21", "22").
    """
    controls = [
        Matrix("X", "X", [[1, 2], [3, 4]]),
        Matrix("W", "W", [[0.1, 0.4], [-0.3, 0.2]]),
        Matrix("b", "b", [[0.5, 0.5]]),
        _phi_choice("sigmoid"),
        Choice("entry", "Follow", {f"{i}{j}": f"example {i}, neuron {j}" for i in "12" for j in "12"}, "11"),
    ]
    blocks = {
        "X": (0.0, 1.2),
        "W": (3.1, 1.3),
        "b": (6.4, 1.2),
        "net": (9.5, 1.5),
        "y": (13.1, 1.75),
    }  # where, how wide a column
    headings = {"X": "X", "W": "Wᵀ", "b": "b", "net": "net = X Wᵀ + b", "y": "y = φ(net)"}

    def scene(X, W, b, phi, entry):
        X, W, b = (np.array(table, float) for table in (X, W, b))
        net, y = forward(X, W, b[0], ACTIVATIONS[phi].function)
        i, j = int(entry[0]) - 1, int(entry[1]) - 1
        moved = {}
        for name, table in {"X": X, "W": W.T, "b": b, "net": net, "y": y}.items():
            for (r, c), value in np.ndenumerate(table):
                moved[f"{name}{r + 1}{c + 1}"] = format_number(value, 4) if name == "y" else format_number(value)
        followed = {"X": ([i], [0, 1]), "W": ([0, 1], [j]), "b": ([0], [j]), "net": ([i], [j]), "y": ([i], [j])}
        for name, (rows, columns) in followed.items():
            start, width = blocks[name]
            left, right = start + width * (min(columns) - 0.46), start + width * (max(columns) + 0.46)
            top, bottom = 0.45 - min(rows), -0.45 - max(rows)
            moved[f"{name}-frame"] = ([left, right, right, left, left], [bottom, bottom, top, top, bottom])
        terms = " + ".join(f"{format_factor(x)}·{format_factor(w)}" for x, w in zip(X[i], W[j]))
        moved["trace"] = f"net = {terms} + {format_factor(b[0, j])} = {format_number(net[i, j])}"
        moved["trace-y"] = f"y = φ(net) = {format_number(y[i, j])}"
        moved["words"] = (
            f"Example {i + 1}, neuron {j + 1}: {moved['trace']}; "
            f"{ACTIVATIONS[phi].title} gives y = {format_number(y[i, j])}."
        )
        return moved

    def picture(values):
        figure, ax = figures.new_figure(size=(7.6, 2.9))
        with matplotlib.rc_context(figures.STYLE):
            ax.set(xlim=(-0.8, 15.8), ylim=(-3.1, 1.4))
            ax.set_axis_off()
            for name, heading in headings.items():
                start, width = blocks[name]
                ax.text(start + width / 2, 0.85, heading, ha="center", fontweight="bold")
                ax.plot(*values[f"{name}-frame"], color=SECOND, lw=2, gid=f"{name}-frame")
                for r in range(1 if name == "b" else 2):
                    for c in range(2):
                        ax.text(
                            start + width * c,
                            -r - 0.12,
                            values[f"{name}{r + 1}{c + 1}"],
                            ha="center",
                            fontsize=12 / figures.enlarged() ** 0.5,  # or two neighbours would touch
                            gid=f"{name}{r + 1}{c + 1}",
                        )
            for x, sign in zip((2.1, 5.35, 8.25, 11.7), ("·", "+", "→", "→")):
                ax.text(x, -0.62, sign, ha="center", color=GHOST, fontsize=15)
            ax.text(-0.6, -2.2, values["trace"], gid="trace")
            ax.text(-0.6, -2.9, values["trace-y"], gid="trace-y")
        return figure

    start = scene(*[control.default for control in controls])

    def still():
        figure = picture(start)
        figure.set_facecolor(PAPER)
        return figure

    return LiveFigure(
        picture(start),
        controls,
        {"X W b phi entry": scene},
        still,
        f"The document's forward pass as a table: X, the transposed W, b, net input and sigmoid. {start['words']}",
        title="The forward pass: live figure",
    )
