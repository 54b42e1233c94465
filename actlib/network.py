"""Layers of neurons into a small fully connected network, and gradient descent; in NumPy alone.

    network = Network([2, 8, 1], ["tanh", None], seed=0)
    losses = list(train(network, X, target, cross_entropy, learning_rate=0.5, steps=200))

`train` yields the loss of each step: a loop over it can draw, stop or be interrupted, and the network stays whole.
"""

import numpy as np

from .activations import ACTIVATIONS, as_float
from .neuron import backward, net_input

INITIALISATIONS = {
    # Standard deviation of the weights of a layer with `inputs` inputs and `neurons` neurons.
    "xavier": lambda inputs, neurons: np.sqrt(2 / (inputs + neurons)),  # Glorot & Bengio, 2010
    "he": lambda inputs, neurons: np.sqrt(2 / inputs),  # He et al., 2015
}


class Layer:
    """A layer of neurons, y = φ(X @ W.T + b).

    Parameters
    ----------
    inputs, neurons : int
    activation : str, Activation, Formula or None
        A row of `ACTIVATIONS` by name, or a row or formula of your own; None for a linear layer.
    init : {"xavier", "he"}, float or None
        Standard deviation of the weights, normally distributed around 0; the bias starts at 0. None takes what the
        row of the activation says, and Xavier's for a linear layer.
    rng : numpy.random.Generator
    learns_parameter : bool
        Whether α or β is trained, too; a function without a parameter has nothing to train.

    Attributes
    ----------
    values : dict of ndarray
        What is trained: "W", shape (neurons, inputs); "b", shape (neurons,); with a trained parameter also "alpha" or
        "beta", shape ().
    gradients : dict of ndarray
        The gradient of the loss for each of them, after `backward`.

    Raises
    ------
    ValueError
        `activation` or `init` is unknown.
    """

    def __init__(self, inputs, neurons, activation, init, rng, learns_parameter=False):
        self.row = _row(activation)
        if init is None:
            init = self.row.init if self.row else "xavier"
        if isinstance(init, str) and init not in INITIALISATIONS:
            raise ValueError(f"init must be a number or one of {', '.join(INITIALISATIONS)}, got {init!r}")
        spread = INITIALISATIONS[init](inputs, neurons) if isinstance(init, str) else float(init)
        self.values = {"W": rng.normal(0, 1, (neurons, inputs)) * spread, "b": np.zeros(neurons)}
        if learns_parameter and self.row and self.row.parameter:
            self.values[self.row.parameter.name] = np.array(self.row.parameter.default)
        self.gradients = {}

    def _with_parameter(self, function, shift=0.0):
        """φ or φ′ with the α or β of this layer, moved by `shift`."""
        name = self.row.parameter and self.row.parameter.name
        if name not in self.values:
            return function
        return lambda net: function(net, float(self.values[name]) + shift)

    def forward(self, X):
        """Output for the examples in the rows of `X`; what `backward` needs is kept."""
        self.X, self.net = X, net_input(X, self.values["W"], self.values["b"])
        return self._with_parameter(self.row.function)(self.net) if self.row else self.net

    def backward(self, dL_dy):
        """Set `gradients` from the gradient of the output, and return that of the input."""
        phi_prime = self._with_parameter(self.row.derivative) if self.row else np.ones_like
        dL_dW, dL_db, dL_dX = backward(self.X, self.values["W"], self.net, dL_dy, phi_prime)
        self.gradients = {"W": dL_dW, "b": dL_db}
        for name in self.values.keys() - {"W", "b"}:
            self.gradients[name] = np.array(np.sum(dL_dy * self._slope_in_parameter()))
        return dL_dX

    def _slope_in_parameter(self, h=1e-3):
        """∂φ/∂α or ∂φ/∂β, measured, so that a row of the table needs no second derivative; its error is of order h⁴."""
        phi = [self._with_parameter(self.row.function, shift)(self.net) for shift in (-2 * h, -h, h, 2 * h)]
        return (phi[0] - 8 * phi[1] + 8 * phi[2] - phi[3]) / (12 * h)


