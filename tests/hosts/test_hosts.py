"""The course where other people open it: run, moved by key and mouse, answered, saved and opened again."""

from functools import cache

import pytest
from support.complaints import assert_no_traceback
from support.hosts import Marimo, Notebook7, PlainJupyterLab, Voila, needs_hosts
from support.pages import assert_as_computed, first_figure
from support.sweep import SNAPSHOT

from actlib.saving import WIDGET_VIEW

pytestmark = [pytest.mark.thorough, needs_hosts]
WEEKLY = [pytest.param(name, marks=pytest.mark.weekly) for name in ("00_start_here", "06_swish", "09_applications")]
NAMES = ["03_one_neuron", *WEEKLY]
LOOK = f"(root) => {{ const {{parts, words}} = ({SNAPSHOT})(root); return JSON.stringify([parts, words]); }}"


figure_of = cache(first_figure)  # the same for every host


@pytest.fixture(scope="module", params=[PlainJupyterLab, Notebook7, Voila, Marimo], ids=lambda host: host.__name__)
def host(request, browser):
    with request.param(browser) as host:
        yield host
        assert_no_traceback(host.server_log)


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_moves_and_answers_as_in_jupyterlab(host, name):
    page = host.show(name)
    page.locator("div.actlib-predict").wait_for()  # the last cell that makes something
    shown = page.locator(".actlib-figure")
    assert shown.count() >= 2
    for root in shown.all():
        assert_a_control_moves(root)
    move_and_compare(page, shown.first, figure_of(name))
    answer_a_question(page)
    commit_a_prediction(page)
    assert page.get_by_text("Error displaying widget").count() == 0
    assert host.console_errors == []


def assert_a_control_moves(root):
    """At an end of its range where it does not stand the picture or its words are others, whoever computes them."""
    control = root.locator("input[type=range], select").first
    before, stands_first = root.evaluate(LOOK), control.evaluate("(field) => !(field.selectedIndex ?? +field.value)")
    control.press("End" if stands_first else "Home")
    handle = root.element_handle()
    is_another = f"([root, before]) => ({LOOK})(root) !== before"
    root.page.wait_for_function(is_another, arg=[handle, before])  # some are trained anew


def move_and_compare(page, root, figure):
    slider, seen = root.get_by_role("slider").first, []

    def look():
        return root.evaluate(SNAPSHOT)

    for key in ("Home", "PageUp", "End"):
        slider.press(key)
        seen.append(assert_as_computed(look, figure))
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    left, width, y = box["x"] + 8, box["width"] - 16, box["y"] + box["height"] / 2
    page.mouse.move(left + width, y)
    page.mouse.down()
    page.mouse.move(left + 0.37 * width, y, steps=5)
    page.mouse.up()
    seen.append(assert_as_computed(look, figure))
    assert len({str(values) for values in seen}) == 4, "a key or the mouse has moved nothing"


def answer_a_question(page):
    question = page.locator(".actlib-quiz").filter(has=page.get_by_role("radio")).first
    said = []
    for option in question.get_by_role("radio").all():
        option.check()
        said.append(question.locator(".actlib-quiz-feedback").inner_text().startswith("Right."))
    assert said.count(True) == 1


def commit_a_prediction(page):
    question = page.locator("fieldset.actlib-predict").filter(has=page.get_by_role("radio")).first
    question.get_by_role("radio").first.check()
    question.get_by_role("button", name="Commit").click()
    assert question.locator(".actlib-predict-verdict").inner_text()
    page.locator("div.actlib-predict", has_text="1 of").wait_for()


@pytest.mark.weekly
def test_saved_by_notebook_7_it_shows_its_pictures_and_runs_again(browser):
    with Notebook7(browser) as host:
        host.show("06_swish")
        host.save().shut_down_kernels()
        stored = [output for cell in host.saved("06_swish.ipynb").cells for output in cell.get("outputs", [])]
        assert not any(WIDGET_VIEW in output.get("data", {}) for output in stored)
        page = host.reopen("06_swish.ipynb").page
        pictures = page.locator(".jp-RenderedHTML img[alt]")
        pictures.nth(1).wait_for()
        assert page.locator(".actlib-figure").count() == 0, "alive without a kernel?"
        assert page.get_by_text("Error displaying widget").count() == 0
        host.run_all()
        assert_a_control_moves(page.locator(".actlib-figure").first)
