"""The student edition: the series without solutions and teacher's notes, and the proof that its exercises work."""

import ast
import shutil
from copy import deepcopy
from pathlib import Path

import nbformat
from nbconvert.preprocessors import TagRemovePreprocessor

from actlib.sealing import seal

from .cells import is_figure, is_stub, solutions, tags
from .execution import ROOT, execute, find_notebooks, for_each
from .folders import replace_folder
from .question_bank import arguments, asking_call, value
from .reading import read_notebook

NOT_YET, CORRECT = "Not yet:", "Correct:"
# What a student needs to run the pages, next to the pages themselves.
ALONG = ["actlib", "environment.yml", "hatch_build.py", "LICENSE", "LICENSES", "pyproject.toml", "requirements.txt"]
README = """# Activation functions, by hand: student edition

The notebooks of the course; the exercises are for you to solve. With Python 3.11 or newer:

    python3 -m venv .venv
    .venv/bin/pip install -r requirements.txt
    .venv/bin/actlib lab

On Windows, write `py` for `python3` and `.venv\\Scripts\\` for `.venv/bin/`.
"""


def student_edition(notebook):
    """A copy without solutions and without cells tagged `teacher`, in which nothing answers before it is asked.

    The right options, numbers and reasons of questions are sealed. Figures show their picture only when the student
    runs them, because a stored one shows several positions; from the first prediction on that is so for all code,
    except the questions, whose stored output holds no answer, and the unsolved exercise.
    """
    edition, _ = TagRemovePreprocessor(remove_cell_tags={"solution", "teacher"}).preprocess(deepcopy(notebook), {})
    asked = False
    for cell in edition.cells:
        asked = asked or "predict" in tags(cell)
        if cell.cell_type != "code":
            continue
        if {"predict", "quiz"} & set(tags(cell)):
            cell.source = seal_question(cell.source)
        if is_figure(cell) or asked and not {"quiz", "exercise"} & set(tags(cell)):
            cell.outputs, cell.execution_count = [], None
    return edition


SEALED = {"options", "answer", "why", "hints", "tolerance"}  # what tells how a question is judged
WIDTH = 100  # characters of a line of what is sealed


def seal_question(source):
    """The source of a cell that asks, with all that answers in one sealed argument; any other source as it is."""
    call = asking_call(source)
    if call is None:
        return source
    given = arguments(call)
    text = seal({name: value(node) for name, node in given.items() if name in SEALED})
    lines = [f'        "{text[i : i + WIDTH]}"' for i in range(0, len(text), WIDTH)]
    said = [f"    {ast.get_source_segment(source, given['question'])},"]
    said += [
        f"    {name}={ast.get_source_segment(source, node)},"
        for name, node in given.items()
        if name not in SEALED | {"question"}
    ]
    before = "\n".join(source.splitlines()[: call.lineno - 1])
    asking = [f"{call.func.id}(", *said, "    **unseal(", *lines, "    ),", ")"]
    return "\n".join([f"{before}\nfrom actlib import unseal\n".lstrip("\n"), *asking])


def prove(notebook, folder):
    """Run the student edition in a fresh kernel, with the solutions after its last cell and without its live figures.

    Parameters
    ----------
    notebook : NotebookNode
        As the teacher has it.
    folder : path
        Where the kernel starts.

    Returns
    -------
    stubs, solved : list of str
        What `check` said about each exercise as the student finds it, and about each solution.

    Raises
    ------
    AssertionError
        An exercise without a solution or the other way round, a stub that passes, a solution that does not.
    nbclient.exceptions.CellExecutionError
        A cell of the student edition raises.
    """
    tried = student_edition(notebook)
    pictured = {cell.id for cell in notebook.cells if is_figure(cell)}
    for cell in tried.cells:
        if cell.id in pictured:
            cell.source = _before_the_last_expression(cell.source)
        if cell.cell_type == "code":
            cell.outputs = []  # only what is said now counts
    folded = [deepcopy(cell) for cell in solutions(notebook) if cell.cell_type == "code"]
    exercises = [cell for cell in tried.cells if is_stub(cell)]
    assert len(exercises) == len(folded) > 0, f"{len(exercises)} exercises, {len(folded)} solutions"
    tried.cells += folded
    execute(tried, folder)
    stubs, solved = ([_said(cell) for cell in cells] for cells in (exercises, folded))
    for said in stubs:
        assert said.startswith(NOT_YET), f"an exercise that is no exercise: {said}"
    for said in solved:
        assert said.startswith(CORRECT), f"a solution that is none: {said}"
    return stubs, solved


def _before_the_last_expression(source):
    last = ast.parse(source).body[-1]
    return "\n".join(source.splitlines()[: last.lineno - 1]) if isinstance(last, ast.Expr) else source


def _said(cell):
    return "".join(output.get("data", {}).get("text/plain", output.get("text", "")) for output in cell.outputs)


def build(notebooks, folder):
    """Write the student edition of the folder `notebooks` into `folder` and prove it.

    Returns
    -------
    dict of tuple
        Name of each notebook -> what `prove` returned.

    Raises
    ------
    FileExistsError
        `folder` holds something that is no student edition.
    AssertionError, nbclient.exceptions.CellExecutionError
        What `prove` raises; an earlier edition stays.
    """
    notebooks = Path(notebooks)
    paths = find_notebooks(notebooks)
    beside = shutil.ignore_patterns("*.ipynb", ".ipynb_checkpoints", "__pycache__")
    with replace_folder(folder, "student edition") as made:
        shutil.copytree(notebooks, made / "notebooks", ignore=beside)
        for name in ALONG:
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, made / name, ignore=beside)
            else:
                shutil.copy(ROOT / name, made / name)
        (made / "README.md").write_text(README, encoding="utf-8", newline="\n")
        for path in paths:
            text = nbformat.writes(student_edition(read_notebook(path))) + "\n"
            (made / "notebooks" / path.name).write_text(text, encoding="utf-8", newline="\n")
        proofs = for_each(paths, lambda path: prove(read_notebook(path), notebooks))
        return dict(zip((path.stem for path in paths), proofs))
