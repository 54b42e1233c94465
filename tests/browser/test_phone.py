"""The static site on phones: what scrolls sideways does so in a box of its own, and fingers do what they mean."""

import pytest
from support.lab import ROOT
from support.pages import assert_shows, first_figure, show

pytestmark = pytest.mark.thorough
PAGES = ["index", *sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb")), "glossary"]
WIDTHS = (320, 360, 390, 768)
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

# How large the letters of each text in a picture are, in CSS pixels; those of an index may be smaller than their base.
LETTERS = """() => [...document.querySelectorAll("svg text")]
    .filter((text) => text.textContent.trim() && text.checkVisibility() && !text.closest("a.tile")).map((text) => {
        const {b, d} = text.getScreenCTM(), parts = [...text.querySelectorAll("tspan")];
        const sizes = (parts.length ? parts : [text]).map((part) => parseFloat(getComputedStyle(part).fontSize));
        return [Math.hypot(b, d) * Math.max(...sizes), text.textContent];
    }).filter(([size]) => size < 10.9)"""

# What is pressed and smaller than a fingertip needs; of a radio button its label is pressed.
SMALL = """() => [...document.querySelectorAll("button, input, select, summary, header a, footer a, .map a")]
    .filter((node) => node.checkVisibility()).map((node) => node.closest("label") ?? node)
    .map((node) => [node.outerHTML.slice(0, 120), node.getBoundingClientRect()])
    .filter(([_, {width, height}]) => width && (width < 24 || height < 24)).map(([html]) => html)"""


@pytest.fixture(scope="module")
def phone(browser):
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True, device_scale_factor=2, offline=True
    )
    yield context
    context.close()


@pytest.fixture
def open_page(phone, site):
    pages, complaints = [], []

    def open_one(name, width=360):
        pages.append(phone.new_page())
        pages[-1].on("pageerror", lambda error: complaints.append(str(error)))
        pages[-1].set_viewport_size({"width": width, "height": 740})
        show(pages[-1], (site / f"{name}.html").as_uri())
        return pages[-1]

    yield open_one
    for page in pages:
        page.close()
    assert complaints == []


class Finger:
    """One finger on the screen of a page."""

    def __init__(self, page):
        self.page, self.tools = page, page.context.new_cdp_session(page)

    def drag(self, start, end, steps=8):
        points = [[a + (b - a) * i / steps for a, b in zip(start, end)] for i in range(steps + 1)]
        for i, (x, y) in enumerate(points):
            kind = "touchMove" if i else "touchStart"
            self.tools.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
        self.tools.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def settle(page):
    """Until the pictures have been fitted into their boxes."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def test_a_picture_of_one_axes_fits_the_page_and_its_marks_stay_round(open_page):
    page = open_page("06_swish")
    settle(page)
    boxes = """() => [".actlib-picture", ".actlib-picture svg", "[data-part='probe-0.0'] use"]
        .map((selector) => document.querySelector(selector).getBoundingClientRect())
        .map(({x, y, width, height}) => ({x, y, width, height}))"""
    place, picture, mark = page.evaluate(boxes)
    assert picture["width"] <= place["width"] + 1
    assert abs(mark["width"] - mark["height"]) < 0.1 * mark["height"]
    shown, figure = page.locator(".actlib-figure").first, first_figure("06_swish")
    shown.get_by_role("slider", name="β").press("End")
    assert_shows(shown, figure, beta=10.0)
    page.set_viewport_size({"width": 768, "height": 740})
    settle(page)
    assert page.locator(".squeezed").count() == 0
    assert_shows(shown, figure, beta=10.0)


@pytest.mark.parametrize("name", PAGES)
def test_no_page_scrolls_sideways_and_letters_stay_readable(open_page, name):
    page = open_page(name)
    page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 740})
        settle(page)
        assert page.evaluate(SIDEWAYS) == 0, f"at {width} pixels"
        assert page.evaluate(LETTERS) == [], f"at {width} pixels"
        assert page.evaluate(SMALL) == [], f"at {width} pixels"


def test_axes_stand_under_each_other_and_beside_each_other_again(open_page):
    page = open_page("00_start_here")
    frames = """() => [1, 2].map((number) => {
        const {left, top, right, bottom} = document.querySelector(
            `.actlib-picture [id$="axes_${number}"] path`).getBoundingClientRect();
        return {left, top, right, bottom};
    })"""
    settle(page)
    first, second = page.evaluate(frames)
    assert second["top"] > first["bottom"] and abs(first["left"] - second["left"]) < 1
    page.set_viewport_size({"width": 768, "height": 740})
    settle(page)
    first, second = page.evaluate(frames)
    assert abs(first["top"] - second["top"]) < 1 and second["left"] > first["right"]


def test_a_slider_dragged_by_touch_does_not_scroll_the_page(open_page):
    page = open_page("06_swish")
    slider = page.locator(".actlib-figure").first.get_by_role("slider", name="β")
    slider.scroll_into_view_if_needed()
    box, before = slider.bounding_box(), page.evaluate("scrollY")
    middle = box["y"] + box["height"] / 2
    Finger(page).drag((box["x"] + box["width"] * 0.25, middle), (box["x"] + box["width"] - 2, middle + 20))
    assert slider.get_attribute("aria-valuetext") == "10.0"
    assert page.evaluate("scrollY") == before
    assert_shows(page.locator(".actlib-figure").first, first_figure("06_swish"), beta=10.0)


def test_a_finger_that_scrolls_over_a_picture_scrolls_and_the_probe_stays(open_page):
    page = open_page("06_swish")
    picture = page.locator(".actlib-picture svg").first
    picture.scroll_into_view_if_needed()
    page.evaluate("document.querySelector('.actlib-picture').scrollIntoView({block: 'center'})")
    probe = page.locator("[data-parameter=x0]").first
    box, before, at = picture.bounding_box(), page.evaluate("scrollY"), probe.get_attribute("aria-valuetext")
    Finger(page).drag((box["x"] + 120, box["y"] + 150), (box["x"] + 124, box["y"] - 50))
    page.wait_for_function("(before) => scrollY > before + 50", arg=before)
    assert probe.get_attribute("aria-valuetext") == at


@pytest.mark.parametrize("name, axes", [("00_start_here", "axes_2"), ("06_swish", "axes_1")])
def test_a_finger_that_goes_sideways_moves_the_probe_where_it_is(open_page, name, axes):
    """On the lower of two axes, too, which were drawn to the right of the upper ones, and where one is narrower."""
    page = open_page(name)
    settle(page)
    page.evaluate("document.querySelector('.actlib-picture').scrollIntoView({block: 'end'})")
    frame = page.locator(f".actlib-picture [id$='{axes}'] path").first.bounding_box()
    before, middle = page.evaluate("scrollY"), frame["y"] + frame["height"] / 2
    Finger(page).drag((frame["x"] + 0.2 * frame["width"], middle), (frame["x"] + 0.75 * frame["width"], middle))
    probe = page.locator("[data-parameter=x0]").first.get_attribute("aria-valuetext")
    assert abs(float(probe.replace("−", "-")) - 2.5) < 0.2, "three quarters of the way from −5 to 5"
    assert page.evaluate("scrollY") == before
