"""Every question of the series, in the notebooks and in the final quiz: nothing but the question tells the answer."""

import ast
from collections import Counter
from pathlib import Path

import nbformat

from actlib.widgets.series_quiz import QUESTIONS

NOTEBOOKS = sorted((Path(__file__).parent.parent / "notebooks").glob("*.ipynb"))


def asked_in(path):
    """(question, options, answer) of every `choose` and `predict` with options, as they stand in the cells."""
    for cell in nbformat.read(path, 4).cells:
        if cell.cell_type != "code" or not {"choose", "predict"} & set(cell.source.replace("(", " ").split()):
            continue
        for node in ast.walk(ast.parse(cell.source)):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("choose", "predict"):
                given = {keyword.arg: keyword.value for keyword in node.keywords}
                given |= dict(zip(("question", "options", "answer"), node.args))
                if isinstance(given.get("options"), ast.Dict):
                    options = [ast.literal_eval(key) for key in given["options"].keys]
                    yield ast.literal_eval(given["question"]), options, ast.literal_eval(given["answer"])


ASKED = [(path.stem, *question) for path in NOTEBOOKS for question in asked_in(path)]
ASKED += [("final quiz", question.text, list(question.options), question.answer) for question in QUESTIONS]


def test_the_right_option_stands_at_every_place():
    """No position holds more than 45 % of the right answers, over all questions."""
    assert len(ASKED) > 30
    places = Counter(options.index(answer) for _, _, options, answer in ASKED)
    assert max(places.values()) <= 0.45 * len(ASKED), places


def test_the_length_of_an_option_tells_nothing():
    """By chance the longest of four is right in a quarter of the questions, the longest of three in a third."""
    longest = [name for name, _, options, answer in ASKED if all(len(answer) > len(o) for o in options if o != answer)]
    assert len(longest) <= 0.45 * len(ASKED), Counter(longest)


def test_no_question_is_asked_twice():
    texts = Counter(text for _, text, _, _ in ASKED)
    assert [text for text, count in texts.items() if count > 1] == []
