"""An activation function that changes its shape while the network learns: trained α (PReLU) or trained β."""

from functools import lru_cache

import numpy as np

from ..activations import ACTIVATIONS
from ..datasets import two_classes
from ..network import Network, cross_entropy, train

LAST = 400


@lru_cache(maxsize=16)
def parameter_history(phi, seed=0, learns=True):
    """A network on the two rings in which α of Leaky ReLU, or β of Swish, is trained like a weight, or held.

    Parameters
    ----------
    phi : {"leaky_relu", "swish"}
    seed : int
    learns : bool
        Whether the parameter is trained.

    Returns
    -------
    parameter, loss : ndarray, shape (401,)
        After 0, 1, …, 400 steps.
    """
    points, label = two_classes("rings")
    network = Network([2, 6, 1], [phi, None], learns_parameters=learns, seed=seed)
    parameter, history = ACTIVATIONS[phi].parameter, []
    for loss in train(network, points, label, cross_entropy, 0.2, LAST + 1, momentum=0.8):
        history.append((float(network.layers[0].values.get(parameter.name, parameter.default)), loss))
    return tuple(np.array(history).T)
