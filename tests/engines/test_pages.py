"""The pages in other engines than Chromium's: every slider of every page, by key, by mouse and by finger.

What is seen is held against the coordinates that the page itself brings along, read by Python; tests/test_explorers.py
holds those against matplotlib's own drawing.
"""

import json
import re
import time
from base64 import b64decode

import pytest
from support.engines import ShownFigure
from support.lab import ROOT
from support.painting import row_of, tabled, unlike

from publish.site.recording import unpack

pytestmark = pytest.mark.thorough
PAGES = ["index", *sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb")), "glossary"]
RECORDS = r'<div class="live" data-module="(\w+)"[^>]*>.*?<script type="application/json">(.*?)</script>'

WITHOUT_EFFECT = ["steepness"]  # of ReLU, with which its figure begins

# So WebKit calls every error of a page in a file, and a size that changes while it is watched, which is none.
HIDDEN = "Script error."

ANSWER = """(place, nth) => {
    const question = document.querySelectorAll(".live")[place];
    question.querySelectorAll("input[type=radio]")[nth].click();
    return question.querySelector(".actlib-quiz-feedback").textContent;
}"""


def records(page):
    """What the live places of a page hold, in order: kind and state."""
    found = re.findall(RECORDS, page.read_text(encoding="utf-8"), flags=re.S)
    states = [(kind, json.loads(record, object_hook=_revived)["state"]) for kind, record in found]
    return [(kind, unpack(state) if isinstance(state, str) else state) for kind, state in states]


def _revived(value):
    return b64decode(value["base64"]) if "base64" in value else value


def wrong_at(state, seen):
    """In words, what a figure shows otherwise than its state says where its controls stand."""
    at = {}
    for control in state["controls"]:
        value = seen["values"][control["name"]]
        options = [key for key, _ in control.get("options", [])]
        at[control["name"]] = options.index(value) if options else int(value)
    wanted = {key: look for key, look in seen["parts"].items() if not key.startswith("probe")}
    looks = tabled(state["svg"], state["tables"], state["unit"], at)
    looks = {key: look for key, look in looks.items() if not key.startswith("probe")}
    for table in state["tables"]:
        said = table["words"][row_of(table, at)[0]]
        assert said in seen["words"], f"at {at} it does not say {said!r}"
    size = [float(number) for number in re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', state["svg"]).groups()]
    return [f"{key} at {at}: {complaint}" for key, complaint in unlike(looks, wanted, size)]


def move_every_slider(shown, state):
    """What the figure shows after each move."""
    seen, sliders = [], [control["name"] for control in state["controls"] if control["kind"] == "slider"]
    for nth in range(shown.sliders()):
        before = len(seen)
        for key in ("Home", "PageUp", "End"):
            shown.press(nth, key)
            seen.append(shown.look())
        ends = [(look["parts"], look["words"]) for look in (seen[before], seen[-1])]
        assert ends[0] != ends[1] or sliders[nth] in WITHOUT_EFFECT, f"slider {nth} moves nothing"
        for pointer, share in (("mouse", 0.37), ("touch", 0.62)):
            shown.drag(nth, pointer, share)
            seen.append(shown.look())
    return seen


@pytest.mark.parametrize("name", PAGES)
def test_every_slider_moves_its_lines_onto_the_computed_ones(engine, pages, name, tell):
    engine.goto((pages / f"{name}.html").as_uri())
    deadline = time.monotonic() + 10
    while engine.evaluate("() => document.querySelectorAll('.live:not(.moves)').length"):
        assert time.monotonic() < deadline, "not every figure has come alive"
        time.sleep(0.05)
    figures = positions = 0
    for place, (kind, state) in enumerate(records(pages / f"{name}.html")):
        if kind == "live":
            seen = move_every_slider(ShownFigure(engine, figures), state)
            assert [wrong for look in seen for wrong in wrong_at(state, look)] == []
            figures, positions = figures + 1, positions + len(seen)
        elif kind == "quiz" and state["kind"] == "choice":
            said = [engine.evaluate(ANSWER, place, i) for i in range(len(state["reasons"]))]
            assert [i for i, words in enumerate(said) if words.startswith("Right.")] == [state["answer"]]
    assert [error for error in engine.evaluate("() => errors") if error != HIDDEN] == []
    if figures:
        tell(f"{engine.name} {engine.version}, {name}: {figures} figures, {positions} positions as computed")
