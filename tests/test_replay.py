"""A training that is remembered is the same whoever asks for it, in whatever order, and after an interruption."""

import numpy as np
import pytest

from actlib import Network, squared_error, train
from actlib.experiments.replay import Replay

X = np.linspace(-1, 1, 20)[:, np.newaxis]


def states():
    """The losses of a small training."""
    return train(Network([1, 4, 1], ["tanh", None], seed=0), X, X**2, squared_error, 0.5, 30, momentum=0.5)


def test_every_state_is_the_one_of_an_undisturbed_training_in_whatever_order_it_is_asked_for():
    course, undisturbed = Replay(states), list(states())
    for i in (3, 0, 29, 12):
        assert course.until(i) == undisturbed[: i + 1]


def test_nothing_is_computed_before_it_is_asked_for_nor_twice():
    computed = []
    course = Replay(lambda: (computed.append(i) or i for i in range(10)))
    assert computed == []
    course.until(4)
    course.until(2)
    assert computed == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("interruption", [KeyboardInterrupt, FloatingPointError])
def test_after_an_interruption_the_training_begins_again_and_ends_as_if_there_had_been_none(interruption):
    begun = []

    def begin():
        begun.append(True)
        for i, loss in enumerate(states()):
            if i == 7 and len(begun) == 1:
                raise interruption
            yield loss

    course = Replay(begin)
    course.until(5)
    with pytest.raises(interruption):
        course.until(20)
    assert course.until(29) == list(states()) and len(begun) == 2
