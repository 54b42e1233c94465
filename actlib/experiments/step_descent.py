"""Gradient descent on one bias: it stands still through a step function and moves through a sigmoid."""

import numpy as np

from ..datasets import threshold_points
from ..neuron import descend_neuron

STEPS = 60


def step_function(x):
    """1 where x > 0, else 0: the activation of the perceptron (Rosenblatt, 1958)."""
    return np.where(np.asarray(x) > 0, 1.0, 0.0)


def step_function_prime(x):
    """The slope of the step function: 0, wherever there is one (at 0 there is none; 0 by convention)."""
    return np.zeros(np.shape(x))


def descend(phi, phi_prime, bias, learning_rate=2.0, steps=STEPS):
    """Gradient descent on the bias of one neuron y = φ(2x + b) for `threshold_points`, loss the mean of ½(y − target)².

    Returns
    -------
    b, loss, slope : ndarray, shape (steps + 1,)
        Before each step and after the last; `slope` is dL/db.
    """
    x, target = threshold_points()
    moments = descend_neuron(
        x[:, np.newaxis], target, [2.0], bias, phi, phi_prime, learning_rate, steps, learns_weights=False
    )
    return tuple(np.array([(now.b, now.loss, now.dL_db) for now in moments]).T)
