"""Quizzes as a learner meets them: every answer gets its reason, and nothing a learner does raises."""

import sys
from fractions import Fraction
from functools import partial

import numpy as np
import pytest

from actlib import check, choose, enter, forward, leaky_relu, relu, relu_prime, sigmoid, tanh
from actlib.widgets import quiz

OPTIONS = {"at 0": "Its largest slope is σ′(0) = ¼.", "at 5": "There it is nearly flat."}


def steepest():
    return choose("Where is σ steepest?", OPTIONS, answer="at 0")


def test_every_option_has_its_reason():
    question = steepest()
    assert (question.selected, question.correct, question.feedback) == (None, False, "")
    question.selected = 1
    assert (question.correct, question.feedback) == (False, "Not yet. There it is nearly flat.")
    question.selected = 0
    assert (question.correct, question.feedback) == (True, "Right. Its largest slope is σ′(0) = ¼.")
    question.selected = None
    assert (question.correct, question.feedback) == (False, "")


def test_an_option_that_is_not_there_is_refused_and_changes_nothing():
    question = steepest()
    for wrong in (2, -1):
        with pytest.raises(Exception, match="selected must be None or an index from 0 to 1"):
            question.selected = wrong
    assert question.selected is None


@pytest.mark.parametrize(
    "value, correct, feedback",
    [
        (0.25, True, "Right. ½ · ½."),
        (0.251, True, "Right. ½ · ½."),
        (0.249, True, "Right. ½ · ½."),
        (0.5, False, "Not yet. That is σ(0)."),
        (-0.25, False, "Not yet. The size is right, the sign is not."),
        (3.0, False, "Not yet. That is too large; try again."),
        (0.1, False, "Not yet. That is too small; try again."),
    ],
)
def test_a_wrong_number_gets_the_hint_that_fits(value, correct, feedback):
    question = enter("σ′(0)?", answer=0.25, why="½ · ½.", hints={0.5: "That is σ(0)."})
    question.value = value
    assert (question.correct, question.feedback) == (correct, feedback)


@pytest.mark.parametrize("build", [steepest, lambda: enter("σ′(0)?", answer=0.25, why="½ · ½.")])
def test_the_stored_output_is_the_same_on_every_run_and_gives_nothing_away(build):
    first, second = (build()._repr_mimebundle_()[0] for _ in range(2))
    for kind in ("text/html", "text/plain"):
        assert first[kind] == second[kind]
        assert "¼" not in first[kind] and "0.25" not in first[kind] and "½" not in first[kind]


def test_a_question_is_text_not_markup():
    page = choose("Is <b> & 'c' bold?", {"<i>yes</i>": "a", "no": "b"}, answer="no")._repr_mimebundle_()[0]["text/html"]
    assert "&lt;b&gt; &amp;" in page and "<i>" not in page


def squash(x):
    return np.tanh(x)


def stub(x): ...


def misspelt(x):
    return np.tahn(x)


def overflowing(x):
    return 1 / (1 + np.exp(-np.asarray(x, float)))


def in_place(x):
    x *= 2
    return np.tanh(x / 2)


def in_pieces(x):
    return [np.tanh(x), 1]


def nan_at_zero(x):
    with np.errstate(all="ignore"):
        return np.tanh(x) * np.float64(x) / np.float64(x)


def quits(x):
    raise ZeroDivisionError("division by zero")


@pytest.mark.parametrize(
    "function, reference, inputs, message",
    [
        (squash, tanh, None, "Correct: squash agrees with tanh on 18 inputs."),
        (stub, tanh, None, "Not yet: stub(0.0) returns None so far: let it return its result, and run the cell again."),
        (misspelt, tanh, None, "Not yet: misspelt(0.0) stopped with AttributeError: "),
        (quits, tanh, None, "Not yet: quits(0.0) stopped with ZeroDivisionError: division by zero"),
        (squash, relu, None, "Not yet: squash(1.0) gives 0.761594, it should give 1."),
        (in_pieces, tanh, None, "Not yet: in_pieces(0.0) has the shape (2,), it should have ()."),
        (lambda x: "0", tanh, [1.0], "Not yet: <lambda>(1.0) gives '0', which is not made of numbers."),
        (
            lambda x: np.array("zero"),
            tanh,
            [1.0],
            "Not yet: <lambda>(1.0) gives 'zero', which is not made of numbers.",
        ),
        (nan_at_zero, tanh, None, "Not yet: nan_at_zero(0.0) gives nan, it should give 0."),
        (
            overflowing,
            sigmoid,
            [-800.0],
            "Not yet: overflowing(-800.0) gives the right value, but warns: overflow encountered in exp.",
        ),
        (in_place, tanh, [np.ones(3)], "Not yet: in_place([1., 1., 1.]) changes its argument: work on a new array."),
        (squash, tanh, [np.arange(3.0).reshape(3, 1) - 9], "Correct: squash agrees with tanh on 1 input."),
        (
            lambda x: np.abs(x),
            relu,
            [np.array([1.0, -2.0])],
            "Not yet: <lambda>([ 1., -2.]) gives 2 at position 1, it should give 0.",
        ),
        (
            lambda x, a: np.maximum(a * x, x),
            leaky_relu,
            [(-1.5, 0.3), (-1.5, 2.0)],
            "Not yet: <lambda>(-1.5, 2.0) gives -1.5, it should give -3.",
        ),
        (
            tanh(1.0),
            tanh,
            None,
            "Not yet: check needs your function itself, without brackets; it got np.float64(0.7615941559557649).",
        ),
        (
            lambda X, W, b, phi: X @ W.T,
            forward,
            [(np.ones((1, 2)), np.ones((1, 2)), 0.0, relu)],
            "should return 2 values, as in `return a, b`.",
        ),
        (
            lambda X, W, b, phi: (X @ W.T, X @ W.T),
            forward,
            [(np.ones((1, 2)), -np.ones((1, 2)), 0.0, relu)],
            "gives -2 at position (0, 0), it should give 0.",
        ),
    ],
)
def test_every_way_of_being_wrong_has_its_sentence(function, reference, inputs, message):
    verdict = check(function, reference, inputs=inputs)
    assert message in verdict.message and repr(verdict) == verdict.message
    assert verdict.passed == message.startswith("Correct")


