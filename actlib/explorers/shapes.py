"""What newer functions do better, and what not: how often each is flat, how often 0, and how far from a line."""

from functools import cache
from statistics import NormalDist

import numpy as np

from ..activations import ACTIVATIONS
from ..figures import GRID
from ..widgets.controls import Slider
from ..widgets.live import live
from ..wording import format_number
from .cheat_sheet import largest_slope

QUANTILES = np.array([NormalDist().inv_cdf((i + 0.5) / 1000) for i in range(1000)])
MEASURES = {
    "flat": "nearly flat: below 5 %\nof its largest slope",
    "zero": "output\nexactly 0",
    "curved": "not explained\nby a line",
}


@cache
def measure_shapes(spread):
    """Three properties of every function as percentages, where the net input is normally distributed around 0.

    Parameters
    ----------
    spread : float
        Standard deviation of the net input.

    Returns
    -------
    dict of dict
        "flat": how often |φ′(net)| is below 5 % of the largest slope of φ; "zero": how often φ(net) is exactly 0;
        "curved": how much of the variance of φ(net) no straight line in net explains, 1 − R². Each: name of the row ->
        percentage, from 1000 quantiles.
    """
    net = spread * QUANTILES
    measured = {name: {} for name in MEASURES}
    for name, row in ACTIVATIONS.items():
        y, steepest = row.function(net), largest_slope(row)[1]
        measured["flat"][name] = 100 * np.mean(np.abs(row.derivative(net)) < 0.05 * steepest)
        measured["zero"][name] = 100 * np.mean(y == 0)
        measured["curved"][name] = 100 * (1 - np.corrcoef(net, y)[0, 1] ** 2)
    return measured


def explore_shapes():
    """How often each function is nearly flat or exactly 0, and how far from a line, by the spread of the net input.

    Returns
    -------
    LiveFigure
        With the trait `spread`.
    """
    rows = list(ACTIVATIONS.values())[::-1]
    places, colors = np.arange(len(rows)), [row.color for row in rows]

    def frame(axes):
        for ax, title in zip(axes, MEASURES.values()):
            ax.set(title=title, xlim=(0, 138), ylim=(-0.6, len(rows) - 0.4), xticks=[0, 50, 100], xlabel="%")
            ax.tick_params(axis="y", length=0)
            ax.spines["left"].set_color(GRID)
        axes[0].set_yticks(places, [row.title for row in rows])

    def draw(axes, spread=0.5):
        measured = measure_shapes(spread)
        for ax, shares in zip(axes, measured.values()):
            widths = [shares[row.name] for row in rows]
            ax.barh(places, widths, height=0.55, color=colors)
            for place, width in zip(places, widths):
                ax.text(width + 3, place, f"{width:.0f} %", va="center")
        curved = measured["curved"]
        least, most = (pick(curved, key=curved.get) for pick in (min, max))
        return (
            f"Spread {format_number(spread, 2)}: furthest from a line is {ACTIVATIONS[most].title} "
            f"({format_number(curved[most], 1)} %), closest {ACTIVATIONS[least].title} "
            f"({format_number(curved[least], 1)} %)."
        )

    return live(
        draw,
        frame=frame,
        axes={"ncols": 3, "sharey": True},
        size=(7.6, 1.2 + 0.5 * len(rows)),
        title="Shapes, measured",
        still=[{"spread": 1.0}, {"spread": 8.0}],
        spread=Slider(0.25, 8, 0.25, label="spread of the net input", plays=8),
    )
