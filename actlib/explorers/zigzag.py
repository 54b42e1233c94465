"""Inputs that are all positive move all weights the same way at once: the zigzag of two weights."""

import numpy as np

from .. import figures
from ..experiments.zigzag import GOAL, STARTS, steps_to_goal, weight_paths
from ..figures import ACCENT, GHOST, GRID, INK, SECOND
from ..widgets.controls import Slider
from ..widgets.live import live
from ..wording import format_number

TYPICAL, SHOWN = 15, 40  # the figure draws one stream, as long as the mean, and so many steps of it


def explore_zigzag():
    """Two weights on their way from (0, 0) to (1, −1), and where each single step goes.

    Returns
    -------
    LiveFigure
        With the traits `centre` (0 for Tanh, 1 for a Sigmoid of the same height) and `learning_rate`.
    """

    def frame(axes):
        left, right = axes
        figures.through_zero(left, (-1.1, 2.1), (-2.1, 1.1))
        left.set(title="the two weights", xlabel="$w_1$", ylabel="$w_2$", aspect="equal")
        left.plot(0, 0, "o", ms=8, color=GHOST, label="start")
        left.plot(*GOAL, "*", ms=16, color=SECOND, mec=INK, label="goal")
        figures.through_zero(right, (-1.1, 1.1), (-1.1, 1.1))
        right.set(title="the steps, each from (0, 0)", xlabel="step of $w_1$", ylabel="step of $w_2$", aspect="equal")
        for low, high, words in ((0, 1.1, "both up"), (-1.1, 0, "both down")):
            right.fill_between([low, high], low, high, color=GRID, alpha=0.45, lw=0)
            right.text((low + high) / 2, high - 0.2 if high else low + 0.1, words, ha="center", color=GHOST)

    def draw(axes, centre=0.0, learning_rate=0.4):
        left, right = axes
        needed = steps_to_goal(centre, learning_rate)
        path = weight_paths(centre, learning_rate)[TYPICAL, : min(needed[TYPICAL], SHOWN) + 1]
        moves = np.diff(path, axis=0)
        left.plot(*path.clip(-20, 20).T, "o-", ms=4, lw=1.4, color=ACCENT)
        right.plot(*moves.clip(-20, 20).T, "o", ms=6, color=ACCENT)
        together = np.count_nonzero(np.sign(moves).prod(axis=1) > 0)
        arrived = np.count_nonzero(needed < 200)
        arrive = "arrives" if arrived == 1 else "arrive"
        return (
            f"{together} of these {len(moves)} steps move both weights the same way. "
            f"{arrived} of 20 streams {arrive} within 200 steps"
            + (f", on average after {format_number(needed.mean(), 1)}." if arrived == STARTS else ".")
        )

    return live(
        draw,
        frame=frame,
        axes=2,
        size=(7.6, 4.0),
        legend=["upper right", False],
        title="Two weights learn",
        still=[{"centre": 0.0, "learning_rate": 0.8}, {"centre": 1.0}],
        still_height=3.4,
        alt="Above, inputs centred on 0, as after Tanh: steps in all four directions lead to the goal. Below, inputs "
        "centred on 1, as after Sigmoid: every step raises both weights or lowers both, and the path is a zigzag.",
        centre=Slider(0, 1, 0.05, label="centre of the inputs"),
        learning_rate=(0.05, 1, 0.05),
    )
