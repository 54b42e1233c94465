"""The static site as its readers have it: files in a folder, a browser, no kernel, no network."""

import gzip
import json
import re
from urllib.parse import unquote, urlparse

import pytest
from support.barriers import FAINT, OVERLAPS, found_by_axe, tab_through
from support.lab import ROOT
from support.pages import assert_shows, figures_of, first_figure, put, serve, show, values_shown

from publish.site.recording import unpack

NOTEBOOKS = ROOT / "notebooks"
FIGURES = 55  # that `live` makes in the series
PAGES = ["index", *sorted(path.stem for path in NOTEBOOKS.glob("*.ipynb")), "glossary"]
every_page = pytest.mark.parametrize("name", PAGES)


TURNED = """(selector) => [...document.querySelectorAll(selector)]
    .filter((node) => getComputedStyle(node).direction !== "ltr").map((node) => node.outerHTML.slice(0, 200))"""

# Every negative number whose minus lies to the right of its first digit, the words around it turned or not.
MINUS_BEHIND = """() => {
    const behind = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const left = (node, at) => {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        return range.getClientRects()[0]?.left;
    };
    while (walker.nextNode()) {
        const node = walker.currentNode;
        for (const {index} of node.data.matchAll(/(?<![\\w.)])\u2212\\d/g)) {
            if (left(node, index) > left(node, index + 1)) behind.push(node.parentElement.outerHTML.slice(0, 200));
        }
    }
    return behind;
}"""


class Reader:
    """A browser without a network, which keeps account of what its page asks for and complains about."""

    def __init__(self, browser, folder, name, **settings):
        self.folder, self.name, self.requests, self.complaints = folder, name, [], []
        self.context = browser.new_context(viewport={"width": 1000, "height": 900}, offline=True, **settings)
        self.context.route(lambda url: not url.startswith(("file:", "data:")), lambda route: route.abort())
        self.page = self.context.new_page()
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        address = (self.folder / f"{name}.html").as_uri()
        show(self.page, address) if settings.get("java_script_enabled", True) else self.page.goto(address)

    def assert_content(self):
        assert self.complaints == []
        assert [url for url in self.requests if not url.startswith(("file:", "data:"))] == []

    def close(self):
        self.context.close()
        self.assert_content()


@pytest.fixture
def open_reader(browser, site):
    """A reader of one page with settings of her own, gone after the test."""
    readers = []

    def open_one(name, **settings):
        readers.append(Reader(browser, site, name, **settings))
        return readers[-1]

    yield open_one
    for reader in readers:
        reader.close()


@pytest.fixture(scope="module", params=PAGES)
def patient_reader(request, browser, site):
    """A reader who has one page open through all tests that want nothing else."""
    reader = Reader(browser, site, request.param)
    yield reader
    reader.close()


@pytest.fixture
def reader(patient_reader):
    yield patient_reader
    patient_reader.assert_content()


def test_a_page_opens_from_its_folder_and_asks_for_nothing_but_itself(reader):
    asked_for = [url for url in reader.requests if not url.startswith("data:")]
    assert asked_for == [(reader.folder / f"{reader.name}.html").as_uri()]
    assert reader.page.evaluate("document.documentElement.lang") == "en"
    assert reader.page.title().endswith("Activation functions, by hand")
    assert reader.page.locator("h1").count() == 1
    assert reader.page.locator("main").count() == 1
    assert reader.page.locator("main h1").inner_text() in reader.page.title()
    # A live place that has not come alive would show a still picture without a word of why.
    assert reader.page.locator(".live").count() == reader.page.locator(".live.moves").count()
    assert "\\" not in reader.page.locator("math mtext, math mi, math mo").all_inner_texts(), "TeX that stayed TeX"


