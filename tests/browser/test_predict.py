"""Predictions in a real browser: drawn by mouse, finger and keys, in JupyterLab and on a page without Python."""

import json
import math
import re

import nbformat
import pytest
from support.barriers import found_by_axe
from support.pages import serve, show

from publish.site.pages import Entry, execute_and_record, write

CELLS = [
    "from actlib import choose, enter, predict, predictions, sigmoid_prime, step_function",
    'predict("Which way is σ flat?", options={"at 0": "There its slope is ¼.", "far out": "σ′(5) is 0.0066."}, '
    'answer="far out")',
    'predict("What is σ′(0)?", answer=0.25, why="½ · ½ is it.", hints={0.5: "That is σ(0)."})',
    'predict("Draw σ′.", curve=sigmoid_prime, x=(-6, 6), y=(-0.1, 0.5), why="Steepest at 0.", name="σ′")',
    'predict("Draw the step.", curve=step_function, x=(-2, 2), y=(-0.5, 1.5), why="It jumps.", name="the step")',
    "predictions()",
    'enter("And −1/4 as a number?", answer=-0.25, why="Yes.")',
]
SLOPE = [(t, 0.25 / math.cosh(6 * t - 3) ** 2) for t in [i / 60 for i in range(61)]]
SECRETS = ["¼", "0.0066", "½", "That is σ(0)", "Steepest at 0", "It jumps"]


def notebook():
    cells = [nbformat.v4.new_markdown_cell("# 3 · Predictions\n\nCommit first.")]
    cells += [nbformat.v4.new_code_cell(source) for source in CELLS]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """The page of a notebook with every kind of prediction, built as the site is."""
    folder = tmp_path_factory.mktemp("predictions")
    nbformat.write(notebook(), folder / "03_predictions.ipynb")
    series = [Entry("03_predictions", execute_and_record(folder / "03_predictions.ipynb"))]
    page = write(series, folder / "site")[1]
    with serve(page.parent) as site:
        yield f"{site}/{page.name}"


@pytest.fixture
def open_page(browser, address):
    """Opens the page in a context of its own, with options of Playwright's."""
    contexts, errors = [], []

    def opened(script=None, **options):
        contexts.append(browser.new_context(**{"viewport": {"width": 900, "height": 800}, **options}))
        page = contexts[-1].new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        if script:
            page.add_init_script(script)
        show(page, address)
        page.locator(".actlib-predict").nth(4).wait_for()
        return page

    yield opened
    for context in contexts:
        context.close()
    assert errors == []


def question(page, text):
    return page.locator("fieldset.actlib-predict", has_text=text)


def verdict(page, text):
    return question(page, text).locator(".actlib-predict-verdict").inner_text()


def commit(page, text):
    question(page, text).get_by_role("button", name="Commit").click()


def places(page, text, curve, low, high):
    """Where the points (share of the width, height) of a curve lie on the screen."""
    pad = question(page, text).locator(".actlib-drawing-pad")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    inner = box["width"] / 1.04  # the pad is a little wider than the axes
    return [
        (box["x"] + 0.02 * inner + t * inner, box["y"] + box["height"] * (high - height) / (high - low))
        for t, height in curve
    ]


def draw_by_mouse(page, text, curve, low, high):
    (x, y), *others = places(page, text, curve, low, high)
    page.mouse.move(x, y)
    page.mouse.down()
    for x, y in others:
        page.mouse.move(x, y)
    page.mouse.up()


def summary(page):
    return page.locator("div.actlib-predict p").inner_text()


def test_nothing_answers_before_the_commitment(open_page):
    page = open_page()
    seen = page.evaluate("[...document.querySelectorAll('.actlib-predict')].map((node) => node.outerHTML).join()")
    assert not [secret for secret in SECRETS if secret in seen]
    assert page.locator(".actlib-predict-truth").count() == 0
    assert summary(page) == "0 of 4 predictions made; 0 came true."


def test_a_curve_drawn_by_mouse_gets_the_truth_over_it_and_stays(open_page):
    page = open_page()
    commit(page, "Draw σ′.")
    assert verdict(page, "Draw σ′.") == "Draw over the whole width first: there is nothing at x = −5.1."
    draw_by_mouse(page, "Draw σ′.", SLOPE, -0.1, 0.5)
    assert page.locator(".actlib-predict-truth").count() == 0
    commit(page, "Draw σ′.")
    said = verdict(page, "Draw σ′.")
    assert said.startswith("Your prediction came true.") and said.endswith("Steepest at 0.")
    assert question(page, "Draw σ′.").locator(".actlib-predict-truth").count() == 1
    assert summary(page) == "1 of 4 predictions made; 1 came true."
    show(page)
    assert verdict(page, "Draw σ′.") == said
    assert question(page, "Draw σ′.").get_by_role("button").count() == 0, "one commitment counts"


