"""What newer functions do better, and what not: how often each is flat, how often 0, and how far from a line."""

import numpy as np

from ..activations import ACTIVATIONS
from ..experiments.shapes import measure_shapes
from ..figures import GRID
from ..widgets.controls import Slider
from ..widgets.live import live
from ..wording import format_number

TITLES = "nearly flat: below 5 %\nof its largest slope", "output\nexactly 0", "not explained\nby a line"


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
        for ax, title in zip(axes, TITLES):
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
