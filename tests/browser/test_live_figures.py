"""Real JupyterLab, real Chromium, real keys: the path on the screen is the function, wherever the slider stands."""

import re

import numpy as np
import pytest
from support.complaints import assert_no_traceback

import actlib
from actlib import ACTIVATIONS


@pytest.fixture(scope="module")
def page(lab):
    lab.open_cells(
        "import numpy as np\n"
        "from actlib import choose, explore, explore_neuron, live, swish\n"
        "from ipywidgets import FloatSlider, HBox, jslink",
        "swish_figure = explore(swish)\nswish_figure",
        "neuron = explore_neuron()\nneuron",
        "explore()",
        "linked = FloatSlider(value=1, min=-2, max=10, step=0.1)\nlinked_figure = explore(swish)\n"
        "link = jslink((linked, 'value'), (linked_figure, 'beta'))\nlinked_figure",
        "x = np.linspace(-3, 3, 61)\n"
        "def waves(ax, n=2, k=1.0):\n"
        "    for i in range(n):\n"
        "        ax.plot(x, np.sin(k * x + i))\n"
        "    ax.set_title(f'{n} waves')\n"
        "own = live(waves, n=(1, 5), k=(0.5, 3, 0.5))\nown",
        "choose('Is ReLU linear?', {'yes': 'It has a kink.', 'no': 'It bends at 0.'}, answer='no')",
    )
    lab.run_all()
    lab.page.locator(".actlib-figure").nth(4).wait_for()
    return lab.page


def cell(page, i):
    return page.locator(".actlib-figure").nth(i)


def corners(shown, part):
    """The corners of a line on the screen."""
    d = shown.locator(f"[data-part='{part}']").get_attribute("d")
    return np.array([[float(n) for n in point] for point in re.findall(r"([-\d.]+) ([-\d.]+)", d)])


def assert_painted(shown, part, function, scale):
    """A line on the screen lies on the function, to a tenth of a point."""
    on_screen = corners(shown, part)
    x = (on_screen[:, 0] - scale["x"][0]) / scale["x"][1]
    x = np.where(np.abs(x - np.round(x, 2)) < 0.002, np.round(x, 2), x)
    wanted = scale["y"][0] + scale["y"][1] * function(x)
    inside = np.abs(x) > 0.02  # at a kink two corners lie on one spot
    assert len(x) > 100 and np.abs(on_screen[inside, 1] - wanted[inside]).max() < 0.1


def scales(lab, name):
    return eval(lab.in_kernel(f"print({name}.axes)"))


@pytest.mark.parametrize(
    "keys, beta", [(["ArrowRight"] * 5, 1.5), (["Home"], -2.0), (["End"], 10.0), (["Home", *["ArrowRight"] * 20], 0.0)]
)
def test_the_keyboard_moves_the_curve_onto_the_function(lab, page, keys, beta):
    cell(page, 0).get_by_role("button", name="Reset").click()
    cell(page, 0).get_by_role("slider", name="β").focus()
    for key in keys:
        page.keyboard.press(key)
    shown = f"{beta:.1f}".replace("-", "−")
    assert cell(page, 0).get_by_role("slider", name="β").get_attribute("aria-valuetext") == shown
    scale = scales(lab, "swish_figure")[0]
    assert_painted(cell(page, 0), "0-1.0", lambda x: actlib.swish(x, beta), scale)
    assert_painted(cell(page, 0), "0-0.0", lambda x: actlib.swish_prime(x, beta), scale)


def test_the_mouse_moves_the_slider_and_the_probe(lab, page):
    slider = cell(page, 0).get_by_role("slider", name="β")
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.8, box["y"] + box["height"] / 2, steps=15)
    page.mouse.up()
    beta = float(slider.get_attribute("aria-valuetext"))
    assert 6 < beta < 9
    assert_painted(cell(page, 0), "0-1.0", lambda x: actlib.swish(x, beta), scales(lab, "swish_figure")[0])

    picture = cell(page, 0).locator("svg").bounding_box()
    page.mouse.move(picture["x"] + picture["width"] * 0.5, picture["y"] + 100)
    page.mouse.down()
    page.mouse.move(picture["x"] + picture["width"] * 0.3, picture["y"] + 100, steps=5)
    page.mouse.up()
    x0 = float(cell(page, 0).get_by_role("slider", name="probe").get_attribute("aria-valuetext").replace("−", "-"))
    assert x0 < 0
    words = cell(page, 0).locator(".actlib-words").inner_text()
    value, slope = (
        f"{round(float(f(x0, beta)), 4) + 0.0:.4f}".replace("-", "−") for f in (actlib.swish, actlib.swish_prime)
    )
    assert f"φ(x₀) = {value}" in words and f"φ′(x₀) = {slope}" in words


