"""Every notebook as a person uses it: run, every control moved, saved, reopened, and all of them open for long.

What the kernel computes for every position is compared in tests/test_explorers.py; here what the screen shows is. The
tests build on each other: a notebook is reopened as it was saved after the sweep, and those that live again stay open.
"""

import os
import random
import signal
from itertools import cycle

import numpy as np
import pytest
from support.complaints import assert_no_traceback
from support.lab import ROOT
from support.sweep import SNAPSHOT, Sweep, figures_in_front

NAMES = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))
IN_FRONT = ".jp-NotebookPanel:not(.lm-mod-hidden)"
MOVES, MOVES_A_CONTROL = 5000, 25

# A control goes to these places in its range, one after the other, as if it had been moved there, and tells so; the
# last is painted.
MOVE = """async (control, shares) => {
    for (const share of shares) {
        if (control.localName === "select") control.selectedIndex = Math.floor(share * control.options.length);
        else control.value = Math.round(share * control.max);
        control.dispatchEvent(new Event(control.localName === "select" ? "change" : "input"));
    }
    await new Promise(requestAnimationFrame);
}"""
shown = []  # names of the notebooks that have been opened: JupyterLab itself is loaded once
moved = {}  # of every notebook: figures, controls, positions, artists compared, answers given to questions


@pytest.fixture(scope="module")
def course(lab):
    """One page; with less motion a play button takes to the end at once."""
    lab.page.emulate_media(reduced_motion="reduce")
    yield lab
    lab.page.emulate_media(reduced_motion="no-preference")


@pytest.fixture(autouse=True)
def no_complaint(lab):
    """No test leaves an error in the console, nor a traceback in the server's log."""
    yield
    assert lab.console_errors == []
    assert_no_traceback(lab.server_log)


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_run_and_moved_shows_what_matplotlib_draws(course, name, tmp_path):
    tally = run_and_sweep(course, name, tmp_path, thoroughly=False)
    assert tally["figures"] and tally["controls"]


@pytest.mark.weekly
@pytest.mark.thorough
@pytest.mark.parametrize("name", NAMES)
def test_whatever_is_moved_shows_what_matplotlib_draws(course, name, tmp_path):
    lab, tally = course, run_and_sweep(course, name, tmp_path, thoroughly=True)
    tally["answers"] = answer_questions(lab.page)
    tally["controls"] += move_stock_sliders(lab)
    assert lab.page.locator(".jp-RenderedText[data-mime-type*=stderr]").all_inner_texts() == []
    lab.save()
    moved[name] = tally


def run_and_sweep(lab, name, folder, thoroughly):
    """Open a notebook, run it, and move every control of it; what was counted."""
    beside = ROOT / "notebooks" / f"{name}.ipynb"
    lab = lab.put_away().open_beside(beside.name) if shown else lab.open(beside)
    shown.append(name)
    lab.run_all()
    tally = {"figures": 0, "controls": 0, "positions": 0, "artists": 0}
    for figure, root in figures_in_front(lab):
        sweep = Sweep(lab, figure, root, folder)
        sweep.every_control(thoroughly)
        assert sweep.wrong == [], f"{figure['title']}: {len(sweep.wrong)} differences"
        assert sweep.jumps == [], figure["title"]
        for key in ("controls", "positions", "artists"):
            tally[key] += getattr(sweep, key)
        tally["figures"] += 1
    return tally


def answer_questions(page):
    """Give every answer that a question offers, or three that it does not; how many."""
    given = 0
    for question in page.locator(".actlib-quiz").all():
        feedback = question.locator(".actlib-quiz-feedback")
        options = question.get_by_role("radio")
        for option in options.all():
            option.check()
            assert feedback.inner_text().startswith(("Right.", "Not yet."))
            given += 1
        if options.count():
            options.last.press("ArrowUp")
            assert options.nth(options.count() - 2).is_checked(), "the keyboard chooses, too"
        for entry in () if options.count() else ("three", "1e9", "-1/4"):
            question.get_by_role("textbox").fill(entry)
            question.get_by_role("button").click() if given % 2 else question.get_by_role("textbox").press("Enter")
            assert feedback.inner_text().startswith(("Right.", "Not yet."))
            given += 1
    for question in page.locator(".actlib-final-list > li").all():
        question.get_by_role("button").last.click()
        assert question.locator(".actlib-final-feedback").inner_text().startswith(("Right.", "Not this one."))
        given += 1
    assert given >= 4
    return given


