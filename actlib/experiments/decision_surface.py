"""A neuron over the plane of its two inputs: colours in parallel bands, and the line where its net input is 0."""

import numpy as np

from ..activations import ACTIVATIONS
from ..neuron import forward
from .plane import PLANE, TICKS


def surface(w1, w2, b, phi):
    """φ(w₁x₁ + w₂x₂ + b) on a grid over the plane, shape (61, 61), first row on top."""
    return forward(PLANE, [w1, w2], b, ACTIVATIONS[phi].function)[1].reshape(len(TICKS), -1)


def boundary(w1, w2, b):
    """Two points far out on the line net = 0, and the weight vector as an arrow from the point next to the origin.

    Returns
    -------
    line, arrow : ndarray, shape (2, 2)
        x₁ of both ends, then x₂ of both ends; NaN for the line where both weights are 0.
    """
    w = np.array([w1, w2])
    if not w.any():
        return np.full((2, 2), np.nan), np.zeros((2, 2))
    foot, along = -b * w / (w @ w), np.array([-w2, w1]) / np.linalg.norm(w) * 20
    return np.column_stack([foot - along, foot + along]), np.column_stack([foot, foot + w])
