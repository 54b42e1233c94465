"""How much of a bend is enough: |x| out of two Leaky ReLU neurons."""

import numpy as np

from ..activations import leaky_relu

X = np.linspace(-2, 2, 81)
LEARNING_RATE = 0.2


def two_units(alpha, steps=None):
    """|x| imitated by v₁φ(x) + v₂φ(−x) + c, where φ is Leaky ReLU with slope α on the left.

    Parameters
    ----------
    alpha : float
        α = 1 is a straight line: no activation function at all.
    steps : int, optional
        So many steps of gradient descent (learning rate 0.2, all three numbers from 0); None for the best numbers.

    Returns
    -------
    v : ndarray, shape (3,)
        v₁, v₂ and c.
    y : ndarray, shape (81,)
        The imitation, for x from −2 to 2.
    """
    units = np.column_stack([leaky_relu(X, alpha), leaky_relu(-X, alpha), np.ones_like(X)])
    target = np.abs(X)
    if steps is None:
        v = np.linalg.lstsq(units, target, rcond=None)[0]
    else:
        v = np.zeros(3)
        for _ in range(steps):
            v = v - LEARNING_RATE * units.T @ (units @ v - target) / len(target)
    return v, units @ v
