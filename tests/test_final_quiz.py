"""The quiz over the series: its facts are computed, its score and its advice are right, it gives nothing away."""

import inspect
import re
from fractions import Fraction
from pathlib import Path

import nbformat
import numpy as np
import pytest

from actlib import (
    ACTIVATIONS,
    Network,
    backward,
    collapse,
    final_quiz,
    forward,
    leaky_relu,
    relu,
    relu_prime,
    sigmoid,
    sigmoid_prime,
    swish,
    swish_prime,
    tanh_prime,
)
from actlib.activations import leaky_relu_prime
from actlib.widgets.series_quiz import QUESTIONS, TITLES, FinalQuiz, Question

NOTEBOOKS = Path(__file__).parent.parent / "notebooks"


def right_answers():
    return [list(question.options).index(question.answer) for question in QUESTIONS]


def answer_to(words):
    (question,) = [question for question in QUESTIONS if words in question.text]
    return question.answer


def test_every_notebook_has_its_question_in_the_order_of_the_series():
    asked = [question.notebook for question in QUESTIONS]
    assert set(asked) == set(TITLES) and asked == sorted(asked) and len(QUESTIONS) == 15
    assert [name[:2] for name in TITLES] == [f"{i:02}" for i in range(13)]


@pytest.mark.parametrize("name", TITLES)
def test_titles_are_those_of_the_notebooks(name):
    path = NOTEBOOKS / f"{name}.ipynb"
    if not path.is_file():
        pytest.skip("this notebook is not there yet")
    first = nbformat.read(path, 4).cells[0].source.splitlines()[0]
    assert first == f"# {int(name[:2])} · {TITLES[name]}"


def test_ten_linear_layers_are_fifteen_numbers():
    sizes = [4, *[100] * 9, 3]
    layers = [(np.zeros((out, into)), np.zeros(out)) for into, out in zip(sizes, sizes[1:])]
    assert answer_to("Ten linear layers") == str(sum(part.size for part in collapse(layers))) == "15"
    assert f"{sum(W.size + b.size for W, b in layers):,}" in QUESTIONS[1].options


def test_the_neuron_puts_out_minus_one_twentieth():
    net, y = forward([1, 3], [2, -1], 0.5, lambda z: leaky_relu(z, 0.1))
    assert answer_to("A neuron has w") == f"{y:g}".replace("-", "−") and net == -0.5


def test_tanh_is_four_times_as_steep():
    assert tanh_prime(0.0) / sigmoid_prime(0.0) == 4 and answer_to("How many times steeper") == "four times"


def test_the_one_liner_is_right_up_to_one():
    x = np.linspace(-3, 3, 601)
    agrees = {
        alpha: np.allclose(np.maximum(alpha * x, x), leaky_relu(x, alpha)) for alpha in (0, 0.01, 0.5, 1, 1.01, 2)
    }
    assert agrees == {0: True, 0.01: True, 0.5: True, 1: True, 1.01: False, 2: False}
    assert answer_to("np.maximum") == "for α ≤ 1" and np.maximum(2 * -2, -2) == -2 and leaky_relu(-2.0, 2) == -4


def test_only_a_slope_wakes_a_dead_unit():
    X, w, b = np.random.default_rng(0).normal(size=(30, 2)), np.array([0.1, 0.2]), -5.0
    net, y = forward(X, w, b, relu)
    assert np.all(net < 0)
    for dL_dy in (y - 1, 1000 * (y - 1)):  # whatever arrives from behind
        assert not np.any(backward(X, w, net, dL_dy, relu_prime)[0])
    assert np.all(backward(X, w, net, y - 1, lambda z: leaky_relu_prime(z, 0.1))[0] != 0)
    assert answer_to("No example reaches") == "Leaky ReLU in its place"


def test_twice_the_beta_halves_the_dip_in_both_directions():
    x = np.linspace(-6, 0, 600_001)
    (one, depth), (two, half) = ((x[i], swish(x, beta)[i]) for beta in (1.0, 2.0) for i in [swish(x, beta).argmin()])
    assert two == pytest.approx(one / 2, abs=1e-4) and half == pytest.approx(depth / 2, rel=1e-6)
    assert np.sum(np.diff(np.sign(swish_prime(x[:-1], 2.0))) != 0) == 1, "one lowest point"
    assert answer_to("You move β") == "half as far out, half as deep"


def test_one_chain_is_one_in_a_million_and_the_other_needs_weights_of_one():
    assert sigmoid_prime(np.linspace(-30, 30, 6001)).max() == 0.25
    assert Fraction(1, 4) ** 10 == Fraction(1, 2) ** 20 == Fraction(1, 1_048_576)
    assert answer_to("Ten sigmoid neurons") == "about 10⁻⁶"
    slopes = {}
    for w in (0.5, 1.0, 2.0):
        y, slopes[w] = 1.0, 1.0
        for _ in range(20):
            slopes[w] *= w * float(relu_prime(w * y))
            y = float(relu(w * y))
    assert slopes == {0.5: 0.5**20, 1.0: 1.0, 2.0: 2.0**20} and answer_to("Twenty ReLU neurons") == "for w = 1"