def test_every_link_leads_to_a_file_and_every_anchor_to_a_place(reader):
    page, site, name = reader.page, reader.folder, reader.name
    links = page.evaluate("[...document.querySelectorAll('a[href]')].map((link) => link.getAttribute('href'))")
    assert len(links) >= 3, "a page without a way on"
    for link in links:
        target = urlparse(link)
        if target.scheme in ("http", "https"):
            continue
        assert not target.scheme and not link.endswith(".ipynb"), link
        file = site / unquote(target.path) if target.path else site / f"{name}.html"
        assert file.is_file(), f"{link} leads nowhere"
        if target.fragment:  # after the colon of a figure stands its state
            anchor = re.sub(r"^(fig-\d+):.*", r"\1", unquote(target.fragment))
            assert f'id="{anchor}"' in file.read_text(encoding="utf-8"), f"{link} leads nowhere"


def test_there_is_a_page_for_every_notebook_and_what_leads_to_them(site):
    assert sorted(path.stem for path in site.glob("*.html")) == sorted(PAGES)


@pytest.mark.thorough
def test_one_leads_through_the_series_from_the_map_to_the_end(open_reader):
    page = open_reader("index").page
    assert page.locator(".map a").count() == len(PAGES) - 2
    page.locator(".map a").first.click()
    seen = [page.url]
    while page.locator("header a[rel=next]").count():
        page.locator("header a[rel=next]").click()
        seen.append(page.url)
    assert [url.rsplit("/", 1)[1] for url in seen] == [f"{name}.html" for name in PAGES[1:-1]]
    page.locator("footer a[rel=prev]").click()
    assert page.url == seen[-2]


@pytest.mark.thorough
@pytest.mark.parametrize(
    "keys, beta",
    [([], 1.0), (["ArrowRight"] * 5, 1.5), (["Home"], -2.0), (["End"], 10.0), (["Home", *["ArrowRight"] * 20], 0.0)],
)
def test_keys_move_the_curve_onto_the_function_without_a_kernel(open_reader, keys, beta):
    page = open_reader("06_swish").page
    shown = page.locator(".actlib-figure").first
    shown.get_by_role("slider", name="β").focus()
    for key in keys:
        page.keyboard.press(key)
    figure = first_figure("06_swish")
    assert_shows(shown, figure, beta=beta)
    words = figure.words(beta=beta)
    page.wait_for_function("(words) => document.querySelector('.actlib-spoken').textContent.includes(words)", arg=words)


@pytest.mark.thorough
def test_every_live_figure_of_the_series_moves(site):
    pages = [path.read_text(encoding="utf-8") for path in site.glob("*.html")]
    assert sum(page.count('data-module="live"') for page in pages) >= FIGURES
    assert not any("Python computes this figure" in page for page in pages)


@pytest.mark.thorough
def test_a_page_and_the_site_stay_light(site, tell):
    sizes = {path.stem: len(gzip.compress(path.read_bytes())) / 1e6 for path in site.glob("*.html")}
    name = max(sizes, key=sizes.get)
    tell(f"the site: {sum(sizes.values()):.1f} MB compressed, the largest page {name} {sizes[name]:.2f} MB")
    assert sizes[name] < 1.5 and sum(sizes.values()) < 12


