"""Into how many straight pieces a ReLU network breaks a line, by its width and its depth."""

import numpy as np

from ..network import Network


def linear_pieces(layers, low=-3.0, high=3.0):
    """The linear pieces of a ReLU network with one input and one output, found exactly.

    Between two neighbouring kinks every net input is a straight line, so the next layer's kinks are where such a line
    crosses zero.

    Parameters
    ----------
    layers : list of (W, b)
        ReLU after every layer but the last.
    low, high : float
        The interval that is looked at.

    Returns
    -------
    x, y : ndarray
        The corners of the graph, ends included: one more than there are pieces.
    """
    x = np.array([low, high])
    values = x[:, np.newaxis]
    for W, b in layers[:-1]:
        net = values @ W.T + b
        left, right = net[:-1], net[1:]
        i, j = np.nonzero(left * right < 0)
        share = left[i, j] / (left[i, j] - right[i, j])
        order = np.argsort(crossings := x[i] + share * (x[i + 1] - x[i]))
        between = net[i] + share[:, np.newaxis] * (net[i + 1] - net[i])
        between[np.arange(len(i)), j] = 0  # exactly: that is what a crossing is
        x, net = np.concatenate([x, crossings[order]]), np.vstack([net, between[order]])
        order = np.argsort(x, kind="stable")
        x, values = x[order], np.maximum(0, net[order])
    W, b = layers[-1]
    y = (values @ W.T + b)[:, 0]
    apart = np.append(True, np.diff(x) > 1e-12 * (high - low))
    x, y = x[apart], y[apart]
    slope = np.diff(y) / np.diff(x)
    kink = np.abs(np.diff(slope)) > 1e-9 * np.abs(slope).max()
    corner = np.concatenate([[True], kink, [True]])
    return x[corner], y[corner]


def random_layers(width, depth, seed=0):
    """A ReLU network 1 → width → … → width → 1 with random weights, its first kinks spread over [−3, 3].

    The first kinks are drawn last, so each depth has others: a deeper network does not begin as a shallower one.

    Returns
    -------
    list of (W, b)
    """
    network = Network([1, *[width] * depth, 1], [*["relu"] * depth, None], seed=seed)
    rng = np.random.default_rng(seed)
    layers = [(layer.values["W"], rng.normal(0, 0.5, len(layer.values["b"]))) for layer in network.layers]
    W, _ = layers[0]
    layers[0] = (W, -W[:, 0] * rng.uniform(-2.8, 2.8, width))
    return layers


def zigzag_layers(depth):
    """A ReLU network two neurons wide that folds [−3, 3] in two `depth` times, which makes 2^depth pieces.

    Telgarsky, "Benefits of depth in neural networks", COLT 2016.

    Returns
    -------
    list of (W, b)
    """
    # tent(t) = 2 relu(t) − 4 relu(t − ½) on [0, 1]: up to 1 and down again.
    tent = np.array([[2.0, -4.0]])
    fold = (np.array([[1.0], [1.0]]) @ tent, np.array([0.0, -0.5]))
    first = (np.array([[1 / 6], [1 / 6]]), np.array([0.5, 0.0]))  # [−3, 3] becomes [0, 1]
    return [first, *[fold] * (depth - 1), (tent, np.zeros(1))]
