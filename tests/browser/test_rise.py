"""Walking through a notebook as `make rise` opens it: slides, live figures and questions inside JupyterLab."""

import os

import nbformat
import pytest
from support.complaints import assert_no_traceback
from support.lab import ROOT, JupyterLab
from support.pages import assert_shows, first_figure

import actlib

RISE = ROOT / ".venv" / "rise"
pytestmark = [
    pytest.mark.thorough,
    pytest.mark.skipif(
        not (RISE / "ready").exists() and not os.environ.get("REQUIRE_RISE"),
        reason="Rise has an environment of its own: make .venv/rise/ready",
    ),
]
NOTEBOOK = ROOT / "notebooks" / "06_swish.ipynb"
SHOWN = ".slides > section.present > section.present"
WHERE = """() => [...document.querySelectorAll(".slides section, .fragment")].flatMap(
    ({classList}, i) => classList.contains("present") || classList.contains("visible") ? [i] : []).join()"""


@pytest.fixture(scope="module")
def slides(browser):
    """The notebook as its presenter sees it: on its first slide, with figures in projector size."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("ACTLIB_PROJECTOR", "1")
        lab = JupyterLab(browser, python=RISE / "bin" / "python")
    with lab:
        lab.open(NOTEBOOK)
        page = lab.page
        page.get_by_title("Render the current notebook as Reveal Slideshow").first.click()
        page.set_viewport_size({"width": 1280, "height": 720})
        page.goto(page.locator("iframe").element_handle().content_frame().url)
        page.locator(SHOWN).wait_for()
        yield page
        assert_no_traceback(lab.server_log)


def go_to(slides, text):
    """Leave the slide by the arrow that leads on, down before right, until one shows this text."""
    for _ in range(60):
        if text in slides.locator(SHOWN).inner_text():
            return
        before = slides.evaluate(WHERE)
        slides.locator(":is(.navigate-down, .navigate-right).enabled").last.click()
        slides.wait_for_function(f"(before) => ({WHERE})() !== before", arg=before)
    raise AssertionError(f"no slide shows {text!r}")


def run(slides, text, widget):
    """Press Shift+Enter in the cell with this text, which leads to the next slide, and come back to what it made."""
    go_to(slides, text)
    cell = slides.locator(".jp-CodeCell", has_text=text)
    here = cell.locator("xpath=ancestor::section[1]").element_handle()
    cell.locator(".jp-InputPrompt").click()
    slides.keyboard.press("Shift+Enter")
    slides.wait_for_function(f"(here) => document.querySelector('{SHOWN}') !== here", arg=here)
    cell.locator(widget).wait_for(state="attached")
    slides.locator(".navigate-up.enabled").click()
    slides.wait_for_function(f"(here) => document.querySelector('{SHOWN}') === here", arg=here)
    return cell.locator(widget)


def test_every_slide_of_the_metadata_is_there(slides):
    kinds = [cell.metadata["slideshow"]["slide_type"] for cell in nbformat.read(NOTEBOOK, 4).cells]
    assert slides.locator(".slides > section > section").count() == kinds.count("slide") + kinds.count("subslide") > 20
    assert slides.locator(SHOWN).inner_text().startswith("6 · Swish")


def test_a_figure_comes_alive_on_its_slide_and_follows_its_slider(slides):
    run(slides, "Draw Swish for β = −2", ".actlib-predict")  # imports what the figure needs, too
    figure = run(slides, "explore(swish, compare=[relu, half_of_x])", ".actlib-figure")
    figure.get_by_role("slider", name="β").focus()
    for _ in range(5):
        slides.keyboard.press("ArrowRight")
    actlib.projector()
    try:
        assert_shows(figure, first_figure("06_swish"), beta=1.5)
    finally:
        actlib.projector(False)


def test_what_is_taller_than_the_projector_scrolls(slides):
    shown = slides.locator(SHOWN)
    assert shown.evaluate("(slide) => slide.scrollHeight > slide.clientHeight")
    words = shown.locator(".actlib-words")
    words.scroll_into_view_if_needed()
    box = words.bounding_box()
    assert 0 <= box["y"] and box["y"] + box["height"] <= 720


def test_a_question_answers(slides):
    question = run(slides, "What is the slope of Swish at x = 0, for β = 7?", ".actlib-quiz")
    for entry, answer in (("3.5", "Not yet."), ("1/2", "Right.")):
        question.get_by_role("textbox").fill(entry)
        question.get_by_role("textbox").press("Enter")
        assert question.locator(".actlib-quiz-feedback").inner_text().startswith(answer)
