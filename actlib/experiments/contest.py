"""A contest of activation functions: many small networks on a curved two-class problem, trained side by side."""

from functools import lru_cache

import numpy as np

from ..activations import ACTIVATIONS, sigmoid
from ..datasets import two_classes
from ..formula import parse
from ..network import Network
from .gelu import EXACT_FORM
from .side_by_side import SideBySide

HIDDEN, RATES = 8, (0.1, 0.3, 1.0)
DIVERGED = 1e6  # a loss from which nobody returns

# Name -> formula; the sources stand in notebook 11.
KNOWN_FORMULAS = {
    "GELU": EXACT_FORM,
    "Mish": "x * tanh(softplus(x))",
    "ELU": "max(x, 0) + min(exp(x) - 1, 0)",
    "SELU": "1.0507 * (max(x, 0) + 1.67326 * min(exp(x) - 1, 0))",
    "Softplus": "softplus(x)",
    "a sine": "sin(x)",
    "a parabola": "x*x",
    "a line": "x",
}

CONTESTANTS = {**{row.title: name for name, row in ACTIVATIONS.items()}, **KNOWN_FORMULAS}


def final_losses(activations, problem="moons", rates=RATES[:1], steps=150, starts=10, gain=1.0):
    """Cross-entropy of small networks after training, for every learning rate and every start.

    Each network has two inputs, 8 neurons per hidden layer and Xavier's first weights, and is trained by gradient
    descent with momentum 0.9. All of them are trained at once.

    Parameters
    ----------
    activations : list of str
        One per hidden layer: names of rows of `ACTIVATIONS`, or formulas in x.
    problem : str
        As for `two_classes`.
    rates : sequence of float
        Learning rates.
    steps, starts : int
        Start number i has the first weights of `Network(…, seed=i)`.
    gain : float
        By which the first weights are multiplied.

    Returns
    -------
    ndarray, shape (len(rates), starts)
        NaN where the training diverges or the function has no value somewhere.

    Examples
    --------
    >>> final_losses(["relu"], starts=3).round(2).tolist()
    [[0.06, 0.08, 0.11]]
    """
    return _final_losses(tuple(activations), problem, tuple(rates), steps, starts, gain).copy()


@lru_cache(maxsize=512)
def _final_losses(activations, problem, rates, steps, starts, gain):
    points, label = two_classes(problem)
    phis = [text if text in ACTIVATIONS else parse(text) for text in activations]
    sizes = [2, *[HIDDEN] * len(phis), 1]
    networks = SideBySide(
        [Network(sizes, [*phis, None], init="xavier", seed=seed) for _ in rates for seed in range(starts)], gain
    )
    rate = np.repeat(rates, starts)[:, np.newaxis, np.newaxis]
    with np.errstate(all="ignore"):  # what diverges becomes NaN, in its own network only
        for _ in range(steps):
            networks.backward((sigmoid(networks.forward(points)) - label[:, np.newaxis]) / len(label))
            networks.descend(rate, momentum=0.9)
        logit = networks(points)[..., 0]
        loss = np.mean(np.logaddexp(0, logit) - label * logit, axis=-1)
    return np.where(loss < DIVERGED, loss, np.nan).reshape(len(rates), starts)
