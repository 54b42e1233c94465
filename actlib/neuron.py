"""One neuron, or a layer of them: the weighted sum, the forward pass and its gradients, in NumPy alone.

A layer holds one row of `W` per neuron, so its net input is X @ W.T + b; a neuron is a layer whose `W` is a single row.
"""

from collections import namedtuple

import numpy as np

from .activations import as_float


def net_input(X, W, b):
    """Net input of a neuron or a layer, X @ W.T + b.

    Parameters
    ----------
    X : array_like, shape (n,) or (batch, n)
        One input vector, or one per row.
    W : array_like, shape (n,) or (neurons, n)
        Weights of one neuron, or one neuron per row.
    b : number, or array_like of shape (neurons,)
        Bias; an array of one number is one number.

    Returns
    -------
    float or ndarray
        Shape (), (batch,), (neurons,) or (batch, neurons).

    Raises
    ------
    TypeError
        An argument is not made of real numbers.
    ValueError
        The shapes do not fit; the message names both.

    Examples
    --------
    >>> net_input([1, 2], [0.1, 0.4], 0.5).round(2)
    np.float64(1.4)
    """
    X, W, b = _fitting(X, W, b)
    return X @ W.T + b


def forward(X, W, b, phi):
    """Net input and output of a neuron or a layer, y = φ(X @ W.T + b).

    Parameters and errors as for `net_input`; `phi` is a function such as `sigmoid`, else TypeError.

    Returns
    -------
    net, y : float or ndarray
        Both of the shape that `net_input` returns.

    Examples
    --------
    >>> from actlib import relu
    >>> net, y = forward([[1, 2], [3, 4]], [[0.1, 0.4], [-0.3, 0.2]], -0.5, relu)
    >>> y.round(2).tolist()
    [[0.4, 0.0], [1.4, 0.0]]
    """
    net = net_input(X, W, b)
    return net, _function(phi, "phi", "sigmoid")(net)


def backward(X, W, net, dL_dy, phi_prime):
    """Gradients of the loss by the chain rule, ∂L/∂w = ∂L/∂y · φ′(net) · x.

    Parameters
    ----------
    X, W : array_like
        As given to `forward`.
    net : array_like
        As `forward` returned it.
    dL_dy : array_like
        Gradient of the loss with respect to the output; shape of `net`.
    phi_prime : function
        Derivative of the φ that was used, such as `sigmoid_prime`.

    Returns
    -------
    dL_dW : ndarray
        Shape of `W`, summed over the batch.
    dL_db : float or ndarray
        One number per neuron, summed over the batch. For a bias that all neurons share, add these up.
    dL_dX : ndarray
        Shape of `X`.

    Raises
    ------
    TypeError, ValueError
        As for `net_input`; `net` or `dL_dy` has another shape than X @ W.T.

    Examples
    --------
    >>> from actlib import sigmoid_prime
    >>> dL_dW, dL_db, dL_dX = backward([1.0, 2.0], [0.5, -0.25], 0.0, 1.0, sigmoid_prime)
    >>> dL_dW.tolist(), float(dL_db), dL_dX.tolist()
    ([0.25, 0.5], 0.25, [0.125, -0.0625])
    """
    X, W, _ = _fitting(X, W, 0.0)
    net, dL_dy = as_float(net, "net"), as_float(dL_dy, "dL_dy")
    expected = X.shape[:-1] + W.shape[:-1]
    for name, array in (("net", net), ("dL_dy", dL_dy)):
        if array.shape != expected:
            raise ValueError(f"{name} must have the shape of X @ W.T, {expected}, got {array.shape}")
    dL_dnet = _unpromoting(dL_dy) * _function(phi_prime, "phi_prime", "sigmoid_prime")(net)
    # All three as matrices, so that one formula serves a neuron, a layer, one example and many.
    inputs, rows = np.atleast_2d(X), np.atleast_2d(W)
    dL_dnet = np.reshape(dL_dnet, (len(inputs), len(rows)))
    dL_dW = (dL_dnet.T @ inputs).reshape(W.shape)
    dL_db = dL_dnet.sum(axis=0).reshape(W.shape[:-1])[()]
    dL_dX = (dL_dnet @ rows).reshape(X.shape)
    return dL_dW, dL_db, dL_dX


Moment = namedtuple("Moment", "w b net y loss dL_dw dL_db")  # what `descend_neuron` knows before one step


def descend_neuron(X, target, w, b, phi, phi_prime, learning_rate, steps, learns_weights=True, momentum=0.0):
    """Gradient descent of one neuron y = φ(X @ w + b) on the loss L = mean of ½(y − target)², all examples per step.

    Parameters
    ----------
    X : array_like, shape (batch, n)
    target : array_like, shape (batch,)
    w : array_like, shape (n,)
    b : number
        Where weights and bias start.
    phi, phi_prime : function
        Activation function and its derivative.
    learning_rate : float
    steps : int
    learns_weights : bool, optional
        False moves the bias alone.
    momentum : float, optional
        Share of the last step that is taken again (Polyak, 1964).

    Yields
    ------
    Moment
        w, b, net, y, loss, ∂L/∂w and ∂L/∂b before each step and after the last, `steps` + 1 in all.

    Raises
    ------
    TypeError, ValueError
        As for `forward`.

    Examples
    --------
    >>> from actlib import relu, relu_prime
    >>> moments = list(descend_neuron([[1.0]], [2.0], [1.0], 0.0, relu, relu_prime, 0.5, steps=2))
    >>> [(float(now.w[0]), float(now.loss)) for now in moments]
    [(1.0, 0.5), (1.5, 0.0), (1.5, 0.0)]
    """
    X, target, w = as_float(X, "X"), as_float(target, "target"), as_float(w, "w")
    step_w, step_b = np.zeros_like(w), 0.0
    for _ in range(steps + 1):
        net, y = forward(X, w, b, phi)
        dL_dw, dL_db, _ = backward(X, w, net, (y - target) / len(X), phi_prime)
        yield Moment(w, b, net, y, np.mean((y - target) ** 2) / 2, dL_dw, float(dL_db))
        step_w = momentum * step_w - learning_rate * dL_dw
        step_b = momentum * step_b - learning_rate * float(dL_db)
        w, b = w + step_w if learns_weights else w, b + step_b


def _fitting(X, W, b):
    X, W, b = as_float(X, "X"), as_float(W, "W"), as_float(b, "b")
    for name, array in (("X", X), ("W", W)):
        if array.ndim not in (1, 2):
            raise ValueError(f"{name} must have one or two dimensions, got shape {array.shape}")
    if X.shape[-1] != W.shape[-1]:
        raise ValueError(f"W must have as many columns as X: X has shape {X.shape}, W has shape {W.shape}")
    if b.size == 1 and b.shape != W.shape[:-1]:
        b = b.reshape(())
    if b.shape not in ((), W.shape[:-1]):
        if W.ndim == 1:
            raise ValueError(f"b must be one number, because W of shape {W.shape} is one neuron; got shape {b.shape}")
        raise ValueError(
            f"b must be one number or one for each of the {len(W)} neurons in W, of shape {W.shape}; "
            f"got shape {b.shape}"
        )
    return X, W, _unpromoting(b)


def _unpromoting(array):
    """A single number as a Python float, which promotes no float32 array; any other array as it is."""
    return array if array.ndim else float(array)


def _function(phi, name, example):
    if not callable(phi):
        raise TypeError(f"{name} must be a function such as actlib.{example}, got {phi!r}")
    return phi
