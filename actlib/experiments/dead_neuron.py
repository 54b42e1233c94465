"""The dead-neuron laboratory: one neuron that learns, falls silent, and may be reached again."""

from functools import partial

import numpy as np

from ..activations import leaky_relu, leaky_relu_prime
from ..datasets import laboratory_points
from ..neuron import descend_neuron

STEPS = 60


def train_neuron(learning_rate, bias, alpha, momentum=0.0, weight=1.0):
    """Train one Leaky ReLU neuron, y = φ(wx + b), on twenty points by sixty steps of gradient descent.

    The points are those of `laboratory_points`; the loss is the mean of ½(y − target)².

    Parameters
    ----------
    learning_rate : float
    bias, weight : float
        Where b and w start.
    alpha : float
        0 makes the neuron a ReLU.
    momentum : float, optional
        Share of the last step that is taken again.

    Returns
    -------
    dict
        "x" and "target", shape (20,). Before each step and after the last, shape (61,): "w", "b", "loss" and "active",
        the number of inputs whose net input is positive.

    Examples
    --------
    >>> train_neuron(2.0, bias=0.0, alpha=0.0)["active"][:6].tolist()
    [10, 12, 7, 12, 0, 0]
    """
    x, target = laboratory_points()
    phi, phi_prime = partial(leaky_relu, alpha=alpha), partial(leaky_relu_prime, alpha=alpha)
    moments = train_in_laboratory(phi, phi_prime, bias, learning_rate, STEPS, momentum, weight)
    return {
        "x": x,
        "target": target,
        "w": np.array([now.w[0] for now in moments]),
        "b": np.array([now.b for now in moments]),
        "loss": np.array([now.loss for now in moments]),
        "active": np.array([np.sum(now.net > 0) for now in moments]),
    }


def train_in_laboratory(phi, phi_prime, bias, learning_rate, n_steps, momentum=0.0, weight=1.0):
    """The same with any φ: the list of what `descend_neuron` yields."""
    x, target = laboratory_points()
    start = [float(weight)], float(bias)
    return list(
        descend_neuron(x[:, np.newaxis], target, *start, phi, phi_prime, learning_rate, n_steps, momentum=momentum)
    )
