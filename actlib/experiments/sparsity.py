"""Sparsity: how many outputs of a hidden layer are 0, and how many more could be."""

from functools import cache

import numpy as np

from .digits import digit_reader, split_digits


@cache
def _hidden_outputs(phi):
    network, _ = digit_reader(phi)
    return network.layers[1], network.layers[0].forward(split_digits()[2])


def sparsity(phi, threshold=0.0):
    """Share of the hidden outputs of a digit reader that are 0 when all up to a threshold count as 0.

    Parameters
    ----------
    phi : str
        A row of `ACTIVATIONS`.
    threshold : float
        Outputs from −threshold to threshold are replaced by 0.

    Returns
    -------
    share : float
        Of the 32 hidden outputs for each of 597 test digits: those that are 0.
    accuracy : float
        Share of the digits that is then read right.
    """
    last, outputs = _hidden_outputs(phi)
    kept = np.where(np.abs(outputs) <= threshold, 0.0, outputs)
    right = last.forward(kept).argmax(axis=1) == split_digits()[3]
    return float(np.mean(kept == 0)), float(np.mean(right))
