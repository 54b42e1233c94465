"""A layer computed entry by entry, in a table that can be typed into."""

import numpy as np

from .. import figures
from ..activations import ACTIVATIONS
from ..figures import GHOST, SECOND
from ..neuron import forward
from ..widgets.controls import Choice, Matrix
from ..widgets.live import live
from ..wording import format_factor, format_magnitude, format_number
from .choices import PHI

# The document's numbers (§4); it adds the same bias to both neurons.
INPUTS, WEIGHTS, BIASES = [[1, 2], [3, 4]], [[0.1, 0.4], [-0.3, 0.2]], [[0.5, 0.5]]
ENTRIES = {f"example {i}, neuron {j}": f"{i}{j}" for i in "12" for j in "12"}
COLUMNS = {  # of each table: where the first one stands, and how wide it is
    "X": (0.0, 1.35),
    "Wᵀ": (3.2, 1.3),
    "b": (6.5, 1.2),
    "net = X Wᵀ + b": (9.6, 1.5),
    "y = φ(net)": (13.2, 1.75),
}


def shorten(value):
    """A number in the six characters that a cell of the table has room for."""
    if abs(value) >= 9999.5:
        return format_magnitude(value).replace("1·10", "10")
    text = format_number(float(f"{np.round(value, 4):.4g}") + 0.0)
    return text if len(text) <= 6 else format_number(round(float(value), 3))


def explore_forward():
    """The document's forward pass as a table that can be typed into: X, W and b in, net and y out, one entry traced.

    Returns
    -------
    LiveFigure
        With the traits `X`, `W` (lists of two rows), `b` (one row of two), `phi` and `entry` ("11", "12", "21", "22").
    """

    size = 12 / figures.enlarged() ** 0.5  # or two neighbours would touch

    def frame(ax):
        ax.set(xlim=(-0.8, 15.9), ylim=(-3.1, 1.4))
        ax.set_axis_off()
        for heading, (start, width) in COLUMNS.items():
            ax.text(start + width / 2, 0.85, heading, ha="center", fontweight="bold", fontsize=size)
        for x, sign in zip((2.28, 5.52, 8.58, 12.1), "·+→→"):
            ax.text(x, -0.62, sign, ha="center", color=GHOST, fontsize=15)

    def draw(ax, X=INPUTS, W=WEIGHTS, b=BIASES, phi="sigmoid", entry="11"):
        X, W, b = np.array(X, float), np.array(W, float), np.array(b, float)
        net, y = forward(X, W, b[0], ACTIVATIONS[phi].function)
        i, j = int(entry[0]) - 1, int(entry[1]) - 1
        followed = [([i], [0, 1]), ([0, 1], [j]), ([0], [j]), ([i], [j]), ([i], [j])]  # rows and columns in a frame
        for table, (start, width), (rows, columns) in zip((X, W.T, b, net, y), COLUMNS.values(), followed):
            for (r, c), value in np.ndenumerate(table):
                ax.text(start + width * c, -r - 0.12, shorten(value), ha="center", fontsize=size)
            left, right = start + width * (columns[0] - 0.46), start + width * (columns[-1] + 0.46)
            top, bottom = 0.45 - rows[0], -0.45 - rows[-1]
            ax.plot([left, right, right, left, left], [bottom, bottom, top, top, bottom], color=SECOND, lw=2)
        terms = " + ".join(f"{format_factor(x)}·{format_factor(w)}" for x, w in zip(X[i], W[j]))
        trace = f"net = {terms} + {format_factor(b[0, j])} = {format_number(net[i, j])}"
        ax.text(-0.6, -2.2, trace)
        ax.text(-0.6, -2.9, f"y = φ(net) = {format_number(y[i, j])}")
        answer = f"{ACTIVATIONS[phi].title} gives y = {format_number(y[i, j])}"
        return f"Example {i + 1}, neuron {j + 1}: {trace}; {answer}."

    return live(
        draw,
        frame=frame,
        size=(7.6, 2.9),
        title="The forward pass",
        still=[{}],
        X=Matrix(presets=[[[1, 0], [0, 1]], [[-1, -2], [-3, -4]]]),
        W=Matrix(presets=[[[1, 0], [0, 1]], [[-0.5, 0.25], [2, -1]]]),
        b=Matrix(presets=[[[0, 0]], [[-1, 2]]]),
        phi=PHI, entry=Choice(ENTRIES, label="follow"),
    )  # fmt: skip
