"""Networks of one shape that start from different first weights, trained side by side in one pass."""

import numpy as np

from ..formula import Formula


class SideBySide:
    """Several networks that differ in their numbers alone, computed at once: ten cost about as much as three would.

    Parameters
    ----------
    networks : list of Network
        All with the same sizes and activations; they stay as they are.
    gain : float, optional
        By which all first weights are multiplied.
    decimals : int, optional
        To how many decimals a step rounds the weights; not at all by default. Processors differ in the sixteenth
        digit, and some trainings let that grow: rounded, they end alike on every machine.

    Attributes
    ----------
    values : list of [W, b]
        One pair per layer: W of shape (networks, neurons, inputs), b of shape (networks, neurons, 1).
    """

    def __init__(self, networks, gain=1.0, decimals=None):
        layers = list(zip(*(network.layers for network in networks)))
        self.rows = [copies[0].row for copies in layers]
        self.values = [
            [
                gain * np.stack([copy.values["W"] for copy in copies]),
                np.stack([copy.values["b"][:, np.newaxis] for copy in copies]),
            ]
            for copies in layers
        ]
        self.decimals = decimals
        self.velocity = [[np.zeros_like(value) for value in pair] for pair in self.values]

    def __call__(self, X):
        """Outputs, shape (networks, batch, neurons); `X` has shape (networks, batch, inputs), or one set for all."""
        y = _turned(X)  # an example is a column: a row of all examples is long, and NumPy fast along it
        for row, (W, b) in zip(self.rows, self.values):
            net = W @ y + b
            y = row.function(net) if row else net
        return _turned(y)

    def forward(self, X):
        """The same; what `backward` needs is kept."""
        seen, y = [], _turned(X)
        for row, (W, b) in zip(self.rows, self.values):
            output, slope = _value_and_slope(row, W @ y + b)
            seen.append((y, slope))
            y = output
        self.seen = seen  # those of the last pass stay until now: memory that is let go has to be cleared anew
        return _turned(y)

    def backward(self, dL_dy):
        """Set the gradients of every layer from that of the output; return that of the input."""
        gradients, dL_dy = [], _turned(dL_dy)
        for (W, _), (y, slope) in reversed(list(zip(self.values, self.seen))):
            dL_dnet = dL_dy * slope
            gradients.insert(0, [dL_dnet @ _turned(y), dL_dnet.sum(axis=-1, keepdims=True)])
            dL_dy = _turned(W) @ dL_dnet
        self.gradients = gradients
        return _turned(dL_dy)

    def descend(self, learning_rate, momentum=0.0):
        """One step against the gradients of the last `backward`, and a share of the step before.

        `learning_rate` is a number, or one for each network in an array of shape (networks, 1, 1).
        """
        if not np.all(learning_rate > 0):
            raise ValueError(f"learning_rate must be positive, got {learning_rate!r}")
        for pair, last, slopes in zip(self.values, self.velocity, self.gradients):
            for i, slope in enumerate(slopes):
                last[i] = momentum * last[i] - learning_rate * slope
                pair[i] = pair[i] + last[i]
                if self.decimals is not None:
                    pair[i] = pair[i].round(self.decimals)


def _value_and_slope(row, net):
    if row is None:
        return net, 1.0
    return row.value_and_slope(net) if isinstance(row, Formula) else (row.function(net), row.derivative(net))


def _turned(matrices):
    return np.swapaxes(matrices, -1, -2)