class Refuses:
    def __array__(self, dtype=None, copy=None):
        raise RuntimeError("no")

    def __repr__(self):
        raise RuntimeError("not even that")


class Squash:
    """A callable object, which has no name."""

    def __call__(self, x):
        return np.tanh(x)


class Column:
    """As pandas has it."""

    def __init__(self, values):
        self.values = values

    def __array__(self, dtype=None, copy=None):
        return np.asarray(self.values, dtype)


def endless(x):
    return endless(x)


def prints(x):
    print(np.tanh(x))


def through_a_view(x):
    flat = np.asarray(x).reshape(-1)
    flat *= 2
    return np.tanh(x / 2)


def silent_failure(x):
    np.seterr(all="ignore")
    return 1 / (1 + np.exp(-np.asarray(x, float)))


def log_sigmoid(x):
    return -np.logaddexp(0, -x)


ONE, NAN = [1.0], [np.array([np.nan, 1.0])]


@pytest.mark.parametrize(
    "function, reference, inputs, message",
    [
        (np.abs, np.abs, None, "Not yet: absolute is what your function is compared with; write one yourself."),
        (partial(tanh), tanh, None, "Not yet: tanh is what your function is compared with"),
        (partial(np.power, 1.0), tanh, ONE, "Not yet: power(1.0) gives 1, it should give 0.761594."),
        (Squash(), tanh, None, "Correct: your Squash agrees with tanh on 18 inputs."),
        (Squash(), relu, ONE, "Not yet: your Squash(1.0) gives 0.761594, it should give 1."),
        (lambda x: np.tanh(x) + 1j, tanh, ONE, "gives complex numbers, it should give real ones."),
        (lambda x: np.tanh(x) + 0j, tanh, ONE, "gives complex numbers, it should give real ones."),
        (lambda x: str(np.tanh(x)), tanh, ONE, "49', which is not made of numbers."),
        (lambda x: np.array([np.tanh(x)], object), tanh, [np.ones(1)], "which is not made of numbers."),
        (lambda x: Fraction(1), relu, ONE, "gives Fraction(1, 1), which is not made of numbers."),
        (lambda x: (v for v in [1]), relu, ONE, "which is not made of numbers."),
        (lambda x: [[1], [1, 2]], relu, ONE, "gives [[1], [1, 2]], which is not made of numbers."),
        (lambda x: Refuses(), relu, ONE, "gives an object of the type Refuses, which is not made of numbers."),
        (lambda x: x > 0, relu_prime, ONE, "gives True or False, it should give numbers."),
        (lambda x: np.ma.array(np.tanh(x), mask=[0, 1]), tanh, [np.ones(2)], "gives a masked array"),
        (lambda x: Column(np.tanh(x)), tanh, [np.ones(3)], "Correct: <lambda> agrees with tanh on 1 input."),
        (
            lambda x: np.tanh(np.float32(x)),
            tanh,
            ONE,
            "gives 0.76159418, it should give 0.76159416: float32 has too few digits, let it compute in float64.",
        ),
        (endless, tanh, None, "Not yet: endless(0.0) calls itself without end."),
        (lambda x: sys.exit(), tanh, None, "Not yet: <lambda>(0.0) ends the program: let it return its result."),
        (prints, tanh, None, "Not yet: prints(0.0) prints its result: let it return it"),
        (through_a_view, tanh, [np.ones(3)], "changes its argument: work on a new array."),
        (lambda x: x.append(1) or 6.0, sum, [([1, 2, 3],)], "changes its argument"),
        (lambda x: x.__setitem__(0, 9) or 6.0, sum, [([1, 2, 3],)], "changes its argument"),
        (lambda x: np.tanh(x), tanh, NAN, "Correct: <lambda> agrees with tanh on 1 input."),
        (lambda x: np.nan_to_num(np.tanh(x)), tanh, NAN, "gives 0 at position 0, it should give nan."),
        (lambda x: 5.0, lambda x: np.inf, ONE, "gives 5, it should give inf."),
        (lambda x: np.inf, lambda x: 5.0, ONE, "gives inf, it should give 5."),
        (lambda x: (1, 2, 3), lambda x: (1, 2), ONE, "should return 2 values"),
        (lambda x: [1, 2], lambda x: (1, 2), ONE, "should return 2 values"),
        (lambda x: np.exp(-np.asarray(x)) * 0, lambda x: 0.0 * x, [800.0], "Correct"),  # underflow is no mistake
        (lambda x, y: x, tanh, ONE, "stopped with TypeError: "),
        (silent_failure, sigmoid, [-800.0], "Correct: silent_failure agrees with sigmoid on 1 input."),
        (lambda x: -np.log(1 + np.exp(-x)), log_sigmoid, [40.0], "it should give -4.24835e-18."),
        (lambda x: x * (1 + 1e-8), relu, ONE, "gives 1.00000001, it should give 1."),
    ],
)
def test_nothing_is_called_correct_that_is_not_and_nothing_raises(function, reference, inputs, message):
    verdict = check(function, reference, inputs=inputs)
    assert message in verdict.message and "\n" not in verdict.message
    assert verdict.passed == message.startswith("Correct")


