"""A grid sent through a stack of layers: without an activation function it stays straight, with one it bends."""

import numpy as np

from ..activations import ACTIVATIONS
from ..experiments import NONE
from ..experiments.linear_stack import ACROSS, DEEPEST, collapse, miss_of_one_layer, send_through, stack_of_layers
from ..figures import ACCENT, SECOND
from ..widgets.controls import Slider
from ..widgets.live import live
from ..wording import format_number
from .choices import PHI_OR_NONE

UP = ACROSS[:, ::-1]


def explore_linear_stack():
    """A grid in the plane, sent through a stack of layers, with or without an activation function after each.

    Returns
    -------
    LiveFigure
        With the traits `depth` and `phi` (the name of a row of `ACTIVATIONS`, or "none").
    """
    styles = {"color": ACCENT, "lw": 1.6}, {"color": SECOND, "lw": 1.6, "ls": (0, (4, 1.2))}

    def frame(axes):
        for ax, title in zip(axes, ("what goes in", "what comes out (scaled to fit)")):
            ax.set(title=title, xlim=(-1.1, 1.1), ylim=(-1.1, 1.1), aspect="equal", xticks=[], yticks=[])
            ax.spines[:].set_visible(False)
        for grid, style in zip((ACROSS, UP), styles):
            axes[0].plot(*grid.T, **style)

    def draw(axes, depth=1, phi=NONE):
        moved = [send_through(grid, depth, phi) for grid in (ACROSS, UP)]
        low, high = np.nanmin(moved, axis=(0, 1)), np.nanmax(moved, axis=(0, 1))
        for grid, style in zip(moved, styles):  # as large as the frame: only whether lines stay straight is of interest
            axes[1].plot(*((grid - (low + high) / 2) * 2 / (high - low).max()).T, **style)
        layers = f"{depth} layer{'s' * (depth > 1)}"
        if phi == NONE:
            W, _ = collapse(stack_of_layers(depth))
            matrix = "; ".join("  ".join(format_number(entry, 2) for entry in row) for row in W)
            return f"{layers} without φ: the one matrix [{matrix}] turns and stretches the grid in the same way."
        miss = f"the best single layer without φ misses by {100 * miss_of_one_layer(depth, phi):.1f} % of the spread."
        return f"{layers}, {'each ' * (depth > 1)}followed by {ACTIVATIONS[phi].title}: {miss}"

    return live(
        draw,
        frame=frame,
        axes=2,
        title="A stack of layers",
        still=[{"depth": DEEPEST, "phi": phi} for phi in (NONE, "tanh")],
        alt="A square grid before and after 8 layers. Above, without an activation function: every line is still "
        "straight. Below, with Tanh after each layer: the lines are bent.",
        depth=Slider(1, DEEPEST, 1, "layers", plays=2),
        phi=PHI_OR_NONE,
    )
