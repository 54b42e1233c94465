"""What a hidden unit responds to: its output over the plane, after training."""

from functools import lru_cache

from ..datasets import two_classes
from ..network import Network, cross_entropy, train
from .plane import PLANE, TICKS


@lru_cache(maxsize=8)
def train_on(problem, phi):
    """A network of six hidden neurons that has learned a problem of `two_classes` in 400 steps."""
    points, label = two_classes(problem)
    network = Network([2, 6, 1], [phi, None], seed=1)
    for _ in train(network, points, label, cross_entropy, 0.2, 400, momentum=0.8):
        pass
    return network


@lru_cache(maxsize=16)
def unit_responses(problem="rings", phi="relu"):
    """What every hidden unit of a trained network says at every place of the plane.

    Parameters
    ----------
    problem : str
        As for `two_classes`.
    phi : str
        A row of `ACTIVATIONS`.

    Returns
    -------
    responses : ndarray, shape (6, 61, 61)
        Outputs of the six units, from −3 to 3 in both directions, first row on top.
    weights : ndarray, shape (6,)
        With which the output neuron adds them up.
    bias : float
    """
    network = train_on(problem, phi)
    hidden = network.layers[0].forward(PLANE)
    last = network.layers[1].values
    return hidden.T.reshape(-1, len(TICKS), len(TICKS)), last["W"][0], float(last["b"][0])
