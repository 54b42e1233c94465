"""Figures at projector size, as a browser paints them: letters for the back row, each in its place."""

import numpy as np
import pytest
from test_explorers import EXPLORERS

import actlib
from actlib import figures

pytestmark = pytest.mark.thorough

WIDTH = 820  # pixels that a figure is wide in JupyterLab
POINT = 4 / 3  # pixels
LEAST, USUAL = 12, 15  # points, as large as they appear; legends and titles that would not fit are below the usual

LOOK = """() => Object.fromEntries([...document.querySelectorAll("figure")].map((figure) => {
    const svg = figure.querySelector("svg"), frame = svg.getBoundingClientRect();
    const texts = [...svg.querySelectorAll("text")].filter((text) => text.textContent.trim()).map((text) => ({
        text: text.textContent.trim().replace(/\\s+/g, " "), box: text.getBoundingClientRect(),
        upright: Math.abs(text.getScreenCTM().b) > 0.1,
        size: Math.max(...[text, ...text.querySelectorAll("tspan")].map((part) =>
            parseFloat(getComputedStyle(part).fontSize))) * frame.width / svg.viewBox.baseVal.width,
    }));
    // The box of a line is higher than its letters, more so where it has exponents: air that may be outside.
    const outside = texts.filter(({upright, box}) => {
        const [x, y] = upright ? [12, 1] : [1, 12];
        return box.left < frame.left - x || box.right > frame.right + x
            || box.top < frame.top - y || box.bottom > frame.bottom + y;
    }).map(({text}) => text);
    const met = texts.flatMap((one, i) => texts.slice(i + 1).filter((other) =>
        Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left) > 2
        && Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top) > 6
    ).map((other) => `${one.text} meets ${other.text}`));
    return [figure.id, {outside, met, sizes: texts.map(({size}) => size)}];
}))"""


def looked_at(browser):
    """What a browser says about the live and the still picture of every explorer."""
    pictures = []
    for name, build in EXPLORERS.items():
        figure = build()
        still = figure.still()[0]
        for kind, svg in (("live", figure.svg.replace("actlib-id-", "live-")), ("still", still)):
            # Ids differ from picture to picture, or one would be clipped as another is.
            own = svg.replace(f"{kind}-", f"{kind}-{len(pictures)}-")
            pictures.append(f'<figure id="{kind} {name}">{own}</figure>')
    page = browser.new_page()
    page.set_content(
        f"<style>figure {{ width: {WIDTH}px }} svg {{ width: 100%; height: auto }}</style>" + "".join(pictures)
    )
    seen = page.evaluate(LOOK)
    page.close()
    assert len(seen) == 2 * len(EXPLORERS)
    return seen


@pytest.fixture
def at_projector():
    actlib.projector()
    yield
    actlib.projector(False)


def test_every_explorer_is_readable_from_the_back_row(browser, at_projector, tell):
    seen = looked_at(browser)
    faults = {name: found["outside"] + found["met"] for name, found in seen.items()}
    assert {name: fault for name, fault in faults.items() if fault} == {}
    for name, found in seen.items():
        least, usual = min(found["sizes"]) / POINT, np.median(found["sizes"]) / POINT
        assert least >= LEAST and usual >= USUAL, f"{name}: letters of {least:.1f} points, usually {usual:.1f}"
    least = min(min(found["sizes"]) for found in seen.values()) / POINT
    tell(f"{len(seen)} pictures at projector size: smallest letters {least:.1f} points, if {WIDTH} pixels wide")


def test_lines_are_thicker_and_the_controls_follow(browser, at_projector):
    figure = actlib.explore(actlib.swish)
    actlib.projector(False)
    assert figure.enlarged == figures.PROJECTOR and actlib.explore(actlib.swish).enlarged == 1
    page = browser.new_page()
    widths = []
    for one in (figure, actlib.explore(actlib.swish)):
        page.set_content(f"<style>svg {{ width: {WIDTH}px; height: auto }}</style>{one.svg}")
        widths.append(
            page.evaluate("""() => {
            const path = document.querySelector("[id$='0-1'] path");
            return parseFloat(getComputedStyle(path).strokeWidth) * path.getScreenCTM().a;
        }""")
        )
    page.close()
    assert widths[0] / widths[1] == pytest.approx(figures.PROJECTOR, rel=0.01)


PROSE = "getComputedStyle(document.querySelector('.jp-Notebook')).getPropertyValue('--jp-content-font-size1')"
SEEN = ".actlib-picture svg, .actlib-words, .actlib-reset"
HEIGHT = 720  # of the projector, in pixels
# Once the figures have heard of their new width: when none of them has changed its height for ten frames.
SETTLED = """() => new Promise((done) => {
    const heights = () => [...document.querySelectorAll(".actlib-figure")].map((one) => one.offsetHeight).join();
    let before = "", same = 0;
    const look = () => {
        same = before === (before = heights()) ? same + 1 : 0;
        same > 10 ? done() : requestAnimationFrame(look);
    };
    look();
})"""
TALL = ["explore_decision_surface", "explore_dead_neuron", "explore_depth", "explore_learning", "explore_neuron"]


def test_figure_words_and_reset_are_seen_together(lab, tell):
    """Also of the tallest figures, with the list of files and without; and the prose is larger than on a desk."""
    lab.open_cells("import actlib; actlib.projector()", *(f"actlib.{name}()" for name in TALL))
    page = lab.page
    usual = page.evaluate(PROSE)
    page.set_viewport_size({"width": 1280, "height": HEIGHT})
    try:
        lab.run_all()
        page.locator(".actlib-figure").nth(len(TALL) - 1).wait_for()
        for files in ("expandLeft", "collapseLeft"):
            page.evaluate(f"window.jupyterapp.shell.{files}()")
            page.evaluate(SETTLED)
            room = page.locator(".jp-WindowedPanel-outer").bounding_box()["height"]
            heights = {name: height_of(one) for name, one in zip(TALL, page.locator(".actlib-figure").all())}
            lab.screenshot(f"projector-{files}")
            tell(f"at 1280 × {HEIGHT}, {files}, {room:.0f} pixels visible: {heights}")
            assert max(heights.values()) <= room
        larger = page.evaluate(PROSE)
        assert float(larger.removesuffix("px")) >= 1.25 * float(usual.removesuffix("px"))
    finally:
        page.set_viewport_size({"width": 1280, "height": 960})


def height_of(figure):
    """From its controls to the lowest of what has to be seen with them."""
    top = figure.locator(".actlib-controls").bounding_box()["y"]
    boxes = [part.bounding_box() for part in figure.locator(SEEN).all()]
    return round(max(box["y"] + box["height"] for box in boxes) - top)
