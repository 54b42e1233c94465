"""What becomes of a notebook on its page: links, formulas, folds, and figures that carry along what they need."""

import base64
import html
import itertools
import json
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from math_core import LatexError
from nbclient.exceptions import CellExecutionError

import actlib
from publish.cells import FOLDED_NOTE, is_figure
from publish.site import build
from publish.site.pages import MarkdownWithMath, Renderer
from publish.site.recording import record
from publish.site.start import EMBLEMS, edition, emblem

NOTEBOOKS = sorted((Path(__file__).parent.parent / "notebooks").glob("*.ipynb"))
FOLDED = {"jupyter": {"source_hidden": True}}
QUESTION = "Does </script> end a script?"

TEXT = """# 1 · A small page

It shows what a page can hold.

See [the other](02_other.ipynb#part), [a paper](https://example.org/paper.ipynb) and $\\frac{1}{2}$, *激活函数*.

$$\\sum_{i=1}^{n} w_i x_i$$

||one|
|---|---|
|a|b|
"""
CELLS = [
    nbformat.v4.new_markdown_cell(TEXT),
    nbformat.v4.new_code_cell("from actlib import *\nfrom ipywidgets import FloatSlider\nexplore(swish)"),
    nbformat.v4.new_code_cell("explore_neuron()"),
    nbformat.v4.new_code_cell("FloatSlider()"),
    nbformat.v4.new_code_cell("check_setup()"),
    nbformat.v4.new_code_cell("print('1 < 2')"),
    nbformat.v4.new_code_cell("sum(progress(range(4), 4, 'adding'))"),
    nbformat.v4.new_code_cell(
        f"choose({QUESTION!r}, {{'yes': 'It does.', 'no': 'Not here.'}}, answer='no')",
        metadata={**FOLDED, "tags": ["quiz"]},
    ),
    nbformat.v4.new_markdown_cell(FOLDED_NOTE, metadata={"tags": ["solution"]}),
    nbformat.v4.new_code_cell("6 * 7", metadata={**FOLDED, "tags": ["solution"]}),
    nbformat.v4.new_markdown_cell("Press Shift + Enter.", metadata={"tags": ["jupyter-only"]}),
    nbformat.v4.new_markdown_cell("Wait for a show of hands.", metadata={"tags": ["teacher"]}),
]


