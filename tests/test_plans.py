"""The lecturer's plans as slides: what is asked comes first, few words stand on each, the rest is the speaker's."""

import re
from functools import cache

import pytest

from publish import plans
from publish.cells import is_figure, tags
from publish.execution import find_notebooks
from publish.notebooks import NOTEBOOKS
from publish.reading import read_notebook
from publish.site.pages import Entry

SHEETS = plans.read_plans(plans.TEACHING.read_text(encoding="utf-8"))
every_plan = pytest.mark.parametrize("title", SHEETS)


@cache
def series():
    return [Entry(path.stem, read_notebook(path)) for path in find_notebooks(NOTEBOOKS)]


@cache
def columns(title):
    """The slides of a plan, as a list for each step; a slide is its cells."""
    found = []
    for cell in plans.make_notebook(title, SHEETS[title], series()).cells:
        kind = cell.metadata.slideshow.slide_type
        if kind == "slide":
            found.append([])
        if kind in ("slide", "subslide"):
            found[-1].append([])
        found[-1][-1].append(cell)
    return found


def kind_of(slide):
    first = slide[0]
    if "predict" in tags(first):
        return "vote" if first.cell_type == "code" else "lead"
    return "seen" if "seen" in tags(first) else "figure" if is_figure(first) else "other"


def test_every_run_sheet_is_a_plan_with_a_deck_of_its_own_name():
    names = [plans.file_name(title) for title in SHEETS]
    assert names == ["50-minutes", "90-minutes", "session-1", "session-2", "session-3", "session-4"]
    assert [sum(int(step.minutes) for step in steps) for steps in SHEETS.values()] == [50, 90, 90, 90, 90, 90]


@every_plan
def test_no_answer_is_visible_before_its_question(title):
    """Of a round the vote comes first, then the figure, then what was seen; and nothing of it on a slide before."""
    visible, rounds = [], 0
    for column in columns(title):
        kinds = [kind_of(slide) for slide in column]
        if "vote" not in kinds:
            visible += [slide for slide, kind in zip(column, kinds) if kind == "seen"]
            continue
        rounds += 1
        vote = kinds.index("vote")
        visible += [slide for slide, kind in zip(column[:vote], kinds) if kind in ("figure", "seen")]
        assert "figure" in kinds, f"{column[0][0].source}: nothing to look at"
    assert visible == [] and rounds >= 3


@every_plan
def test_the_code_of_a_plan_holds_no_answer(title):
    """The only code on a slide is what an exercise starts from."""
    cells = [cell for column in columns(title) for slide in column for cell in slide]
    shown = [cell for cell in cells if cell.cell_type == "code" and cell.source]
    assert all("exercise" in tags(cell) and not cell.outputs and "..." in cell.source for cell in shown)
    assert len(shown) <= 1 and not any("solution" in tags(cell) for cell in cells)


@every_plan
def test_no_slide_of_a_plan_has_more_than_sixty_words(title):
    for column in columns(title):
        for slide in column:
            shown = [cell for cell in slide if cell.metadata.slideshow.slide_type != "notes"]
            assert len(shown) == 1 and plans.count_words(shown[0].source) <= plans.MOST_WORDS, shown[0].source


@every_plan
def test_every_step_has_its_clock_and_its_words_for_the_speaker(title):
    steps = [step for step in SHEETS[title] if step.number or step.what == "break"]
    for step, column in zip(steps, columns(title)[1:], strict=True):
        notes = [c.source for slide in column for c in slide if c.metadata.slideshow.slide_type == "notes"]
        assert notes[0].startswith(f"- **{step.clock}, {step.minutes} minutes**: {step.what}.")
        for said in (item for items in plans._said(*said_about(step)).values() for item in items):
            assert "\n".join(notes).count(said) == 1, said


def said_about(step):
    title = next((entry.title for entry in series() if entry.name[:2] == step.number), "0 · Start here")
    number = plans.Step(**{**vars(step), "number": step.number or "00", "heading": step.heading or "none"})
    return plans.TEACHING.read_text(encoding="utf-8"), title.partition(" · ")[2], number


@every_plan
def test_every_step_begins_with_its_heading(title):
    steps = [step for step in SHEETS[title] if step.number]
    columns_of_steps = [column for column in columns(title)[1:] if column[0][0].source.split("\n")[0] != "## Break"]
    for step, column in zip(steps, columns_of_steps, strict=True):
        assert column[0][0].source.split("\n")[0].lstrip("# ") == step.heading


@every_plan
def test_a_slide_speaks_of_what_its_deck_shows(title):
    """No cell to run, nothing above or below: what a page has there is on another slide."""
    away = r"\b(next|this|the) cell\b|\bscroll|\b(figure|line|answer|first|one|printed) (below|above)\b|from above"
    for column in columns(title):
        for slide in column:
            assert not re.search(away, slide[0].source, re.I), slide[0].source


def test_words_are_split_between_paragraphs_items_and_sentences():
    sentence = "Five words stand in here. "
    text = f"## Title\n\n{sentence * 3}\n\n1. {sentence * 2}\n2. {sentence}"
    parts = plans.split_words(text.replace(" \n", "\n").strip(), most=22)
    assert parts == [f"## Title\n\n{(sentence * 3).strip()}", f"1. {(sentence * 2).strip()}\n2. {sentence.strip()}"]
    assert plans.split_words(sentence * 9, most=25) == [(sentence * 5).strip(), (sentence * 4).strip()]
    assert plans.split_words(f"1. {(sentence * 3).strip()}\n2. {sentence.strip()}", most=11) == [
        f"1. {(sentence * 2).strip()}",
        f"{sentence.strip()}\n\n2. {sentence.strip()}",
    ]
    assert plans.split_words("1. " + sentence * 4, most=11) == [f"1. {(sentence * 2).strip()}", (sentence * 2).strip()]


def test_a_table_keeps_its_head_on_every_slide():
    rows = [f"| one more row {number} | and five words in it |" for number in range(5)]
    head = ["| a | b |", "|---|---|"]
    parts = plans.split_words("\n".join([*head, *rows]), most=40)
    assert len(parts) > 1 and all(part.startswith("\n".join(head)) for part in parts)
    assert [row for part in parts for row in part.split("\n")[2:]] == rows


def test_a_formula_counts_as_a_word_and_an_address_as_none():
    assert plans.count_words(r"The slope $\frac{a}{b} + c$ is [here](there.ipynb#x), 0.5 of <b>it</b>.") == 8
