"""A sigmoid gate behind a head of attention: it decides how much passes, attention decides of what."""

from ..activations import sigmoid
from .gates import attention_weights


def gated_attention(scores, v):
    """Shares of attention, multiplied by a sigmoid gate: σ(v) · softmax(scores).

    Parameters
    ----------
    scores : array_like, shape (n,)
    v : float
        Net input of the gate.

    Returns
    -------
    ndarray, shape (n,)
        They add up to σ(v).

    References
    ----------
    Z. Qiu and others, "Gated attention for large language models", 2025, arXiv:2505.06708.

    Examples
    --------
    >>> round(float(gated_attention([0, 1, 2, -1], v=-4.0).sum()), 3)
    0.018
    """
    return sigmoid(float(v)) * attention_weights(scores)