def test_a_finger_draws_inside_the_axes_and_scrolls_outside(open_page):
    page = open_page(has_touch=True, is_mobile=True, viewport={"width": 360, "height": 700})
    touch = page.context.new_cdp_session(page)

    def swipe(points):
        for i, (x, y) in enumerate(points):
            touch.send(
                "Input.dispatchTouchEvent",
                {"type": "touchMove" if i else "touchStart", "touchPoints": [{"x": x, "y": y}]},
            )
        touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    points = places(page, "Draw the step.", [(t, t > 0.5) for t in [i / 40 for i in range(41)]], -0.5, 1.5)
    before = page.evaluate("scrollY")
    swipe(points)
    assert page.evaluate("scrollY") == before, "a finger that draws does not scroll"
    commit(page, "Draw the step.")
    assert verdict(page, "Draw the step.").startswith("Your prediction came true.")
    legend = question(page, "Draw σ′.").locator("legend")
    legend.scroll_into_view_if_needed()
    box, before = legend.bounding_box(), page.evaluate("scrollY")
    swipe([(box["x"] + 40, box["y"] + 5 - 12 * i) for i in range(12)])
    page.wait_for_function("before => scrollY > before + 40", arg=before)


def test_arrow_keys_draw_and_enter_commits(open_page):
    page = open_page()
    question(page, "Draw the step.").locator(".actlib-drawing-pad").focus()
    for key in ["End", *["ArrowLeft"] * 19]:
        page.keyboard.press(key)
    for _ in range(20):  # each stop from x = 0.1 on is lifted to 1
        for _ in range(4):
            page.keyboard.press("PageUp")
        page.keyboard.press("ArrowRight")
    value = page.evaluate("document.activeElement.getAttribute('aria-valuetext')")
    assert value == "x = 2.00, height 1.00"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert verdict(page, "Draw the step.").startswith("Your prediction came true.")
    assert page.evaluate("document.activeElement.className").startswith("actlib-predict-verdict"), "focus is not lost"


OTHERS = [pytest.param(*case, marks=pytest.mark.thorough) for case in [("１／４", True), ("2.5×10⁻¹", True)]]


@pytest.mark.parametrize("typed, right", [("0,25", True), ("−0.25", False), *OTHERS])
def test_a_number_is_read_as_people_type_it(open_page, typed, right):
    page = open_page()
    field = question(page, "What is σ′(0)?").get_by_role("textbox")
    assert field.get_attribute("inputmode") == "text", "a decimal keypad may have no minus"
    field.fill("1,250")
    field.press("Enter")
    assert verdict(page, "What is").startswith("Type a number such as")
    field.fill(typed)
    field.press("Enter")
    assert verdict(page, "What is").startswith("Your prediction came true." if right else "It came out differently.")


@pytest.mark.thorough
def test_an_input_method_s_enter_is_no_answer(open_page):
    page = open_page()
    for text in ("What is σ′(0)?", "And −1/4 as a number?"):
        box = page.locator("fieldset", has_text=text)
        field = box.get_by_role("textbox")
        field.fill("7")
        field.evaluate(
            """(field) => {
                const more = {key: "Enter", bubbles: true, cancelable: true};
                field.dispatchEvent(new KeyboardEvent("keydown", {...more, isComposing: true}));
                field.dispatchEvent(new KeyboardEvent("keydown", {...more, keyCode: 229}));
            }"""
        )
        assert box.locator("[role=status]").inner_text() == ""


@pytest.mark.thorough
def test_where_the_browser_keeps_nothing_a_prediction_still_works(open_page):
    refuse = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }})"
    page = open_page(refuse)
    question(page, "Which way").get_by_label("at 0").check()
    commit(page, "Which way")
    assert verdict(page, "Which way").startswith("It came out differently. There its slope is ¼. Right is “far out”")
    assert summary(page) == "1 of 4 predictions made; 0 came true."


@pytest.mark.thorough
def test_on_a_page_from_right_to_left_pictures_and_numbers_stay(open_page):
    page = open_page()
    page.evaluate("document.documentElement.dir = 'rtl'")
    draw_by_mouse(page, "Draw σ′.", [(t, 0.5 * t) for t, _ in SLOPE], -0.1, 0.5)
    commit(page, "Draw σ′.")
    assert re.search(r"at x = 6\.0: you drew 0\.(49\d|500)", verdict(page, "Draw σ′."))
    ticks = question(page, "Draw σ′.").locator("svg text")
    left = [tick.bounding_box()["x"] for tick in ticks.all() if tick.inner_html() in ("−4", "4")]
    assert left[0] < left[1]
    assert question(page, "Draw σ′.").locator("svg").evaluate("(svg) => getComputedStyle(svg).direction") == "ltr"


