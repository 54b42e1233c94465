"""Networks that are dead before their first lesson: how deep a signal gets where each neuron is a tossed coin."""

import numpy as np

from ..experiments.coin_tosses import DEEPEST, NETWORKS, coin_tosses
from ..figures import ACCENT, GHOST, GRID, INK, SECOND
from ..widgets.controls import Choice, Slider
from ..widgets.live import live
from ..wording import format_number

LAYERS = np.arange(DEEPEST + 1)
SHOWN = 24  # of the networks


def explore_coins():
    """Networks that are dead before their first lesson: how many, for every width, depth and α.

    Returns
    -------
    LiveFigure
        With the traits `depth`, `width` and `alpha`.
    """

    def frame(axes):
        left, right = axes
        left.set(xlim=(0.2, SHOWN + 0.8), ylim=(DEEPEST + 0.9, -0.9), xticks=[1, SHOWN], yticks=[0, 4, 8, 12, 16])
        left.set(xlabel="network", ylabel="layer", title="how deep the signal gets")
        right.set(xlim=(0, DEEPEST + 0.3), ylim=(-4, 138), yticks=[0, 50, 100], xlabel="layers")
        right.set_title("% of networks alive")
        right.axhline(0, color=GRID, lw=1.2, zorder=0)

    def draw(axes, depth=1, width=2, alpha=0.0):
        left, right = axes
        alive, expected = coin_tosses(width, alpha), 100 * (1 - 0.5**width) ** LAYERS
        share, seen = 100 * alive.mean(axis=0), depth >= LAYERS
        networks, reached = np.nonzero(alive[:SHOWN, : depth + 1])
        # A network is crossed out once, at the layer that fell silent first.
        crossed, silent = np.nonzero(alive[:SHOWN, :depth] & ~alive[:SHOWN, 1 : depth + 1])
        left.plot(networks + 1, reached, "o", ms=5, color=ACCENT)
        left.plot(crossed + 1, silent + 1, "x", ms=8, color=SECOND, mew=2.2)
        law = np.where(seen & (alpha == 0), expected, np.nan)
        right.plot(LAYERS, law, color=GHOST, lw=6, alpha=0.5, label="expected")
        right.plot(LAYERS, np.where(seen, share, np.nan), color=ACCENT, label=f"of {NETWORKS} networks")
        right.plot(depth, share[depth], "o", ms=10, color=ACCENT, mec=INK, mew=1.4)
        formula = f"(1 − ½{_raised(width)}){_raised(depth)} = {format_number(expected[depth], 1)} % would be expected."
        return (
            f"{width} neuron{'s' * (width > 1)} per layer, α = {alpha:g}: after {depth} layer{'s' * (depth > 1)} "
            f"{np.sum(alive[:, depth])} of {NETWORKS} networks still pass a signal; "
            f"{'no gate is ever shut.' if alpha else formula}"
        )

    return live(
        draw,
        frame=frame,
        axes=2,
        size=(7.6, 3.9),
        legend=[False, "upper right"],
        title="Dead before the first lesson",
        still={
            "ReLU, 2 neurons per layer": {"depth": DEEPEST, "width": 2},
            "ReLU, 4 neurons per layer": {"depth": DEEPEST, "width": 4},
            "Leaky ReLU, 2 neurons per layer": {"depth": DEEPEST, "alpha": 0.01},
        },
        depth=Slider(1, DEEPEST, 1, label="layers", plays=4),
        width=Slider(1, 8, 1, label="neurons per layer"),
        alpha=Choice({"0 (ReLU)": 0.0, "0.01 (Leaky ReLU)": 0.01, "0.1 (Leaky ReLU)": 0.1}),
    )


def _raised(number):
    return str(number).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
