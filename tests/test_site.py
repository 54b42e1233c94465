"""What becomes of a notebook on its page: links, formulas, folds, and figures that carry along what they need."""

import html
import itertools
import json
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import numpy as np
import pytest
from math_core import LatexError
from nbclient.exceptions import CellExecutionError

import actlib
from publish.cells import FOLDED_NOTE, is_figure
from publish.site import build, recording
from publish.site.pages import MarkdownWithMath, Renderer
from publish.site.recording import MOST_POSITIONS, pack, record, unpack
from publish.site.start import EMBLEMS, edition, emblem

pytestmark = pytest.mark.thorough
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
REDRAWN = """def steps(ax, n=1, m=1):
    for k in range(n):
        ax.plot([k, k + m], [0, 1])
live(steps, n=(1, 4, 1), m=(1, 3, 1))"""
CELLS = [
    nbformat.v4.new_markdown_cell(TEXT),
    nbformat.v4.new_code_cell("from actlib import *\nfrom ipywidgets import FloatSlider\nexplore(swish)"),
    nbformat.v4.new_code_cell(REDRAWN),
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
def notebooks(tmp_path_factory):
    folder = tmp_path_factory.mktemp("notebooks")
    write(folder, "01_small", CELLS)
    write(folder, "02_other", [nbformat.v4.new_markdown_cell("# 2 · The other\n\nNothing much.\n\n## part")])
    return folder


@pytest.fixture(scope="module")
def built(notebooks, tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    command = [sys.executable, "-m", "publish", "--notebooks", str(notebooks), "site", str(folder)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
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


def test_building_again_gives_the_same_bytes(built, notebooks, tmp_path):
    build(notebooks, tmp_path)
    for path in built[0].glob("*.html"):
        assert path.read_bytes() == (tmp_path / path.name).read_bytes(), path.name


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
    (sent,), (own,) = unpack(records(page)[0]["state"])["tables"], actlib.explore(actlib.swish).tables
    assert sent == own


def test_what_is_packed_comes_back_and_is_the_same_bytes_each_time():
    state = {"words": ["β = −2", "1\n2"], "tables": [{"x": b"\x00\n\xff", "y": b"", "rows": [0, 3]}], "probe": None}
    assert unpack(pack(state)) == state and pack(state) == pack(state)


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


def recorded(figure):
    return unpack(record(figure)["state"])


def rows_of(state, figure):
    """Every row of every table: its number, its values by name, and whether each is at its start."""
    specs = {spec["name"]: spec for spec in state["controls"]}
    values_of = {name: spec.get("values") or [key for key, _ in spec["options"]] for name, spec in specs.items()}
    for table in state["tables"]:
        names, every = table["names"], list(itertools.product(*(values_of[name] for name in table["names"])))
        assert table["counts"] == [len(values_of[name]) for name in names]
        rows = table.get("rows", range(len(every)))
        assert len(table["words"]) == len(rows)
        for combination, words in zip(rows, table["words"]):
            yield words, dict(zip(names, every[combination])), {name: specs[name]["default"] for name in names}


def test_of_few_positions_a_page_knows_every_one():
    figure = actlib.explore_linear_stack()
    state = recorded(figure)
    assert {name for table in state["tables"] for name in table["names"]} == {"depth", "phi"}
    assert not state["moves"] and not state["answered"], "nothing is left to Python"
    assert not any("rows" in table for table in state["tables"]) and not state["note"]
    for words, values, _ in rows_of(state, figure):
        assert words in figure.words(**values)


def test_a_page_holds_a_choice_by_the_name_that_its_options_have():
    def line(ax, k=2.0):
        ax.plot([0, 1], [0, k])

    state = recorded(actlib.live(line, k={"one": 1.0, "two": 2.0}))
    assert state["k"] == "two" and [key for key, _ in state["controls"][0]["options"]] == ["one", "two"]


def test_of_many_positions_it_knows_those_of_one_slider_at_a_time():
    figure = actlib.explore_decision_surface()
    state, met = recorded(figure), set()
    assert state["note"] == "Here one slider moves at a time; in JupyterLab all of them together."
    for words, values, start in rows_of(state, figure):
        moved = [name for name in ("w1", "w2", "b") if values[name] != start[name]]
        assert len(moved) <= 1
        met |= {(name, values[name], values["phi"]) for name in moved}
        if not moved:
            assert words == figure.words(**values)
    assert len(met) == 5 * 3 * 40, "every position of the three sliders, for each of the five functions"


def picture(ax, a=0.0, b=7.0, c="one", d="x"):
    ax.plot([0, 1], [a, b])
    return f"{a} {b} {c} {d}"


def test_a_slider_too_long_takes_larger_steps_and_keeps_its_start():
    figure = actlib.live(picture, a=(-100, 100, 1), b=(0, 400, 1), c=[str(i) for i in range(9)] + ["one"])
    state = recorded(figure)
    (table,) = state["tables"]
    for spec, start, most in zip(state["controls"], (0, 7), (201, 401)):
        steps = {two - one for one, two in zip(spec["values"], spec["values"][1:])}
        assert start in spec["values"] and len(steps) == 1 and 20 < len(spec["values"]) < most
    assert len(table["rows"]) <= MOST_POSITIONS
    assert all(words.split()[2] == values["c"] for words, values, _ in rows_of(state, figure))


def test_of_too_many_choices_one_moves_at_a_time():
    many = [str(i) for i in range(40)]
    state = recorded(actlib.live(picture, a=(0, 10, 1), c=["one", *many], d=["x", *many]))
    assert state["note"].startswith("Here one control moves at a time")
    for _, values, start in rows_of(state, None):
        assert values["c"] == start["c"] or values["d"] == start["d"]


def test_what_is_typed_is_chosen_among_presets_and_else_stays_as_it_is():
    figure = actlib.explore_forward()
    state = recorded(figure)
    kinds = {spec["name"]: spec["kind"] for spec in state["controls"]}
    assert set(kinds.values()) == {"choice"} and state["note"] == "In JupyterLab you type your own."
    options = next(spec["options"] for spec in state["controls"] if spec["name"] == "X")
    assert options[0] == ["1  2 / 3  4"] * 2 and options[-1] == ["−1  −2 / −3  −4"] * 2
    units = recorded(actlib.explore_units())
    assert [spec["name"] for spec in units["controls"]] == ["n", "phi", "steepness", "formula"]


def test_what_one_machine_has_measured_is_on_no_page():
    state = recorded(actlib.explore_costs())
    assert [spec["name"] for spec in state["controls"]] == ["worth"]
    assert state["note"] == "In JupyterLab it has more controls." and "Measured" not in str(state["tables"])
    for path in (Path(actlib.__file__).parent / "explorers").glob("*.py"):
        source = path.read_text(encoding="utf-8")
        assert "@measured_here" in source or not re.search(r"perf_counter|monotonic|timeit|process_time", source)


def test_what_is_installed_on_one_machine_is_on_no_page():
    state = recorded(actlib.compare_frameworks())
    assert "framework" not in [spec["name"] for spec in state["controls"]]
    assert "nstalled" not in str([table["words"] for table in state["tables"]])


def test_what_has_to_be_redrawn_is_not_recorded():
    names = {"live": actlib.live}
    exec(REDRAWN.rsplit("\n", 1)[0], names)
    assert record(actlib.live(names["steps"], n=(1, 4, 1), m=(1, 3, 1))) is None


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


def test_where_a_slider_is_thinned_the_probe_s_curves_are_too(monkeypatch):
    monkeypatch.setattr(recording, "PLANS", [(11, True)])
    state = unpack(record(actlib.explore(actlib.swish))["state"])
    betas = next(spec["values"] for spec in state["controls"] if spec["name"] == "beta")
    (curve,), x = state["probe"]["curves"], np.frombuffer(state["probe"]["x"])
    heights = np.frombuffer(curve["value"]).reshape(len(betas), -1)
    assert len(betas) <= 12
    np.testing.assert_array_equal(heights, [actlib.swish(x, beta) for beta in betas])
