"""A curve and the sum of n units that comes closest to it."""

from functools import cache

import numpy as np

from ..activations import ACTIVATIONS
from . import NONE

X = np.linspace(-2, 2, 201)  # where a curve is known that is to be approximated
MOST = 40


@cache
def _units(phi, n, steepness):
    """Heights of n units at `X`, side by side with a column of ones, and their singular value decomposition."""
    gap = 4 / n
    # A unit that is flat on both sides marks the middle of its gap, one that bends marks the beginning.
    flat = phi in ACTIVATIONS and abs(ACTIVATIONS[phi].derivative(20.0)) < 0.5
    centres = -2 + gap * (np.arange(n) + 0.5 * flat)
    net = steepness / gap * (X[:, np.newaxis] - centres)
    columns = np.column_stack([net if phi == NONE else ACTIVATIONS[phi].function(net), np.ones(len(X))])
    return columns, *np.linalg.svd(columns, full_matrices=False)


def sum_of_units(target, phi, n, steepness=3.0):
    """The sum v₁φ(wx + b₁) + … + vₙφ(wx + bₙ) + c next to a curve on [−2, 2], by least squares.

    The units stand at equal distances, 4/n, and share one weight, w = steepness · n/4; only v and c are chosen.

    Parameters
    ----------
    target : function or array_like, shape (201,)
        The curve, or its heights at `np.linspace(-2, 2, 201)`.
    phi : str
        A row of `ACTIVATIONS`, or "none".
    n : int
        How many units, from 1 to 40.
    steepness : float
        By how much the net input of a unit grows from its place to its neighbour's, positive.

    Returns
    -------
    heights : ndarray, shape (201,)
        The sum at the same points.
    parts : ndarray, shape (201, n)
        What each unit contributes.

    Raises
    ------
    ValueError
        `phi` is unknown, or `n` or `steepness` out of range.
    """
    if phi != NONE and phi not in ACTIVATIONS:
        raise ValueError(f"phi must be none or one of {', '.join(ACTIVATIONS)}, got {phi!r}")
    if not 1 <= n <= MOST:
        raise ValueError(f"n must be from 1 to {MOST}, got {n!r}")
    if not 0 < steepness < np.inf:
        raise ValueError(f"steepness must be positive and finite, got {steepness!r}")
    heights = target(X) if callable(target) else np.asarray(target, dtype=float)
    columns, U, s, Vt = _units(phi, int(n), float(steepness))
    inverse = np.where(s > 1e-9 * s[0], 1 / np.maximum(s, 1e-300), 0)  # units may say the same: two lines, say
    weights = Vt.T @ (inverse * (U.T @ heights))
    return columns @ weights, columns[:, :-1] * weights[:-1]
