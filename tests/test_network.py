"""The small network: gradients against central differences, training that learns, repeats, and fails politely."""

import mpmath
import numpy as np
import pytest
from support.strict import STRICT

from actlib import ACTIVATIONS
from actlib.formula import parse
from actlib.network import Network, cross_entropy, softmax, squared_error, train

pytestmark = STRICT

RNG = np.random.default_rng(5)
X = RNG.normal(size=(7, 3))
TARGETS = {squared_error: RNG.normal(size=(7, 2)), cross_entropy: np.array([0, 1, 1, 0, 1, 0, 0])}


def numerical(network, layer, name, loss, target, h=1e-4):
    """Central differences of fourth order in every entry of one trained array."""
    original = layer.values[name]
    slopes = np.zeros(original.shape)
    for index in np.ndindex(original.shape):
        losses = []
        for shift in (-2, -1, 1, 2):
            moved = original.copy()
            moved[index] += shift * h
            layer.values[name] = moved
            losses.append(loss(network(X), target)[0])
        slopes[index] = (losses[0] - 8 * losses[1] + 8 * losses[2] - losses[3]) / (12 * h)
    layer.values[name] = original
    return slopes


@pytest.mark.parametrize("activation", [*ACTIVATIONS, None])
@pytest.mark.parametrize("loss", TARGETS)
@pytest.mark.parametrize("init", ["he", "xavier"])
def test_every_gradient_of_the_network_is_the_slope_of_its_loss(activation, loss, init):
    network = Network([3, 5, 4, 2], [activation, activation, None], init=init, learns_parameters=True, seed=3)
    for layer in network.layers:
        layer.values["b"] = np.linspace(-0.3, 0.4, len(layer.values["b"]))
    target = TARGETS[loss]
    network.backward(loss(network(X), target)[1])
    assert min(np.abs(layer.net).min() for layer in network.layers) > 1e-3, "no net input at a kink"
    for layer in network.layers:
        for name, gradient in list(layer.gradients.items()):
            np.testing.assert_allclose(gradient, numerical(network, layer, name, loss, target), rtol=1e-7, atol=1e-10)


def test_softmax_shares_add_up_and_survive_any_size():
    scores = RNG.normal(size=(5, 4)) * 3
    np.testing.assert_allclose(softmax(scores), np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True), rtol=1e-14)
    np.testing.assert_allclose(softmax(scores + 1e6), softmax(scores), rtol=1e-9)
    np.testing.assert_array_equal(softmax([-1e308, 1e308]), [0, 1])
    assert softmax(np.ones(3, np.float32)).dtype == np.float32


def test_cross_entropy_loses_no_digit_of_a_loss_near_zero():
    """−ln σ(40) = ln(1 + e⁻⁴⁰); by way of σ(40) = 1 it would be 0."""
    assert cross_entropy(np.array([[40.0]]), [1])[0] == pytest.approx(float(mpmath.log1p(mpmath.exp(-40))), rel=1e-15)


def test_one_logit_is_two_of_which_one_is_zero():
    logits, target = RNG.normal(size=(6, 1)) * 30, np.array([0, 1, 0, 1, 1, 0])
    one, slope = cross_entropy(logits, target)
    two, slopes = cross_entropy(np.hstack([np.zeros_like(logits), logits]), target)
    assert one == two
    np.testing.assert_array_equal(slope, slopes[:, 1:])
    by_hand = np.mean(np.logaddexp(0, logits[:, 0]) - target * logits[:, 0])
    assert one == pytest.approx(by_hand, rel=1e-13)


def test_a_hopeless_logit_costs_its_size_and_not_infinity():
    assert cross_entropy(np.array([[-1000.0]]), [1])[0] == 1000.0


def two_rings(n=120, seed=2):
    rng = np.random.default_rng(seed)
    angle, label = rng.uniform(0, 2 * np.pi, n), np.arange(n) % 2
    radius = np.where(label, 2.0, 0.8) + rng.normal(0, 0.15, n)
    return np.column_stack([radius * np.cos(angle), radius * np.sin(angle)]), label


@pytest.mark.parametrize(
    "activation, least, most", [(None, 0.0, 0.7), ("tanh", 0.95, 1.0), ("relu", 0.95, 1.0), ("swish", 0.95, 1.0)]
)
@pytest.mark.parametrize("seed", range(3))
def test_rings_need_an_activation(activation, least, most, seed):
    points, label = two_rings()
    network = Network([2, 12, 1], [activation, None], seed=seed)
    list(train(network, points, label, cross_entropy, learning_rate=0.5, steps=500, momentum=0.5))
    right = np.mean((network(points)[:, 0] > 0) == label)
    assert least <= right <= most


@pytest.mark.parametrize("name, activation", [("alpha", "leaky_relu"), ("beta", "swish")])
def test_alpha_and_beta_are_learned_where_they_are_to_be(name, activation):
    points, label = two_rings()
    fixed = Network([2, 6, 1], [activation, None], seed=1)
    assert name not in fixed.layers[0].values
    network = Network([2, 6, 1], [activation, None], learns_parameters=True, seed=1)
    list(train(network, points, label, cross_entropy, learning_rate=0.3, steps=100))
    assert network.layers[0].values[name] != ACTIVATIONS[activation].parameter.default


