"""The dead-neuron laboratory: who falls silent, who comes back, and what the sentence under the figure says of it."""

import numpy as np
import pytest
from support.strict import STRICT

from actlib.experiments.dead_neuron import train_neuron
from actlib.explorers.dead_neuron import tell

pytestmark = STRICT


def by_hand(learning_rate, w, b, momentum, steps=60):
    """The same training of a ReLU neuron with plain sums."""
    x = np.linspace(-2, 2, 20)
    step_w = step_b = 0.0
    for _ in range(steps):
        error = np.where(w * x + b > 0, np.maximum(0, w * x + b) - np.maximum(0, 1.5 * x + 0.6), 0)
        step_w = momentum * step_w - learning_rate * np.mean(error * x)
        step_b = momentum * step_b - learning_rate * np.mean(error)
        w, b = w + step_w, b + step_b
    return w, b


@pytest.mark.parametrize("momentum", [0.0, 0.5, 0.9])
@pytest.mark.parametrize("weight, bias", [(1.0, 0.0), (-2.0, 1.0)])
def test_training_is_gradient_descent_with_momentum(weight, bias, momentum):
    run = train_neuron(0.5, bias, 0.0, momentum, weight)
    assert (run["w"][-1], run["b"][-1]) == pytest.approx(by_hand(0.5, weight, bias, momentum), abs=1e-9)


def test_the_dead_stay_dead_until_alpha_revives_them():
    dead = train_neuron(0.3, -3.0, 0.0)
    assert not dead["active"].any()
    assert len(set(dead["loss"])) == 1, "a dead unit's loss must not change by one bit"
    assert train_neuron(0.3, -3.0, 0.1)["loss"][-1] < 0.1 * dead["loss"][-1]


def test_without_momentum_no_silent_neuron_is_reached_again():
    for weight in (1.0, -2.0):
        for rate in np.arange(0.5, 3.01, 0.5):
            active = train_neuron(rate, 1.0, 0.0, weight=weight)["active"]
            assert not active[np.argmin(active) :].any() or active.min() > 0


def test_alpha_does_not_repair_a_step_that_is_too_long():
    for alpha in np.linspace(0.01, 0.5, 50):
        late = train_neuron(2.0, 0.0, alpha)["loss"][-30:]
        assert late.max() - late.min() > 0.6, "the loss settles"
    assert train_neuron(0.3, 0.0, 0.0)["loss"][-1] < 0.001


@pytest.mark.parametrize(
    "setting, said",
    [
        ((0.3, -3.0, 0.0, 0.0, 1.0), "Dead from the start"),
        ((2.0, 0.0, 0.0, 0.0, 1.0), "Dead since step 4"),
        ((0.3, -3.0, 0.01, 0.0, 1.0), "through α it learns: the loss went from 1.4178 to 1.4119"),
        ((0.5, 1.0, 0.0, 0.5, -2.0), "Silent at step 2, reached again later. Alive: 12 of 20"),
        ((2.5, 0.0, 0.0, 0.5, 1.0), "No input reaches it since step 6"),
        ((3.0, 0.0, 0.1, 0.0, 1.0), "but the steps are too long: the loss went from 0.3494 to 1.7093."),
        ((2.5, -3.0, 0.5, 0.9, -2.0), "the loss is beyond 1000."),
        ((0.3, -3.0, 0.0, 0.0, -2.0), "Alive: 1 of 20 inputs reaches it"),
        ((0.3, 0.0, 0.0, 0.0, 1.0), "Alive: 12 of 20 inputs reach it; after 60 steps the loss is 0.0000."),
    ],
)
def test_the_sentence_says_what_became_of_the_neuron(setting, said):
    rate, bias, alpha, momentum, weight = setting
    assert said in tell(train_neuron(rate, bias, alpha, momentum, weight), alpha, momentum)
