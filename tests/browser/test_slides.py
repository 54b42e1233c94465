"""The decks of slides as a class sees them: a projector of 1280 by 720 pixels, no kernel, no network."""

import json

import numpy as np
import pytest
from support.barriers import found_by_axe
from support.lab import ROOT
from support.pages import assert_shows, first_figure, show

from publish.decks import write
from publish.plans import MOST_WORDS, TEACHING, file_name, read_plans
from publish.site.recording import unpack

pytestmark = pytest.mark.thorough

NOTEBOOKS = ROOT / "notebooks"
PLANS = [file_name(title) for title in read_plans(TEACHING.read_text(encoding="utf-8"))]
DECKS = [*sorted(path.stem for path in NOTEBOOKS.glob("*.ipynb")), *PLANS]
HERE = ".slides > .present > .present"
LEAST = {"prose": 18, "code": 16, "picture": 13}  # size of type, in pixels; the cheat sheet has small print

# What of this slide leaves the screen or hides in a box that scrolls, and the smallest letters of each kind on it.
LOOK = """() => {
    const slide = Reveal.getCurrentSlide(), frame = document.documentElement;
    const cut = [], sizes = {prose: [], code: [], picture: []};
    let lowest = 0;
    for (const node of slide.querySelectorAll("svg text, :not(svg *, math *, .actlib-spoken, script)")) {
        const box = node.getBoundingClientRect(), style = getComputedStyle(node);
        if (!box.width || !box.height || style.visibility === "hidden") continue;
        const written = [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim());
        if (node.localName === "text") {
            const { a, b } = node.getScreenCTM();
            if (written) sizes.picture.push(parseFloat(style.fontSize) * Math.hypot(a, b) / Reveal.getScale());
            continue;
        }
        if (box.left < 0 || box.top < 0 || box.right > frame.clientWidth + 0.5 || box.bottom > frame.clientHeight + 0.5)
            cut.push(`${node.outerHTML.slice(0, 80)} at ${[box.left, box.top, box.right, box.bottom].map(Math.round)}`);
        if (style.overflowX !== "visible" && node.scrollWidth > node.clientWidth + 1
            || style.overflowY !== "visible" && node.scrollHeight > node.clientHeight + 1)
            cut.push(`${node.outerHTML.slice(0, 80)} scrolls`);
        lowest = Math.max(lowest, box.bottom);
        if (written) sizes[node.closest("pre, code") ? "code" : "prose"].push(parseFloat(style.fontSize));
    }
    return {cut, fill: lowest / frame.clientHeight, sizes: Object.fromEntries(
        Object.entries(sizes).map(([kind, all]) => [kind, Math.min(...all, 99)]))};
}"""


@pytest.fixture(scope="module")
def decks(tmp_path_factory, series):
    folder = tmp_path_factory.mktemp("slides")
    assert [path.stem for path in write(series, folder)] == DECKS
    return folder


@pytest.fixture
def open_deck(browser, decks):
    context = browser.new_context(viewport={"width": 1280, "height": 720}, offline=True)
    page, requests, complaints = context.new_page(), [], []
    page.on("request", lambda request: requests.append(request.url))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text))

    def open_one(name):
        show(page, (decks / f"{name}.html").as_uri())
        return page

    yield open_one
    context.close()
    assert complaints == []
    assert [url for url in requests if not url.startswith(("file:", "data:"))] == []


def slides(page):
    """Walk through the deck as a teacher does, key by key; a number for each slide, once all of it has appeared."""
    number, at = 0, None
    while at != (at := page.evaluate("[Reveal.getIndices().h, Reveal.getIndices().v]")):
        while page.evaluate("Reveal.availableFragments().next"):
            page.keyboard.press("Space")
        number += 1
        yield number
        page.evaluate("document.activeElement.blur()")
        page.keyboard.press("Space")


def assert_seen(page, where):
    seen = page.evaluate(LOOK)
    assert seen["cut"] == [], f"{where}: cut off"
    for kind, least in LEAST.items():
        assert seen["sizes"][kind] > least - 0.01, f"{where}: {kind} in letters of {seen['sizes'][kind]} pixels"
    return seen


@pytest.mark.parametrize("name", DECKS)
def test_nothing_is_cut_off_everything_is_large_enough_and_every_question_answers(open_deck, name, tell):
    page, seen, answered = open_deck(name), [], 0
    for number in slides(page):
        seen.append(assert_seen(page, f"{name}, slide {number}"))
        for question in page.locator(f"{HERE} .actlib-quiz").all():
            for option in question.get_by_role("radio").all():
                option.check()
                assert_answer(page, question, f"{name}, slide {number}, answered")
            for field in question.get_by_role("textbox").all():
                field.fill("123456")
                field.press("Enter")
                assert_answer(page, question, f"{name}, slide {number}, answered")
            answered += 1
        answered += commit(page)
        assert_seen(page, f"{name}, slide {number}, committed")
    assert len(seen) == page.evaluate("Reveal.getTotalSlides()") > 15 and answered >= 2
    least = {kind: round(min(one["sizes"][kind] for one in seen), 1) for kind in LEAST}
    tell(f"{name}: {len(seen)} slides, the fullest {max(one['fill'] for one in seen):.0%}, smallest letters {least}")