def test_the_trait_moves_the_picture_and_the_picture_the_trait(lab, page):
    lab.in_kernel("swish_figure.beta = 3")
    page.wait_for_function("document.querySelector('[data-parameter=beta]').getAttribute('aria-valuetext') === '3.0'")
    assert_painted(cell(page, 0), "0-1.0", lambda x: actlib.swish(x, 3.0), scales(lab, "swish_figure")[0])
    cell(page, 0).get_by_role("slider", name="β").press("ArrowRight")
    assert lab.in_kernel("print(swish_figure.beta)") == "3.1"


def test_a_busy_kernel_does_not_stall_a_figure_of_one_parameter(lab, page):
    cell(page, 0).get_by_role("button", name="Reset").click()
    scale = scales(lab, "swish_figure")[0]
    page.evaluate("""() => {
        const kernel = jupyterapp.shell.currentWidget.sessionContext.session.kernel;
        window.slept = false;
        kernel.requestExecute({code: "import time; time.sleep(5)"}).done.then(() => { window.slept = true; });
    }""")
    cell(page, 0).get_by_role("slider", name="β").press("End")
    assert_painted(cell(page, 0), "0-1.0", lambda x: actlib.swish(x, 10.0), scale)
    assert not page.evaluate("window.slept"), "the kernel was not busy: nothing is shown"
    assert lab.in_kernel("print(swish_figure.beta)") == "10.0"


def test_a_slider_of_ipywidgets_moves_the_figure_through_jslink(lab, page):
    lab.in_kernel("linked.value = 4")
    page.wait_for_function(
        "document.querySelectorAll('[data-parameter=beta]')[2].getAttribute('aria-valuetext') === '4.0'"
    )
    assert_painted(cell(page, 3), "0-1.0", lambda x: actlib.swish(x, 4.0), scales(lab, "linked_figure")[0])


def test_several_parameters_are_painted_by_the_kernel_s_numbers(lab, page):
    slider = cell(page, 1).get_by_role("slider", name="w₁")
    slider.focus()
    page.keyboard.press("Home")
    for _ in range(7):
        page.keyboard.press("ArrowRight")
    cell(page, 1).get_by_label("φ", exact=True).select_option("tanh")
    net = -1.3 * 1.0 + -0.8 * -0.5 + 0.5
    page.wait_for_function("""document.querySelectorAll('.actlib-figure')[1].querySelector('.actlib-words')
        .textContent.includes('net = −1.3·1 + (−0.8)·(−0.5) + 0.5 = −0.40; Tanh makes it y = −0.3799')""")
    scale = scales(lab, "neuron")[0]
    bar = corners(cell(page, 1), "1-3.0")
    np.testing.assert_allclose(sorted({*bar[:, 1]})[-1], scale["y"][0] + scale["y"][1] * net, atol=0.1)
    right = scales(lab, "neuron")[1]
    dot = cell(page, 1).locator("[data-part='1-9.0'] use")
    at = [float(dot.get_attribute(axis)) for axis in "xy"]
    wanted = [right["x"][0] + right["x"][1] * net, right["y"][0] + right["y"][1] * np.tanh(net)]
    np.testing.assert_allclose(at, wanted, atol=0.1)


@pytest.mark.thorough
def test_who_comes_back_to_where_the_kernel_was_asked_is_not_told_to_wait(page):
    """The middle one of three moves in a row is never sent, and the last is none for the kernel."""
    shown = cell(page, 1)
    shown.get_by_role("slider").first.evaluate("""(slider) => {
        const at = +slider.value;
        for (const position of [at - 1, at - 2, at]) {
            slider.value = position;
            slider.dispatchEvent(new Event("input"));
        }
    }""")
    page.wait_for_timeout(2500)  # longer than the page is patient
    assert not shown.locator(".actlib-words").inner_text().startswith("No answer")


