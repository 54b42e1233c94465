"""The student edition: no solution and no teacher's note is left in it, its exercises are open, its pages run."""

import ast
import json
import re

import nbformat
import pytest

from actlib import unseal
from publish import student as hand_outs
from publish.cells import FOLDED_NOTE, is_figure, is_stub, solutions, tags
from publish.folders import MARK
from publish.notebooks import NOTEBOOKS
from publish.question_bank import asking_call, find_questions

PATHS = sorted(NOTEBOOKS.glob("*.ipynb"))
every_notebook = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)


def code(source, **metadata):
    return nbformat.v4.new_code_cell(source, metadata=metadata)


def text(source, **metadata):
    return nbformat.v4.new_markdown_cell(source, metadata=metadata)


def small(stub="def my_double(x):\n    ...\n", solution="def double(x):\n    return 2 * x\n", check="np.add(x, x)"):
    """A page with one exercise."""
    reference = f"import numpy as np\nfrom actlib import check\n\ndef right(x):\n    return {check}"
    return nbformat.v4.new_notebook(
        cells=[
            text("# A page"),
            code(reference),
            text("**Predict.** What is 6 · 7?", tags=["predict"]),
            code("6 * 7"),
            text("Ask for the unit first.", tags=["teacher"]),
            text("**Exercise.**", tags=["exercise"]),
            code(f"{stub}\ncheck(my_double, right)", tags=["exercise"]),
            text(FOLDED_NOTE, tags=["solution"]),
            code(f"{solution}\ncheck(double, right)", tags=["solution"]),
            text("Adding works, too.", tags=["solution"]),
            text("## Takeaways"),
        ]
    )


@pytest.mark.thorough
@every_notebook
def test_every_stub_fails_its_check_and_every_solution_passes_it(path):
    stubs, solved = hand_outs.prove(nbformat.read(path, 4), path.parent)
    assert len(stubs) == len(solved) >= 1
    assert all("returns None so far" in said for said in stubs), "an exercise that is not a stub"


@every_notebook
def test_no_solution_text_is_left(path):
    """Neither its sentence, nor its name, nor a line of its code that the page has not taught before."""
    notebook = nbformat.read(path, 4)
    first = notebook.cells.index(solutions(notebook)[0])
    given = {
        line.strip() for cell in notebook.cells[:first] if cell.cell_type == "code" for line in cell.source.splitlines()
    }
    edition = hand_outs.student_edition(notebook)
    left = json.dumps(edition, ensure_ascii=False).replace('\\"', '"')
    for cell in solutions(notebook):
        if cell.cell_type == "markdown":
            assert cell.source.splitlines()[0] not in left
            continue
        tree = ast.parse(cell.source)
        functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
        assert functions, "a solution without a function"
        for function in functions:
            lines = {
                line.strip()
                for statement in function.body[1:]
                for line in ast.get_source_segment(cell.source, statement).splitlines()
            }
            for line in [ast.get_docstring(function), *(lines - given)]:
                assert line not in left, f"{path.stem}: {line}"
            assert f"def {function.name}(" not in left and f"{function.name} agrees with" not in left
    assert "**Solution**" not in left and hand_outs.CORRECT not in left
    assert not any({"solution", "teacher"} & set(tags(cell)) for cell in edition.cells)


@every_notebook
def test_all_that_is_no_solution_stays(path):
    notebook = nbformat.read(path, 4)
    edition = hand_outs.student_edition(notebook)
    gone = {cell.id for cell in notebook.cells} - {cell.id for cell in edition.cells}
    assert gone == {cell.id for cell in solutions(notebook)}
    stays = [cell for cell in notebook.cells if cell.id not in gone]
    for mine, theirs in zip(stays, edition.cells, strict=True):
        asks = mine.cell_type == "code" and asking_call(mine.source)
        assert mine.source == theirs.source or asks
    first = next(i for i, cell in enumerate(edition.cells) if "predict" in tags(cell))
    for mine, theirs in zip(stays[:first], edition.cells[:first]):
        assert is_figure(mine) or mine.get("outputs") == theirs.get("outputs"), "what is shown before asking"
    nbformat.validate(edition)


@every_notebook
def test_what_is_predicted_is_not_shown(path):
    """No code cell after the first prediction has an output, except questions and the unsolved exercise."""
    cells = hand_outs.student_edition(nbformat.read(path, 4)).cells
    first = next(i for i, cell in enumerate(cells) if "predict" in tags(cell))
    shown = [cell for cell in cells[first:] if cell.get("outputs")]
    assert all("quiz" in tags(cell) or is_stub(cell) for cell in shown)
    for question in (cell for cell in shown if "quiz" in tags(cell)):
        assert "Right." not in str(question.outputs)


def visible(cell):
    """All that a reader can see or unfold of a cell, but answers that are folded under their question."""
    shown = re.sub(r"<details>.*?</details>", "", cell.source, flags=re.S)
    return shown + json.dumps(cell.get("outputs", []), ensure_ascii=False)


