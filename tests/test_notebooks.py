"""The stored series: every link leads somewhere, every exercise has its solution.

That each cell gives its stored output is nbval's part: it collects the notebooks themselves.
"""

import re
from copy import deepcopy
from html import unescape

import nbformat
import pytest

from actlib.saving import WIDGET_VIEW
from publish.cells import FOLDED_NOTE, svg_of, tags
from publish.notebooks import NOTEBOOKS, stored_form
from publish.site.recording import RECORD

PATHS = sorted(NOTEBOOKS.glob("*.ipynb"))
every_notebook = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)


def test_the_series_is_there():
    assert [path.stem for path in PATHS] == [
        "00_start_here",
        "01_why_activation_functions",
        "02_what_activations_do",
        "03_one_neuron",
        "04_sigmoid_and_tanh",
        "05_relu_and_leaky_relu",
        "06_swish",
        "07_gradients",
        "08_forward_pass",
        "09_applications",
        "10_tools",
        "11_trends_and_challenges",
        "12_questions_and_answers",
    ]


@every_notebook
def test_every_link_between_notebooks_leads_to_a_notebook(path):
    text = "\n".join(cell.source for cell in nbformat.read(path, 4).cells if cell.cell_type == "markdown")
    targets = re.findall(r"\]\(([^)#]+?\.ipynb)", text)
    assert targets, "a page without a way on"
    for target in targets:
        assert (path.parent / target).is_file(), f"{target} does not exist"


@every_notebook
def test_no_letter_of_a_picture_needs_a_font_that_only_matplotlib_has(path):
    """In another font the prime of φ′ is a 0: matplotlib's own fonts for formulas number their signs as they like."""
    pictures = [
        svg for cell in nbformat.read(path, 4).cells for output in cell.get("outputs", []) if (svg := svg_of(output))
    ]
    assert pictures
    for picture in pictures:
        assert re.findall(r"\bcm(?:sy|mi|ex|r|b|tt|ss)10\b", picture) == []


@every_notebook
def test_every_stored_picture_says_what_it_shows(path):
    outputs = [
        output.data for cell in nbformat.read(path, 4).cells for output in cell.get("outputs", []) if "data" in output
    ]
    pictures = [data for data in outputs if "<img" in data.get("text/html", "") or any(map(is_image, data))]
    assert pictures
    for picture in pictures:
        assert svg_of({"data": picture}), "stored otherwise"
        alt = unescape(re.match('<img alt="([^"]*)"', picture["text/html"])[1])
        assert alt == picture["text/plain"] and len(alt) > 40


def is_image(media_type):
    return media_type.startswith("image/")


@every_notebook
def test_every_page_has_the_shape_of_the_series(path):
    cells = nbformat.read(path, 4).cells
    text = "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    for part in ("**You will**", "## By hand", "## Check yourself", "## Takeaways", "## References"):
        assert part in text or (part == "## By hand" and path.stem == "00_start_here"), f"{part} is missing"
    solutions = [cell for cell in cells if cell.cell_type == "code" and "solution" in tags(cell)]
    assert solutions, "an exercise without a solution"
    for cell in solutions:
        assert cells[cells.index(cell) - 1].source == FOLDED_NOTE, "a solution without the note that it is folded"
    for cell in solutions:
        assert cell.metadata["jupyter"]["source_hidden"], "a solution that is not folded"
        said = "".join(str(output.get("data", {}).get("text/plain", output.get("text", ""))) for output in cell.outputs)
        assert "Correct" in said, f"a solution that does not pass its own check: {said}"


@every_notebook
def test_no_question_stands_beside_its_answer(path):
    """The cell of a question holds the answer and every reason: it is folded, and only the question shows."""
    questions = [
        cell
        for cell in nbformat.read(path, 4).cells
        if cell.cell_type == "code" and re.search(r"^(choose|enter)\(", cell.source, re.M)
    ]
    assert len(questions) >= 2
    for cell in questions:
        assert cell.metadata.get("tags") == ["quiz"] and cell.metadata["jupyter"]["source_hidden"]


@every_notebook
def test_no_stored_output_asks_for_a_widget_that_is_gone(path):
    for cell in nbformat.read(path, 4).cells:
        for output in cell.get("outputs", []):
            assert WIDGET_VIEW not in output.get("data", {})


@pytest.mark.thorough
@every_notebook
def test_executing_it_again_changes_no_byte(series, path):
    """More than nbval compares: metadata, slides, every character of the file."""
    notebook = deepcopy(next(entry.notebook for entry in series if entry.name == path.stem))
    for output in (output for cell in notebook.cells for output in cell.get("outputs", [])):
        output.get("data", {}).pop(RECORD, None)
    assert stored_form(notebook) == path.read_text(encoding="utf-8")
