"""Into how many straight pieces a ReLU network breaks a line, by its width and its depth."""

from functools import lru_cache

import numpy as np

from ..experiments.linear_pieces import linear_pieces, random_layers, zigzag_layers
from ..figures import ACCENT, GHOST, INK, SECOND
from ..widgets.controls import Choice, Slider
from ..widgets.live import live

DEEPEST = 6


@lru_cache(maxsize=64)
def _corners(width, depth, weights, seed):
    """Corners of the graph, its height scaled to 1."""
    x, y = linear_pieces(zigzag_layers(depth) if weights == "zigzag" else random_layers(width, depth, seed))
    return x, (y - y.min()) / max(np.ptp(y), 1e-12)


def _in_words(width, depth, made):
    neurons = width * depth
    said = f"{depth} hidden layer{'s' * (depth > 1)} of {width}, {neurons} neuron{'s' * (neurons > 1)} in all"
    flat = " Nothing bends any more: some layer puts out the same for every x shown here." * (made == 1)
    pieces = f"{made} straight piece{'s' * (made > 1)}"
    return f"{said}: {pieces}.{flat} One layer of {neurons} would make at most {neurons + 1}."


def explore_pieces():
    """How many straight pieces the graph of a ReLU network has, against its width and its depth.

    Returns
    -------
    LiveFigure
        With the traits `width`, `depth`, `weights` ("random" or "zigzag") and `seed` (of the random weights).
    """

    def frame(axes):
        left, right = axes
        left.set(title="output (scaled to fit)", xlabel="x", xlim=(-3, 3), ylim=(-0.08, 1.08), yticks=[])
        right.set(
            title="straight pieces", xlabel="hidden layers", xlim=(0.8, DEEPEST + 0.2), ylim=(0.8, 200), yscale="log"
        )
        right.set_xticks(range(1, DEEPEST + 1))

    def draw(axes, width=4, depth=1, weights="random", seed=0):
        left, right = axes
        width = 2 if weights == "zigzag" else width
        x, y = _corners(width, depth, weights, seed)
        depths = np.arange(1, depth + 1)
        counts = [len(_corners(width, d, weights, seed)[0]) - 1 for d in depths]
        left.plot(x, y, color=ACCENT)
        left.plot(np.append(x[1:-1], np.nan), np.append(y[1:-1], np.nan), "o", ms=5, color=SECOND)
        right.plot(depths, width * depths + 1, ":", color=GHOST, label="one layer, at most")
        right.plot(depths, counts, color=ACCENT, label="networks like this")
        right.plot(depth, counts[-1], "o", ms=9, color=SECOND, mec=INK, mew=1.4)
        return _in_words(width, depth, counts[-1])

    return live(
        draw,
        frame=frame,
        axes={"ncols": 2, "width_ratios": (3, 2)},
        legend=[False, "upper left"],
        title="Straight pieces",
        still=[{"depth": 4}, {"depth": 5, "weights": "zigzag"}],
        alt="Graphs of two ReLU networks: four layers of four neurons with random weights make 11 straight pieces, "
        "five layers of two neurons that fold the line make 32.",
        width=Slider(1, 16, 1, "neurons per layer"),
        depth=Slider(1, DEEPEST, 1, "hidden layers", plays=2),
        weights=Choice({"random": "random", "folding (2 neurons per layer)": "zigzag"}),
        seed=Slider(0, 9, 1, "random draw"),
    )
