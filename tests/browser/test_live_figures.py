"""Real JupyterLab, real Chromium, real keys: the path on the screen is the function, wherever the slider stands."""

import numpy as np
import pytest
from support.painting import assert_painted, expected, painted, samples, written

import actlib
from actlib import ACTIVATIONS, explore, explore_depth, explore_neuron, explore_units


@pytest.fixture(scope="module")
def page(lab):
    lab.open_cells(
        "from actlib import explore, explore_neuron, swish, choose\nfrom ipywidgets import FloatSlider, jslink",
        "swish_figure = explore(swish)\nswish_figure",
        "neuron = explore_neuron()\nneuron",
        "explore()",
        "linked = FloatSlider(value=1, min=-2, max=10, step=0.1)\nlinked_figure = explore(swish)\n"
        "link = jslink((linked, 'value'), (linked_figure, 'beta'))\nlinked_figure",
        "choose('Is ReLU linear?', {'yes': 'It has a kink.', 'no': 'It bends at 0.'}, answer='no')",
    )
    lab.run_all()
    lab.page.locator(".actlib-figure").nth(3).wait_for()
    return lab.page


def cell(page, i):
    return page.locator(".actlib-figure").nth(i)


@pytest.mark.parametrize(
    "keys, beta", [(["ArrowRight"] * 5, 1.5), (["Home"], -2.0), (["End"], 10.0), (["Home", *["ArrowRight"] * 20], 0.0)]
)
def test_the_keyboard_moves_the_curve_onto_the_function(page, keys, beta):
    cell(page, 0).get_by_role("button", name="Reset").click()
    cell(page, 0).get_by_role("slider", name="β").focus()
    for key in keys:
        page.keyboard.press(key)
    figure = explore(actlib.swish)
    x = samples(figure, "value")
    assert cell(page, 0).get_by_role("slider", name="β").get_attribute("aria-valuetext") == f"{beta:.1f}".replace(
        "-", "−"
    )
    assert_painted(cell(page, 0), figure, "value", x, actlib.swish(x, beta))
    assert_painted(cell(page, 0), figure, "slope", x, actlib.swish_prime(x, beta))


def test_the_mouse_moves_the_slider_and_the_probe(page):
    slider = cell(page, 0).get_by_role("slider", name="β")
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.8, box["y"] + box["height"] / 2, steps=15)
    page.mouse.up()
    beta = float(slider.get_attribute("aria-valuetext"))
    assert 6 < beta < 9
    figure = explore(actlib.swish)
    x = samples(figure, "value")
    assert_painted(cell(page, 0), figure, "value", x, actlib.swish(x, beta))

    picture = cell(page, 0).locator("svg").bounding_box()
    page.mouse.move(picture["x"] + picture["width"] * 0.5, picture["y"] + 100)
    page.mouse.down()
    page.mouse.move(picture["x"] + picture["width"] * 0.3, picture["y"] + 100, steps=5)
    page.mouse.up()
    x0 = float(cell(page, 0).get_by_role("slider", name="probe").get_attribute("aria-valuetext").replace("−", "-"))
    assert x0 < 0
    words = cell(page, 0).locator(".actlib-words").inner_text()
    assert f"φ(x₀) = {written(actlib.swish(x0, beta))}" in words
    assert f"φ′(x₀) = {written(actlib.swish_prime(x0, beta))}" in words


def test_the_trait_moves_the_picture_and_the_picture_the_trait(lab, page):
    lab.in_kernel("swish_figure.beta = 3")
    figure = explore(actlib.swish)
    x = samples(figure, "value")
    page.wait_for_function("document.querySelector('[data-parameter=beta]').getAttribute('aria-valuetext') === '3.0'")
    assert_painted(cell(page, 0), figure, "value", x, actlib.swish(x, 3.0))
    cell(page, 0).get_by_role("slider", name="β").press("ArrowRight")
    assert lab.in_kernel("print(swish_figure.beta)") == "3.1"


def test_a_busy_kernel_does_not_stall_a_figure_of_one_parameter(lab, page):
    cell(page, 0).get_by_role("button", name="Reset").click()
    page.evaluate("""() => {
        const kernel = jupyterapp.shell.currentWidget.sessionContext.session.kernel;
        window.slept = false;
        kernel.requestExecute({code: "import time; time.sleep(5)"}).done.then(() => { window.slept = true; });
    }""")
    cell(page, 0).get_by_role("slider", name="β").press("End")
    figure = explore(actlib.swish)
    x = samples(figure, "value")
    assert_painted(cell(page, 0), figure, "value", x, actlib.swish(x, 10.0))
    assert not page.evaluate("window.slept"), "the kernel was not busy: nothing is shown"
    assert lab.in_kernel("print(swish_figure.beta)") == "10.0"