@every_notebook
def test_no_answer_is_visible_before_its_question(path):
    """No picture, no reason, no hint, no right option and no right number: neither in prose nor in a source."""
    notebook = nbformat.read(path, 4)
    edition = hand_outs.student_edition(notebook)
    assert not any(is_figure(cell) for cell in edition.cells)
    asking = [i for i, cell in enumerate(edition.cells) if cell.cell_type == "code" and asking_call(cell.source)]
    questions = find_questions(path.name, notebook)
    assert len(asking) == len(questions) >= 4
    leaks = []
    for i, question in zip(asking, questions):
        source, before = edition.cells[i].source, "\n".join(visible(cell) for cell in edition.cells[: i + 1])
        told = [*question.reasons, question.why, *(text for _, text in question.hints)]
        leaks += [(question.code, text) for text in told if text and text in before]
        if question.kind == "choice":
            right = question.options[question.answer]
            above = "\n".join(visible(cell) for cell in edition.cells[:i])
            leaks += [(question.code, right)] * (len(right) > 20 and right in above)
        assert not re.search(r"\b(?:answer|options|why|hints|tolerance)=", source), source
    assert leaks == []


@every_notebook
def test_a_sealed_question_asks_and_judges_as_before(path):
    """The sealed cell, run, makes the same question."""
    notebook, edition = nbformat.read(path, 4), None
    edition = hand_outs.student_edition(notebook)
    for cell in edition.cells:
        if cell.cell_type != "code" or (call := asking_call(cell.source)) is None:
            continue
        original = next(other for other in notebook.cells if other.id == cell.id)
        names = {"predict", "choose", "enter"}
        sealed, plain = {}, {}
        for source, given in ((cell.source, sealed), (original.source, plain)):
            call = asking_call(source)
            keep = {name: lambda *a, **k: {"args": a, **k} for name in names}
            needed = {node.id for node in ast.walk(call) if isinstance(node, ast.Name)} - names - {"unseal"}
            keep |= {name: name for name in needed}  # curves stay as they are: only their names matter here
            given |= eval(compile(ast.Expression(call), "cell", "eval"), {**keep, "unseal": unseal})
        for one in (sealed, plain):
            positions = ["question", *(["answer", "why"] if call.func.id == "enter" else ["options", "answer"])]
            one |= dict(zip(positions, one.pop("args")))
            one.pop("curve", None), one.pop("show", None)
        assert sealed == plain


def test_a_note_for_the_teacher_a_remark_on_the_solution_and_an_early_result_are_gone():
    edition = hand_outs.student_edition(small())
    assert [cell.source.split("\n")[0] for cell in edition.cells] == [
        "# A page",
        "import numpy as np",
        "**Predict.** What is 6 · 7?",
        "6 * 7",
        "**Exercise.**",
        "def my_double(x):",
        "## Takeaways",
    ]


@pytest.mark.thorough
@pytest.mark.parametrize(
    "page, complaint",
    [
        ({"stub": "def my_double(x):\n    return x + x\n"}, "an exercise that is no exercise: Correct"),
        ({"solution": "def double(x):\n    return x * x\n"}, "a solution that is none: Not yet: double"),
        ({"solution": "def twice(x):\n    return 2 * x\n"}, "name 'double' is not defined"),
    ],
)
def test_an_exercise_that_does_not_work_is_named(tmp_path, page, complaint):
    with pytest.raises(Exception, match=complaint):
        hand_outs.prove(small(**page), tmp_path)


@pytest.mark.thorough
def test_an_exercise_that_needs_its_own_solution_is_named(tmp_path):
    page = small()
    page.cells.append(code("double(2)"))
    with pytest.raises(Exception, match="name 'double' is not defined"):
        hand_outs.prove(page, tmp_path)


def test_an_exercise_without_a_solution_is_named(tmp_path):
    page = small()
    page.cells = [cell for cell in page.cells if "solution" not in tags(cell)]
    with pytest.raises(AssertionError, match="1 exercises, 0 solutions"):
        hand_outs.prove(page, tmp_path)


@pytest.mark.thorough
def test_the_folder_is_complete_and_no_other_folder_is_overwritten(tmp_path):
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "numbers.csv").write_text("1,2\n")
    nbformat.write(small(), pages / "a.ipynb")
    for _ in range(2):  # an earlier edition is replaced
        made = hand_outs.build(pages, tmp_path / "student")
        assert [len(said) for said in made["a"]] == [1, 1]
    student = tmp_path / "student"
    assert (student / "notebooks" / "numbers.csv").is_file() and (
        student / "actlib" / "widgets" / "js" / "live.js"
    ).is_file()
    assert sorted(path.name for path in student.iterdir()) == sorted([*hand_outs.ALONG, MARK, "README.md", "notebooks"])
    with pytest.raises(FileExistsError, match="not an earlier student edition"):
        hand_outs.build(pages, pages)
