"""The forward pass as a table: the document's numbers, short enough for their cells, and one entry traced."""

import numpy as np
import pytest
from support.strict import STRICT

from actlib.explorers.forward_pass import explore_forward, shorten

pytestmark = STRICT


@pytest.mark.parametrize(
    "value, text",
    [
        (1.4000000000000001, "1.4"),
        (0.80218389, "0.8022"),
        (-0.1275, "−0.128"),
        (-1e6, "−10⁶"),
        (2e12, "2·10¹²"),
        (-0.0, "0"),
    ],
)
def test_numbers_are_shortened_to_the_width_of_a_cell(value, text):
    assert shorten(value) == text


def test_no_number_is_wider_than_its_cell():
    values = np.concatenate([s * np.random.default_rng(0).uniform(-1, 1, 200) for s in (0.01, 1, 100, 1e4, 1e6, 1e12)])
    assert max(len(shorten(value)) for value in values) <= 7


def test_the_table_shows_the_document_s_numbers():
    picture = explore_forward().picture()
    for number in ("1.4", "0.6", "2.4", "0.4", "0.8022", "0.6457", "0.9168", "0.5987"):
        assert f">{number}<" in picture, number


def test_the_sentence_traces_the_entry_that_is_followed():
    said = explore_forward().words(entry="22", phi="relu", X=[[1, 2], [3, -4]])
    assert said == "Example 2, neuron 2: net = 3·(−0.3) + (−4)·0.2 + 0.5 = −1.2; ReLU gives y = 0."


@pytest.mark.parametrize("wrong", [[[1, 2]], [[1, 2], [3, "a"]], [[1, 2], [3, float("nan")]], "X", None])
def test_a_table_takes_numbers_of_its_own_shape_only(wrong):
    figure = explore_forward()
    with pytest.raises(Exception, match="X must be 2 rows of 2 numbers"):
        figure.X = wrong
    assert figure.X == [[1, 2], [3, 4]]