def test_a_slider_of_ipywidgets_moves_the_figure_through_jslink(lab, page):
    lab.in_kernel("linked.value = 4")
    page.wait_for_function(
        "document.querySelectorAll('[data-parameter=beta]')[2].getAttribute('aria-valuetext') === '4.0'"
    )
    figure = explore(actlib.swish)
    x = samples(figure, "value")
    assert_painted(cell(page, 3), figure, "value", x, actlib.swish(x, 4.0))


def test_several_parameters_are_painted_by_the_kernel_s_numbers(page):
    slider = cell(page, 1).get_by_role("slider", name="w₁")
    slider.focus()
    page.keyboard.press("Home")
    for _ in range(7):
        page.keyboard.press("ArrowRight")
    cell(page, 1).get_by_label("φ", exact=True).select_option("tanh")
    net = -1.3 * 1.0 + -0.8 * -0.5 + 0.5
    page.wait_for_function("""document.querySelectorAll('.actlib-figure')[1].querySelector('.actlib-words')
        .textContent.includes('Tanh')""")
    assert f"net = −1.3·1 + (−0.8)·(−0.5) + 0.5 = −0.40; Tanh makes it y = −{abs(np.tanh(net)):.4f}" in (
        cell(page, 1).locator(".actlib-words").inner_text()
    )
    figure = explore_neuron()
    assert_painted(cell(page, 1), figure, "net", np.array([3.0, 3.0]), np.array([0.0, net]))
    dot = cell(page, 1).locator("[data-artist=dot] use")
    at = [float(dot.get_attribute(axis)) for axis in "xy"]
    np.testing.assert_allclose(at, expected(figure, "dot", np.array([net]), np.array([np.tanh(net)]))[0], atol=0.011)


def test_who_comes_back_to_where_the_kernel_was_asked_is_not_told_to_wait(page):
    """The middle one of three moves in a row is never sent, and the last is none for the kernel."""
    shown = cell(page, 1)
    shown.get_by_role("slider").first.evaluate("""(slider) => {
        const at = +slider.value;
        for (const position of [at + 1, at + 2, at + 1]) {
            slider.value = position;
            slider.dispatchEvent(new Event("input"));
        }
    }""")
    page.wait_for_timeout(2500)
    assert not shown.locator(".actlib-words").inner_text().startswith("No answer")


def test_all_five_follow_their_own_slider(page):
    third = cell(page, 2)
    third.get_by_role("slider", name="α").press("End")
    third.get_by_role("slider", name="β").press("Home")
    third.get_by_label("probe on").select_option("leaky_relu")
    figure = explore()
    for name, arguments in {"leaky_relu": (2.0,), "swish": (-2.0,), "tanh": ()}.items():
        x = samples(figure, name)
        assert_painted(third, figure, name, x, ACTIVATIONS[name].function(x, *arguments))
        assert_painted(third, figure, f"{name}-slope", x, ACTIVATIONS[name].derivative(x, *arguments))
    assert "Leaky ReLU at x₀ = 1.00" in third.locator(".actlib-words").inner_text()


def test_a_question_answers(page):
    quiz = page.locator(".actlib-quiz")
    quiz.get_by_label("yes").check()
    assert "It has a kink." in quiz.locator(".actlib-quiz-feedback").inner_text()
    quiz.get_by_label("no", exact=True).check()
    assert "Right." in quiz.locator(".actlib-quiz-feedback").inner_text()


def test_every_control_has_a_name_and_two_views_share_no_id(page):
    unnamed = page.evaluate("""() => [...document.querySelectorAll('.actlib-figure :is(input, select)')]
        .filter(field => !field.labels?.length && !field.getAttribute('aria-label')).length""")
    repeated = page.evaluate("""() => {
        const ids = [...document.querySelectorAll('.actlib-figure [id]')].map(node => node.id);
        return ids.length - new Set(ids).size;
    }""")
    assert (unnamed, repeated) == (0, 0)


def test_dark_pages_get_light_lines(lab, page):
    colour = "getComputedStyle(document.querySelector('[data-artist=value] path')).stroke"
    light = page.evaluate(colour)
    lab.theme("dark")
    dark = page.evaluate(colour)
    lab.screenshot("dark")
    lab.theme("light")
    assert (light, dark) == ("rgb(189, 31, 1)", "rgb(240, 85, 63)")


def test_a_saved_notebook_keeps_the_pictures_and_no_view_of_a_widget_that_will_be_gone(lab, page):
    lab.save()
    bundles = [output["data"] for cell in lab.saved("cells.ipynb").cells for output in cell.get("outputs", [])]
    assert sum("image/svg+xml" in bundle for bundle in bundles) == 4
    assert not any("application/vnd.jupyter.widget-view+json" in bundle for bundle in bundles)


