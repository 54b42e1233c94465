"""An activation function whose shape depends on its input: one slope for each input vector, computed from its mean."""

import numpy as np

from ..activations import as_float, sigmoid


def dynamic_slope(mean, weight=1.0):
    """The slope α on the left, 2σ(weight·mean) − 1: between −1 and 1, and 0, which is ReLU, where the mean is 0."""
    return 2 * sigmoid(weight * as_float(mean)) - 1


def dynamic_relu(X, weight=1.0):
    """Leaky ReLU with a slope α of its own for every input vector: the simplest dynamic ReLU.

    Chen and others let a small network compute two slopes and two offsets from the whole input; here one number, the
    mean of the vector, decides one slope.

    Parameters
    ----------
    X : array_like, shape (…, n)
        Input vectors.
    weight : float
        How strongly the mean acts; it would be trained. 0 is ReLU.

    Returns
    -------
    ndarray, shape of `X`

    References
    ----------
    Y. Chen and others, "Dynamic ReLU", ECCV 2020, arXiv:2003.10027.

    Examples
    --------
    >>> dynamic_relu([[-1.0, 1.0], [-1.0, 5.0]]).round(2).tolist()
    [[0.0, 1.0], [-0.76, 5.0]]
    """
    X = as_float(X, "X")
    alpha = dynamic_slope(X.mean(axis=-1, keepdims=True), weight)
    return np.where(X > 0, X, alpha * X) + 0.0