def test_all_five_follow_their_own_slider(page, lab):
    third = cell(page, 2)
    third.get_by_role("slider", name="α").press("End")
    third.get_by_role("slider", name="β").press("Home")
    third.get_by_label("probe on").select_option("leaky_relu")
    left, right = actlib.explore().axes
    for number, (name, arguments) in enumerate(
        {"sigmoid": (), "tanh": (), "relu": (), "leaky_relu": (2.0,), "swish": (-2.0,)}.items()
    ):
        row = ACTIVATIONS[name]
        assert_painted(third, f"{number}-0.0", lambda x, row=row, a=arguments: row.function(x, *a), left)
        assert_painted(third, f"{number}-1.0", lambda x, row=row, a=arguments: row.derivative(x, *a), right)
    assert "Leaky ReLU at x₀ = 1.00" in third.locator(".actlib-words").inner_text()


def test_a_picture_with_other_artists_is_drawn_anew_and_moves_again(lab, page):
    own = cell(page, 4)
    titled = (
        """(title) => document.querySelectorAll('.actlib-figure')[4].querySelector('svg').textContent.includes(title)"""
    )
    own.get_by_role("slider", name="n").press("End")
    page.wait_for_function(titled, arg="5 waves")
    assert own.locator("[data-part^='0-']").count() == 5
    own.get_by_role("slider", name="k").press("End")
    own.get_by_role("slider", name="n").press("Home")
    page.wait_for_function(titled, arg="1 waves")
    for _ in range(1):
        own.get_by_role("slider", name="n").press("ArrowRight")
    page.wait_for_function(titled, arg="2 waves")
    assert_painted_waves(own, scales(lab, "own")[0], 3.0)


def assert_painted_waves(own, scale, k):
    on_screen = corners(own, "0-0.0")
    x = np.linspace(-3, 3, 61)
    wanted = scale["y"][0] + scale["y"][1] * np.sin(k * x)
    np.testing.assert_allclose(on_screen[:, 1], wanted, atol=0.1)


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
    colour = "getComputedStyle(document.querySelector('[data-part=\"0-1.0\"]')).stroke"
    light = page.evaluate(colour)
    lab.theme("dark")
    dark = page.evaluate(colour)
    lab.screenshot("dark")
    lab.theme("light")
    assert (light, dark) == ("rgb(189, 31, 1)", "rgb(240, 85, 63)")


def test_letters_stay_in_their_place_on_a_page_from_right_to_left(page):
    place = """() => [...document.querySelectorAll('.actlib-figure svg text')].map((text) => {
        const [letters, picture] = [text.getBoundingClientRect(), text.closest("svg").getBoundingClientRect()];
        return Math.round((letters.left - picture.left) / picture.width * 500);
    })"""
    before = page.evaluate(place)
    page.evaluate("document.documentElement.dir = 'rtl'")
    after, number = (
        page.evaluate(place),
        page.evaluate("getComputedStyle(document.querySelector('.actlib-number')).direction"),
    )
    page.evaluate("document.documentElement.removeAttribute('dir')")
    assert np.abs(np.subtract(before, after)).max() <= 2 and number == "ltr"


def test_ctrl_s_saves_while_a_slider_has_the_focus(lab, page):
    slider = cell(page, 0).get_by_role("slider", name="β")
    slider.press("ArrowLeft")
    lab.in_kernel("pass")
    lab.save_by_key()


def test_a_saved_notebook_keeps_the_pictures_and_no_view_of_a_widget_that_will_be_gone(lab, page):
    lab.save()
    bundles = [output["data"] for cell in lab.saved("cells.ipynb").cells for output in cell.get("outputs", [])]
    assert sum("<img alt=" in bundle.get("text/html", "") for bundle in bundles) == 5
    assert not any("application/vnd.jupyter.widget-view+json" in bundle for bundle in bundles)


def test_nobody_is_asked_about_news(page):
    assert page.locator(".Toastify__toast").count() == 0


def test_the_browser_and_the_server_had_nothing_to_complain_about(lab, page):
    assert lab.console_errors == []
    assert_no_traceback(lab.server_log)


@pytest.fixture(scope="module")
def second_page(lab, page):
    """Opened after every test of the first page is done."""
    lab.open_cells(
        "from actlib import explore_depth, explore_learning, explore_units",
        "depth = explore_depth()\ndepth",
        "learning = explore_learning()\nlearning",
        "units = explore_units()\nunits",
    )
    lab.run_all()
    lab.page.locator(".actlib-figure").nth(2).wait_for()
    return lab.page


