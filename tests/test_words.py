"""The words of the series: defined where they first stand, plain, and no more of them than the stated time allows."""

import re
from collections import Counter

import pytest
from support.prose import NOTEBOOKS, PATHS, clean, notebook, passages

from publish import glossary
from publish.cells import is_figure, tags
from publish.site.pages import MarkdownWithMath, Renderer

ROOT = NOTEBOOKS.parent
DEFINITIONS = glossary.collect(NOTEBOOKS)
TERMS = [definition.term for definition in DEFINITIONS]
PAGES = [ROOT / name for name in ("README.md", "TEACHING.md", "CONTRIBUTING.md", "CHANGELOG.md")]
CODE = sorted(path for path in (ROOT / "actlib").rglob("*.py"))
every_notebook = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)

# (term, notebook) -> where the word is not the term: there it means what everybody means by it.
EVERYDAY = {
    ("step", "00"): "of a slider",
}
# What the document says in words of its own.
QUOTED = re.compile(r"[Tt]he document[^*\n]{0,40}\*[^*\n]+\*")


def pattern(term):
    """The term as a word of its own, in the singular and in the plural."""
    stem, plural = (term[:-1], "(?:y|ies)") if term.endswith("y") else (term, "(?:s|es)?")
    return re.compile(rf"(?<![\w-]){re.escape(stem)}{plural if term[-1].isalpha() else ''}(?![\w-])", re.I)


def without_longer_terms(term, text):
    """ "Gradient descent" is no use of "gradient"."""
    for longer in (other for other in TERMS if term in other and other != term):
        text = pattern(longer).sub(lambda found: "⌑" * len(found[0]), text)
    return text


def before_the_definition(term):
    """Pairs of a place and what stands there before the definition of `term`, in the order of the series.

    The paragraph of the definition counts as its place, and so does the heading above it, which announces it. The first
    cell of a notebook promises what is yet to be learned.
    """
    mark = re.compile(rf"<dfn>{re.escape(term)}</dfn>", re.I)
    (announced,) = (one.heading for one in DEFINITIONS if one.term == term)
    for path in PATHS:
        for passage in passages(path):
            text = QUOTED.sub("", passage.text.replace(announced, ""))
            found = mark.search(text)
            if found:
                yield passage.place, text[: text.rfind("\n\n", 0, found.start()) + 1]
                return
            if not text.startswith("# "):
                yield passage.place, text


def uses(term):
    for place, text in before_the_definition(term):
        if (term, place[:2]) not in EVERYDAY:
            text = without_longer_terms(term, re.sub("</?dfn>", "", text))
            for found in pattern(term).finditer(text):
                yield f"{place}: …{text[max(0, found.start() - 40) : found.end() + 30]!r}"


def test_the_glossary_is_up_to_date():
    path = NOTEBOOKS / glossary.NAME
    assert path.read_text(encoding="utf-8") == glossary.write_glossary(DEFINITIONS), "run: python -m publish glossary"


def test_every_term_is_defined_once_and_there_are_enough():
    assert [term for term, times in Counter(term.lower() for term in TERMS).items() if times > 1] == []
    assert len(TERMS) >= 50


@pytest.mark.parametrize("term", sorted(TERMS))
def test_a_term_is_not_used_before_its_definition(term):
    assert list(uses(term)) == []


@pytest.mark.parametrize("one", DEFINITIONS, ids=lambda one: one.term)
def test_the_sentence_of_a_definition_stands_on_its_own(one):
    assert re.match(r"[A-Z]", one.sentence) and one.sentence.endswith("."), one.sentence
    assert 5 <= len(one.sentence.split()) <= 45, one.sentence
    leaning = r"^(And|But|So|Each|It|They)\b|\b(this|these|such an?|one such|networks? below|figure|here|following)\b"
    assert not re.search(leaning, one.sentence, re.I), f"it leans on its neighbours: {one.sentence}"


@every_notebook
def test_a_link_of_the_glossary_leads_to_a_heading(path):
    """The pages name headings as JupyterLab does."""
    text = "\n\n".join(cell.source for cell in notebook(path).cells if cell.cell_type == "markdown")
    page = MarkdownWithMath(renderer=Renderer(escape=False)).render(text)
    for one in (one for one in DEFINITIONS if one.notebook == path.name):
        assert f'id="{glossary.anchor(one.heading)}"' in page, one.heading


