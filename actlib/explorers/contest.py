"""A contest of activation functions: many small networks on a curved two-class problem, trained side by side."""

from functools import lru_cache

import numpy as np

from ..activations import ACTIVATIONS, sigmoid
from ..datasets import two_classes
from ..formula import Formula, parse
from ..network import Network

HIDDEN, RATES = 8, (0.1, 0.3, 1.0)
DIVERGED = 1e6  # a loss from which nobody returns

# Name -> formula; the sources stand in notebook 11.
KNOWN_FORMULAS = {
    "GELU": "x/2 * (1 + erf(x/sqrt(2)))",
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
    descent with momentum 0.9. All of them are trained at once, one behind the other in the leading axes of the arrays.

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
    rows = [ACTIVATIONS[text] if text in ACTIVATIONS else parse(text) for text in activations]
    networks = [
        Network([2, *[HIDDEN] * len(rows), 1], [*rows, None], init="xavier", seed=seed) for seed in range(starts)
    ]
    weights = [
        gain * np.stack([[network.layers[i].values["W"] for network in networks]] * len(rates))
        for i in range(len(rows) + 1)
    ]
    biases = [np.zeros((*W.shape[:3], 1)) for W in weights]
    values = [*weights, *biases]
    velocities = [np.zeros_like(value) for value in values]
    rate = np.reshape(rates, (-1, 1, 1, 1))
    with np.errstate(all="ignore"):  # what diverges becomes NaN, in its own network only
        for _ in range(steps):
            logit, inputs, slopes = _forward(points, rows, values)
            gradients = _backward((sigmoid(logit) - label) / len(label), values, inputs, slopes)
            for velocity, value, gradient in zip(velocities, values, gradients):
                velocity *= 0.9
                velocity -= rate * gradient
                value += velocity
        logit = _forward(points, rows, values)[0]
        loss = (np.logaddexp(0, logit) - label * logit).mean(axis=(2, 3))
    return np.where(loss < DIVERGED, loss, np.nan)


def _forward(points, rows, values):
    """Logits of all networks, shape (rates, starts, 1, points), with the inputs and the slopes φ′ of every layer."""
    weights, biases = values[: len(rows) + 1], values[len(rows) + 1 :]
    slopes, inputs = [], [points.T]
    for W, b, row in zip(weights, biases, rows):
        output, slope = _value_and_slope(row, W @ inputs[-1] + b)
        slopes.append(slope)
        inputs.append(output)
    return weights[-1] @ inputs[-1] + biases[-1], inputs, slopes


def _value_and_slope(row, net):
    return row.value_and_slope(net) if isinstance(row, Formula) else (row.function(net), row.derivative(net))


def _backward(gradient, values, inputs, slopes):
    """Gradients of all weights and then of all biases, from those of the logits: the chain rule, last layer first."""
    weights, biases = [], []
    for i in reversed(range(len(inputs))):
        weights.insert(0, gradient @ np.swapaxes(inputs[i], -1, -2))
        biases.insert(0, gradient.sum(axis=-1, keepdims=True))
        if i:
            gradient = (np.swapaxes(values[i], -1, -2) @ gradient) * slopes[i - 1]
    return [*weights, *biases]
