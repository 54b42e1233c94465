"""Predictions: committed once, kept for the session, counted, and nothing given away before."""

import html
import re

import matplotlib
import numpy as np
import pytest

from actlib import predict, predictions, relu_prime, sigmoid, sigmoid_prime, tanh
from actlib.widgets import predict as module

OPTIONS = {"at 0": "There σ′ is ¼.", "at 5": "There it is flat."}


@pytest.fixture(autouse=True)
def fresh_session():
    for kept in (module._committed, module._asked, module._summaries):
        kept.clear()


def steepest():
    return predict("Where is σ steepest?", options=OPTIONS, answer="at 5")


def number():
    return predict("σ′(0)?", answer=0.25, why="½ · ½.", hints={0.5: "That is σ(0)."})


def slope():
    return predict("Draw σ′.", curve=sigmoid_prime, x=(-6, 6), y=(-0.1, 0.5), why="Steepest at 0.", name="σ′")


def commit(widget, guess, came_true):
    """What the page sends, in one message."""
    widget.set_state({"guess": guess, "came_true": came_true})


@pytest.mark.parametrize("build, guess", [(steepest, "at 5"), (number, 0.3), (slope, [0.1] * 81)])
def test_a_commitment_survives_running_the_cell_again(build, guess):
    commit(build(), guess, came_true=False)
    again = build()
    assert (again.guess, again.came_true) == (guess, False)


def test_only_the_first_commitment_counts():
    first = steepest()
    commit(first, "at 0", came_true=False)
    commit(first, "at 5", came_true=True)
    assert steepest().guess == "at 0" and predictions().outcomes == {"Where is σ steepest?": False}


def test_the_summary_counts_what_was_asked_and_follows():
    asked = [steepest(), number()]
    summary = predictions()
    assert (summary.questions, summary.outcomes) == (["Where is σ steepest?", "σ′(0)?"], {})
    commit(asked[1], 0.25, came_true=True)
    assert summary.outcomes == {"σ′(0)?": True}
    number(), steepest()
    assert len(summary.questions) == 2, "a cell that is run again asks nothing new"
    assert predictions().outcomes == {"σ′(0)?": True}


@pytest.mark.parametrize("build", [steepest, number, slope, predictions])
def test_the_stored_output_is_the_same_on_every_run_and_gives_nothing_away(build):
    first, second = (build()._repr_mimebundle_()[0] for _ in range(2))
    for kind in ("text/html", "text/plain"):
        assert first[kind] == second[kind] and "Run this cell" in first[kind]
        for secret in ("¼", "0.25", "½", "flat", "Steepest at", "<svg"):
            assert secret not in first[kind]


def test_a_question_is_text_not_markup():
    page = predict("Is <b> bold?", options={"<i>": "a", "no": "b"}, answer="no")._repr_mimebundle_()[0]["text/html"]
    assert html.escape("<b>") in page and "<i>" not in page


def test_the_axes_hold_no_trace_of_the_truth():
    """Only the grid and the curves that are given: the same picture whatever the truth is."""
    pictures = [
        predict("q", curve=curve, x=(-3, 3), y=(-1, 1), why="w", show={"σ": sigmoid}).svg
        for curve in (tanh, relu_prime)
    ]
    assert pictures[0] == pictures[1] and "σ" in pictures[0]


def test_the_truth_that_travels_is_the_curve():
    truth = np.frombuffer(slope().truth, dtype=np.float32)
    np.testing.assert_allclose(truth, sigmoid_prime(np.linspace(-6, 6, 321)), rtol=1e-6)


def test_the_scale_says_where_values_lie_in_the_picture():
    """The tick at x = 2 stands where the scale puts 2."""
    widget = predict("q", curve=tanh, x=(-3, 3), y=(-1, 1), why="w")
    at = {
        label.replace("−", "-"): float(left)
        for left, label in re.findall(r'<text[^>]* x="([\d.]+)"[^>]*>(−?\d)</text>', widget.svg)
    }
    scale = widget.scale
    for x in (-2, 0, 2):
        place = scale["left"] + (scale["right"] - scale["left"]) * (x + 3) / 6
        assert at[str(x)] == pytest.approx(place, abs=0.6)


def test_a_constant_may_be_the_truth():
    flat = predict("q", curve=lambda x: 0.5, x=(0, 1), y=(0, 1), why="w")
    np.testing.assert_array_equal(np.frombuffer(flat.truth, dtype=np.float32), 0.5)


@pytest.mark.parametrize(
    "arguments, message",
    [
        ({}, "give options and the right one, a number as the answer, or a curve"),
        ({"options": OPTIONS}, "give options"),
        ({"options": OPTIONS, "answer": "at 0", "curve": tanh}, "give options"),
        ({"answer": 1.0, "curve": tanh}, "give options"),
        ({"options": {"a": "b"}, "answer": "a"}, "options must be two or more, each with a reason"),
        ({"options": OPTIONS, "answer": "at 1"}, "answer must be one of the options, got 'at 1'"),
        ({"answer": 1.0}, "why must say the reason"),
        ({"answer": float("nan"), "why": "w"}, "answer must be finite and tolerance positive"),
        ({"answer": 1.0, "why": "w", "tolerance": 0}, "answer must be finite and tolerance positive"),
        ({"curve": tanh, "y": (0, 1), "why": "w"}, r"x must be \(low, high\), got None"),
        ({"curve": tanh, "x": (0, 1), "y": (1, 1), "why": "w"}, r"y must be \(low, high\), got \(1, 1\)"),
        ({"curve": np.log, "x": (-1, 1), "y": (0, 1), "why": "w"}, "the curve must be finite from -1 to 1"),
    ],
)
def test_an_author_s_mistake_is_named_at_once(arguments, message):
    with np.errstate(all="ignore"), pytest.raises(ValueError, match=message):
        predict("q", **arguments)


def test_the_learner_s_own_settings_reach_no_axes_to_draw_in():
    wanted = {"curve": np.tanh, "x": (-3, 3), "y": (-1.5, 1.5), "why": "It saturates.", "show": {"x": np.asarray}}
    plain = predict("Draw tanh.", **wanted)
    with matplotlib.rc_context({"text.usetex": True, "lines.linewidth": 9, "axes.grid": True}):
        own = predict("Draw tanh!", **wanted)
    assert own.svg == plain.svg