def move_stock_sliders(lab):
    """The sliders of ipywidgets on the page, by keyboard; their outputs keep their place."""
    handles = lab.page.locator(".widget-interact .noUi-handle").all()
    for handle in handles:
        output = handle.locator("xpath=ancestor::div[contains(@class, 'widget-interact')]")
        heights = set()
        handle.focus()
        for key in ("Home", *["ArrowRight"] * 5, "End", *["ArrowLeft"] * 3):
            lab.page.keyboard.press(key)
            lab.in_kernel("pass")
            heights.add(output.evaluate("(node) => node.offsetHeight"))
        assert len(heights) == 1, "the output jumps"
    return len(handles)


@pytest.mark.weekly
@pytest.mark.thorough
def test_all_of_it_was_moved(tell):
    assert sorted(moved) == NAMES, "one of the notebooks failed above"
    total = {key: sum(tally[key] for tally in moved.values()) for key in moved[NAMES[0]]}
    tell(
        f"{len(moved)} notebooks: {total['figures']} live figures, {total['controls']} controls moved, "
        f"{total['positions']} positions, {total['artists']} lines, marks and texts compared, "
        f"{total['answers']} answers given"
    )
    assert total["figures"] >= 4 * len(NAMES) and total["controls"] >= 2 * total["figures"]
    assert total["positions"] >= 2000


@pytest.mark.weekly
@pytest.mark.thorough
@pytest.mark.parametrize("name", NAMES)
def test_reopened_a_notebook_shows_its_pictures_and_run_again_it_lives(course, name, tmp_path):
    """As the first test has saved it, without a kernel since; it stays open beside those before."""
    assert name in moved, "its first test has failed, or was not run"
    if name == next(iter(moved)):
        course.shut_down_kernels()
        course.reopen(f"{name}.ipynb")
    else:
        course.open_beside(f"{name}.ipynb")
    page, figures = course.page, moved[name]["figures"]
    pictures = page.locator(f"{IN_FRONT} .jp-RenderedHTML img[alt]")
    pictures.nth(figures - 1).wait_for()
    for picture in pictures.all():
        assert picture.bounding_box()["width"] > 300 and picture.bounding_box()["height"] > 100
    assert page.get_by_text("model not found").count() == 0 and page.get_by_text("Error displaying widget").count() == 0
    assert page.locator(f"{IN_FRONT} .actlib-figure").count() == 0, "alive without a kernel?"

    course.run_all(restart=True)
    alive = figures_in_front(course)
    assert len(alive) == figures, "a figure has not come back"
    for figure, root in alive:
        sweep = Sweep(course, figure, root, tmp_path)
        root.query_selector(":is(input[type=range], select)").focus()
        for key in ("Home", "End"):
            page.keyboard.press(key)
            sweep.look()
        sweep.compare()
        assert sweep.positions == 2 and sweep.wrong == []


def choose_everything(lab, figures):
    """Every option of every selector, one at a time."""
    for figure, root in figures:
        for selector in root.query_selector_all("select"):
            options = selector.evaluate("(selector) => selector.options.length")
            for i in range(options):
                selector.evaluate(MOVE, [i / options])
                lab.round_trip(figure["model"])


