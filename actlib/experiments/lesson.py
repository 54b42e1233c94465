"""One neuron learns step by step: its curve among the points, and its way down the loss over weight and bias."""

from functools import cache

import numpy as np

from ..activations import ACTIVATIONS
from ..datasets import laboratory_points
from ..neuron import descend_neuron

STEPS = 60
TEACHER_W, TEACHER_B = 2.0, -1.0
X = laboratory_points()[0]


def lesson(phi, learning_rate, start):
    """One neuron y = φ(wx + b) learns, by gradient descent, twenty points that a neuron with w = 2 and b = −1 has made.

    Parameters
    ----------
    phi : str
        A row of `ACTIVATIONS`.
    learning_rate : float
    start : (w, b)

    Returns
    -------
    dict of ndarray, shape (61,)
        Before each step and after the last: "w", "b", "loss" (mean of ½(y − target)²), "dL_dw", "dL_db".
    """
    row = ACTIVATIONS[phi]
    target = row.function(TEACHER_W * X + TEACHER_B)
    moments = descend_neuron(
        X[:, np.newaxis], target, [start[0]], float(start[1]), row.function, row.derivative, learning_rate, STEPS
    )
    course = np.array([(now.w[0], now.b, now.loss, now.dL_dw[0], now.dL_db) for now in moments])
    return dict(zip(("w", "b", "loss", "dL_dw", "dL_db"), course.T))


@cache
def loss_landscape(phi):
    """The loss of `lesson` for 41 weights (across) and 41 biases (the largest on top) from −4 to 4."""
    function, ticks = ACTIVATIONS[phi].function, np.linspace(-4, 4, 41)
    net = ticks[np.newaxis, :, np.newaxis] * X + ticks[::-1, np.newaxis, np.newaxis]
    return np.mean((function(net) - function(TEACHER_W * X + TEACHER_B)) ** 2, axis=-1) / 2
