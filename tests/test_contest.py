"""The contest of notebook 11 and the figure of one's own formula, against training one network at a time."""

import numpy as np
import pytest
from support.strict import STRICT

from actlib import (
    CONTESTANTS,
    KNOWN_FORMULAS,
    Network,
    cross_entropy,
    explore_formula,
    final_losses,
    train,
    two_classes,
)
from actlib.formula import parse

pytestmark = STRICT


def trained_alone(layers, problem, seed, rate=0.1, steps=150):
    points, label = two_classes(problem)
    network = Network([2, *[8] * len(layers), 1], [*layers, None], init="xavier", seed=seed)
    for _ in train(network, points, label, cross_entropy, rate, steps, momentum=0.9):
        pass
    return cross_entropy(network(points), label)[0]


@pytest.mark.parametrize("layers, problem", [(["tanh"], "moons"), (["sin(x)", "relu"], "quarters")])
def test_networks_trained_side_by_side_end_as_those_trained_alone(layers, problem):
    alone = [[parse(text) if "(" in text else text for text in layers]] * 3
    wanted = [[trained_alone(alone[seed], problem, seed, rate) for seed in range(3)] for rate in (0.1, 0.3)]
    np.testing.assert_allclose(final_losses(layers, problem, [0.1, 0.3], starts=3), wanted, rtol=1e-6)


def test_a_typed_function_competes_as_the_row_of_the_table_does():
    np.testing.assert_allclose(final_losses(["x * sigmoid(x)"]), final_losses(["swish"]), rtol=1e-6)


def best_border(problem, squares):
    """Smallest loss of a border that is a line, or with squares a conic: Newton's method on a convex loss."""
    points, label = two_classes(problem)
    x, y = points.T
    features = np.stack([np.ones_like(x), x, y, *([x * x, x * y, y * y] if squares else [])], axis=1)
    w = np.zeros(features.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-features @ w))
        curvature = (features * (p * (1 - p))[:, None]).T @ features
        w -= np.linalg.solve(curvature, features.T @ (p - label))
    p = 1 / (1 + np.exp(-features @ w))
    return -np.mean(np.where(label == 1, np.log(p), np.log1p(-p)))


def test_on_the_moons_the_best_conic_is_hardly_better_than_the_best_line():
    line, conic = best_border("moons", False), best_border("moons", True)
    assert conic < line < conic + 0.001
    assert final_losses(["x"])[0] == pytest.approx(line, abs=0.001)
    assert final_losses(["x*x"])[0] == pytest.approx(conic, abs=0.001)


@pytest.mark.thorough
def test_the_quarters_turn_the_order_round():
    moons, quarters = (
        {name: final_losses([phi], problem)[0].mean() for name, phi in CONTESTANTS.items()}
        for problem in ("moons", "quarters")
    )
    order = sorted(moons, key=moons.get)
    assert order[:2] == ["a sine", "ReLU"] and set(order[-4:]) == {"Sigmoid", "Softplus", "a line", "a parabola"}
    assert sorted(quarters, key=quarters.get)[0] == "a parabola" and quarters["a parabola"] < 0.001
    assert {name for name in quarters if quarters[name] > quarters["a sine"]} == {"Sigmoid", "a line"}


@pytest.mark.thorough
def test_with_a_tuned_rate_ten_of_twelve_solve_the_moons():
    losses = {name: final_losses([phi], "moons", [1.0])[0] for name, phi in CONTESTANTS.items()}
    assert np.isnan(losses["a parabola"]).any() and np.isnan(losses["a line"]).any()
    assert sum(values.mean() < 0.00225 for values in losses.values()) == 10 and losses["Sigmoid"].mean() > 0.04


def test_which_layer_comes_first_matters_for_one_recipe_only():
    def medians(**recipe):
        return [np.median(final_losses(pair, "moons", **recipe)) for pair in (["sigmoid", "relu"], ["relu", "sigmoid"])]

    first, second = medians()
    assert first > 3 * second
    assert max(medians(steps=600)) < 0.01 and final_losses(["sigmoid", "relu"], steps=600).max() > 0.28
    first, second = medians(gain=5)
    assert first < second


def test_divergence_is_a_missing_number_not_an_error():
    assert np.isnan(final_losses(["exp(x*x)"], starts=1)).all()


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
    assert said in explore_formula().words(formula=text)


def test_a_preset_fills_in_its_formula():
    figure = explore_formula()
    figure.preset = "GELU"
    assert figure.formula == KNOWN_FORMULAS["GELU"] and "φ(1) = 0.8413" in figure.words()