def test_the_same_seed_gives_the_same_training():
    points, label = two_rings()
    runs = [
        list(train(Network([2, 4, 1], ["relu", None], seed=4), points, label, cross_entropy, 0.2, 30, batch=16, seed=9))
        for _ in range(2)
    ]
    assert runs[0] == runs[1] and len(runs[0]) == 30


def test_divergence_is_a_sentence_and_leaves_the_network_whole():
    network = Network([3, 5, 2], ["relu", None], seed=0)
    with pytest.raises(
        FloatingPointError,
        match=r"training diverged: the loss was .* at step 0 and .* at step \d+\. .*learning_rate than 50",
    ):
        list(train(network, X, TARGETS[squared_error], squared_error, learning_rate=50, steps=500))
    assert all(np.isfinite(value).all() for layer in network.layers for value in layer.values.values())


def test_an_interrupted_training_leaves_the_network_whole():
    points, label = two_rings()
    network, losses = Network([2, 6, 1], ["tanh", None], seed=0), []
    for loss in train(network, points, label, cross_entropy, learning_rate=0.5, steps=1000):
        losses.append(loss)
        if len(losses) == 40:
            break
    assert cross_entropy(network(points), label)[0] <= losses[0]


@pytest.mark.parametrize("init, spread", [("he", np.sqrt(2 / 400)), ("xavier", np.sqrt(2 / 700)), (0.01, 0.01)])
def test_weights_start_as_wide_as_the_papers_say(init, spread):
    W = Network([400, 300], [None], init=init).layers[0].values["W"]
    assert W.std() == pytest.approx(spread, rel=0.01) and abs(W.mean()) < 5 * spread / np.sqrt(W.size)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_without_a_wish_each_layer_starts_with_the_weights_that_suit_it(name):
    """He's for the functions that are (nearly) silent on one side, Xavier's for the others and for a linear layer."""
    silent = abs(ACTIVATIONS[name].function(-20.0)) < 1 and ACTIVATIONS[name].derivative(20.0) > 0.5
    assert ACTIVATIONS[name].init == ("he" if silent else "xavier")
    mixed = Network([400, 300, 200], [name, None])
    hidden, last = (layer.values["W"].std() for layer in mixed.layers)
    assert hidden == pytest.approx(np.sqrt(2 / 400 if silent else 2 / 700), rel=0.01)
    assert last == pytest.approx(np.sqrt(2 / 500), rel=0.02)


def test_a_formula_says_which_weights_suit_it():
    plain, he = (Network([400, 300], [parse("max(x, 0)", init=init)]) for init in ("xavier", "he"))
    ratio = he.layers[0].values["W"].std() / plain.layers[0].values["W"].std()
    assert parse("x").init == "xavier" and ratio == pytest.approx(np.sqrt(700 / 400))


@pytest.mark.parametrize(
    "call, error, message",
    [
        (lambda: Network([3], []), ValueError, r"sizes must be two or more positive integers, got \[3\]"),
        (lambda: Network([3, 0], [None]), ValueError, "sizes must be two or more positive integers"),
        (lambda: Network([3, 2], []), ValueError, r"activations must name one for each of the 1 layers, got \[\]"),
        (
            lambda: Network([3, 2], ["softsign"]),
            ValueError,
            "activations must be None or one of sigmoid, tanh, relu, leaky_relu, swish.*, got 'softsign'",
        ),
        (
            lambda: Network([3, 2], [None], init="normal"),
            ValueError,
            "init must be a number or one of xavier, he, got 'normal'",
        ),
        (
            lambda: Network([3, 2], [None])([1, 2, 3]),
            ValueError,
            r"X must have one example per row, shape \(batch, inputs\), got shape \(3,\)",
        ),
        (lambda: Network([3, 2], [None])([[1, 2]]), ValueError, "W must have as many columns as X"),
        (
            lambda: squared_error(np.ones((2, 2)), np.ones(2)),
            ValueError,
            r"target must have the shape of the output, \(2, 2\), got \(2,\)",
        ),
        (lambda: cross_entropy(np.ones((2, 1)), [0, 2]), ValueError, "target must hold classes from 0 to 1"),
        (
            lambda: cross_entropy(np.ones((2, 1)), [0]),
            ValueError,
            r"target must hold one class per example, shape \(2,\), got shape \(1,\)",
        ),
        (
            lambda: next(
                train(Network([3, 1], [None]), X, TARGETS[cross_entropy], cross_entropy, learning_rate=0, steps=1)
            ),
            ValueError,
            "learning_rate must be positive, got 0",
        ),
        (
            lambda: next(train(Network([3, 1], [None]), X, TARGETS[cross_entropy], cross_entropy, 0.1, 1, batch=8)),
            ValueError,
            "batch must be None or from 1 to 7, got 8",
        ),
        (
            lambda: next(train(Network([3, 1], [None]), X, TARGETS[cross_entropy], cross_entropy, 0.1, 1, momentum=1)),
            ValueError,
            "momentum must be at least 0 and below 1, got 1",
        ),
    ],
)
def test_what_does_not_fit_is_named(call, error, message):
    with pytest.raises(error, match=message):
        call()
