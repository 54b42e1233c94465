"""The race for the chessboard: all functions learn it, each with its own learning rate, from several starts."""

from functools import cache

import numpy as np

from ..activations import ACTIVATIONS, sigmoid
from ..datasets import chessboard
from ..figures import GHOST, INK
from ..network import Network
from ..widgets.controls import Choice, Slider
from ..widgets.live import live
from ..widgets.progress_bar import progress
from .side_by_side import SideBySide

WIDTH, STARTS, STEPS, EVERY = 16, range(5), 300, 20
# Hidden layers -> function -> the learning rate, of 0.01, 0.03, 0.1, 0.3, 1 and 3, with the best mean over the starts
# 100 to 104, which no race uses. For Sigmoid with five layers all six are equally bad.
RATES = {
    1: {"sigmoid": 3.0, "tanh": 1.0, "relu": 0.3, "leaky_relu": 0.3, "swish": 0.3},
    5: {"sigmoid": 0.3, "tanh": 0.3, "relu": 0.03, "leaky_relu": 0.03, "swish": 0.1},
}
USUAL_RATE = 0.1  # for a function that nobody has tuned yet


def learn_chessboard(phi, depth, starts=STARTS, learning_rate=None, stretch=1.0):
    """Networks of 16 neurons per layer learn the chessboard from 300 points; judged on 1000 others.

    Three hundred steps with momentum 0.9 and all points in every step; each function starts with the weights that suit
    it.

    Parameters
    ----------
    phi : str
        A row of `ACTIVATIONS`.
    depth : int
        Number of hidden layers.
    starts : sequence of int
        Seeds of the first weights, one network for each.
    learning_rate : float, optional
        By default the one that was found best for this function and depth, `RATES`.
    stretch : float
        Factor on all first weights.

    Returns
    -------
    ndarray, shape (starts, 16)
        Percentage right after 0, 20, …, 300 steps.

    Raises
    ------
    FloatingPointError
        The training of one of them diverges.
    ValueError
        `learning_rate` is not positive.
    """
    rate = RATES[depth].get(phi, USUAL_RATE) if learning_rate is None else learning_rate
    return _learn(phi, depth, tuple(starts), rate, stretch)


@cache
def _learn(phi, depth, starts, learning_rate, stretch):
    sizes, activations = [2, *[WIDTH] * depth, 1], [*[phi] * depth, None]
    networks = SideBySide([Network(sizes, activations, seed=seed) for seed in starts], stretch, decimals=7)
    (points, label), (others, colour) = chessboard(300, 1), chessboard(1000, 2)
    course = []
    with np.errstate(over="ignore", invalid="ignore"):  # what overflows is caught below, with a message
        for step in range(STEPS + 1):
            if step % EVERY == 0:
                course.append(100 * np.mean((networks(others)[..., 0] > 0) == colour, axis=1))
            networks.backward((sigmoid(networks.forward(points)) - label[:, np.newaxis]) / len(label))
            networks.descend(learning_rate, momentum=0.9)
        finite = np.isfinite(networks(points)).all()
    if not finite:
        raise FloatingPointError(f"training diverged; try a smaller learning_rate than {learning_rate}")
    return np.transpose(course)


def guessing():
    """Percentage that one answer for all of the thousand points gets."""
    share = 100 * np.mean(chessboard(1000, 2)[1])
    return max(share, 100 - share)


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