def commit(page):
    """Commit to something where the slide asks for it; whether it does."""
    vote = page.locator(f"{HERE} fieldset.actlib-predict:not(.actlib-predict-done)")
    if not vote.count() or vote.locator(".actlib-drawing-pad").count():
        return False
    for option in vote.get_by_role("radio").all()[:1]:
        option.check()
    for field in vote.get_by_role("textbox").all():
        field.fill("123456")
    vote.get_by_role("button", name="Commit").click()
    assert vote.count() == 0
    return True


# What a class can read on the slide: is a question open, is a figure or an answer there, and how many words of prose.
READ = """() => {
    const slide = Reveal.getCurrentSlide();
    const shown = (selector) => [...slide.querySelectorAll(selector)].some((node) => node.checkVisibility());
    const prose = [...slide.querySelectorAll(":is(.text, fieldset.actlib-predict):not(aside *)")].map((node) => {
        const copy = node.cloneNode(true);
        for (const picture of copy.querySelectorAll("svg")) picture.remove();
        for (const formula of copy.querySelectorAll("math")) formula.replaceWith("x");
        return copy.textContent;
    }).join(" ");
    return {begins: shown("h1, h2, h3"), vote: shown("fieldset.actlib-predict"), asks: prose.includes("Predict"),
            figure: shown(".actlib-figure, .still"), seen: prose.includes("What you saw"),
            told: shown(".actlib-predict-done"), notes: shown("aside.notes"), heading: shown("h1, h2, h3, .running"),
            words: prose.match(/\\S*[\\p{L}\\p{N}]\\S*/gu)?.length ?? 0};
}"""


@pytest.mark.parametrize("name", DECKS)
def test_no_answer_is_visible_before_its_question(open_deck, name, tell):
    """Neither a figure nor an answer before the vote of its round, nor what was committed when the deck was tried."""
    page = open_deck(name)
    for _ in slides(page):
        commit(page)
    show(page)
    page.evaluate("Reveal.slide(0, 0)")
    early, rounds = [], []
    for number in slides(page):
        seen = page.evaluate(READ)
        assert seen["heading"] and not seen["notes"], f"slide {number}: {seen}"
        assert seen["words"] <= MOST_WORDS or name not in PLANS, f"slide {number}: {seen}"
        early += [number] * seen["told"]
        if seen["begins"]:
            rounds.append({})
        rounds[-1][number] = seen
    for one in rounds:
        votes = [number for number, seen in one.items() if seen["vote"]]
        # Where nothing is committed, a sentence asks; the answer may appear on its slide at the next key.
        asked = votes or [number for number, seen in one.items() if seen["asks"]]
        before = [number for number in one if number < min(asked, default=10**6)] + votes[:1]
        early += [number for number in before if one[number]["seen"] or votes and one[number]["figure"]]
    votes = sum(seen["vote"] for one in rounds for seen in one.values())
    assert early == []
    assert votes >= (3 if name in PLANS else 2)
    tell(f"{name}: {votes} votes, {len(early)} answers visible before their question")


def test_the_speaker_s_notes_follow_in_a_window_of_their_own(open_deck):
    page = open_deck("90-minutes")
    with page.expect_popup() as opened:
        page.keyboard.press("s")
    notes = opened.value
    assert "0:05 a stack of lines is a line" in notes.locator("body").inner_text()
    notes.keyboard.press("Space")
    assert page.evaluate("Reveal.getSlidePastCount()") == 1
    assert notes.locator("h1").inner_text() == "How to move it"
    assert notes.locator("li").first.inner_text().startswith("0:00, 5 minutes")


def test_a_finger_turns_slides_and_moves_the_probe(browser, decks):
    """Straight on, also from the last slide of a section; where a handle or a probe moves, the slide stays."""
    context = browser.new_context(viewport={"width": 1280, "height": 720}, has_touch=True)
    page = context.new_page()
    show(page, (decks / "90-minutes.html").as_uri())
    devices = context.new_cdp_session(page)

    def swipe(x, y):
        at = page.evaluate("Reveal.getSlidePastCount()")
        for kind, points in (("Start", [x]), ("Move", [x - 60]), ("Move", [x - 200]), ("End", [])):
            places = [{"x": point, "y": y} for point in points]
            devices.send("Input.dispatchTouchEvent", {"type": f"touch{kind}", "touchPoints": places})
        return page.evaluate("Reveal.getSlidePastCount()") - at

    steps = 0
    while not page.locator(f"{HERE} .actlib-figure").count():
        assert swipe(900, 500) == 1 and (steps := steps + 1) < 12
    picture = page.locator(f"{HERE} .actlib-picture svg").bounding_box()
    assert swipe(picture["x"] + picture["width"] / 2, picture["y"] + picture["height"] / 2) == 0
    words = page.locator(f"{HERE} .actlib-words").bounding_box()
    assert swipe(words["x"] + words["width"] / 2, words["y"] + words["height"] / 2) == 1
    context.close()


