"""What is left of a slope after many layers: a product of weights and of φ′."""

import numpy as np

from ..activations import ACTIVATIONS

DEEPEST = 40


def chain_of_neurons(phi, w, x, depth=DEEPEST):
    """The slope of a chain of neurons y ← φ(w·y), one per layer, in its input: the product of all w·φ′(net).

    Parameters
    ----------
    phi : str
        A row of `ACTIVATIONS`.
    w, x : float
        The weight of every neuron, and the input of the first.
    depth : int

    Returns
    -------
    ndarray, shape (depth + 1,)
        The product after 0, 1, …, `depth` layers.
    """
    row, y, nets = ACTIVATIONS[phi], x, []
    for _ in range(depth):
        nets.append(w * y)
        y = float(row.function(nets[-1]))
    return np.append(1.0, np.cumprod(w * row.derivative(np.array(nets))))
