"""Where slides begin: the stored metadata are the rule's, and the rule keeps answers behind their questions."""

import nbformat
import pytest
from nbconvert.exporters import SlidesExporter

from actlib.figures import still_image
from publish.cells import FOLDED_NOTE, is_figure, tags
from publish.notebooks import NOTEBOOKS
from publish.slides import mark, slide_types

PATHS = sorted(NOTEBOOKS.glob("*.ipynb"))
every_notebook = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)


@every_notebook
def test_a_figure_of_a_round_follows_its_question_and_precedes_its_answer(path):
    """In the thirteen notebooks, and so in their decks: from one heading to the next."""
    cells = nbformat.read(path, 4).cells
    starts = [n for n, cell in enumerate(cells) if cell.cell_type == "markdown" and cell.source.startswith("#")]
    for start, end in zip(starts, [*starts[1:], len(cells)]):
        votes = [n for n in range(start, end) if cells[n].cell_type == "code" and "predict" in tags(cells[n])]
        seen = [n for n in range(start, end) if "seen" in tags(cells[n])]
        if votes:
            figures = [n for n in range(start, end) if is_figure(cells[n])]
            assert min([*figures, *seen], default=end) > votes[0], cells[start].source
            assert max(seen, default=end) > votes[-1], cells[start].source


def text(source, **metadata):
    return nbformat.v4.new_markdown_cell(source, metadata=metadata)


def code(source, said="", **metadata):
    outputs = [nbformat.v4.new_output("stream", text=said)] if said else []
    return nbformat.v4.new_code_cell(source, outputs=outputs, metadata=metadata)


def figure(source="explore()"):
    picture = nbformat.v4.new_output("execute_result", still_image("<svg/>", "A curve."))
    return nbformat.v4.new_code_cell(source, outputs=[picture])


def types(*cells):
    return slide_types(nbformat.v4.new_notebook(cells=list(cells)))


@every_notebook
def test_the_stored_metadata_are_the_rule_s_and_nothing_else_in_the_file_changes(path):
    stored = path.read_text(encoding="utf-8")
    notebook = nbformat.reads(stored, 4)
    assert [cell.metadata["slideshow"] for cell in notebook.cells] == [
        {"slide_type": kind} for kind in slide_types(notebook)
    ]
    mark(notebook)
    assert nbformat.writes(notebook) + "\n" == stored
    for cell in notebook.cells:
        del cell.metadata["slideshow"]
    mark(notebook)
    assert nbformat.writes(notebook) + "\n" == stored


@every_notebook
def test_only_references_and_the_way_to_other_notebooks_stay_behind(path):
    cells = nbformat.read(path, 4).cells
    kinds = [cell.metadata.slideshow.slide_type for cell in cells]
    kept = [cell.source for cell, kind in zip(cells, kinds) if kind != "skip"]
    left = [cell.source for cell, kind in zip(cells, kinds) if kind == "skip"]
    assert kinds[0] == "slide" and kept[-1].startswith("## Takeaways")
    assert any(source.startswith("## References") for source in left)
    assert all({"references", "links"} & set(tags(cell)) for cell, kind in zip(cells, kinds) if kind == "skip")


@pytest.mark.thorough
@every_notebook
def test_nbconvert_sees_the_same_slides(path):
    notebook = nbformat.read(path, 4)
    kinds = [cell.metadata.slideshow.slide_type for cell in notebook.cells]
    html = SlidesExporter().from_notebook_node(notebook)[0]
    assert html.count("<section>") == 2 * kinds.count("slide") + kinds.count("subslide")
    assert html.count('<div class="fragment">') == kinds.count("fragment")


def test_a_round_is_a_column_of_slides():
    asked = text("## Round 1\n\n**Predict.** Which?", tags=["predict"])
    cells = [text("# 1 · Title"), asked, figure(), text("This.", tags=["seen"])]
    assert types(*cells) == ["slide", "slide", "subslide", "subslide"]


def test_an_answer_comes_a_slide_after_its_question():
    asked = text("## Round 2\n\n**Predict.** How many?", tags=["predict"])
    cells = [asked, code("print(2)", "2"), text("Two.", tags=["seen"])]
    assert types(*cells) == ["slide", "subslide", "fragment"]


def test_what_fits_shares_a_slide_and_what_does_not_begins_one():
    line = "A sentence that is as long as a line of a slide, which has room for about a hundred and ten characters. "
    assert types(text("## By hand"), code("1 + 1", "2"), text("Two.")) == ["slide", "-", "-"]
    assert types(text("## By hand"), text(line * 9), text(line * 9)) == ["slide", "-", "subslide"]
    listing = "```python\n" + "y = x\n" * 6 + "\n" + "z = y\n" * 6 + "```"
    assert types(text("## By hand"), text(listing), text(line * 9)) == ["slide", "-", "subslide"]


def test_no_question_shares_a_slide_with_another_nor_with_a_solution():
    def quiz():
        return code("choose()", "Which?", tags=["quiz"])

    solution = code("check()", "Correct", tags=["solution"])
    kinds = types(
        text("## Check yourself"),
        quiz(),
        quiz(),
        text("**Exercise.** Write it.", tags=["exercise"]),
        code("check()", "Not yet:", tags=["exercise"]),
        text(FOLDED_NOTE, tags=["solution"]),
        solution,
        text("The fine print.", tags=["solution"]),
        quiz(),
    )
    assert kinds == ["slide", "-", "subslide", "subslide", "-", "subslide", "-", "subslide", "-"]


def test_teacher_s_notes_are_notes():
    assert types(text("# 1"), text("Ask first.", tags=["teacher"])) == ["slide", "notes"]
