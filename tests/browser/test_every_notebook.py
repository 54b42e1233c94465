"""Every notebook as a person uses it: opened, run, every control moved and every question answered.

What the kernel computes for every position is compared in tests/test_explorers.py; here what the screen shows is.
"""
import pytest
from lab import ROOT
from sweep import Sweep, figures_in_front

NAMES = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))
moved = {}  # of every notebook: figures, controls, positions, artists compared, answers given to questions


@pytest.fixture(scope="module")
def course(lab):
    """One page, one notebook at a time; with less motion a play button takes to the end at once."""
    lab.page.emulate_media(reduced_motion="reduce")
    lab.open(ROOT / "notebooks" / f"{NAMES[0]}.ipynb")
    yield lab
    lab.page.emulate_media(reduced_motion="no-preference")


@pytest.mark.parametrize("name", NAMES)
def test_whatever_is_moved_shows_what_python_computes(course, name, tmp_path):
    lab = course if name == NAMES[0] else course.put_away().open_beside(f"{name}.ipynb")
    lab.run_all()
    tally = {"figures": 0, "controls": 0, "positions": 0, "artists": 0, "answers": answer_questions(lab.page)}
    for figure, root in figures_in_front(lab):
        sweep = Sweep(lab, figure, root, tmp_path)
        sweep.every_control()
        assert sweep.wrong == [], f"{figure['title']}: {len(sweep.wrong)} differences"
        assert sweep.jumps == [], figure["title"]
        for key in ("controls", "positions", "artists"):
            tally[key] += getattr(sweep, key)
        tally["figures"] += 1
    tally["controls"] += move_stock_sliders(lab)
    assert tally["figures"] and tally["controls"]
    assert lab.page.locator(".jp-RenderedText[data-mime-type*=stderr]").all_inner_texts() == []
    assert lab.console_errors == []
    assert "Traceback" not in lab.server_log
    moved[name] = tally


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


def test_all_of_it_was_moved(capsys):
    assert sorted(moved) == NAMES, "one of the notebooks failed above"
    total = {key: sum(tally[key] for tally in moved.values()) for key in moved[NAMES[0]]}
    with capsys.disabled():
        print(f"\n{len(moved)} notebooks: {total['figures']} live figures, {total['controls']} controls moved, "
              f"{total['positions']} positions, {total['artists']} lines, marks and texts compared, "
              f"{total['answers']} answers given")
    assert total["figures"] >= 3 * len(NAMES) and total["controls"] >= 3 * total["figures"]
    assert total["positions"] >= 2000
