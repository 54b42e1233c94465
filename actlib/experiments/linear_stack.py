"""A grid sent through a stack of layers: without an activation function it stays straight, with one it bends."""

import numpy as np

from ..activations import ACTIVATIONS
from ..neuron import net_input
from . import NONE

DEEPEST = 8
LINES, ALONG = np.linspace(-1, 1, 11), np.append(np.linspace(-1, 1, 41), np.nan)  # NaN: the pen is lifted
ACROSS = np.stack([np.tile(ALONG, len(LINES)), np.repeat(LINES, len(ALONG))], axis=1)


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