def test_a_slope_of_zero_says_nothing_about_the_height():
    x = np.linspace(-3, -0.1, 30)
    for height in (0.0, 5.0):
        assert not np.any(np.diff(height + relu(x)))
    assert not np.any(relu_prime(x)) and answer_to("A figure draws") == "it is level"


def test_a_saturated_gate_remembers():
    left = {net: float(sigmoid(net)) ** 50 for net in (0.0, 6.0, 1.0, -6.0)}
    assert [net for net, share in left.items() if share > 0.5] == [6.0] and round(100 * left[6.0]) == 88
    assert left[1.0] < 1e-6 and answer_to("A gate") == "net = 6, where σ is nearly flat"


def test_the_document_s_net_inputs_pass_relu_and_leaky_relu():
    net, _ = forward([[1, 2], [3, 4]], [[0.1, 0.4], [-0.3, 0.2]], 0.5, relu)
    assert np.all(net > 0)
    equal = [row.title for row in ACTIVATIONS.values() if np.array_equal(row.function(net), net)]
    assert equal == ["ReLU", "Leaky ReLU"] and answer_to("In the document's program") == "those of ReLU and Leaky ReLU"


def test_only_tanh_ranges_from_minus_one_to_one():
    far = np.array([-50.0, 50.0])
    fits = [row.title for row in ACTIVATIONS.values() if np.allclose(row.function(far), [-1, 1])]
    assert fits == ["Tanh"] and answer_to("A generator is to paint") == "Tanh" and sigmoid(-50.0) >= 0


def test_the_frameworks_defaults():
    torch, keras = pytest.importorskip("torch"), pytest.importorskip("keras")
    assert torch.nn.LeakyReLU().negative_slope == 0.01
    assert inspect.signature(keras.layers.LeakyReLU).parameters["negative_slope"].default == 0.3


@pytest.mark.parametrize("seed", range(3))
def test_four_times_the_inputs_double_the_spread(seed):
    rng = np.random.default_rng(seed)
    spreads = []
    for inputs in (25, 100):
        network = Network([inputs, 400], [None], init=0.3, seed=seed)
        spreads.append(network(rng.normal(size=(400, inputs))).std())
    assert spreads[1] / spreads[0] == pytest.approx(2, rel=0.08) and answer_to("A neuron gets 100") == "it doubles"


def test_all_right_is_a_full_score_and_nothing_to_revisit():
    quiz = final_quiz()
    assert (quiz.score, quiz.revisit, quiz.chosen) == (0, [], [-1] * len(QUESTIONS))
    quiz.chosen = right_answers()
    assert (quiz.score, quiz.revisit) == (15, [])


def test_each_miss_names_its_own_notebook():
    for missed, question in enumerate(QUESTIONS):
        quiz, chosen = final_quiz(), right_answers()
        for wrong in set(range(len(question.options))) - {chosen[missed]}:
            quiz.chosen = [*chosen[:missed], wrong, *chosen[missed + 1 :]]
            assert (quiz.score, quiz.revisit) == (14, [question.notebook])


def test_two_misses_in_one_notebook_name_it_once():
    quiz, chosen = final_quiz(), right_answers()
    both = [i for i, question in enumerate(QUESTIONS) if question.notebook == "07_gradients"]
    quiz.chosen = [(pick + 1) % len(QUESTIONS[i].options) if i in both else pick for i, pick in enumerate(chosen)]
    assert len(both) == 2 and (quiz.score, quiz.revisit) == (13, ["07_gradients"])


@pytest.mark.parametrize("wrong", [[-1] * 14, [4] + [-1] * 14, [-2] + [-1] * 14, [True] + [-1] * 14, ["0"] + [-1] * 14])
def test_what_is_not_an_option_is_refused_and_changes_nothing(wrong):
    quiz = final_quiz()
    with pytest.raises(Exception, match="chosen must be 15 indices of options"):
        quiz.chosen = wrong
    assert quiz.chosen == [-1] * len(QUESTIONS)


def test_the_stored_output_lists_the_questions_and_gives_no_answer_away():
    first, second = (final_quiz()._repr_mimebundle_()[0] for _ in range(2))
    for kind in ("text/plain", "text/html"):
        assert first[kind] == second[kind]
        for question in QUESTIONS:
            assert all(reason not in first[kind] for reason in question.options.values())
    for question in QUESTIONS:
        assert question.text in first["text/plain"] and all(
            f"- {option}" in first["text/plain"] for option in question.options
        )
    # Every option looks the same: no mark, order or tag tells the right one.
    assert set(re.findall(r"<(\w+)[^>]*>", first["text/html"])) == {"ol", "li", "ul", "p"}
    assert len(set(right_answers())) > 2, "the right option is not always in the same place"


@pytest.mark.parametrize(
    "change, message",
    [
        ({"notebook": "13_more"}, "notebook must be one of 00_start"),
        ({"options": {"a": "b"}}, "options must be two or more"),
        ({"options": {"a": "b", "c": ""}}, "options must be two or more, each with a reason"),
        ({"answer": "z"}, "answer must be one of the options, got 'z'"),
    ],
)
def test_an_author_s_mistake_is_named_at_once(change, message):
    good = {"notebook": "06_swish", "text": "?", "options": {"a": "why", "c": "why not"}, "answer": "a"}
    assert FinalQuiz([Question(**good)]).score == 0
    with pytest.raises(ValueError, match=message):
        Question(**{**good, **change})
