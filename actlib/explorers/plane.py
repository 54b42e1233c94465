"""How regions of the plane from −3 to 3, and two classes of points, are drawn."""

import numpy as np

from ..experiments.plane import TICKS
from ..figures import CLASS_COLORS, SHADES, WHITE


def shade_plane(ax, heights):
    """Colour the plane by heights from 0 to 1 at `PLANE`, pale enough for points to stand out."""
    shades = 0.15 + 0.7 * np.reshape(heights, (len(TICKS), len(TICKS)))
    ax.imshow(shades, cmap=SHADES, vmin=0, vmax=1, extent=(-3, 3, -3, 3))
    ax.set(xlim=(-3, 3), ylim=(-3, 3), aspect="equal", xticks=[], yticks=[])
    ax.spines[:].set_visible(False)


def mark_classes(ax, points, label, size=5.5):
    """Mark the points of two classes, discs for 0 and squares for 1."""
    for one, marker in enumerate("os"):
        ax.plot(*points[label == one].T, marker, ms=size, color=CLASS_COLORS[one], mec=WHITE, mew=0.7)
