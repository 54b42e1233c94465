"""The student edition: the series without solutions and teacher's notes, and the proof that its exercises work.

python -m publish.student [FOLDER]      by default student/
"""

import argparse
import ast
import re
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from pathlib import Path

import nbformat

from .execution import execute

ROOT = Path(__file__).parents[1]
FOLDED_NOTE = "**Solution** (folded"
PREDICTION, QUESTIONS = "**Predict.**", "## Check yourself"
NOT_YET, CORRECT = "Not yet:", "Correct:"
# What a student needs to run the pages, next to the pages themselves.
ALONG = ["actlib", "environment.yml", "jupyter_server_config.py", "LICENSE", "pyproject.toml", "requirements.txt"]
README = """# Activation functions, by hand: student edition

The notebooks of the course; the exercises are for you to solve. With Python 3.11 or newer:

    python3 -m venv .venv
    .venv/bin/pip install -r requirements.txt
    .venv/bin/jupyter lab --config=jupyter_server_config.py notebooks/00_start_here.ipynb

On Windows, write `py` for `python3` and `.venv\\Scripts\\` for `.venv/bin/`.
"""


def tags(cell):
    return cell.metadata.get("tags", [])


def is_exercise(cell):
    """Whether this is the stub of an exercise: it checks what the learner has yet to write."""
    return (
        cell.cell_type == "code"
        and "solution" not in tags(cell)
        and re.search(r"^check\(", cell.source, re.M) is not None
    )


def solutions(notebook):
    """The cells that belong to solutions: the folded code, the line above it, and the remarks right after it."""
    found, after = [], False
    for cell in notebook.cells:
        remark = after and cell.cell_type == "markdown" and not cell.source.startswith("#")
        after = "solution" in tags(cell) or remark
        if after or cell.source.startswith(FOLDED_NOTE):
            found.append(cell)
    return found


def student_edition(notebook):
    """A copy without solutions and without cells tagged `teacher`, in which nothing answers before it is asked.

    From the first prediction on, code shows its results only when the student runs it; the questions, whose stored
    output holds no answer, and the unsolved exercise stay as they are.
    """
    gone = [cell.id for cell in [*solutions(notebook), *(cell for cell in notebook.cells if "teacher" in tags(cell))]]
    edition = deepcopy(notebook)
    edition.cells = [cell for cell in edition.cells if cell.id not in gone]
    asked = False
    for cell in edition.cells:
        asked = asked or PREDICTION in cell.source
        if cell.cell_type == "code" and asked and not is_exercise(cell) and "quiz" not in tags(cell):
            cell.outputs, cell.execution_count = [], None
    return edition


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
    pictured = {
        cell.id
        for cell in notebook.cells
        if any("image/svg+xml" in output.get("data", {}) for output in cell.get("outputs", []))
    }
    for cell in tried.cells:
        if cell.id in pictured:
            cell.source = _before_the_last_expression(cell.source)
        if cell.cell_type == "code":
            cell.outputs = []  # only what is said now counts
    folded = [deepcopy(cell) for cell in solutions(notebook) if cell.cell_type == "code"]
    exercises = [cell for cell in tried.cells if is_exercise(cell)]
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


def build(folder, notebooks=ROOT / "notebooks"):
    """Write the student edition into `folder` and prove it.

    Returns
    -------
    dict of tuple
        Name of each notebook -> what `prove` returned.

    Raises
    ------
    FileExistsError
        `folder` holds something that is no student edition.
    """
    folder, notebooks = Path(folder), Path(notebooks)
    readme = folder / "README.md"
    if folder.exists() and any(folder.iterdir()):
        if not readme.is_file() or readme.read_text(encoding="utf-8") != README:
            raise FileExistsError(f"{folder} is not an earlier student edition: name another folder")
        shutil.rmtree(folder)
    beside = shutil.ignore_patterns("*.ipynb", ".ipynb_checkpoints", "__pycache__")
    shutil.copytree(notebooks, folder / "notebooks", ignore=beside)
    for name in ALONG:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, folder / name, **({"ignore": beside} if copy is shutil.copytree else {}))
    readme.write_text(README, encoding="utf-8", newline="\n")
    paths = sorted(notebooks.glob("*.ipynb"))
    for path in paths:
        text = nbformat.writes(student_edition(nbformat.read(path, 4))) + "\n"
        (folder / "notebooks" / path.name).write_text(text, encoding="utf-8", newline="\n")
    with ThreadPoolExecutor(2) as pool:
        said = pool.map(lambda path: prove(nbformat.read(path, 4), notebooks), paths)
        return dict(zip((path.stem for path in paths), said))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m publish.student", description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=Path("student"), help="default: student")
    where = parser.parse_args().folder
    try:
        made = build(where)
    except FileExistsError as error:
        sys.exit(str(error))
    for name, (stubs, solved) in made.items():
        print(f"{name:32} {len(stubs)} stub fails, {len(solved)} solution passes")
    print(
        f"{sum(len(s) for s, _ in made.values())} exercises in {len(made)} notebooks: every stub fails its check, "
        f"every solution passes it; the student edition is in {where}/"
    )
