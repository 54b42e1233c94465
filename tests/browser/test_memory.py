"""What a page of the static site remembers in its browser, and what its links carry."""

from urllib.parse import parse_qs, urlparse

import pytest
from support.pages import assert_shows, first_figure, serve, show

from publish.site import pages
from publish.site.pages import write

pytestmark = pytest.mark.thorough
REPORT = "https://github.com/somebody/course/issues/new?template=sentence.yml"


@pytest.fixture(scope="module")
def site(series, tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    known = {**pages.edition(), "report": REPORT}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pages, "edition", lambda: known)
        write([entry for entry in series if entry.name[:2] in ("00", "06")], folder)
    with serve(folder) as address:
        yield address


@pytest.fixture
def page(browser, site):
    complaints = []
    with browser.new_context() as context:
        context.route(lambda url: not url.startswith(site), lambda route: route.abort())
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        yield page
    assert complaints == []


def open_page(page, site, name, state=""):
    show(page, f"{site}/{name}.html{state}")
    page.locator(".live.moves").first.wait_for()
    page.wait_for_function("() => document.querySelectorAll('.live:not(.moves)').length === 0")


def test_answers_are_kept_counted_on_the_map_and_forgotten(page, site):
    open_page(page, site, "06_swish")
    choice = page.locator(".actlib-quiz").filter(has=page.get_by_role("radio")).first
    number = page.locator(".actlib-quiz").filter(has=page.get_by_role("textbox")).first
    choice.get_by_role("radio").nth(1).check()
    number.get_by_role("textbox").fill("0.25")
    number.get_by_role("textbox").press("Enter")
    said = choice.locator(".actlib-quiz-feedback").inner_text()
    assert said
    open_page(page, site, "06_swish")
    assert choice.get_by_role("radio").nth(1).is_checked()
    assert choice.locator(".actlib-quiz-feedback").inner_text() == said
    assert number.get_by_role("textbox").input_value() == "0.25"
    open_page(page, site, "index")
    tiles = page.locator(".map li")
    assert tiles.nth(1).locator(".done").inner_text().startswith("· 2 of ")
    assert tiles.nth(0).locator(".done").inner_text() == ""
    page.get_by_role("button", name="Forget them all").click()
    assert tiles.nth(1).locator(".done").inner_text() == ""
    open_page(page, site, "06_swish")
    assert page.locator(".actlib-quiz input:checked").count() == 0


def test_a_prediction_counts_on_the_map(page, site):
    open_page(page, site, "06_swish")
    asked = page.locator(".actlib-predict").filter(has=page.get_by_role("radio")).first
    asked.get_by_role("radio").first.check()
    asked.get_by_role("button", name="Commit").click()
    open_page(page, site, "index")
    assert page.locator(".map .done").nth(1).inner_text().startswith("· 1 of ")


def test_a_link_carries_the_state_of_its_figure(page, site):
    open_page(page, site, "06_swish", "#fig-1:beta=3")
    shown, figure = page.locator(".actlib-figure").first, first_figure("06_swish")
    assert_shows(shown, figure, beta=3.0)
    link = page.locator("#fig-1 .share")
    assert link.get_attribute("href") == "#fig-1:beta=3"
    shown.get_by_role("slider", name="β").press("ArrowRight")
    assert float(link.get_attribute("href").removeprefix("#fig-1:beta=")) == pytest.approx(3.1)
    page.evaluate("location.hash = 'fig-1:beta=-1'")
    page.wait_for_function("() => document.querySelector('#fig-1 .share').getAttribute('href') === '#fig-1:beta=-1'")
    assert_shows(shown, figure, beta=-1.0)
    shown.get_by_role("button", name="Reset").click()
    assert link.get_attribute("href") == "#fig-1"


@pytest.mark.parametrize("state", ["#fig-1:beta=much&nothing=1", "#fig-99:beta=1", "#fig-1:%zz", "#fig-1:beta=1e999"])
def test_a_link_that_makes_no_sense_leaves_the_figure_alone(page, site, state):
    open_page(page, site, "06_swish", state)
    assert page.locator("#fig-1 .share").get_attribute("href") == "#fig-1"


def test_where_nothing_may_be_kept_everything_answers(page, site):
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }})"
    )
    open_page(page, site, "06_swish")
    question = page.locator(".actlib-quiz").filter(has=page.get_by_role("radio")).first
    question.get_by_role("radio").first.check()
    assert question.locator(".actlib-quiz-feedback").inner_text()
    open_page(page, site, "index")
    assert page.locator(".memory").is_hidden()


def test_a_wrong_sentence_is_reported_with_its_page_and_heading(page, site):
    open_page(page, site, "06_swish")
    link = page.locator("a.report")
    title = page.locator("h1").inner_text()
    assert parse_qs(urlparse(link.get_attribute("href")).query) == {"template": ["sentence.yml"], "where": [title]}
    heading = page.locator("main h2").nth(1).inner_text()
    paragraph = page.locator("main h2").nth(1).locator("xpath=following::p[1]")
    paragraph.select_text()
    page.wait_for_function("() => document.querySelector('a.report').href.includes('sentence=')")
    asked = parse_qs(urlparse(link.get_attribute("href")).query)
    assert asked["where"] == [f"{title}: {heading}"]
    assert asked["sentence"][0][:20] == paragraph.inner_text()[:20]
