"""Networks of one shape that start from different first weights, trained side by side in one pass."""

import numpy as np

from ..formula import Formula


class SideBySide:
    """Several networks that differ in their numbers alone, computed at once: ten cost about as much as three would.

    Parameters
    ----------
    networks : list of Network
        All with the same sizes and activations; they stay as they are.

    Attributes
    ----------
    values : list of [W, b]
        One pair per layer: W of shape (networks, neurons, inputs), b of shape (networks, 1, neurons).
    """

    def __init__(self, networks):
        layers = list(zip(*(network.layers for network in networks)))
        self.rows = [copies[0].row for copies in layers]
        self.values = [[np.stack([copy.values[name] for copy in copies]) for name in ("W", "b")] for copies in layers]
        for pair in self.values:
            pair[1] = pair[1][:, np.newaxis]
        self.velocity = [[np.zeros_like(value) for value in pair] for pair in self.values]

    def __call__(self, X):
        """Outputs, shape (networks, batch, neurons); `X` has shape (networks, batch, inputs), or one set for all."""
        self.seen = []
        for row, (W, b) in zip(self.rows, self.values):
            net = X @ W.swapaxes(1, 2) + b
            if isinstance(row, Formula):
                output, slope = row.value_and_slope(net)
            else:
                output, slope = row.function(net) if row else net, None
            self.seen.append((X, net, slope))
            X = output
        return X

    def backward(self, dL_dy):
        """Set the gradients of every layer from that of the output; return that of the input."""
        self.gradients = []
        for row, (W, _), (X, net, slope) in reversed(list(zip(self.rows, self.values, self.seen))):
            if row and slope is None:
                slope = row.derivative(net)
            dL_dnet = dL_dy * slope if row else dL_dy
            self.gradients.insert(0, [dL_dnet.swapaxes(1, 2) @ X, dL_dnet.sum(axis=1, keepdims=True)])
            dL_dy = dL_dnet @ W
        return dL_dy

    def descend(self, learning_rate, momentum=0.0):
        """One step against the gradients of the last `backward`, and a share of the step before."""
        for pair, last, slopes in zip(self.values, self.velocity, self.gradients):
            for i, slope in enumerate(slopes):
                last[i] = momentum * last[i] - learning_rate * slope
                pair[i] = pair[i] + last[i]
