"""Notebook 11, trends: contest, trained parameters, mixed layers and gates, from other starts than the page uses."""

import numpy as np
import pytest
from support.strict import STRICT

from actlib import (
    ACTIVATIONS,
    Network,
    adaptive_course,
    attention_weights,
    cross_entropy,
    explore_formula,
    explore_gates,
    train,
    trial,
    two_classes,
)
from actlib.explorers.trends import KNOWN_FORMULAS
from actlib.formula import parse

pytestmark = STRICT
OTHER_SEEDS = range(10, 16)


def test_a_typed_function_competes_as_the_row_of_the_table_does():
    typed = trial([parse("x * sigmoid(x)", init="he")], seeds=(4,))
    np.testing.assert_allclose(typed, trial(["swish"], seeds=(4,)), rtol=1e-6)


def test_the_sine_wins_the_moons_and_the_parabola_does_not():
    names = ("a sine", "a parabola", "Softplus", "Mish")
    losses = {name: trial([parse(KNOWN_FORMULAS[name])], OTHER_SEEDS) for name in names}
    five = {name: trial([name], OTHER_SEEDS) for name in ACTIVATIONS}
    assert losses["a sine"].mean() < min(values.mean() for values in [*five.values(), losses["Mish"]])
    assert losses["a parabola"].mean() > 0.2 and losses["Softplus"].mean() > 0.2


@pytest.mark.parametrize(
    "text, said",
    [
        ("x +", "cannot be read"),
        ("y", "'y' is not known"),
        ("log(x)", "could not be trained"),
        ("1e50*x", "could not be trained"),
        ("x", "Final loss"),
    ],
)
def test_whatever_is_typed_is_answered(text, said):
    figure = explore_formula()
    figure.formula = text
    assert said in figure.frame["words"]["text"]


def test_a_preset_fills_in_its_formula():
    figure = explore_formula()
    figure.preset = "GELU"
    assert figure.formula == KNOWN_FORMULAS["GELU"] and "φ(1) = 0.8413" in figure.frame["words"]["text"]


@pytest.mark.parametrize("seed", range(4, 10))
def test_beta_falls_on_the_rings_from_every_start(seed):
    beta, loss = adaptive_course("swish", seed)
    assert beta[0] == 1 and beta[-1] < 1 and loss[-1] < 0.1


def test_alpha_ends_where_the_start_takes_it_sometimes_below_zero():
    ends = [adaptive_course("leaky_relu", seed)[0][-1] for seed in range(10)]
    assert min(ends) < -0.5 and max(ends) > 0.1


def test_the_course_is_gradient_descent_on_the_parameter():
    """Independently: the first step of α from a difference quotient of the loss."""
    points, label = two_classes("rings")

    def loss(alpha):
        network = Network([2, 6, 1], ["leaky_relu", None], learns_parameters=True, seed=0)
        network.layers[0].values["alpha"] = np.array(alpha)
        return cross_entropy(network(points), label)[0]

    slope = (loss(0.01 + 1e-5) - loss(0.01 - 1e-5)) / 2e-5
    alpha, _ = adaptive_course("leaky_relu", 0)
    assert alpha[1] == pytest.approx(0.01 - 0.2 * slope, rel=1e-6)


def test_the_order_of_the_layers_matters():
    first, second, both = (
        trial(layers, OTHER_SEEDS) for layers in (["sigmoid", "relu"], ["relu", "sigmoid"], ["relu", "relu"])
    )
    error = np.sqrt(first.var(ddof=1) / len(first) + second.var(ddof=1) / len(second))
    assert first.mean() - second.mean() > 2 * error and second.mean() > both.mean()
    mixed = trial(["relu", "tanh"], OTHER_SEEDS)
    assert mixed.mean() < 0.02 and both.mean() < 0.02


def test_attention_shares_out_and_a_gate_does_not():
    rng = np.random.default_rng(2)
    for _ in range(20):
        scores = rng.normal(0, 3, 4)
        wanted = np.exp(scores) / np.exp(scores).sum()
        np.testing.assert_allclose(attention_weights(scores), wanted, rtol=1e-12)
        np.testing.assert_allclose(attention_weights(scores, 2.0), attention_weights(scores / 2), rtol=1e-12)
    assert attention_weights([1000.0, 0.0]).tolist() == [1.0, 0.0]
    low, high = (explore_gates().contents(score=score) for score in (0.0, 4.0))
    assert all(high[f"word-{i}"][1][1] < low[f"word-{i}"][1][1] for i in (0, 1, 3))
    assert np.array_equal(low["curve"], high["curve"])


def test_divergence_is_a_missing_number_not_an_error():
    assert np.isnan(trial([parse("exp(x*x)")], seeds=(0,))).all()


def test_training_goes_on_with_a_formula_in_each_layer():
    points, label = two_classes("rings")
    network = Network([2, 8, 8, 1], [parse("tanh(x)"), "relu", None], init="xavier", seed=0)
    losses = list(train(network, points, label, cross_entropy, 0.1, 100, momentum=0.9))
    assert losses[-1] < 0.3 * losses[0]