@pytest.mark.thorough
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 900])
def test_no_barrier_before_and_after(open_page, scheme, width):
    page = open_page(color_scheme=scheme, viewport={"width": width, "height": 800})
    assert found_by_axe(page, ".actlib-predict") == []
    question(page, "Which way").get_by_label("at 0").check()
    draw_by_mouse(page, "Draw σ′.", SLOPE, -0.1, 0.5)
    commit(page, "Which way")
    commit(page, "Draw σ′.")
    assert page.evaluate(
        "[...document.querySelectorAll('.actlib-predict')].every((n) => n.scrollWidth <= n.clientWidth)"
    )
    assert found_by_axe(page, ".actlib-predict") == []
    size = page.evaluate(
        """() => Math.min(...[...document.querySelectorAll(".actlib-predict svg text")].map((text) =>
            parseFloat(getComputedStyle(text).fontSize) * text.ownerSVGElement.getScreenCTM().a))"""
    )
    assert size >= (11 if width >= 360 else 9.5)


@pytest.mark.thorough
def test_forced_colours_reach_letters_and_curves(open_page):
    page = open_page(forced_colors="active")
    draw_by_mouse(page, "Draw σ′.", SLOPE, -0.1, 0.5)
    commit(page, "Draw σ′.")
    seen = page.evaluate(
        """() => {
            const probe = document.body.appendChild(document.createElement("i"));
            probe.style.cssText = "color: CanvasText; background: Highlight";
            const {color, backgroundColor} = getComputedStyle(probe);
            const of = (part, kind) =>
                getComputedStyle(document.querySelector(`fieldset.actlib-predict ${part}`))[kind];
            return [of("svg text", "fill") === color, of(".actlib-predict-truth", "stroke") === color,
                    getComputedStyle(document.querySelector(".actlib-predict-done .actlib-drawing-line")).stroke
                        === backgroundColor];
        }"""
    )
    assert seen == [True, True, True]


@pytest.fixture(scope="module")
def opened(lab):
    lab.open_cells(*CELLS)
    lab.run_all().page.locator(".actlib-predict").nth(4).wait_for()
    yield lab
    assert lab.console_errors == []


@pytest.mark.thorough
def test_in_jupyterlab_a_commitment_survives_running_and_restarting(opened):
    page = opened.page
    draw_by_mouse(page, "Draw σ′.", SLOPE, -0.1, 0.5)
    commit(page, "Draw σ′.")
    question(page, "What is").get_by_role("textbox").fill("0,5")
    question(page, "What is").get_by_role("textbox").press("Enter")
    said = [verdict(page, text) for text in ("Draw σ′.", "What is")]
    assert said[0].startswith("Your prediction came true.") and "That is σ(0)." in said[1]
    assert opened.value("predictions().outcomes") == {"Draw σ′.": True, "What is σ′(0)?": False}
    page.evaluate("localStorage.clear()")
    opened.run_all()  # the kernel remembers
    page.wait_for_function("document.querySelectorAll('.actlib-predict-done').length === 2")
    assert [verdict(page, text) for text in ("Draw σ′.", "What is")] == said
    opened.run_all(restart=True)  # the browser remembers
    page.wait_for_function("document.querySelectorAll('.actlib-predict-done').length === 2")
    assert [verdict(page, text) for text in ("Draw σ′.", "What is")] == said
    assert summary(page) == "2 of 4 predictions made; 1 came true."


@pytest.mark.thorough
def test_in_jupyterlab_arrows_draw_and_ctrl_s_saves(opened):
    page = opened.page
    pad = question(page, "Draw the step.").locator(".actlib-drawing-pad")
    pad.focus()
    cell = page.evaluate("jupyterapp.shell.currentWidget.content.activeCellIndex")
    page.keyboard.press("End")
    page.keyboard.press("ArrowUp")
    assert pad.get_attribute("aria-valuetext") == "x = 2.00, height 0.05"
    assert page.evaluate("jupyterapp.shell.currentWidget.content.activeCellIndex") == cell, (
        "arrows are not JupyterLab's"
    )
    opened.save_by_key()
    page.keyboard.press("ArrowUp")
    assert pad.get_attribute("aria-valuetext") == "x = 2.00, height 0.10"
    field = page.locator("fieldset", has_text="And −1/4").get_by_role("textbox")
    field.focus()
    opened.save_by_key()


@pytest.mark.thorough
def test_the_saved_notebook_shows_the_question_and_no_answer(opened):
    opened.save()
    (saved,) = [opened.saved(path.name) for path in opened.folder.glob("*.ipynb") if path.name == "cells.ipynb"]
    stored = json.dumps([cell.outputs for cell in saved.cells if cell.cell_type == "code"], ensure_ascii=False)
    assert "Draw σ′." in stored and not [secret for secret in SECRETS if secret in stored]