@pytest.mark.weekly
@pytest.mark.thorough
def test_five_thousand_moves_leave_no_error_and_no_memory_behind(course, tell, tmp_path):
    """At random, every figure of every notebook in turn; after each visit the last one shows its kernel's values.

    Keys and mouse move the same controls above; here the page does, because JupyterLab itself keeps some objects
    whenever another cell becomes active. A kernel keeps what a choice has imported or trained, so everything is chosen
    once beforehand; where two choices train one network, a kernel may still grow by that, but not all of them.
    """
    page = course.page
    session = page.context.new_cdp_session(page)
    figures = {name: figures_in_front(course.bring_to_front(f"{name}.ipynb")) for name in NAMES}
    turns = {name: cycle(figures[name]) for name in NAMES}

    def visit(name, moves, chance):
        course.bring_to_front(f"{name}.ipynb")
        for start in range(0, moves, MOVES_A_CONTROL):
            figure, root = next(turns[name])
            control = chance.choice(root.query_selector_all("input[type=range], select"))
            shares = [chance.random() for _ in range(min(MOVES_A_CONTROL, moves - start))]
            control.evaluate(MOVE, shares)
        sweep = Sweep(course, figure, root, tmp_path)
        sweep.look(in_a_row=True)
        sweep.compare()
        assert sweep.wrong == []
        return sweep.positions

    def tour(seed):
        """Half of the moves: how often it compared, and the megabytes of live objects in the page afterwards."""
        chance = random.Random(seed)
        shares = [MOVES // 2 // len(NAMES) + (i < MOVES // 2 % len(NAMES)) for i in range(len(NAMES))]
        positions = sum(visit(name, share, chance) for name, share in zip(NAMES, shares))
        session.send("HeapProfiler.collectGarbage")
        return positions, session.send("Runtime.getHeapUsage")["usedSize"] / 1e6

    def kernels():
        """Megabytes of every kernel."""
        return np.array(
            [course.bring_to_front(f"{name}.ipynb").value("painting.resident_megabytes()") for name in NAMES]
        )

    for name in NAMES:
        choose_everything(course.bring_to_front(f"{name}.ipynb"), figures[name])
    first, page_before = tour(0)  # fills caches
    kernels_before = kernels()
    second, page_after = tour(1)
    grown = kernels() - kernels_before
    tell(
        f"{MOVES} random moves of {sum(map(len, figures.values()))} figures, {first + second} comparisons; in the "
        f"second half the page of {page_before:.0f} MB grew by {page_after - page_before:.1f} MB, the {len(NAMES)} "
        f"kernels of {kernels_before.sum():.0f} MB by {np.median(grown):.1f} MB in the middle, {grown.max():.1f} MB at "
        "most"
    )
    assert page_after < 1.05 * page_before
    assert np.median(grown) < 1 and grown.sum() < 0.05 * kernels_before.sum()
    for name in NAMES:
        course.bring_to_front(f"{name}.ipynb")
        assert page.locator(f"{IN_FRONT} .jp-RenderedText[data-mime-type*=stderr]").all_inner_texts() == []


@pytest.mark.weekly
@pytest.mark.thorough
def test_a_kernel_that_dies_during_a_move_is_named_and_a_new_one_recovers(course):
    page = course.page
    course.bring_to_front("03_one_neuron.ipynb")
    (figure, root), *_ = figures_in_front(course)
    words, slider = root.query_selector(".actlib-words"), root.query_selector_all("input[type=range]")[1]
    slider.scroll_into_view_if_needed()
    kernel = course.value("__import__('os').getpid()")
    box = slider.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    os.kill(kernel, signal.SIGKILL)
    page.mouse.move(box["x"] + box["width"] * 0.9, box["y"] + box["height"] / 2, steps=10)
    page.mouse.up()
    page.locator(".jp-Dialog", has_text="It will restart automatically").wait_for()
    page.locator(".jp-Dialog button.jp-mod-accept").click()
    page.wait_for_function("(words) => words.textContent.startsWith('No answer from Python yet.')", arg=words)
    assert "run this cell again" in words.inner_text()

    course.run_all()
    (figure, root), *_ = figures_in_front(course)
    sweep = Sweep(course, figure, root, course.folder)
    sweep.range(root.query_selector_all("input[type=range]")[1])
    sweep.compare()
    assert sweep.positions > 5 and sweep.wrong == []


@pytest.mark.weekly
@pytest.mark.thorough
def test_a_dead_kernel_does_not_stop_a_figure_of_one_parameter(course):
    page = course.page
    course.bring_to_front("06_swish.ipynb")
    (figure, root), *_ = figures_in_front(course)
    slider = root.query_selector("input[type=range]")
    wanted = {}
    for key in ("Home", "End"):
        slider.press(key)
        wanted[key] = root.evaluate(SNAPSHOT)
    os.kill(course.value("__import__('os').getpid()"), signal.SIGKILL)
    page.locator(".jp-Dialog", has_text="It will restart automatically").wait_for()
    page.locator(".jp-Dialog button.jp-mod-accept").click()
    for key in ("Home", "End"):
        slider.press(key)
        assert root.evaluate(SNAPSHOT) == wanted[key]
    assert wanted["Home"]["parts"] != wanted["End"]["parts"]
