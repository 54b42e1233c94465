"""Notebooks that went through other tools, and tools that other people use on ours."""

import json
import re
import subprocess
import sys

import nbformat
import pytest
from support.strict import STRICT
from test_student import small

from publish import decks
from publish import student as hand_outs
from publish.notebooks import NOTEBOOKS
from publish.reading import read_notebook
from publish.site import pages


def from_colab(notebook):
    """What Colab writes of a notebook: nbformat 4.0, ids in the metadata, widgets without a key "state"."""
    content = json.loads(nbformat.writes(notebook))
    content["nbformat_minor"] = 0
    content["metadata"] = {
        "colab": {"provenance": [], "toc_visible": True},
        "kernelspec": {"name": "python3", "display_name": "Python 3"},
        "language_info": {"name": "python"},
        "widgets": {"application/vnd.jupyter.widget-state+json": {"0a1b": {"model_name": "LayoutModel"}}},
    }
    for cell in content["cells"]:
        cell["metadata"]["id"] = cell.pop("id")
    badge = '<a href="https://colab.research.google.com/x.ipynb">Open in Colab</a>'
    first = {"cell_type": "markdown", "metadata": {"colab_type": "text", "id": "view-in-github"}, "source": [badge]}
    return {**content, "cells": [first, *content["cells"]]}


def without_ids(notebook):
    """nbformat 4.5 as a script writes it that knows nothing of ids."""
    content = json.loads(nbformat.writes(notebook))
    for cell in content["cells"]:
        del cell["id"]
    return content


def with_one_id_twice(notebook):
    """A cell that was copied in a text editor, and an id that one would think of."""
    content = json.loads(nbformat.writes(notebook))
    content["cells"][1]["id"] = content["cells"][2]["id"] = "cell-3"
    return content


def without_a_heading(notebook):
    """Nothing but code and a sentence before the exercise; saved with a byte order mark below."""
    content = json.loads(nbformat.writes(notebook))
    content["cells"][0]["source"] = ["A page"]
    return content


WAYS = [from_colab, without_ids, with_one_id_twice, without_a_heading]


@pytest.fixture(params=WAYS, ids=lambda way: way.__name__)
def folder(request, tmp_path):
    notebooks = tmp_path / "notebooks"
    notebooks.mkdir()
    mark = "\ufeff" if request.param is without_a_heading else ""
    text = mark + json.dumps(request.param(small()))
    (notebooks / "page.ipynb").write_text(text, encoding="utf-8")
    return notebooks


@STRICT
def test_every_cell_gets_an_id_the_same_on_every_run(folder):
    once, again = (read_notebook(folder / "page.ipynb") for _ in range(2))
    ids = [cell.id for cell in once.cells]
    assert len(set(ids)) == len(ids)
    assert once == again
    nbformat.validate(once)


@pytest.mark.thorough
def test_site_slides_and_student_edition_are_made_of_it(folder, tmp_path):
    pages.build(folder, tmp_path / "site")
    decks.build(folder, tmp_path / "slides")
    proofs = hand_outs.build(folder, tmp_path / "student")
    assert len(proofs["page"][1]) == 1
    title = "page" if "# A page" not in (folder / "page.ipynb").read_text(encoding="utf-8") else "A page"
    assert f">{title}</a>" in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")


def test_a_notebook_of_ours_is_read_as_it_is():
    for path in NOTEBOOKS.glob("*.ipynb"):
        assert read_notebook(path) == nbformat.read(path, 4)


@pytest.mark.thorough
def test_nbconvert_makes_a_script_of_it_that_python_reads(tmp_path):
    paths = sorted(NOTEBOOKS.glob("*.ipynb"))
    command = [sys.executable, "-m", "nbconvert", "--to", "script", "--output-dir", tmp_path, *paths]
    subprocess.run(command, check=True, capture_output=True)
    made = sorted(tmp_path.iterdir())
    assert [path.name for path in made] == [f"{path.stem}.py" for path in paths]
    for path in made:
        compile(path.read_text(encoding="utf-8"), path, "exec")


@pytest.mark.thorough
def test_a_page_that_nbconvert_has_executed_shows_the_picture_without_a_network(tmp_path):
    """With the widgets' state nbconvert would show views, whose scripts come from the network."""
    cell = nbformat.v4.new_code_cell("from actlib import explore, swish\nexplore(swish)")
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), tmp_path / "page.ipynb")
    options = ["--execute", "--to", "html", "--ExecutePreprocessor.store_widget_state=False"]
    command = [sys.executable, "-m", "nbconvert", *options, tmp_path / "page.ipynb"]
    subprocess.run(command, check=True, capture_output=True)
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert len(re.findall(r'<img alt="Swish[^"]+" src="data:image/svg\+xml,', page)) == 1
    assert "application/vnd.jupyter.widget" not in page.split("<body", 1)[1]