def test_every_exception_of_everyday_words_is_needed():
    for term, number in EVERYDAY:
        texts = [text for place, text in before_the_definition(term) if place[:2] == number]
        assert any(pattern(term).search(text) for text in texts), f"{term} in {number}"


def read():
    """Whatever is read, as pairs of a place and a text: the notebooks, the pages of the repository, the package."""
    for path in PATHS:
        yield from ((passage.place, passage.text) for passage in passages(path))
    yield from ((path.name, clean(path.read_text(encoding="utf-8"))) for path in PAGES)
    yield from ((path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")) for path in CODE)


def found_everywhere(wanted):
    return [
        f"{place}: …{text[max(0, found.start() - 30) : found.end() + 20]!r}"
        for place, text in read()
        for found in re.finditer(wanted, text, re.I)
    ]


@pytest.mark.parametrize("word", ["shall", "outside of", "kindly"])
def test_a_word_of_another_style_stands_nowhere(word):
    assert found_everywhere(rf"\b{word}\b") == []


COUNTED = (
    "neurons|weights|inputs|outputs|bits|nats|times|minutes|seconds|milliseconds|numbers|parameters|pieces|steps|kinks"
    "|exponentials|multiplications|points|examples|positions|units|letters|digits|images|pictures|errors|questions|once"
    "|twice|cells|lines|values|slopes|words|starts|layers|characters|frames|rows|columns|bytes|kB|MB|ms|ns|one|two"
    "|three|four|five|ten|hundred|thousand|million|[0-9]+"
)
PER = (
    "neuron|layer|character|step|second|minute|unit|page|figure|example|weight|point|million|cell|position|picture|row"
    "|column|notebook|value|word|token|panel|output|pixel|element|number|start|key|group|class|side"
)


def test_rates_say_per():
    """Two neurons per layer, not two neurons a layer."""
    assert found_everywhere(rf"\b(?:{COUNTED}) an? (?:{PER})\b(?! (?:that|which|whose|of|sees))") == []


def minutes(path):
    """What a page takes: 200 words per minute, and 1.5 minutes per question and figure.

    The questions of a round count where they are asked, whichever of them is committed to; exercises and tasks have a
    time of their own.
    """
    words = asked = figures = 0
    for cell in notebook(path).cells:
        if {"exercise", "solution"} & set(tags(cell)):
            continue
        if "predict" in tags(cell) and cell.cell_type == "markdown":
            asked += max(1, len(re.findall(r"^\d+\. ", cell.source, re.M)))
        elif "quiz" in tags(cell):
            asked += 1
        elif is_figure(cell):
            figures += 1
    for passage in passages(path):
        if not {"exercise", "solution"} & set(passage.tags):
            words += len(re.findall(r"[\w’'′]+", passage.text))
    return words / 200 + 1.5 * (asked + figures)


def stated(path):
    return int(re.search(r"^Time: (\d+) minutes", notebook(path).cells[0].source, re.M)[1])


@every_notebook
def test_the_stated_time_is_the_time_it_takes(path):
    assert stated(path) == pytest.approx(minutes(path), rel=0.2), f"about {minutes(path):.0f} minutes"


def test_the_readme_gives_the_shortest_and_the_longest_time():
    times = sorted(map(stated, PATHS))
    (given,) = re.findall(r"Each notebook takes (\d+) to (\d+) minutes", (ROOT / "README.md").read_text("utf-8"))
    assert tuple(map(int, given)) == (times[0], times[-1])


@every_notebook
def test_a_page_has_one_title_and_skips_no_level_of_headings(path):
    text = "\n".join(cell.source for cell in notebook(path).cells if cell.cell_type == "markdown")
    levels = [len(marks) for marks in re.findall(r"^(#+) ", re.sub(r"```.*?```", "", text, flags=re.S), re.M)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(below - above <= 1 for above, below in zip(levels, levels[1:])), levels


@every_notebook
def test_no_cell_of_text_is_too_long_to_read_at_once(path):
    cells = [
        cell.source for cell in notebook(path).cells if cell.cell_type == "markdown" and "teacher" not in tags(cell)
    ]
    long = {source[:60]: len(clean(source).split()) for source in cells if "References" not in source}
    assert {source: words for source, words in long.items() if words > 220} == {}
