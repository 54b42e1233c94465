"""What the dip of Swish does to a neuron that learns: the start of the dead-neuron laboratory, with Swish for ReLU."""

from functools import partial

from ..activations import swish, swish_prime
from .dead_neuron import train_in_laboratory

LEARNING_RATE, STEPS = 0.3, 200


def train_swish_neuron(beta, bias, learning_rate=LEARNING_RATE, n_steps=STEPS):
    """Train one Swish neuron on the twenty points of the dead-neuron laboratory, from w = 1 and this bias.

    Parameters
    ----------
    beta, bias, learning_rate : float
    n_steps : int, optional
        Steps of gradient descent on the mean of ½(y − target)², all twenty points per step.

    Returns
    -------
    list of Moment
        As `descend_neuron` yields them: w, b, net, y and loss before each step and after the last.

    Examples
    --------
    >>> [round(float(train_swish_neuron(beta, bias=-3.0)[-1].loss), 3) for beta in (0.5, 1.0)]
    [0.025, 1.412]
    """
    return train_in_laboratory(partial(swish, beta=beta), partial(swish_prime, beta=beta), bias, learning_rate, n_steps)
