"""The question bank: what Moodle reads is what the notebooks ask, and it says why, as they do."""

import re

import nbformat
import pytest

from publish.__main__ import main
from publish.notebooks import NOTEBOOKS
from publish.question_bank import Question, collect, find_questions, write_gift, write_page

ALL = collect(NOTEBOOKS)


def split(text, sign):
    """The parts between those signs that are not escaped."""
    parts, part, i = [], "", 0
    while i < len(text):
        step = 2 if text[i] == "\\" else 1
        if text.startswith(sign, i):
            parts.append(part)
            part, step = "", len(sign)
        else:
            part += text[i : i + step]
        i += step
    return [*parts, part]


def plain(text):
    """Escaped text as it was written; every sign of GIFT in it has to be escaped."""
    assert not re.search(r"(?<!\\)[~=#{}:]", text.replace("\\\\", "")), f"not escaped: {text}"
    return re.sub(r"\\(.)", lambda sign: "\n" if sign[1] == "n" else sign[1], text)


def read_gift(text):
    """A strict reader of the part of GIFT that the bank writes: (category, title, question, answers) of each item.

    Answers are "####" and a text; or, for numbers, (share, number, tolerance, feedback); or (right, option, feedback).
    """
    category, items = None, []
    for block in text.rstrip("\n").split("\n\n"):
        if block.startswith("$CATEGORY: "):
            assert "\n" not in block
            category = block.removeprefix("$CATEGORY: ")
            continue
        head, inside = split(block, "{")
        body, end = split(inside, "}")
        assert end == "" and head.endswith(" ")
        empty, title, question = split(head[:-1], "::")
        assert empty == "" and question.startswith("[plain]")
        items.append((category, plain(title), plain(question.removeprefix("[plain]")), read_answers(body)))
    return items


def read_answers(body):
    first, *lines, last = body.split("\n")
    assert last == "" and first in ("", "#") and all(line.startswith("\t") for line in lines)
    lines = [line[1:] for line in lines]
    if first == "#":
        answers = []
        for line in lines:
            share, number, tolerance, feedback = re.fullmatch(r"=(?:%(\d+)%)?([^:#%]+):([^:#]+)#(.*)", line).groups()
            answers.append((float(share or 100), float(number), float(tolerance), plain(feedback)))
        return answers
    if lines[0].startswith("####"):
        assert len(lines) == 1
        return plain(lines[0][4:])
    return [(line[0] == "=", *map(plain, split(line[1:], "#"))) for line in lines if line[0] in "=~"]


READ = read_gift(write_gift(ALL))


def test_every_item_has_been_read_back():
    assert len(READ) == len(ALL) > 90
    assert len({title for _, title, *_ in READ}) == len(ALL)


@pytest.mark.parametrize(
    "question, item", list(zip(ALL, READ)), ids=[f"{question.notebook[:2]} {question.code}" for question in ALL]
)
def test_an_item_asks_the_same_and_answers_the_same(question, item):
    category, title, text, answers = item
    assert (title, text) == (f"{question.notebook[:2]} {question.code}", question.text)
    assert category.startswith("Activation functions/")
    if question.kind == "choice":
        right = [option == question.options[question.answer] for option in question.options]
        assert answers == list(zip(right, question.options, question.reasons))
    elif question.kind == "number":
        assert answers[0] == (100, question.answer, question.tolerance, question.why)
        assert [(0, wrong, question.tolerance, text) for wrong, text in question.hints] == answers[1:]
    else:
        assert answers == question.why


def test_signs_of_gift_are_text_in_a_question():
    signs = "a ~ b = c # d {e} :: f \\ g \\n -> %50% // \n h"
    hard = Question("06_swish", "Q1", "choice", signs, (signs, "b"), ("#1", signs + "."), 1)
    ((_, _, text, answers),) = read_gift(write_gift([hard]))
    assert text == signs and answers == [(False, signs, "#1"), (True, "b", signs + ".")]


def test_a_hint_that_is_right_earns_no_second_answer():
    near = Question("06_swish", "Q1", "number", "q", answer=1.0, tolerance=0.1, why="w", hints=((1.05, "h"), (2, "i")))
    ((*_, answers),) = read_gift(write_gift([near]))
    assert answers == [(100, 1.0, 0.1, "w"), (0, 2.0, 0.1, "i")]


def test_no_question_of_the_notebooks_is_left_out():
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        notebook = nbformat.read(path, 4)
        calls = [
            name
            for cell in notebook.cells
            if cell.cell_type == "code"
            for name in re.findall(r"^(predict|choose|enter)\($", cell.source, re.M)
        ]
        assert len(find_questions(path.name, notebook)) == len(calls), path.name


def test_the_page_has_every_question_with_its_answer_and_reasons():
    page = write_page(ALL)
    for question in ALL:
        assert f"**{question.notebook[:2]} {question.code}.** {question.text}" in page
        assert all(said in page for said in (*question.options, *question.reasons, question.why))


def test_the_command_writes_both_and_leaves_another_folder_alone(tmp_path, capsys):
    main(["questions", str(tmp_path / "bank")])
    assert read_gift((tmp_path / "bank" / "questions.gift").read_text(encoding="utf-8")) == READ
    assert (tmp_path / "bank" / "questions.md").read_text(encoding="utf-8") == write_page(ALL)
    assert f"{len(ALL)} questions" in capsys.readouterr().out
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "note.txt").write_text("mine")
    with pytest.raises(SystemExit, match="not an earlier question bank"):
        main(["questions", str(tmp_path / "mine")])