def assert_every_control_shows_the_truth(page, figures):
    """At both ends of each and between, the others where the page puts them; and again after Reset."""
    shown_figures = page.locator(".live[data-module=live]").all()
    assert len(shown_figures) == len(figures)
    for shown, figure in zip(shown_figures, figures):
        specs = unpack(json.loads(shown.locator("script").text_content())["state"])["controls"]
        for spec in specs:
            field = shown.locator(f"[data-parameter={spec['name']}]")
            count = len(spec.get("values") or spec["options"])
            for place in dict.fromkeys([0, count // 2, count - 1]):
                put(field, place)
                values = values_shown(shown, figure, specs)
                at = field.evaluate("(field) => field.localName === 'select' ? field.selectedIndex : +field.value")
                assert at == place, "what is moved stays"
                assert_shows(shown, figure, **values)
        shown.get_by_role("button", name="Reset").click()
        assert_shows(shown, figure, **{name: control.default for name, control in figure._controls.items()})


@pytest.mark.thorough
@pytest.mark.parametrize("name", PAGES[1:-1])
def test_every_control_of_every_page_shows_what_python_would_have_computed(open_reader, name):
    page = open_reader(name).page
    assert_every_control_shows_the_truth(page, list(figures_of(name)))


@pytest.mark.thorough
def test_moving_one_slider_takes_the_others_back_and_a_line_says_so(open_reader):
    page = open_reader("03_one_neuron").page
    shown = page.locator(".actlib-figure").first
    first, second = (shown.get_by_role("slider", name=name, exact=True) for name in ("w₁", "w₂"))
    start = first.get_attribute("aria-valuetext")
    first.press("End")
    assert first.get_attribute("aria-valuetext") != start
    shown.get_by_label("φ", exact=True).select_option("tanh")
    assert first.get_attribute("aria-valuetext") != start, "a choice leaves the slider where it is"
    second.press("Home")
    assert first.get_attribute("aria-valuetext") == start
    assert shown.get_by_label("φ", exact=True).input_value() == "tanh"
    assert "Here one slider moves at a time" in shown.locator(".actlib-controls").inner_text()


@pytest.mark.thorough
@pytest.mark.parametrize("depth, phi", [(3, "none"), (1, "tanh"), (8, "relu"), (5, "sigmoid")])
def test_a_figure_of_two_controls_shows_what_python_would_have_computed(open_reader, depth, phi):
    page = open_reader("01_why_activation_functions").page
    shown, figure = page.locator(".actlib-figure").first, first_figure("01_why_activation_functions")
    shown.get_by_label("φ", exact=True).select_option(phi)
    slider = shown.get_by_role("slider", name="layers")
    slider.press("Home")
    for _ in range(depth - 1):
        slider.press("ArrowRight")
    assert_shows(shown, figure, depth=depth, phi=phi)


@pytest.mark.thorough
def test_no_control_on_a_page_is_dead(reader):
    """Each moves its picture or the sentence under it, by keyboard, at both ends of its range."""
    page = reader.page
    for shown in page.locator(".actlib-figure").all():

        def picture():
            return shown.evaluate(
                "(root) => root.querySelector('svg').outerHTML + root.querySelector('.actlib-words').textContent"
            )

        for control in shown.locator(":is(input, select)").all():
            what = control.get_attribute("data-parameter")
            control.focus()
            ends = []
            for key in ("Home", "End"):
                page.keyboard.press(key)
                ends.append(picture())
            # The steepness of ReLU, with which its figure begins, has no effect.
            assert ends[0] != ends[1] or what == "steepness", f"{what} moves nothing"
            shown.get_by_role("button", name="Reset").click()


@pytest.mark.thorough
def test_every_question_answers(reader):
    page, name = reader.page, reader.name
    questions = page.locator(".live[data-module=quiz]").all()
    assert len(questions) >= 2 or name in ("index", "glossary")
    for question in questions:
        state = json.loads(question.locator("script").text_content())["state"]
        feedback = question.locator(".actlib-quiz-feedback")
        if state["kind"] == "choice":
            said = []
            for option, reason in zip(question.get_by_role("radio").all(), state["reasons"]):
                option.check()
                assert feedback.inner_text().endswith(reason)
                said.append(feedback.inner_text().startswith("Right."))
            assert [i for i, right in enumerate(said) if right] == [state["answer"]]
        else:
            field = question.get_by_role("textbox")
            said = {
                "what?": "Not yet. Type a number",
                "123456": "Not yet. That is too large",
                str(state["answer"]): f"Right. {state['why']}",
            }
            for entry, answer in said.items():
                field.fill(entry)
                field.press("Enter")
                assert feedback.inner_text().startswith(answer)


@pytest.mark.thorough
def test_the_quiz_over_the_series_leads_back_to_pages(open_reader):
    page = open_reader("12_questions_and_answers").page
    quiz = page.locator(".actlib-final")
    state = json.loads(page.locator(".live[data-module=series_quiz] script").text_content())["state"]
    for number, question in enumerate(state["questions"]):
        options = quiz.locator("ol > li").nth(number).get_by_role("button")
        options.nth(0 if question["answer"] else 1).click()
    assert f"0 of {len(state['questions'])} right." in quiz.inner_text()
    links = quiz.locator("a").evaluate_all("(links) => links.map((link) => link.getAttribute('href'))")
    assert links == sorted({f"{question['notebook']}.html" for question in state["questions"]})


def test_what_needs_python_says_so_and_shows_no_control(reader):
    page, name = reader.page, reader.name
    for note in page.locator("main > .note").all()[1:]:
        assert f"open notebooks/{name}.ipynb in JupyterLab" in note.inner_text()
        before = note.evaluate("(note) => note.previousElementSibling.outerHTML")
        assert not re.search(r"<(input|select|button)\b", before)


@pytest.mark.thorough
def test_play_walks_and_who_wants_less_motion_is_taken_to_the_end(open_reader):
    page = open_reader("01_why_activation_functions").page
    shown = page.locator(".actlib-figure").first
    slider = shown.get_by_role("slider", name="layers")
    slider.press("Home")
    page.evaluate("""() => {
        const slider = document.querySelector("[data-parameter=depth]");
        window.seen = new Set();
        new MutationObserver(() => window.seen.add(slider.getAttribute("aria-valuetext")))
            .observe(slider, {attributeFilter: ["aria-valuetext"]});
    }""")
    shown.get_by_role("button", name="Play layers").click()
    page.wait_for_function("() => window.seen.has('8')")
    assert page.evaluate("window.seen.size") > 3
    slider.press("Home")
    page.wait_for_function("() => window.seen.has('1')")
    page.emulate_media(reduced_motion="reduce")
    page.evaluate("window.seen.clear()")
    shown.get_by_role("button", name="Play layers").click()
    page.wait_for_function("() => window.seen.size")
    page.wait_for_timeout(500)
    assert page.evaluate("[...window.seen]") == ["8"]


def colours(page, line):
    """Of the page's ground and text, of a figure's ground, and `line` if a line in the figure has this colour."""
    *three, lines = page.evaluate("""() => [
        ...[[":root", "backgroundColor"], [":root", "color"], [".actlib-figure", "backgroundColor"]]
            .map(([where, part]) => getComputedStyle(document.querySelector(where))[part]),
        [...document.querySelectorAll(".actlib-figure path[data-part]")].map((path) => getComputedStyle(path).stroke),
    ]""")
    return [*three, line if line in lines else lines]


LIGHT = ["rgb(255, 255, 255)", "rgb(31, 35, 40)", "rgb(255, 255, 255)", "rgb(189, 31, 1)"]
DARK = ["rgb(21, 24, 28)", "rgb(227, 230, 234)", "rgb(21, 24, 28)", "rgb(240, 85, 63)"]


@pytest.mark.thorough
def test_the_page_follows_the_reader_s_light_or_dark_and_the_button_overrules_it(open_reader):
    page = open_reader("06_swish", color_scheme="dark").page
    assert colours(page, DARK[3]) == DARK
    page.emulate_media(color_scheme="light")
    page.wait_for_function("() => document.documentElement.dataset.jpThemeLight === 'true'")
    assert colours(page, LIGHT[3]) == LIGHT
    button = page.get_by_role("button", name="Dark page")
    assert button.get_attribute("aria-pressed") == "false"
    button.click()
    assert colours(page, DARK[3]) == DARK and button.get_attribute("aria-pressed") == "true"


@pytest.mark.thorough
def test_light_or_dark_as_chosen_is_kept(browser, site):
    with serve(site) as address, browser.new_context(color_scheme="light") as context:
        page = context.new_page()
        show(page, f"{address}/06_swish.html")
        page.get_by_role("button", name="Dark page").click()
        show(page)
        assert colours(page, DARK[3]) == DARK


@pytest.mark.thorough
def test_on_paper_stand_still_pictures_in_black_on_white(reader):
    page = reader.page
    live = page.locator(".live .still").count()
    page.emulate_media(media="print", color_scheme="dark")
    assert all(still.is_visible() for still in page.locator(".still").all())
    assert page.locator(".actlib-figure:visible").count() == 0
    assert page.locator("nav:visible, header button:visible").count() == 0
    assert page.evaluate("getComputedStyle(document.documentElement).color") == LIGHT[1]
    for still in page.locator(".still text").all()[:1]:
        assert still.evaluate("(text) => getComputedStyle(text).fill") == LIGHT[1]
    assert live == page.locator(".live[data-module=live]").count()
    page.emulate_media(media="screen", color_scheme="light")


@pytest.mark.thorough
@every_page
def test_without_javascript_every_figure_is_its_still_picture(open_reader, name):
    page = open_reader(name, java_script_enabled=False).page
    assert page.locator(".still").count() == page.locator(".still:visible").count()
    assert page.locator(".live[data-module=live]").count() == page.locator(".live .still:visible").count()


@pytest.mark.thorough
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_barrier(reader, scheme):
    page = reader.page
    page.emulate_media(color_scheme=scheme)
    page.locator(f"html[data-jp-theme-light={str(scheme == 'light').lower()}]").wait_for()
    page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
    for question in page.locator(".live[data-module=quiz]").all():
        for option in question.get_by_role("radio").all()[:1]:
            option.check()
    # In the dark nothing but colours differs.
    assert found_by_axe(page, rules=["color-contrast"] if scheme == "dark" else None) == []


@pytest.mark.thorough
@every_page
def test_every_control_is_reached_and_framed_by_the_keyboard(open_reader, name):
    page = open_reader(name).page
    wanted, seen = tab_through(page, "a[href], button, input, select, summary")
    assert len(seen) == wanted
    assert [at["html"] for at in seen if not at["framed"]] == []


@pytest.mark.thorough
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_the_system_s_own_colours_every_text_can_be_read(reader, scheme):
    """High contrast, as Windows has it; the still pictures that paper shows, too, and a page told to be otherwise."""
    page = reader.page
    page.emulate_media(forced_colors="active", color_scheme=scheme)
    theme = page.evaluate("document.documentElement.dataset.jpThemeLight")
    stills = page.add_style_tag(content=".moves > .still { display: block !important; }")
    for light in ("true", "false"):
        page.evaluate("(light) => { document.documentElement.dataset.jpThemeLight = light; }", light)
        assert page.evaluate(FAINT) == []
        grey = "forced-color-adjust: none; color: #777; background: #888"
        page.evaluate("(grey) => document.body.insertAdjacentHTML('beforeend', `<b style='${grey}'>faint</b>`)", grey)
        assert len(page.evaluate(FAINT)) == 1
        page.evaluate("document.body.lastElementChild.remove()")
    stills.evaluate("(style) => style.remove()")
    page.evaluate("(theme) => { document.documentElement.dataset.jpThemeLight = theme; }", theme)
    page.emulate_media(forced_colors="null", color_scheme="null")


@pytest.mark.thorough
def test_from_right_to_left_the_words_turn_and_pictures_and_numbers_do_not(reader):
    page = reader.page
    page.evaluate("document.documentElement.dir = 'rtl'")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).direction") == "rtl"
    assert page.evaluate(TURNED, "svg text, math, pre, code, .actlib-number") == []
    assert page.evaluate(MINUS_BEHIND) == []
    page.evaluate("document.querySelector('.skip')?.focus()")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.evaluate("document.activeElement.blur(); document.documentElement.removeAttribute('dir')")


def test_at_twice_the_size_nothing_overlaps_and_the_page_does_not_scroll_sideways(reader):
    """A window of 1280 pixels at 200 % has room for 640."""
    page = reader.page
    page.set_viewport_size({"width": 640, "height": 480})
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert page.evaluate(OVERLAPS, ".actlib-figure, .actlib-quiz, .actlib-final") == []
    page.set_viewport_size({"width": 1000, "height": 900})