class Network:
    """A fully connected network.

    Parameters
    ----------
    sizes : list of int
        Number of inputs, then of neurons in each layer.
    activations : list of str, Activation, Formula or None
        One per layer, as for `Layer`.
    init : {"xavier", "he"} or float, optional
        The same for all layers, as for `Layer`; by default each layer's suits its activation.
    learns_parameters : bool, optional
        Whether each layer's α or β is trained, too (He et al., 2015).
    seed : int, optional

    Raises
    ------
    ValueError
        The sizes are not positive integers, or there is not one activation per layer.

    Examples
    --------
    >>> network = Network([2, 3, 1], ["relu", None], seed=1)
    >>> network([[0.5, -1.0], [1.0, 2.0]]).shape
    (2, 1)
    """

    def __init__(self, sizes, activations, init=None, learns_parameters=False, seed=0):
        if len(sizes) < 2 or not all(isinstance(size, (int, np.integer)) and size > 0 for size in sizes):
            raise ValueError(f"sizes must be two or more positive integers, got {sizes!r}")
        if len(activations) != len(sizes) - 1:
            raise ValueError(f"activations must name one for each of the {len(sizes) - 1} layers, got {activations!r}")
        rng = np.random.default_rng(seed)
        self.layers = [
            Layer(inputs, neurons, activation, init, rng, learns_parameters)
            for inputs, neurons, activation in zip(sizes, sizes[1:], activations)
        ]

    def __call__(self, X):
        """Output of the last layer, shape (batch, neurons), for the examples in the rows of `X`."""
        y = as_float(X, "X")
        if y.ndim != 2:
            raise ValueError(f"X must have one example per row, shape (batch, inputs), got shape {y.shape}")
        for layer in self.layers:
            y = layer.forward(y)
        return y

    def backward(self, dL_dy):
        """Set the gradients of every layer, last to first, from that of the output; return that of the input."""
        for layer in reversed(self.layers):
            dL_dy = layer.backward(dL_dy)
        return dL_dy


def squared_error(y, target):
    """Half the squared distance, averaged over the examples: L = mean of ½ Σ (y − target)².

    Parameters
    ----------
    y, target : ndarray, shape (batch, neurons)

    Returns
    -------
    loss : float
    dL_dy : ndarray, shape of `y`
    """
    target = _of_shape(target, y.shape)
    return float(np.sum((y - target) ** 2) / 2 / len(y)), (y - target) / len(y)


def softmax(scores):
    """Softmax, exp(sᵢ) / Σⱼ exp(sⱼ) along the last axis: shares that add up to 1.

    Parameters
    ----------
    scores : array_like, shape (…, n)

    Returns
    -------
    ndarray, shape of `scores`

    References
    ----------
    J. S. Bridle, "Training stochastic model recognition algorithms as networks can lead to maximum mutual information
    estimation of parameters", NIPS 2, 1990.

    Examples
    --------
    >>> softmax([1000.0, 1000.0]).tolist()
    [0.5, 0.5]
    """
    scores = as_float(scores, "scores")
    with np.errstate(over="ignore"):  # −1e308 − 1e308 is −∞, and its share is 0
        e = np.exp(scores - scores.max(axis=-1, keepdims=True))  # the largest is exp(0): cannot overflow
    return e / e.sum(axis=-1, keepdims=True)


