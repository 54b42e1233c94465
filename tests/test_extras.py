"""Each edition is made with what its extra declares, and nothing else installed."""

import subprocess
import sys

import nbformat
import pytest

from publish.execution import ROOT

pytestmark = pytest.mark.thorough
PAGES = {"site": "index.html", "slides": "1_page.html", "student": "README.md", "lite": "lab/index.html"}
CELLS = [
    nbformat.v4.new_markdown_cell("# 1 · A page\n\nIt holds $x^2$."),
    nbformat.v4.new_code_cell("from actlib import check, explore, swish\nexplore(swish)"),
    nbformat.v4.new_code_cell("def mine(x):\n    ...\n\n\ncheck(mine, swish)", metadata={"tags": ["exercise"]}),
    nbformat.v4.new_code_cell("check(lambda x: swish(x), swish)", metadata={"tags": ["solution"]}),
]


@pytest.mark.parametrize("extra", PAGES)
def test_an_edition_needs_no_more_than_its_extra(tmp_path, extra):
    """In a fresh environment; JupyterLite's extra pins its own versions."""
    environment = tmp_path / "venv"
    subprocess.run([sys.executable, "-m", "venv", environment], check=True)
    python = next(path for path in (environment / "bin/python", environment / "Scripts/python.exe") if path.exists())
    pinned = [] if extra == "lite" else ["--constraint", ROOT / "requirements-dev.txt"]
    install = ["-m", "pip", "install", "--quiet", "--no-compile", *pinned, f"{ROOT}[{extra}]"]
    subprocess.run([python, *install], check=True, cwd=tmp_path)
    notebooks, folder = tmp_path / "notebooks", tmp_path / "made"
    notebooks.mkdir()
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = nbformat.v4.new_notebook(cells=CELLS, metadata={"kernelspec": kernel})
    nbformat.write(notebook, notebooks / "1_page.ipynb")
    made = subprocess.run(
        [python, "-m", "publish", "--notebooks", notebooks, extra, folder], cwd=ROOT, capture_output=True, text=True
    )
    assert made.returncode == 0, made.stderr
    assert (folder / PAGES[extra]).is_file()
