"""A grid sent through a stack of layers: without an activation function it stays straight, with one it bends."""

import numpy as np

from ..activations import ACTIVATIONS
from ..figures import ACCENT, SECOND
from ..neuron import net_input
from ..widgets.controls import Slider
from ..widgets.live import live
from ..wording import format_number
from .choices import NONE, PHI_OR_NONE

DEEPEST = 8
LINES, ALONG = np.linspace(-1, 1, 11), np.append(np.linspace(-1, 1, 41), np.nan)  # NaN: the pen is lifted
ACROSS = np.stack([np.tile(ALONG, len(LINES)), np.repeat(LINES, len(ALONG))], axis=1)
UP = ACROSS[:, ::-1]


def stack_of_layers(depth):
    """The layers of `explore_linear_stack`: a turn, a stretch and a shift each.

    Returns
    -------
    list of (W, b)
        `depth` pairs of a 2 × 2 matrix and a vector of two numbers, the same on every call.
    """
    rng = np.random.default_rng(19)
    layers = []
    for angle in rng.uniform(0.4, 1.2, DEEPEST):
        turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
        layers.append((np.diag([1.3, 0.8]) @ turn, rng.uniform(0, 0.5, 2)))
    return layers[:depth]


def collapse(layers):
    """The one layer that does what a stack of linear layers does: x ↦ W₂(W₁x + b₁) + b₂ = (W₂W₁)x + (W₂b₁ + b₂).

    Parameters
    ----------
    layers : list of (W, b)
        First layer first.

    Returns
    -------
    W : ndarray, shape (neurons of the last layer, inputs of the first)
    b : ndarray, shape (neurons of the last layer,)
    """
    (W, b), *rest = layers
    for W_next, b_next in rest:
        W, b = W_next @ W, W_next @ b + b_next
    return W, b


def send_through(points, depth, phi):
    """Where `stack_of_layers(depth)` takes points, with φ (a row of `ACTIVATIONS`, or "none") after each layer."""
    for W, b in stack_of_layers(depth):
        points = net_input(points, W, b)
        points = points if phi == NONE else ACTIVATIONS[phi].function(points)
    return points


def miss_of_one_layer(depth, phi):
    """How far the best single layer without φ stays from what the stack makes of the grid, as a share of its spread."""
    grid = ACROSS[~np.isnan(ACROSS[:, 0])]
    target, inputs = send_through(grid, depth, phi), np.column_stack([grid, np.ones(len(grid))])
    best = inputs @ np.linalg.lstsq(inputs, target, rcond=None)[0]
    return np.linalg.norm(best - target) / np.linalg.norm(target - target.mean(axis=0))


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
