"""Inputs that are all positive move all weights the same way at once: the zigzag of two weights."""

from functools import lru_cache

import numpy as np

from .. import figures
from ..figures import ACCENT, GHOST, GRID, INK, SECOND
from ..widgets.controls import Slider
from ..widgets.live import live
from ..wording import format_number

GOAL = np.array([1.0, -1.0])  # one weight has to rise, the other to fall
NEAR = 0.1  # closer to the goal than this counts as arrived
STARTS = 20
TYPICAL, SHOWN = 15, 40  # the figure draws one stream, as long as the mean, and so many steps of it


@lru_cache(maxsize=64)
def weight_paths(centre, learning_rate, n_examples=1, n_steps=200):
    """Gradient descent of y = w₁x₁ + w₂x₂ from w = (0, 0) to (1, −1), on inputs tanh(z) + centre with normal z.

    Parameters
    ----------
    centre : float
        What every input averages to. 0 leaves the outputs of Tanh as they are; 1 makes them those of a Sigmoid of the
        same height, since tanh(z) + 1 = 2σ(2z).
    learning_rate : float
    n_examples : int, optional
        Examples per step; the loss is the mean of ½(y − target)².
    n_steps : int, optional

    Returns
    -------
    ndarray, shape (20, n_steps + 1, 2)
        The weights before each step and after the last, for twenty streams of examples.

    Examples
    --------
    >>> paths = weight_paths(centre=1.0, learning_rate=0.4)
    >>> moves = np.diff(paths, axis=1)
    >>> bool(np.all(moves[..., 0] * moves[..., 1] >= 0))  # never one weight up and the other down
    True
    """
    z = np.random.default_rng(0).normal(size=(n_steps, STARTS, n_examples, 2))
    paths = np.zeros((STARTS, n_steps + 1, 2))
    with np.errstate(all="ignore"):  # a learning rate that is too large leads to infinity
        for step, x in enumerate(np.tanh(z) + centre):
            delta = x @ GOAL - np.einsum("sbi,si->sb", x, paths[:, step])
            paths[:, step + 1] = paths[:, step] + learning_rate * np.einsum("sb,sbi->si", delta, x) / n_examples
    paths.flags.writeable = False  # the same array for all who ask again
    return paths


def steps_to_goal(centre, learning_rate, n_examples=1, n_steps=200):
    """How many steps each of the twenty `weight_paths` takes until it is within 0.1 of the goal.

    Returns
    -------
    ndarray of int, shape (20,)
        `n_steps` where the goal is not reached.

    Examples
    --------
    >>> int(steps_to_goal(0.0, 1.0).max()) < int(steps_to_goal(1.0, 0.4).max())
    True
    """
    paths = weight_paths(centre, learning_rate, n_examples, n_steps)
    arrived = np.hypot(*np.moveaxis(paths - GOAL, -1, 0)) < NEAR
    return np.where(arrived.any(axis=1), arrived.argmax(axis=1), n_steps)


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
