"""The plane from −3 to 3 in both directions, where regions are computed."""

import numpy as np

TICKS = np.linspace(-3, 3, 61)
PLANE = np.stack(np.meshgrid(TICKS, TICKS[::-1]), axis=-1).reshape(-1, 2)  # row by row, from the top left
