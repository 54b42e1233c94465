"""Every text of every picture can be read: inside the picture, beside the others, large enough."""

import nbformat
import pytest
from support.lab import ROOT
from support.lettering import faults_of
from test_explorers import EXPLORERS, PROBED, every_explorer

from actlib.widgets.controls import Choice, Slider
from publish.cells import svg_of

PATHS = sorted((ROOT / "notebooks").glob("*.ipynb"))


@pytest.fixture(scope="module")
def page(browser):
    page = browser.new_page(viewport={"width": 1000, "height": 900})
    yield page
    page.close()


@pytest.fixture(scope="module")
def figures():
    built = {}
    return lambda name: built.setdefault(name, EXPLORERS[name]())


def test_every_kind_of_fault_is_seen(page):
    def draw(*texts):
        return f'<svg viewBox="0 0 100 50" font-family="sans-serif">{"".join(texts)}</svg>'

    def write(word, x, y, size=3, more=""):
        return f'<text x="{x}" y="{y}" font-size="{size}" {more}>{word}</text>'

    pictures = [
        draw(write("fine", 10, 10), write("too", 20, 10), write("gone", 10, 10, more='visibility="hidden"')),
        draw(write("below", 10, 49.9), write("upright", 2, 40, more='transform="rotate(-90 2 40)"')),
        draw(write("one", 50, 20), write("two", 52, 21)),
        draw(write("tiny", 50, 20, 1.2)),
    ]
    fine, out, met, small = faults_of(page, pictures)
    assert fine == []
    assert sorted(fault.split(" by ")[0] for fault in out) == ["“upright” leaves the picture"] or len(out) == 2
    assert met[0].startswith("“one” meets “two”") and small[0].startswith("“tiny” is 9")


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_no_text_of_a_stored_picture_is_cut_off_or_covered(page, path):
    stored = {
        f"c{number}": svg
        for number, cell in enumerate(nbformat.read(path, as_version=4).cells)
        for output in cell.get("outputs", [])
        if (svg := svg_of(output))
    }
    assert stored
    found = faults_of(page, stored.values())
    assert {cell: faults for cell, faults in zip(stored, found) if faults} == {}


@pytest.mark.thorough
@every_explorer
def test_no_text_of_a_live_figure_is_cut_off_or_covered(page, figures, name):
    (found,) = faults_of(page, [figures(name).picture()])
    assert found == []


@pytest.mark.thorough
@every_explorer
def test_nor_at_the_ends_of_any_control(page, figures, name):
    figure = figures(name)
    ends = [{key: value} for key, control in figure._controls.items() if key not in PROBED for value in outer(control)]
    found = faults_of(page, [figure.picture(**one) for one in ends])
    assert [(one, faults) for one, faults in zip(ends, found) if faults] == []


def outer(control):
    """Both ends of a slider, and every option of a choice; what is typed or drawn has no ends."""
    if isinstance(control, Slider):
        return control.values[0], control.values[-1]
    return control.positions if isinstance(control, Choice) else ()