def cross_entropy(logits, target):
    """Cross-entropy, averaged over the examples: L = −mean of ln p(target), from the net inputs of the last layer.

    One neuron: p = σ(logit), `target` 0 or 1. Several: p = softmax(logits), `target` the number of the class. Leave the
    last layer linear: from its net inputs no probability has to be rounded to 0 first.

    Parameters
    ----------
    logits : ndarray, shape (batch, neurons)
    target : array_like of int, shape (batch,) or (batch, 1)

    Returns
    -------
    loss : float
    dL_dlogits : ndarray, shape of `logits`

    Raises
    ------
    ValueError
        `target` has another length, or holds what is not a class.
    """
    target = np.asarray(target)
    if target.shape not in ((len(logits),), (len(logits), 1)):
        raise ValueError(f"target must hold one class per example, shape ({len(logits)},), got shape {target.shape}")
    target, classes = target.reshape(-1), max(2, logits.shape[1])
    if not set(target.tolist()) <= set(range(classes)):
        raise ValueError(f"target must hold classes from 0 to {classes - 1}")
    # One neuron is the difference between two: its sigmoid is their softmax.
    scores = logits if logits.shape[1] > 1 else np.hstack([np.zeros_like(logits), logits])
    chosen = np.eye(classes)[target.astype(int)]
    # −ln p = ln Σ exp(s − s of the target), summed without leaving the logarithm: no p is rounded to 0 or 1 before.
    ahead = scores - np.sum(chosen * scores, axis=1, keepdims=True)
    gradient = (softmax(scores) - chosen) / len(logits)
    return float(np.mean(np.logaddexp.reduce(ahead, axis=1))), gradient[:, -logits.shape[1] :]


def train(network, X, target, loss, learning_rate, steps, batch=None, momentum=0.0, seed=0):
    """Gradient descent, step by step: yields the loss of each step's examples before that step changes the network.

    Parameters
    ----------
    network : Network
        Changed in place.
    X : array_like, shape (examples, inputs)
    target : array_like
        One row, or one class, per example.
    loss : function
        `squared_error` or `cross_entropy`: (output, target) -> (loss, gradient).
    learning_rate : float
    steps : int
    batch : int, optional
        How many examples a step sees, drawn anew for each; None for all of them.
    momentum : float, optional
        Share of the last step that is taken again (Polyak, 1964).
    seed : int, optional
        For the drawing of batches.

    Raises
    ------
    FloatingPointError
        The training diverges; the message says at which step and why. The network keeps the values before that step.
    ValueError
        `learning_rate`, `steps`, `batch` or `momentum` is out of range.
    """
    X, target = as_float(X, "X"), np.asarray(target)
    for name, value, fits, wanted in [
        ("learning_rate", learning_rate, learning_rate > 0, "positive"),
        ("steps", steps, steps >= 1, "at least 1"),
        ("batch", batch, batch is None or 1 <= batch <= len(X), f"None or from 1 to {len(X)}"),
        ("momentum", momentum, 0 <= momentum < 1, "at least 0 and below 1"),
    ]:
        if not fits:
            raise ValueError(f"{name} must be {wanted}, got {value!r}")
    rng = np.random.default_rng(seed)
    velocity = [{name: np.zeros_like(value) for name, value in layer.values.items()} for layer in network.layers]
    first = None
    for step in range(steps):
        chosen = slice(None) if batch is None else rng.choice(len(X), batch, replace=False)
        with np.errstate(over="ignore", invalid="ignore"):  # what overflows is caught below, with a message
            value, gradient = loss(network(X[chosen]), target[chosen])
            first = value if first is None else first
            if not np.isfinite(value) or value > 1e6 * max(first, 1):
                raise FloatingPointError(
                    f"training diverged: the loss was {first:.3g} at step 0 and {value:.3g} at step {step}. "
                    f"The steps are too long; try a smaller learning_rate than {learning_rate}"
                )
            network.backward(gradient)
        yield value
        for layer, last in zip(network.layers, velocity):
            for name, slope in layer.gradients.items():
                last[name] = momentum * last[name] - learning_rate * slope
                layer.values[name] = layer.values[name] + last[name]


def _row(activation):
    """What a layer needs of its activation: `function`, `derivative` and `parameter`; None for a linear layer."""
    if activation is None or hasattr(activation, "derivative"):
        return activation
    if not isinstance(activation, str) or activation not in ACTIVATIONS:
        raise ValueError(f"activations must be None or one of {', '.join(ACTIVATIONS)}, got {activation!r}")
    return ACTIVATIONS[activation]


def _of_shape(target, shape):
    target = as_float(target, "target")
    if target.shape != shape:
        raise ValueError(f"target must have the shape of the output, {shape}, got {target.shape}")
    return target
