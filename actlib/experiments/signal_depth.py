"""What normalisation and residual connections change: signals and gradients through an untrained network."""

from functools import cache

import numpy as np

from ..activations import ACTIVATIONS
from ..network import Network

LAYERS, WIDTH, EXAMPLES, NETWORKS = 20, 32, 16, 10
AIDS = "none", "normalisation", "residual", "both"


def normalise(y, epsilon=1e-5):
    """Each row of `y` shifted to mean 0 and scaled to spread 1, and the spreads (Ba, Kiros & Hinton, 2016).

    Parameters
    ----------
    y : ndarray, shape (batch, neurons)
    epsilon : float
        Added to the variance, so that a row of equal numbers divides by no zero.

    Returns
    -------
    normalised : ndarray, shape of `y`
    spread : ndarray, shape (batch, 1)

    Examples
    --------
    >>> normalise(np.array([[1.0, 3.0]]), epsilon=0)[0].tolist()
    [[-1.0, 1.0]]
    """
    spread = np.sqrt(y.var(axis=1, keepdims=True) + epsilon)
    return (y - y.mean(axis=1, keepdims=True)) / spread, spread


def normalise_backward(dL_dn, normalised, spread):
    """Gradient of the loss in y, from that in n = normalise(y): what would only shift or scale a row is taken away."""
    along = normalised * np.mean(dL_dn * normalised, axis=1, keepdims=True)
    return (dL_dn - dL_dn.mean(axis=1, keepdims=True) - along) / spread


@cache
def signal_through_depth(phi, init, aid="none"):
    """How far sixteen examples differ, and how large the gradient is, in every layer of an untrained network.

    A layer is y ← φ(W·y), twenty of them with 32 neurons each; with normalisation y ← φ(W·normalise(y)); with a
    residual connection y is added to that. Geometric means over ten networks, the same as for `gradient_norms`.

    Parameters
    ----------
    phi : str
        A row of `ACTIVATIONS`.
    init : {"xavier", "he"} or float
        As for `Network`.
    aid : {"none", "normalisation", "residual", "both"}

    Returns
    -------
    signal : ndarray, shape (20,)
        Spread of a neuron's output over the examples, as a multiple of the input's; first layer first.
    gradient : ndarray, shape (20,)
        Norm of ∂L/∂y, as a multiple of the last layer's.

    Raises
    ------
    ValueError
        `aid` is none of the four.
    """
    if aid not in AIDS:
        raise ValueError(f"aid must be one of {', '.join(AIDS)}, got {aid!r}")
    logs = np.log10(np.maximum([_one_network(phi, init, aid, seed) for seed in range(NETWORKS)], 1e-300))
    signal, gradient = logs.mean(axis=0)
    return 10**signal, 10 ** (gradient - gradient[-1])


def _one_network(phi, init, aid, seed):
    row, rng = ACTIVATIONS[phi], np.random.default_rng(seed)
    normalises, residual = aid in ("normalisation", "both"), aid in ("residual", "both")
    network = Network([WIDTH] * (LAYERS + 1), [phi] * LAYERS, init=init, seed=seed)
    y, passes, signal = rng.normal(size=(EXAMPLES, WIDTH)), [], []
    first = _difference_of_examples(y)
    for layer in network.layers:
        n, spread = normalise(y) if normalises else (y, None)
        net = n @ layer.values["W"].T
        passes.append((layer.values["W"], n, spread, net))
        y = row.function(net) + (y if residual else 0)
        signal.append(_difference_of_examples(y) / first)
    gradient, norms = rng.normal(size=y.shape) / EXAMPLES, []
    for W, n, spread, net in reversed(passes):
        norms.append(np.linalg.norm(gradient))
        back = (gradient * row.derivative(net)) @ W
        back = normalise_backward(back, n, spread) if normalises else back
        gradient = back + (gradient if residual else 0)
    return signal, norms[::-1]


def _difference_of_examples(y):
    """Spread of the outputs over the examples: root of the mean over the neurons of their variance."""
    return np.sqrt(np.mean(y.var(axis=0)))