def write(folder, name, cells):
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel}), folder / f"{name}.ipynb")


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    notebooks, folder = tmp_path_factory.mktemp("notebooks"), tmp_path_factory.mktemp("pages")
    write(notebooks, "01_small", CELLS)
    write(notebooks, "02_other", [nbformat.v4.new_markdown_cell("# 2 · The other\n\nNothing much.\n\n## part")])
    command = [sys.executable, "-m", "publish", "--notebooks", str(notebooks), "site", str(folder)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    build(notebooks, folder / "again")
    return folder, said


@pytest.fixture(scope="module")
def page(built):
    return (built[0] / "01_small.html").read_text(encoding="utf-8")


def records(page):
    return [json.loads(text) for text in re.findall(r'<script type="application/json">(.*?)</script>', page, re.S)]


def test_the_command_names_every_page_and_its_size(built):
    folder, said = built
    assert [Path(line.split()[-1]).name for line in said.splitlines()[:3]] == [
        "index.html",
        "01_small.html",
        "02_other.html",
    ]
    size = sum(path.stat().st_size for path in folder.glob("*.html"))
    assert f"{size / 1e6:.2f} MB  in all" in said


def test_building_again_gives_the_same_bytes(built):
    for path in built[0].glob("*.html"):
        assert path.read_bytes() == (built[0] / "again" / path.name).read_bytes(), path.name


def test_the_map_has_every_title_and_promise(built):
    text = (built[0] / "index.html").read_text(encoding="utf-8")
    assert '<a href="01_small.html">1 · A small page</a>' in text and "It shows what a page can hold." in text
    assert '<a href="02_other.html">2 · The other</a>' in text


def test_links_between_notebooks_lead_to_pages_and_others_stay(page):
    assert 'href="02_other.html#part"' in page and 'href="https://example.org/paper.ipynb"' in page
    assert 'rel="next"' in page and 'rel="prev"' not in page


def test_formulas_are_mathml_and_chinese_words_say_so(page):
    assert "<mfrac><mn>1</mn><mn>2</mn></mfrac>" in page and "<munderover>" in page
    assert page.count("<math") == 2 and "$" not in re.sub(r"<(script|style).*?</\1>", "", page, flags=re.S)
    assert '<span lang="zh">激活函数</span>' in page


def test_an_empty_corner_of_a_table_is_no_heading(page):
    assert "<th>one</th>" in page and not re.search(r"<th[^>]*></th>", page)


def test_questions_and_solutions_are_folded_and_the_note_that_says_how_is_gone(page):
    folds = re.findall(r'<details class="code"><summary>(.*?)</summary>(.*?)</details>', page, re.S)
    assert [summary for summary, _ in folds] == ["The code of this question, which holds the answer", "Solution"]
    assert "choose" in folds[0][1] and "three dots" not in page


def test_what_is_for_jupyter_or_for_the_teacher_is_on_no_page(page):
    assert "Shift + Enter" not in page and "show of hands" not in page


def test_a_page_carries_the_figure_s_own_coordinates(page):
    (sent,), (own,) = records(page)[0]["state"]["tables"], actlib.explore(actlib.swish).tables
    assert sent["names"] == own["names"] == ["beta"] and sent["words"] == own["words"]
    assert sent["columns"].keys() == own["columns"].keys()
    for key, column in own["columns"].items():
        for axis in ("x", "y"):
            assert base64.b64decode(sent["columns"][key][axis]["base64"]) == column[axis], f"{axis} of {key}"


def test_a_text_that_ends_a_script_ends_none(page):
    assert records(page)[1]["state"]["question"] == QUESTION


def test_what_needs_python_leaves_its_picture_and_a_sentence(page):
    needs = html.unescape(page)
    assert needs.count("Python computes this figure while you move it; to do so, open notebooks/01_small.ipynb") == 1
    assert needs.count("This widget needs Python; to use it, open notebooks/01_small.ipynb") == 2
    assert len(records(page)) == 2 and page.count('<div class="still">') == 2
    assert "FloatSlider(value" not in page and "Cure:" not in page and "<p>adding</p>" in page
    assert "1 &lt; 2" in page


def test_two_pictures_share_no_id(page):
    pictures = re.findall(r'<div class="still">(<svg.*?</svg>)', page, re.S)
    named = [name for picture in pictures for name in re.findall(r'\bid="([^"]+)"', picture)]
    assert len(pictures) == 2 and len(named) == len(set(named)) > 2
    for picture in pictures:
        assert set(re.findall(r'(?:url\(#|href="#)([^")]+)', picture)) == set(re.findall(r'\bid="([^"]+)"', picture))


def test_of_few_positions_a_page_knows_every_one():
    figure = actlib.explore_linear_stack()
    state = record(figure)["state"]
    assert {name for table in state["tables"] for name in table["names"]} == {"depth", "phi"}
    assert not state["moves"] and not state["answered"], "nothing is left to Python"
    for table in state["tables"]:
        lists = [figure._controls[name].positions for name in table["names"]]
        assert table["counts"] == [len(positions) for positions in lists]
        for values, words in zip(itertools.product(*lists), table["words"], strict=True):
            assert words in figure.words(**dict(zip(table["names"], values)))


def test_a_page_holds_a_choice_by_the_name_that_its_options_have():
    def line(ax, k=2.0):
        ax.plot([0, 1], [0, k])

    state = record(actlib.live(line, k={"one": 1.0, "two": 2.0}))["state"]
    assert state["k"] == "two" and [key for key, _ in state["controls"][0]["options"]] == ["one", "two"]


@pytest.mark.parametrize("name", ["explore_neuron", "explore_forward", "explore_units", "explore_lesson"])
def test_of_too_many_positions_or_typed_numbers_there_is_no_record(name):
    assert record(getattr(actlib, name)()) is None


def test_what_one_machine_has_measured_is_on_no_page():
    assert record(actlib.explore_costs()) is None
    for path in (Path(actlib.__file__).parent / "explorers").glob("*.py"):
        source = path.read_text(encoding="utf-8")
        assert "@measured_here" in source or not re.search(r"perf_counter|monotonic|timeit|process_time", source)


def test_what_has_to_be_redrawn_is_not_recorded():
    def steps(ax, n=1, m=1):
        for k in range(n):
            ax.plot([k, k + m], [0, 1])

    assert record(actlib.live(steps, n=(1, 4, 1), m=(1, 3, 1))) is None


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_formula_of_the_series_becomes_mathml(path):
    formulas = 0
    for cell in nbformat.read(path, 4).cells:
        if cell.cell_type == "markdown":
            page = MarkdownWithMath(renderer=Renderer(escape=False)).render(cell.source)
            formulas += page.count("<math")
            assert "<merror" not in page and "\\" not in re.sub(r"<code>.*?</code>", "", page, flags=re.S)
    assert formulas


def test_a_formula_that_cannot_be_shown_stops_the_build():
    with pytest.raises(LatexError):
        Renderer().inline_math(r"\nosuchcommand{x}")


def test_a_cell_that_raises_stops_the_build(tmp_path):
    write(tmp_path, "01_wrong", [CELLS[0], nbformat.v4.new_code_cell("1 / 0")])
    with pytest.raises(CellExecutionError, match="ZeroDivisionError"):
        build(tmp_path, tmp_path / "site")


def test_a_folder_without_notebooks_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match=f"no notebook in {re.escape(str(tmp_path))}"):
        build(tmp_path, tmp_path / "site")


def test_the_first_page_begins_with_a_figure_that_moves(built):
    text = (built[0] / "index.html").read_text(encoding="utf-8")
    assert text.index('<div class="live" data-module="live" id="fig-1">') < text.index('class="map"')
    assert (built[0] / "preview.png").read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
    assert '<meta property="og:image" content="preview.png">' in text and 'rel="icon" href="data:image/svg' in text


def test_every_notebook_has_a_small_picture_without_words():
    for path in NOTEBOOKS:
        picture = emblem(path.stem, nbformat.read(path, 4))
        assert "<path" in picture and "<text" not in picture and len(picture) < 120_000, path.stem
    assert set(EMBLEMS) <= {path.stem for path in NOTEBOOKS}
    for name, cell in EMBLEMS.items():
        cells = {one.id: one for one in nbformat.read(NOTEBOOKS[0].parent / f"{name}.ipynb", 4).cells}
        assert is_figure(cells[cell]), f"{cell} of {name}"


def test_a_foot_says_the_version_and_reports_only_where_the_place_is_known(tmp_path):
    project = '[project]\nversion = "1.2.3"\n[project.urls]\nRepository = "https://github.com/{}"\n'
    (tmp_path / "pyproject.toml").write_text(project.format("OWNER/REPOSITORY"), encoding="utf-8")
    assert edition(tmp_path)["version"] == "1.2.3" and edition(tmp_path)["report"] is None
    (tmp_path / "pyproject.toml").write_text(project.format("octocat/course"), encoding="utf-8")
    assert edition(tmp_path)["report"] == "https://github.com/octocat/course/issues/new?template=sentence.yml"
