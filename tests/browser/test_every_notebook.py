"""The whole series as a person uses it: every notebook open in one JupyterLab, every control moved, saved, reopened.

What the kernel computes for every position is compared in tests/test_explorers.py; here what the screen shows is.
"""
import os
import random
import signal

import pytest
from lab import ROOT
from sweep import MOVES, SNAPSHOT, Sweep, figures_in_front

NAMES = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))
every_notebook = pytest.mark.parametrize("name", NAMES)
IN_FRONT = ".jp-NotebookPanel:not(.lm-mod-hidden) "
TOURS, MOVES_A_TOUR = 5, 1000
moved = {}  # of every notebook: figures, controls, positions, artists compared, answers given to questions


@pytest.fixture(scope="module")
def course(lab):
    """One page, reduced motion: a play button takes to the end at once."""
    lab.page.emulate_media(reduced_motion="reduce")
    yield lab
    lab.page.emulate_media(reduced_motion="no-preference")


@pytest.fixture(autouse=True)
def no_complaint(lab):
    """No test of this file leaves an error in the console, nor a traceback in the server's log."""
    yield
    assert lab.console_errors == []
    assert "Traceback" not in lab.server_log


def tracebacks(page):
    return page.locator(f"{IN_FRONT}.jp-RenderedText[data-mime-type*=stderr]").all_inner_texts()


@every_notebook
def test_it_runs_and_whatever_is_moved_shows_what_python_computes(course, name, tmp_path):
    if name == NAMES[0]:
        course.open(ROOT / "notebooks" / f"{name}.ipynb")
    else:
        course.open_beside(f"{name}.ipynb")
    course.run_all()
    tally = {"figures": 0, "controls": 0, "positions": 0, "artists": 0, "answers": answer_questions(course.page)}
    for figure, root in figures_in_front(course):
        sweep = Sweep(course, figure, root, tmp_path)
        sweep.every_control()
        assert sweep.wrong == [], f"{figure['title']}: {len(sweep.wrong)} differences"
        assert sweep.jumps == [], figure["title"]
        for key in ("controls", "positions", "artists"):
            tally[key] += getattr(sweep, key)
        tally["figures"] += 1
    tally["controls"] += move_stock_sliders(course)
    assert tally["figures"] and tally["controls"]
    assert tracebacks(course.page) == []
    moved[name] = tally


def answer_questions(page):
    """Give every answer that a question offers, or three that it does not; how many."""
    given = 0
    for question in page.locator(f"{IN_FRONT}.actlib-quiz").all():
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
    for question in page.locator(f"{IN_FRONT}.actlib-final-list > li").all():
        question.get_by_role("button").last.click()
        assert question.locator(".actlib-final-feedback").inner_text().startswith(("Right.", "Not this one."))
        given += 1
    assert given >= 4
    return given


def move_stock_sliders(lab):
    """The sliders of ipywidgets on the page, by keyboard; their outputs keep their place."""
    handles = lab.page.locator(f"{IN_FRONT}.widget-interact .noUi-handle").all()
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


def test_all_of_it_was_moved(course, capsys):
    assert sorted(moved) == NAMES, "one of the notebooks failed above"
    total = {key: sum(tally[key] for tally in moved.values()) for key in moved[NAMES[0]]}
    with capsys.disabled():
        print(f"\n{len(moved)} notebooks: {total['figures']} live figures, {total['controls']} controls moved, "
              f"{total['positions']} positions, {total['artists']} lines, marks and texts compared, "
              f"{total['answers']} answers given")
    assert total["figures"] >= 3 * len(NAMES) and total["controls"] >= 3 * total["figures"]
    assert total["positions"] >= 2500


