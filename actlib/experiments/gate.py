"""Saturation in two jobs: a hidden neuron that learns, and a gate through which a memory passes."""

import numpy as np

from ..activations import ACTIVATIONS

STEPS = 50
TIMES = np.arange(STEPS + 1)


def gated_memory(phi, net):
    """A memory, 1 at first, that is multiplied by φ(net) in each of fifty steps.

    Returns
    -------
    ndarray, shape (51,)

    Examples
    --------
    >>> round(float(gated_memory("sigmoid", 6.0)[-1]), 3)
    0.884
    """
    return float(ACTIVATIONS[phi].function(net)) ** TIMES.astype(float)
