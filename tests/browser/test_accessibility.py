"""Our widgets inside JupyterLab: no barrier that axe-core knows, keys reach everything, and nothing overlaps."""

import inspect

import pytest
from support.barriers import OVERLAPS, found_by_axe, tab_through

import actlib

pytestmark = pytest.mark.thorough

WIDGETS = ".actlib-figure, .actlib-quiz, .actlib-final"
EXPLORERS = [
    name
    for name in actlib.__all__
    if name.startswith("explore_")
    and not any(
        parameter.default is parameter.empty
        for parameter in inspect.signature(getattr(actlib, name)).parameters.values()
    )
]


@pytest.fixture(scope="module")
def page(lab):
    lab.open_cells(
        "import actlib",
        "actlib.explore()",
        "actlib.explore(actlib.sigmoid)",
        "actlib.explore(actlib.leaky_relu, compare=actlib.relu)",
        *[f"actlib.{name}()" for name in EXPLORERS],
        "actlib.choose('Is ReLU linear?', {'yes': 'It has a kink.', 'no': 'It bends at 0.'}, answer='no')",
        "actlib.enter('What is ReLU(−1)?', answer=0, why='It is 0 left of 0.')",
        "actlib.final_quiz()",
    )
    lab.run_all()
    lab.page.locator(".actlib-figure").nth(len(EXPLORERS) + 2).wait_for()
    lab.page.locator(".actlib-quiz").nth(1).wait_for()
    lab.page.locator(".actlib-final button").nth(1).click()
    lab.page.locator(".actlib-quiz").first.get_by_label("yes").check()
    return lab.page


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_no_barrier_in_a_widget(lab, page, theme):
    lab.theme(theme)
    assert page.locator(WIDGETS).count() == len(EXPLORERS) + 6
    assert found_by_axe(page, WIDGETS) == []
    lab.theme("light")


def test_every_control_is_reached_and_framed_by_the_keyboard(page):
    """From the first figure on; a cell that is being edited keeps Tab for itself."""
    page.locator(".actlib-figure input").first.focus()
    page.keyboard.press("Shift+Tab")
    wanted, seen = tab_through(page, ":is(.actlib-figure, .actlib-quiz, .actlib-final) :is(input, select, button)")
    assert len(seen) == wanted
    assert [at["html"] for at in seen if not at["framed"]] == []


def test_a_screen_reader_hears_where_the_slider_stopped(page):
    shown = page.locator(".actlib-figure").nth(2)
    slider = shown.get_by_role("slider", name="α")
    slider.press("End")
    assert slider.get_attribute("aria-valuetext") == "2.00"
    page.wait_for_function("() => document.querySelectorAll('.actlib-spoken')[2].textContent.includes('α = 2.00')")
    assert shown.locator(".actlib-spoken").text_content() == shown.locator(".actlib-words").text_content()
    # One voice: whatever else would speak up on its own is told not to.
    assert shown.locator("[role=status], output:not([aria-live=off])").count() == 1


def test_at_twice_the_size_no_words_lie_on_others(page):
    """A window of 1280 pixels at 200 % has room for 640."""
    page.set_viewport_size({"width": 640, "height": 480})
    found = page.evaluate(OVERLAPS, WIDGETS)
    page.set_viewport_size({"width": 1280, "height": 960})
    assert found == []
