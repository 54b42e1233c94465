"""The quiz over the series in real JupyterLab: by mouse and by keyboard alone, with a score and the way back."""

import json
import shutil
from pathlib import Path

import nbformat
import pytest

from actlib.widgets.series_quiz import QUESTIONS

pytestmark = pytest.mark.thorough

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
RIGHT = [list(question.options).index(question.answer) for question in QUESTIONS]


@pytest.fixture(scope="module")
def opened(lab, tmp_path_factory):
    """A notebook with the quiz, in a folder with one of the notebooks to which it may send a learner."""
    folder = tmp_path_factory.mktemp("quiz")
    shutil.copy(NOTEBOOKS / "06_swish.ipynb", folder)
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    cell = nbformat.v4.new_code_cell("from actlib import final_quiz\nquiz = final_quiz()\nquiz")
    nbformat.write(nbformat.v4.new_notebook(cells=[cell], metadata={"kernelspec": kernel}), folder / "cells.ipynb")
    return lab.open(folder / "cells.ipynb")


@pytest.fixture
def page(opened):
    """A fresh quiz."""
    opened.page.evaluate("jupyterapp.commands.execute('notebook:clear-all-cell-outputs')")
    opened.page.locator(".actlib-final").wait_for(state="detached")
    opened.run_all().page.locator(".actlib-final").wait_for()
    yield opened.page
    assert opened.console_errors == []


def buttons(page, question):
    return page.locator(".actlib-final-list > li").nth(question).get_by_role("button")


def answer(page, choices):
    for question, option in enumerate(choices):
        buttons(page, question).nth(option).click()


def result(page):
    return page.locator(".actlib-final-result")


def test_all_right_is_a_full_score(lab, page):
    assert result(page).inner_text() == "" and page.locator(".actlib-final-feedback:not(:empty)").count() == 0
    answer(page, RIGHT[:-1])
    assert result(page).inner_text() == "", "no result before the last answer"
    buttons(page, len(RIGHT) - 1).nth(RIGHT[-1]).click()
    assert result(page).locator(".actlib-final-score").inner_text() == "15 of 15 right."
    assert result(page).locator("a").count() == 0
    feedback = page.locator(".actlib-final-feedback")
    for i, question in enumerate(QUESTIONS):
        assert feedback.nth(i).inner_text() == f"Right. {question.options[question.answer]}"
        assert feedback.nth(i).get_attribute("role") == "status"
    assert json.loads(lab.in_kernel("import json; print(json.dumps([quiz.score, quiz.revisit]))")) == [15, []]


def test_two_misses_name_their_two_notebooks_and_the_link_opens_one(lab, page):
    missed = [
        next(i for i, question in enumerate(QUESTIONS) if question.notebook == name)
        for name in ("03_one_neuron", "06_swish")
    ]
    choices = [(pick + 1) % len(QUESTIONS[i].options) if i in missed else pick for i, pick in enumerate(RIGHT)]
    answer(page, choices)
    assert result(page).locator(".actlib-final-score").inner_text() == "13 of 15 right."
    visits = result(page).locator("li").all_inner_texts()
    assert visits == ["03 · One neuron (question 4)", "06 · Swish (question 8)"]
    for i in missed:
        question, wrong = QUESTIONS[i], list(QUESTIONS[i].options)[choices[i]]
        reason, right = question.options[wrong], question.options[question.answer]
        said = page.locator(".actlib-final-feedback").nth(i).inner_text()
        assert said == f"Not this one. {reason} Right is “{question.answer}”: {right}"
    told = json.loads(lab.in_kernel("import json; print(json.dumps([quiz.score, quiz.revisit]))"))
    assert told == [13, ["03_one_neuron", "06_swish"]]
    with page.context.expect_page() as opened:
        result(page).get_by_role("link", name="06 · Swish").click()
    other = opened.value
    other.locator(".jp-NotebookPanel h1", has_text="6 · Swish").wait_for()
    other.close()
    assert result(page).locator(".actlib-final-score").inner_text() == "13 of 15 right.", "the answers stay"


def test_the_first_answer_counts(lab, page):
    wrong = (RIGHT[0] + 1) % len(QUESTIONS[0].options)
    answer(page, [wrong])
    buttons(page, 0).nth(RIGHT[0]).dispatch_event("click")
    assert lab.in_kernel("print(quiz.chosen[0], quiz.score)") == f"{wrong} 0"
    assert [buttons(page, 0).nth(k).get_attribute("aria-pressed") for k in range(4)] == [
        str(k == wrong).lower() for k in range(4)
    ]


def test_the_keyboard_alone_is_enough(page):
    """Tab to the first option, then Tab and Space; an answered question is one stop on the way."""
    buttons(page, 0).first.focus()
    for i, pick in enumerate(RIGHT):
        for _ in range(pick):
            page.keyboard.press("Tab")
        focused = page.evaluate("document.activeElement.innerText.trim()")
        assert focused == QUESTIONS[i].answer
        page.keyboard.press("Space" if i % 2 else "Enter")
        assert page.evaluate("document.activeElement.getAttribute('aria-pressed')") == "true", "the focus stays"
        page.keyboard.press("Tab")
    assert result(page).locator(".actlib-final-score").inner_text() == "15 of 15 right."


def test_every_option_belongs_to_a_named_question(page):
    groups = page.get_by_role("group", name="Quiz over the series").get_by_role("group")
    assert groups.count() == len(QUESTIONS)
    for _i, question in enumerate(QUESTIONS):
        group = page.get_by_role("group", name=question.text, exact=True)
        assert group.get_by_role("button").count() == len(question.options)
    assert page.locator(".actlib-final-progress").inner_text().startswith("0 of 15 answered")


def test_nothing_on_the_page_tells_the_right_option_before_it_is_chosen(page):
    looks = page.evaluate("""() => [...document.querySelectorAll('.actlib-final button')].map(button => button.className
        + button.tabIndex + button.getAttribute('aria-pressed') + getComputedStyle(button).borderColor)""")
    assert len(set(looks)) == 1


def test_dark_pages_get_light_words(lab, page):
    answer(page, RIGHT[:1] + [(RIGHT[1] + 1) % 4])
    colour = "getComputedStyle(document.querySelector('.actlib-final')).color"
    light = page.evaluate(colour)
    lab.theme("dark")
    dark = page.evaluate(colour)
    lab.screenshot("final-quiz-dark")
    lab.theme("light")
    lab.screenshot("final-quiz")
    assert (light, dark) == ("rgb(31, 35, 40)", "rgb(227, 230, 234)")
