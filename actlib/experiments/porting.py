"""What becomes of a trained network when its activation function is replaced by one of the same name."""

import numpy as np

from ..formula import parse
from ..network import Network
from .digits import split_digits, train_readers
from .gelu import EXACT_FORM, TANH_FORM
from .side_by_side import SideBySide

FORMS = {
    "GELU, exact": EXACT_FORM,
    "GELU, tanh form": TANH_FORM,
    "Leaky ReLU, α = 0.01": "max(x, 0) + 0.01 * min(x, 0)",
    "Leaky ReLU, α = 0.3": "max(x, 0) + 0.3 * min(x, 0)",
}


def port_digit_readers(trained, run, hidden_layers=5, starts=range(3)):
    """Train readers of digits with one function, and let them read with another, weights and all.

    Parameters
    ----------
    trained, run : str
        Keys of FORMS.
    hidden_layers : int
        Hidden layers of 32 neurons each, He's first weights; trained on 1,200 digits in 200 steps.
    starts : sequence of int
        Seeds of the first weights and the batches, one reader for each.

    Returns
    -------
    list of (changed, before, after)
        For each reader: how many of the 597 test digits it reads otherwise than before, and the share that it reads
        right before and after.
    """
    _, _, X_test, label_test = split_digits()
    phi = [parse(FORMS[trained])] * hidden_layers
    readers = SideBySide([Network([64, *[32] * hidden_layers, 10], [*phi, None], "he", seed=seed) for seed in starts])
    for _ in train_readers(readers, starts, 0.08):
        pass
    read = [readers(X_test).argmax(axis=2)]
    readers.rows = [*[parse(FORMS[run])] * hidden_layers, None]
    read.append(readers(X_test).argmax(axis=2))
    before, after = (np.mean(digits == label_test, axis=1).tolist() for digits in read)
    return list(zip(np.sum(read[0] != read[1], axis=1).tolist(), before, after))