def test_the_reference_s_own_rounding_errors_are_forgiven_and_digits_that_are_the_lesson_are_not():
    """In [0.1, 0.2, −0.3] the sum is 5.6e-17 or 0, as one adds; σ(−40) is 4.2e-18, and not 0."""
    three = [np.array([0.1, 0.2, -0.3]), np.array([1e5, 1e-3, -1e5])]
    assert check(lambda x: x[2] + x[1] + x[0], lambda x: x[0] + x[1] + x[2], inputs=three).passed
    assert not check(lambda x: 1 - sigmoid(-x), sigmoid, inputs=[-40.0]).passed


def test_ulp_counts_units_in_the_last_place():
    for off, passed in ((2, True), (4, False)):
        verdict = check(lambda x, off=off: np.tanh(x) + off * np.spacing(np.tanh(x)), tanh, inputs=ONE, ulp=3)
        assert verdict.passed == passed
    assert "gives 0.76159415595577, it should give 0.76159415595576." in verdict.message


def test_what_the_decisive_call_prints_is_seen_and_the_other_calls_are_silent(capsys):
    def loud(x):
        print("at", x)
        return max(x, 0.0) if x < 20 else 0.0

    assert not check(loud, relu).passed and capsys.readouterr().out == "at 30.0\n"
    assert check(lambda x: print(x) or np.tanh(x), tanh).passed and capsys.readouterr().out == ""


def test_the_learner_s_own_interruption_goes_through():
    def interrupted(x):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        check(interrupted, tanh)


def test_checking_leaves_no_setting_behind():
    before = np.geterr()
    check(silent_failure, sigmoid)
    assert np.geterr() == before


def test_the_same_inputs_are_tried_on_every_run():
    seen = []
    for _ in range(2):
        seen.append([])
        check(lambda x: (seen[-1].append(np.asarray(x).tolist()), np.tanh(x))[1], tanh)
    assert seen[0] == seen[1] and len(seen[0]) == 18


@pytest.mark.parametrize(
    "call, error, message",
    [
        (
            lambda: choose("q", {"a": "b", "c": "d"}, answer="e"),
            ValueError,
            "answer must be one of the options, got 'e'",
        ),
        (lambda: choose("q", {"a": "b"}, answer="a"), ValueError, "options must be two or more, each with a reason"),
        (
            lambda: choose("q", {"a": "b", "c": ""}, answer="a"),
            ValueError,
            "options must be two or more, each with a reason",
        ),
        (
            lambda: enter("q", answer=float("nan"), why="w"),
            ValueError,
            "answer must be finite and tolerance positive, got nan",
        ),
        (
            lambda: enter("q", answer=1, why="w", tolerance=0),
            ValueError,
            "answer must be finite and tolerance positive, got 1 and 0",
        ),
        (lambda: check(tanh, 3), TypeError, "reference must be a function, got 3"),
        (lambda: check(tanh, tanh, inputs=[]), ValueError, "inputs must hold at least one tuple of arguments"),
    ],
)
def test_an_author_s_mistake_is_named_at_once(call, error, message):
    with pytest.raises(error, match=message):
        call()


def test_page_and_kernel_use_the_same_words():
    """The page answers without a kernel, so its few fixed sentences stand in quiz.js as well."""
    script = str(quiz.Choice._esm)
    for words in (quiz.RIGHT, quiz.WRONG, "The size is right, the sign is not.", "try again."):
        assert words in script
