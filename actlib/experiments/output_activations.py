"""What the last layer may answer: the same logits through the identity, softplus, Sigmoid and softmax."""

import numpy as np

from ..activations import sigmoid
from ..network import softmax


def output_activations(logits):
    """The outputs of a last layer with these logits, by the name of its activation.

    softplus is ln(1 + eᶻ), always positive (Dugas et al., 2000); the sum of softmax is 1 (Bridle, 1990).

    Parameters
    ----------
    logits : array_like, shape (…, neurons)

    Returns
    -------
    dict of ndarray, shape of `logits`
        "identity", "softplus", "Sigmoid" and "softmax".

    Examples
    --------
    >>> {name: y.round(2).tolist() for name, y in output_activations([0.0, 1.0]).items()}
    {'identity': [0.0, 1.0], 'softplus': [0.69, 1.31], 'Sigmoid': [0.5, 0.73], 'softmax': [0.27, 0.73]}
    """
    z = np.asarray(logits, dtype=float)
    return {"identity": z, "softplus": np.logaddexp(0, z), "Sigmoid": sigmoid(z), "softmax": softmax(z)}
