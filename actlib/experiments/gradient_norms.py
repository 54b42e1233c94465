"""Gradients layer by layer in an untrained network, by its first weights."""

from functools import cache

import numpy as np

from ..network import Network

LAYERS, WIDTH = 20, 32


@cache
def gradient_norms(phi, init, of="outputs"):
    """Norm of the gradient in every layer of an untrained network, 20 layers of 32 neurons.

    Random inputs and a random gradient at the output; the geometric mean over ten networks, as a multiple of the last
    layer's.

    Parameters
    ----------
    phi : str
        A row of `ACTIVATIONS`.
    init : {"xavier", "he"} or float
        As for `Network`.
    of : {"outputs", "weights"}
        Whether of ∂L/∂y, the signal that travels back, or of ∂L/∂W.

    Returns
    -------
    ndarray, shape (20,)
        First layer first; the last entry is 1.

    Raises
    ------
    ValueError
        `of` is neither.
    """
    if of not in ("outputs", "weights"):
        raise ValueError(f"of must be outputs or weights, got {of!r}")
    logs = []
    for seed in range(10):
        rng = np.random.default_rng(seed)
        network = Network([WIDTH] * (LAYERS + 1), [phi] * LAYERS, init=init, seed=seed)
        network(rng.normal(size=(16, WIDTH)))
        gradient, norms = rng.normal(size=(16, WIDTH)) / 16, []
        for layer in reversed(network.layers):
            before, gradient = gradient, layer.backward(gradient)
            norms.append(np.linalg.norm(before if of == "outputs" else layer.gradients["W"]))
        logs.append(np.log10(np.maximum(norms[::-1], 1e-300)))
    mean = np.mean(logs, axis=0)
    return 10 ** (mean - mean[-1])
