"""The questions of the series: no pattern gives the right option away, and no honest rounding is turned down."""

import math
import re
from collections import Counter

import pytest
from support.prose import PATHS, questions

from actlib.widgets.series_quiz import QUESTIONS

ASKED = [(path.stem[:2], kind, given) for path in PATHS for kind, given in questions(path)]
CHOICES = [
    (place, given["question"], given["options"], given["answer"]) for place, _, given in ASKED if "options" in given
]
CHOICES += [(f"quiz {one.notebook[:2]}", one.text, one.options, one.answer) for one in QUESTIONS]
NUMBERS = [(place, kind, given) for place, kind, given in ASKED if isinstance(given.get("answer"), (int, float))]
every_choice = pytest.mark.parametrize(
    "place, text, options, answer", CHOICES, ids=[f"{place} {text[:40]}" for place, text, _, _ in CHOICES]
)
every_number = pytest.mark.parametrize(
    "place, kind, given", NUMBERS, ids=[f"{place} {given['question'][:40]}" for place, _, given in NUMBERS]
)
TOLERANCE = 1e-3  # where the question names none
WORDS = {"one": 1, "two": 2, "three": 3, "four": 4}


def position(options, answer):
    return list(options).index(answer)


def stands_out(options, answer):
    """Whether the right option is longer than every other."""
    return all(len(answer) > len(option) for option in options if option != answer)


def test_every_question_is_of_a_kind_that_is_tested():
    drawn = [
        given for _, kind, given in ASKED if kind == "predict" and "options" not in given and "answer" not in given
    ]
    assert len(CHOICES) - len(QUESTIONS) + len(NUMBERS) + len(drawn) == len(ASKED) > 60


def test_the_right_option_stands_in_no_place_too_often():
    places = Counter(position(options, answer) for _, _, options, answer in CHOICES)
    assert max(places.values()) <= 0.45 * len(CHOICES), places


def test_no_question_is_asked_twice():
    texts = Counter([text for _, text, _, _ in CHOICES] + [given["question"] for _, _, given in NUMBERS])
    assert [text for text, count in texts.items() if count > 1] == []


BY_NOTEBOOK = {}
for _place, _, _options, _answer in CHOICES:
    BY_NOTEBOOK.setdefault(_place if _place[0] != "q" else "quiz", []).append((_options, _answer))
every_notebook = pytest.mark.parametrize("asked", [pytest.param(all_, id=name) for name, all_ in BY_NOTEBOOK.items()])


@every_notebook
def test_in_no_notebook_one_place_holds_most_right_options(asked):
    places = Counter(position(options, answer) for options, answer in asked)
    assert max(places.values()) <= max(2, len(asked) / 2), places


def test_the_right_option_is_not_to_be_told_by_its_length():
    """By chance the longest of four is right in a quarter of the questions, the longest of three in a third."""
    assert sum(stands_out(options, answer) for _, _, options, answer in CHOICES) <= 0.45 * len(CHOICES)


@every_notebook
def test_in_no_notebook_most_right_options_are_the_longest(asked):
    assert sum(stands_out(options, answer) for options, answer in asked) <= len(asked) / 2


@every_choice
def test_no_right_option_is_far_longer_or_shorter_than_all_others(place, text, options, answer):
    """Words are compared, not numbers: 1 beside 81,603 says nothing."""
    others = [len(option) for option in options if option != answer]
    assert len(answer) <= max(others) + 12, "far longer"
    assert len(answer) < 8 or len(answer) >= min(others) - 12, "far shorter"


@every_choice
def test_every_option_has_a_reason_of_its_own(place, text, options, answer):
    reasons = list(options.values())
    assert all(isinstance(reason, str) and len(reason.split()) >= 3 and reason[-1] in ".?!”)" for reason in reasons)
    assert len(set(reasons)) == len(reasons) >= 2


def rounded(number, digits):
    """To so many significant digits."""
    return round(number, digits - 1 - math.floor(math.log10(abs(number)))) if number else 0.0


def decimals_named(question):
    """How many decimals the question asks for, or None."""
    named = re.search(r"\b(one|two|three|four) decimals?\b", question, re.I)
    return WORDS[named[1].lower()] if named else None


@every_number
def test_a_rounded_answer_is_accepted_and_no_hint_is(place, kind, given):
    answer, tolerance = given["answer"], given.get("tolerance", TOLERANCE)
    readings = {rounded(answer, 2), rounded(answer, 3)}
    if decimals := decimals_named(given["question"]):
        readings.add(round(answer, decimals))
    for reading in readings:
        assert abs(reading - answer) <= tolerance, f"{reading} is turned down"
    for wrong in given.get("hints", {}):
        assert abs(wrong - answer) > tolerance, f"{wrong} is accepted, and has a hint"


@every_number
def test_a_number_has_a_reason_and_hints_for_mistakes(place, kind, given):
    assert len(given["why"].split()) >= 3
    assert kind == "predict" or given.get("hints"), "no hint for any mistake"


def test_no_answer_is_known_from_an_earlier_question():
    """Of one digit or a power of ten many things are; any other number would be recognised."""
    telling = [abs(given["answer"]) for _, _, given in NUMBERS if rounded(given["answer"], 1) != given["answer"]]
    assert [number for number, times in Counter(telling).items() if times > 1] == []
    for place in {place for place, _, _ in NUMBERS}:
        here = [given["answer"] for where, _, given in NUMBERS if where == place]
        assert len(set(here)) == len(here), f"{place} has the same answer twice"


def test_the_quiz_over_the_series_repeats_no_option_as_its_answer():
    answers = Counter(one.answer for one in QUESTIONS)
    assert [answer for answer, times in answers.items() if times > 1] == []
