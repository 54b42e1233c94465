"""The chain rule with live numbers: three factors, their product, and the slope of the loss that it is."""

from ..activations import ACTIVATIONS


def loss_factors(w, x, b, target, phi):
    """One neuron y = φ(wx + b) and its loss L = ½(y − target)², taken apart.

    Parameters
    ----------
    w, x, b, target : float
    phi : str
        A row of `ACTIVATIONS`.

    Returns
    -------
    net, y, loss : float
    factors : list of float
        ∂L/∂y, φ′(net) and x, whose product is ∂L/∂w.
    """
    row, net = ACTIVATIONS[phi], w * x + b
    y = float(row.function(net))
    return net, y, (y - target) ** 2 / 2, [y - target, float(row.derivative(net)), x]
