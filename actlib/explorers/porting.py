"""What becomes of a trained network when its activation function is replaced by one of the same name."""

import numpy as np

from ..formula import parse
from ..network import Network, cross_entropy, train
from .digits import split_digits

FORMS = {
    "GELU, exact": "x/2 * (1 + erf(x/sqrt(2)))",
    "GELU, tanh form": "x/2 * (1 + tanh(sqrt(2/pi) * (x + 0.044715*x*x*x)))",
    "Leaky ReLU, α = 0.01": "max(x, 0) + 0.01 * min(x, 0)",
    "Leaky ReLU, α = 0.3": "max(x, 0) + 0.3 * min(x, 0)",
}


def port_digit_reader(trained, run, hidden_layers=5, seed=0):
    """Train a reader of digits with one function, and let it read with another, weights and all.

    Parameters
    ----------
    trained, run : str
        Keys of FORMS.
    hidden_layers, seed : int
        Hidden layers of 32 neurons each, He's first weights; trained on 1,200 digits in 200 steps.

    Returns
    -------
    changed : int
        How many of the 597 test digits are read otherwise than before.
    before, after : float
        Share that is read right.
    """
    X, label, X_test, label_test = split_digits()
    sizes = [64, *[32] * hidden_layers, 10]
    network = Network(sizes, [*[parse(FORMS[trained])] * hidden_layers, None], init="he", seed=seed)
    for _ in train(network, X, label, cross_entropy, 0.08, 200, batch=100, momentum=0.9, seed=seed):
        pass
    answers = [network(X_test).argmax(axis=1)]
    for layer in network.layers[:-1]:
        layer.row = parse(FORMS[run])
    answers.append(network(X_test).argmax(axis=1))
    before, after = (float(np.mean(answer == label_test)) for answer in answers)
    return int(np.sum(answers[0] != answers[1])), before, after
