"""What the repository says about itself holds: the plans for teachers, the guide for contributors, the small files."""
import json
import re
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
TEACHING = (ROOT / "TEACHING.md").read_text(encoding="utf-8")
TARGETS = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
PLAN = ("**Time**", "**Ask**", "**The class says**", "**Behind it**", "**Short of time**", "**Hand out**", "**Expect**")


def source(path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return "\n".join("".join(cell["source"]) for cell in cells)


def plan(path):
    """The section of TEACHING.md that belongs to a notebook."""
    (text,) = re.findall(rf"^## {path.stem[:2]} (.*?)(?=^## |\Z)", TEACHING, re.M | re.S)
    return text


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_notebook_has_a_plan_that_fits_it(path):
    text, page = plan(path), source(path)
    assert text.splitlines()[0] == re.search(r"^# \d+ · (.+)$", page, re.M)[1]
    for part in PLAN:
        assert part in text, f"{part} is missing"
    assert f"**Time** {re.search(r'Time: (.. minutes)', page)[1]}" in text
    named = re.findall(r"`((?:explore|compare|my)_?\w*)[`(]", text)
    for name in named:
        assert re.search(rf"\b{name}\b", page), f"{name} does not occur in {path.name}"


def test_the_minutes_of_the_short_courses_add_up():
    for minutes in (50, 90):
        (table,) = re.findall(rf"\*\*{minutes} minutes,.*?\n\n(.*?)\n\n", TEACHING, re.S)
        assert sum(int(number) for number in re.findall(r"^\| (\d+) \|", table, re.M)) == minutes


def test_the_four_sessions_cover_every_notebook_and_last_ninety_minutes():
    sessions = re.findall(r"^\| \d · .+? \| (.+?) \| (.+?) for exercises \|$", TEACHING, re.M)
    assert [name for names, _ in sessions for name in names.split(", ")] == [path.stem[:2] for path in NOTEBOOKS]
    for _, minutes in sessions:
        assert sum(map(int, minutes.split(" + "))) == 90
        assert minutes.endswith("+ 20")


@pytest.mark.parametrize("name", ["README.md", "TEACHING.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_links_lead_to_files_and_make_targets_exist(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(((?!https?:|#)[^)]+)\)", text):
        assert (ROOT / target.split("#")[0]).exists(), f"{name}: {target} does not exist"
    assert set(re.findall(r"`?make ([a-z-]+)", re.sub(r"(?i)\bto make\b", "", text))) - {"it", "sure"} <= TARGETS
