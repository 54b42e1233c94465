"""The plane from −3 to 3 in both directions, where regions are computed."""

import numpy as np


def points_of(ticks):
    """The points with these coordinates in both directions, row by row from the top left."""
    return np.stack(np.meshgrid(ticks, ticks[::-1]), axis=-1).reshape(-1, 2)


TICKS = np.linspace(-3, 3, 61)
PLANE = points_of(TICKS)