def test_five_thousand_moves_leave_no_error_and_no_memory_behind(course, capsys, tmp_path):
    """At random, over all notebooks in turn; after each visit the figure moved last shows its kernel's values.

    JupyterLab itself keeps some objects whenever another cell becomes active. What a tour of the same visits without
    a move leaves in the page is therefore measured, too, and not blamed on the figures.
    """
    page, compared = course.page, 0
    session = page.context.new_cdp_session(page)

    def megabytes():
        """Of the page's live objects, and of all kernels together."""
        session.send("HeapProfiler.collectGarbage")
        heap, kernels = session.send("Runtime.getHeapUsage")["usedSize"] / 1e6, 0.0
        for name in NAMES:
            course.bring_to_front(f"{name}.ipynb")
            kernels += course.value("painting.resident_megabytes()")
        return heap, kernels

    def visit(name, moves, chance, press):
        course.bring_to_front(f"{name}.ipynb")
        figures = figures_in_front(course)
        for start in range(0, moves, 10):
            figure, root = chance.choice(figures)
            chance.choice(root.locator("input[type=range], select").all()).focus()
            for key in chance.choices(MOVES, k=min(10, moves - start)):
                if press:
                    page.keyboard.press(key)
        sweep = Sweep(course, figure, root, tmp_path)
        sweep.look(in_a_row=True)
        sweep.compare()
        assert sweep.wrong == []
        return sweep.positions

    def tour(seed, press=True):
        chance = random.Random(seed)
        shares = [MOVES_A_TOUR // len(NAMES) + (i < MOVES_A_TOUR % len(NAMES)) for i in range(len(NAMES))]
        at_all = sum(visit(name, share, chance, press) for name, share in zip(NAMES, shares))
        return at_all, *megabytes()

    _, page_before, kernels_before = tour(0)  # the first fills caches
    _, page_idle, _ = tour(1, press=False)
    for seed in range(1, TOURS):
        compared_now, page_after, kernels_after = tour(seed)
        compared += compared_now
    idle = page_idle - page_before
    left = page_after - page_idle - (TOURS - 1) * idle
    with capsys.disabled():
        print(f"\n{TOURS * MOVES_A_TOUR} random moves, {compared} times compared; in the last "
              f"{(TOURS - 1) * MOVES_A_TOUR} the page of {page_before:.0f} MB grew by {left:.1f} MB beyond the "
              f"{idle:.1f} MB that a tour without a move leaves in JupyterLab; {len(NAMES)} kernels held "
              f"{kernels_before:.0f} MB before and {kernels_after:.0f} MB after")
    assert TOURS * MOVES_A_TOUR == 5000
    assert left < 0.05 * page_before
    assert kernels_after < 1.03 * kernels_before
    for name in NAMES:
        course.bring_to_front(f"{name}.ipynb")
        assert tracebacks(page) == []


def test_a_kernel_that_dies_during_a_move_is_named_and_a_new_one_recovers(course):
    page = course.page
    course.bring_to_front("03_one_neuron.ipynb")
    (figure, root), *_ = figures_in_front(course)
    words, slider = root.locator(".actlib-words"), root.locator("input[type=range]").nth(1)
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
    page.wait_for_function("([words]) => words.textContent.startsWith('No answer from Python yet.')",
                           arg=[words.element_handle()])
    assert "run this cell again" in words.inner_text()

    course.run_all()
    (figure, root), *_ = figures_in_front(course)
    sweep = Sweep(course, figure, root, course.folder)
    sweep.range(root.locator("input[type=range]").nth(1))
    sweep.compare()
    assert sweep.positions > 10 and sweep.wrong == []


def test_a_dead_kernel_does_not_stop_a_figure_of_one_parameter(course):
    page = course.page
    course.bring_to_front("06_swish.ipynb")
    (figure, root), *_ = figures_in_front(course)
    slider = root.locator("input[type=range]").first
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
    assert wanted["Home"]["artists"] != wanted["End"]["artists"]


@every_notebook
def test_saved_and_reopened_it_shows_its_pictures_and_run_again_it_lives(course, name):
    page, figures = course.page, moved[name]["figures"]
    if name == NAMES[0]:
        for each in NAMES:
            course.bring_to_front(f"{each}.ipynb").save()
        course.shut_down_kernels()
    course.reopen(f"{name}.ipynb")
    pictures = page.locator(".jp-RenderedSVG img")
    pictures.nth(figures - 1).wait_for()
    for picture in pictures.all():
        assert picture.bounding_box()["width"] > 300 and picture.bounding_box()["height"] > 100
    assert page.get_by_text("model not found").count() == 0 and page.get_by_text("Error displaying widget").count() == 0
    assert page.locator(".actlib-figure").count() == 0, "alive without a kernel?"

    course.run_all(restart=True)
    for figure, root in figures_in_front(course):
        field = root.locator(":is(input[type=range], select)").first
        sweep = Sweep(course, figure, root, course.folder)
        field.focus()
        for key in ("Home", "End"):
            page.keyboard.press(key)
            sweep.look()
        sweep.compare()
        assert sweep.positions == 2 and sweep.wrong == []
        figures -= 1
    assert figures == 0, "a figure has not come back"
