"""What the JupyterLite site holds; that it opens is tried in browser/test_lite.py."""

import json
import shutil

import nbformat
import pytest
from support.lite import build_lite, needs_lite

from publish.notebooks import NOTEBOOKS

pytestmark = [pytest.mark.thorough, needs_lite]
PATHS = sorted(NOTEBOOKS.glob("*.ipynb"))


def test_a_notebook_differs_by_its_first_line_only(lite_site):
    for path in PATHS:
        stored, edition = (
            nbformat.read(path, 4),
            json.loads((lite_site / "files" / path.name).read_text(encoding="utf-8")),
        )
        sources = ["".join(cell["source"]) for cell in edition["cells"]]
        first = next(i for i, cell in enumerate(stored.cells) if cell.cell_type == "code")
        line, _, sources[first] = sources[first].partition("\n\n")
        assert line.startswith("%pip install -q actlib ipywidgets==8.1.")
        assert sources == [cell.source for cell in stored.cells]


def test_actlib_comes_along_as_a_wheel(lite_site):
    assert any("actlib" in json.loads(index.read_text(encoding="utf-8")) for index in lite_site.rglob("pypi/all.json"))


def test_only_an_earlier_site_is_overwritten(lite_site, tmp_path):
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    refused = build_lite(tmp_path)
    assert refused.returncode and "is not an earlier JupyterLite site" in refused.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
    earlier = shutil.copytree(lite_site, tmp_path / "earlier")
    assert build_lite(earlier).returncode == 0, "its own it is"
