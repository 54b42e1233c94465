"""Gradient descent on one weight: a ball on its loss curve, and the line that the weight stands for."""

import numpy as np

from ..datasets import points_near_a_line

STEPS = 20


def loss_of_weight(w):
    """Loss of the neuron y = wx, without bias and φ, on `points_near_a_line`: the mean of ½(wx − target)².

    Parameters
    ----------
    w : float or array_like

    Returns
    -------
    loss, slope : ndarray, shape of w
        `slope` is dL/dw, the mean of (wx − target)·x.
    """
    x, target = points_near_a_line()
    miss = np.asarray(w)[..., np.newaxis] * x - target
    return np.mean(miss**2, axis=-1) / 2, np.mean(miss * x, axis=-1)


def descend_weight(learning_rate, w=-1.0, steps=STEPS):
    """Gradient descent on the one weight of `loss_of_weight`.

    Returns
    -------
    w : ndarray, shape (steps + 1,)
        Before each step and after the last.
    """
    course = [w]
    for _ in range(steps):
        course.append(course[-1] - learning_rate * loss_of_weight(course[-1])[1])
    return np.array(course, dtype=float)