@pytest.mark.thorough
def test_a_logarithmic_axis_is_one_in_the_browser_too(lab, second_page):
    first = cell(second_page, 0)
    for _ in range(10):
        first.get_by_role("slider", name="weight w").press("ArrowRight")
    first.get_by_role("slider", name="layers").press("End")
    second_page.wait_for_function(
        "document.querySelector('[data-parameter=w]').value === '18' && "
        "document.querySelector('.actlib-words').textContent.startsWith('After 40 layers')"
    )
    lab.in_kernel("pass")
    scale = scales(lab, "depth")[0]
    assert scale["log"] == [False, True]
    wanted = scale["y"][0] + scale["y"][1] * np.arange(41) * np.log10(2)
    lines = second_page.evaluate("""[...document.querySelector('.actlib-figure').querySelectorAll('path[data-part]')]
        .map((node) => node.getAttribute('d'))""")
    paths = [
        np.array([[float(n) for n in point] for point in re.findall(r"([-\d.]+) ([-\d.]+)", d)])
        for d in filter(None, lines)
    ]
    assert any(len(path) == 41 and np.abs(path[:, 1] - wanted).max() < 0.1 for path in paths), (
        "ReLU's 2 to the power of n"
    )


@pytest.mark.thorough
def test_play_walks_to_the_end_and_pauses_on_request(lab, second_page):
    second = cell(second_page, 1)
    second.get_by_label("φ", exact=True).select_option("tanh")
    second.get_by_role("button", name="Play step").click()
    second_page.wait_for_function(
        "+document.querySelectorAll('.actlib-figure')[1].querySelector('[data-parameter=step]').value >= 5"
    )
    second.get_by_role("button", name="Pause step").click()
    paused = second.get_by_role("slider", name="step").get_attribute("aria-valuetext")
    second_page.wait_for_timeout(300)  # six positions, if it went on
    assert second.get_by_role("slider", name="step").get_attribute("aria-valuetext") == paused
    second.get_by_role("button", name="Play step").click()
    second_page.wait_for_function("""document.querySelectorAll('.actlib-figure')[1]
        .querySelector('.actlib-words').textContent.startsWith('Step 400: ')""")
    second.get_by_role("button", name="Play step").wait_for()
    assert float(lab.in_kernel("print(learning.step)")) == 400


@pytest.mark.thorough
def test_who_wants_less_motion_is_taken_to_the_end_at_once(second_page):
    second_page.emulate_media(reduced_motion="reduce")
    second = cell(second_page, 1)
    second.get_by_role("button", name="Reset").click()
    second.get_by_role("button", name="Play step").click()
    assert second.get_by_role("slider", name="step").get_attribute("aria-valuetext") == "400"
    second_page.emulate_media(reduced_motion="no-preference")


@pytest.mark.thorough
def test_a_typed_curve_and_a_drawn_one_reach_the_kernel(lab, second_page):
    third = cell(second_page, 2)
    field = third.get_by_label("curve f(x) =")
    field.fill("abs(x)")
    field.press("Enter")
    second_page.wait_for_function("""document.querySelectorAll('.actlib-figure')[2]
        .querySelector('.actlib-words').textContent.includes('error is 0.0000')""")

    scale, picture = scales(lab, "units")[0], third.locator("svg")
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
    x, answered = (
        np.linspace(-2, 2, 201),
        "document.querySelectorAll('.actlib-figure')[2].querySelector('[data-parameter=curve]').value",
    )
    second_page.wait_for_function(f"{answered} === 'drawing'")

    def drawn():
        return np.array(eval(lab.in_kernel("print(units.drawing)")))

    # The last point of the line is the last that the kernel hears of: wait for that one.
    for _ in range(50):
        if abs(drawn()[175] + 1.0) < 0.05:
            break
        lab.in_kernel("pass")
    np.testing.assert_allclose(drawn()[30:171], -np.linspace(-1.4, 1.4, 141) / 1.5, atol=0.03)
    np.testing.assert_allclose(drawn()[:20], np.abs(x)[:20], atol=1e-6)


@pytest.mark.thorough
def test_the_second_page_had_no_complaints_either(lab, second_page):
    assert lab.console_errors == []
    assert_no_traceback(lab.server_log)
