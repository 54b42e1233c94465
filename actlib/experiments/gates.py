"""Two ways to let numbers decide what passes: a gate on one signal, and attention over four words."""

import numpy as np

from ..network import softmax


def attention_weights(scores, temperature=1.0):
    """Softmax of some scores: shares that add up to 1.

    Parameters
    ----------
    scores : array_like, shape (n,)
    temperature : float
        Scores are divided by it.

    Returns
    -------
    ndarray, shape (n,)
    """
    return softmax(np.asarray(scores, dtype=float) / temperature)