def test_nobody_is_asked_about_news(page):
    assert page.locator(".Toastify__toast").count() == 0


def test_the_browser_and_the_server_had_nothing_to_complain_about(lab, page):
    assert lab.console_errors == []
    assert "Traceback" not in lab.server_log


@pytest.fixture(scope="module")
def second_page(lab, page):
    """Opened after every test of the first page is done."""
    lab.open_cells(
        "from actlib import explore_depth, explore_learning, explore_units",
        "explore_depth()",
        "learning = explore_learning()\nlearning",
        "units = explore_units()\nunits",
    )
    lab.run_all()
    lab.page.locator(".actlib-figure").nth(2).wait_for()
    return lab.page


def test_a_logarithmic_axis_is_one_in_the_browser_too(second_page):
    first = cell(second_page, 0)
    for _ in range(10):
        first.get_by_role("slider", name="weight w").press("ArrowRight")
    second_page.wait_for_function("document.querySelector('.actlib-words').textContent.includes('ReLU 1000')")
    scale = explore_depth().axes[0]
    on_screen = painted(first, "relu")
    wanted = scale["y"][0] + scale["y"][1] * np.arange(41) * np.log10(2)
    assert scale["log"] == [False, True]
    np.testing.assert_allclose(on_screen[:, 1], wanted, atol=0.011)


def test_play_walks_to_the_end_and_pauses_on_request(lab, second_page):
    second = cell(second_page, 1)
    second.get_by_label("φ", exact=True).select_option("tanh")
    second.get_by_role("button", name="Play step").click()
    second_page.wait_for_function(
        "+document.querySelectorAll('.actlib-figure')[1].querySelector('[data-parameter=step]').value >= 5"
    )
    second.get_by_role("button", name="Pause step").click()
    paused = second.get_by_role("slider", name="step").get_attribute("aria-valuetext")
    second_page.wait_for_timeout(300)
    assert second.get_by_role("slider", name="step").get_attribute("aria-valuetext") == paused
    second.get_by_role("button", name="Play step").click()
    second_page.wait_for_function("""document.querySelectorAll('.actlib-figure')[1]
        .querySelector('.actlib-words').textContent.startsWith('Step 400: 99 %')""")
    assert second.get_by_role("button", name="Play step").count() == 1
    assert lab.in_kernel("print(learning.step)") == "400.0"


def test_who_wants_less_motion_is_taken_to_the_end_at_once(second_page):
    second_page.emulate_media(reduced_motion="reduce")
    second = cell(second_page, 1)
    second.get_by_role("button", name="Reset").click()
    second.get_by_role("button", name="Play step").click()
    assert second.get_by_role("slider", name="step").get_attribute("aria-valuetext") == "400"
    second_page.emulate_media(reduced_motion="no-preference")


def test_a_typed_curve_and_a_drawn_one_reach_the_kernel(lab, second_page):
    third = cell(second_page, 2)
    field = third.get_by_label("curve f(x) =")
    field.fill("abs(x)")
    field.press("Enter")
    second_page.wait_for_function("""document.querySelectorAll('.actlib-figure')[2]
        .querySelector('.actlib-words').textContent.includes('error is 0.0000')""")
    x = np.linspace(-2, 2, 201)
    assert_painted(third, explore_units(), "target", x, np.abs(x))

    scale, picture = explore_units().axes[0], third.locator("svg")
    picture.scroll_into_view_if_needed()
    box, width = picture.bounding_box(), float(picture.get_attribute("viewBox").split()[2])

    def at(px, py):
        return [
            box[side] + box["width"] / width * (a + b * value)
            for side, (a, b), value in (("x", scale["x"], px), ("y", scale["y"], py))
        ]

    second_page.mouse.move(*at(-1.5, 1.0))
    second_page.mouse.down()
    second_page.mouse.move(*at(1.5, -1.0))  # one jump: the figure fills in what the hand skipped
    second_page.mouse.up()
    second_page.wait_for_function("""[...document.querySelectorAll('.actlib-figure')[2]
        .querySelectorAll('[data-parameter=curve]')][0].value === 'drawing'""")
    drawn = np.array(eval(lab.in_kernel("print(units.drawing)")))
    np.testing.assert_allclose(drawn[30:171], -np.linspace(-1.4, 1.4, 141) / 1.5, atol=0.03)
    np.testing.assert_allclose(drawn[:20], np.abs(x)[:20], atol=1e-6)


def test_the_second_page_had_no_complaints_either(lab, second_page):
    assert lab.console_errors == []
    assert "Traceback" not in lab.server_log
