"""Activations of the last layer: their ranges, and what a change of the logits does to each."""

import mpmath
import numpy as np
import pytest
from support.strict import STRICT

from actlib.experiments.output_activations import output_activations
from actlib.explorers.output_activations import explore_output_activations

pytestmark = STRICT
Z = np.array([2.0, 1.0, -1.0])


def test_softplus_is_ln_of_one_plus_exp_and_never_overflows():
    z = np.array([-700.0, -2.0, 0.0, 3.5, 1000.0])
    wanted = [float(mpmath.log1p(mpmath.exp(v))) for v in z]
    np.testing.assert_allclose(output_activations(z)["softplus"], wanted, rtol=1e-14)


def test_shares_are_those_of_the_definition_and_add_up_to_one():
    shares = output_activations(Z)["softmax"]
    np.testing.assert_allclose(shares, np.exp(Z) / np.exp(Z).sum(), rtol=1e-14)
    assert shares.sum() == pytest.approx(1)


def test_a_shift_of_all_logits_moves_sigmoid_and_not_softmax():
    before, after = output_activations(Z), output_activations(Z + 1)
    np.testing.assert_allclose(after["softmax"], before["softmax"], rtol=1e-14)
    assert (after["Sigmoid"] > before["Sigmoid"]).all()


def test_one_logit_moves_one_sigmoid_and_every_share():
    changed = {name: output_activations(Z + [1, 0, 0])[name] != y for name, y in output_activations(Z).items()}
    assert changed["Sigmoid"].tolist() == [True, False, False]
    assert changed["softmax"].all()


def test_sigmoid_is_softmax_for_two_classes():
    for z in (-3.0, 0.0, 1.4):
        assert output_activations([0.0, z])["softmax"][1] == pytest.approx(output_activations(z)["Sigmoid"], rel=1e-14)


def test_the_sentence_says_what_the_outputs_add_up_to():
    said = explore_output_activations().words()
    assert said == "softmax: 0.705, 0.259, 0.035, together 1. Sigmoid: 0.881, 0.731, 0.269, together 1.881."