def test_a_small_screen_is_told_where_to_read(open_deck):
    page = open_deck("90-minutes")
    assert not page.locator(".narrow").is_visible()
    page.set_viewport_size({"width": 360, "height": 640})
    assert page.locator(".narrow").is_visible()


@pytest.mark.parametrize("media", [{"color_scheme": "light"}, {"color_scheme": "dark"}, {"forced_colors": "active"}])
def test_axe_finds_no_barrier_on_slides(open_deck, media):
    page = open_deck("90-minutes")
    page.emulate_media(**media)
    for _ in range(10):
        assert found_by_axe(page) == []
        page.keyboard.press("Space")


def test_from_right_to_left_the_left_arrow_leads_on(open_deck):
    page = open_deck("90-minutes")
    page.evaluate("document.documentElement.dir = 'rtl'; Reveal.configure({rtl: true})")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("Reveal.getSlidePastCount()") == 1
    assert page.evaluate(LOOK)["cut"] == []


def assert_answer(page, question, where):
    assert question.locator(".actlib-quiz-feedback").inner_text().startswith(("Right.", "Not yet."))
    assert_seen(page, where)


def test_the_quiz_over_the_series_goes_question_by_question(open_deck):
    page, asked = open_deck("12_questions_and_answers"), 0
    for _ in slides(page):
        quiz = page.locator(f"{HERE} .actlib-final")
        if not quiz.count():
            continue
        total = quiz.locator("li").count()
        options = quiz.locator(".actlib-final-list > li:visible button:not([aria-disabled=true])")
        while options.count():
            options.first.click()
            asked += 1
            assert_seen(page, f"question {asked}")
        assert asked == total > 10 and f"of {total} right" in quiz.inner_text()
    assert asked


def go_to_the_figure(page):
    """From the first slide to the first live figure, past the predictions."""
    for _ in range(12):
        if page.locator(f"{HERE} .actlib-figure").count():
            return
        page.keyboard.press("Space")
    raise AssertionError("no figure on the first slides")


def test_a_figure_moves_on_its_slide_and_escape_gives_the_keys_back(open_deck):
    page = open_deck("06_swish")
    go_to_the_figure(page)
    slide = page.evaluate("Reveal.getIndices().v")
    shown = page.locator(f"{HERE} .actlib-figure")
    shown.get_by_role("slider", name="β").focus()
    for key in ["Home", *["ArrowRight"] * 35]:
        page.keyboard.press(key)
    assert_shows(shown, first_figure("06_swish"), beta=1.5)
    assert page.evaluate("Reveal.getIndices().v") == slide, "the keys of the slider moved the slides"
    page.keyboard.press("Escape")
    page.keyboard.press("Space")
    assert page.evaluate("[Reveal.getIndices().v, Reveal.isOverview()]") == [slide + 1, False]


def test_the_picture_follows_the_mouse_although_the_slide_is_scaled(open_deck):
    page = open_deck("06_swish")
    page.set_viewport_size({"width": 960, "height": 540})
    go_to_the_figure(page)
    picture = page.locator(f"{HERE} .actlib-figure svg")
    box = picture.evaluate("(svg) => svg.getScreenCTM().e")
    record = json.loads(page.locator(".live[data-module=live] script").first.text_content())
    scale = unpack(record["state"])["axes"][0]["x"]
    factor = picture.evaluate("(svg) => svg.getScreenCTM().a")
    middle = picture.bounding_box()
    page.mouse.click(box + factor * (scale[0] + scale[1] * -2.0), middle["y"] + middle["height"] / 2)
    probe = page.get_by_role("slider", name="probe").first
    assert np.isclose(float(probe.get_attribute("aria-valuetext").replace("−", "-")), -2.0, atol=0.05)


def test_light_and_dark(open_deck):
    page = open_deck("06_swish")
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    assert page.evaluate(ground) == "rgb(255, 255, 255)"
    page.get_by_role("button", name="Dark").click()
    assert page.evaluate(ground) == "rgb(21, 24, 28)"
    assert page.evaluate("getComputedStyle(document.querySelector('.present h1')).color") == "rgb(227, 230, 234)"
