"""Derivatives that are simple to compute: φ′(net) from the output alone, where that is possible."""

import numpy as np

from ..activations import ACTIVATIONS, swish

LOWEST = -1.2784645427610738  # where Swish with β = 1 turns: 1 + exp(x) + x = 0


def slope_from_output(phi, y):
    """φ′(net) where φ(net) = y: no net input and no exponential needed.

    Parameters
    ----------
    phi : {"sigmoid", "tanh", "relu", "leaky_relu"}
        Swish has no place here: it puts out one number at two net inputs, with two slopes.
    y : array_like
        Outputs of φ.

    Returns
    -------
    ndarray

    Raises
    ------
    ValueError
        `phi` is none of the four.

    Examples
    --------
    >>> slope_from_output("sigmoid", 0.5).item(), slope_from_output("tanh", 0.5).item()
    (0.25, 0.75)
    """
    y = np.asarray(y, dtype=float)
    if phi == "sigmoid":
        return y * (1 - y)
    if phi == "tanh":
        return 1 - y**2
    if phi in ("relu", "leaky_relu"):
        return np.where(y > 0, 1.0, 0.0 if phi == "relu" else ACTIVATIONS[phi].parameter.default)
    raise ValueError(f"phi must be sigmoid, tanh, relu or leaky_relu, got {phi!r}")


def other_input(x):
    """The other input at which Swish, β = 1, puts out the same as at x; None where there is none (x ≥ 0, or the dip).

    Examples
    --------
    >>> other = other_input(-0.5)
    >>> round(other, 3), round(float(swish(other) - swish(-0.5)), 9)
    (-2.509, 0.0)
    """
    if x >= 0 or abs(x - LOWEST) < 1e-9:
        return None
    low, high = (-800.0, LOWEST) if x > LOWEST else (LOWEST, 0.0)
    falling = x > LOWEST  # left of the dip Swish falls, right of it it rises
    for _ in range(100):  # halved until the two ends are neighbours
        middle = (low + high) / 2
        if (swish(middle) > swish(x)) == falling:
            low = middle
        else:
            high = middle
    return (low + high) / 2
