"""Inputs that are all positive move all weights the same way at once: the zigzag of two weights."""

from functools import lru_cache

import numpy as np

GOAL = np.array([1.0, -1.0])  # one weight has to rise, the other to fall
NEAR = 0.1  # closer to the goal than this counts as arrived
STARTS = 20


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
