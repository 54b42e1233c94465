"""The JupyterLite site as far as it runs without a network: it opens, lists the notebooks, and shows their pictures."""

import json
import os
import subprocess
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import nbformat
import pytest
from support.lab import ROOT

LITE = ROOT / ".venv" / "lite"
pytestmark = pytest.mark.skipif(
    not (LITE / "ready").exists() and not os.environ.get("REQUIRE_LITE"),
    reason="JupyterLite has an environment of its own: make .venv/lite/ready",
)
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        """A test needs no log."""


def build(folder):
    return subprocess.run(
        [LITE / "bin" / "python", "-m", "publish", "lite", folder], cwd=ROOT, capture_output=True, text=True
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lite") / "site"
    made = build(folder)
    assert made.returncode == 0, made.stderr
    return folder


def test_the_site_opens_lists_the_notebooks_and_shows_their_pictures(browser, site):
    page, outside = browser.new_page(viewport={"width": 1280, "height": 960}), []
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=site)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}"

        def refuse(route):
            outside.append(route.request.url)
            route.abort()

        page.route(lambda url: url.startswith("http") and not url.startswith(address), refuse)
        page.goto(f"{address}/lab/index.html?path=00_start_here.ipynb")
        listed = page.locator(".jp-DirListing-itemText")
        listed.nth(len(NOTEBOOKS)).wait_for()
        assert {path.name for path in NOTEBOOKS} <= set(listed.all_inner_texts())
        picture = page.locator(".jp-RenderedSVG img").first
        picture.wait_for()
        assert picture.bounding_box()["width"] > 300
        page.close()
        server.shutdown()
    assert all("pyodide" in url for url in outside), "only the kernel may come from elsewhere"


def test_a_notebook_differs_by_its_first_line_only(site):
    for path in NOTEBOOKS:
        stored, edition = nbformat.read(path, 4), json.loads((site / "files" / path.name).read_text(encoding="utf-8"))
        sources = ["".join(cell["source"]) for cell in edition["cells"]]
        first = next(i for i, cell in enumerate(stored.cells) if cell.cell_type == "code")
        line, _, sources[first] = sources[first].partition("\n\n")
        assert line.startswith("%pip install -q actlib ipywidgets==8.1.")
        assert sources == [cell.source for cell in stored.cells]


def test_actlib_comes_along_as_a_wheel(site):
    assert any("actlib" in json.loads(index.read_text(encoding="utf-8")) for index in site.rglob("pypi/all.json"))


def test_only_an_earlier_site_is_overwritten(site, tmp_path):
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    refused = build(tmp_path)
    assert refused.returncode and "is not an earlier JupyterLite site" in refused.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
    assert build(site).returncode == 0, "its own it is"
