"""The race for the chessboard: all functions learn it, each with its own learning rate, from several starts."""

import numpy as np

from ..activations import ACTIVATIONS
from ..experiments.race import EVERY, RATES, STEPS, guessing, learn_chessboard
from ..figures import GHOST, INK
from ..widgets.controls import Choice, Slider
from ..widgets.live import live
from ..widgets.progress_bar import progress


def explore_race():
    """All functions learn the chessboard, each from five first networks, with one hidden layer or with five.

    Returns
    -------
    LiveFigure
        With the traits `step` and `depth`.
    """
    everyone = [(phi, depth) for depth in RATES for phi in ACTIVATIONS]
    courses = {one: learn_chessboard(*one) for one in progress(everyone, len(everyone), "training the networks")}
    rows = dict(zip(ACTIVATIONS, range(len(ACTIVATIONS))[::-1]))

    def frame(ax):
        ax.set(xlim=(38, 101), ylim=(-0.6, len(rows) - 0.2), xlabel="% right on new points, in whole per cent")
        ax.axvline(guessing(), color=GHOST, ls=":", lw=1.6)
        ax.text(guessing() + 0.5, len(rows) - 0.5, "one answer for all", color=GHOST)
        ax.set_yticks(list(rows.values()), [ACTIVATIONS[name].title for name in rows])
        ax.tick_params(axis="y", length=0)

    def draw(ax, step=0, depth=1):
        said = []
        for name, row in rows.items():
            shares = courses[name, depth][:, step // EVERY]
            # In whole per cent, because training is not the same to the last digit on every processor.
            right, mean = np.round(shares), np.round(np.mean(shares))
            ax.plot(right, row + np.linspace(-0.2, 0.2, len(right)), "o", ms=8, color=ACTIVATIONS[name].color, mec=INK)
            ax.plot([mean] * 2, [row - 0.32, row + 0.32], color=INK, lw=3)
            ax.text(102, row, f"{mean:.0f}, worst {right.min():.0f}", va="center", clip_on=False)
            said.append(f"{ACTIVATIONS[name].title} {mean:.0f} ({right.min():.0f})")
        return f"Step {step}, {depth} hidden layer{'s' * (depth > 1)}, % right, mean (worst): {', '.join(said)}."

    return live(
        draw,
        frame=frame,
        size=(7.6, 1.1 + 0.58 * len(rows)),
        title="The race for the chessboard",
        still={f"{depth} hidden layer{'s' * (depth > 1)}": {"step": STEPS, "depth": depth} for depth in RATES},
        still_columns=1,
        step=Slider(0, STEPS, EVERY, plays=10),
        depth=Choice(list(RATES), label="hidden layers"),
    )
