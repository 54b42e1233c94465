"""The guide for contributors: its map is complete, its table is that of the notebooks, its recipes work."""

import re
import sys
from types import ModuleType

import pytest
from support.painting import differences, positions, sent
from support.prose import NOTEBOOKS, PATHS, notebook

import actlib.explorers

ROOT = NOTEBOOKS.parent
GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
SHARED = {"choices", "plane", "replay", "side_by_side"}  # what others use, without a public name
ROOMS = ["experiments", "explorers"]
FOLDERS = ["actlib", "publish", "tests", "benchmarks", "notebooks", ".github"]
MAP = re.search(r"## Where things are\n(.*?)\n## ", GUIDE, re.S)[1]


def names_in(path):
    return {
        name
        for cell in notebook(path).cells
        if cell.cell_type == "code"
        for name in re.findall(r"\b(\w+)\(", cell.source)
    }


def public_names():
    """File without its ending, in either room, -> the public names in it."""
    files = {}
    for module, names in actlib._MODULES.items():
        room, _, stem = module.rpartition(".")
        if room in ROOMS:
            files.setdefault(stem, []).extend(names)
    return files


def experiment_table():
    """File, notebooks, and what they call, of every experiment: its numbers and its figure."""
    used = {path.stem[:2]: names_in(path) for path in PATHS}
    rows = ["| file | notebooks | what they call |", "|---|---|---|"]
    for stem, names in sorted(public_names().items()):
        called = {name: [number for number, all_ in used.items() if name in all_] for name in names}
        numbers = sorted({number for where in called.values() for number in where})
        calls = ", ".join(f"`{name}`" for name in sorted(called) if called[name])
        rows.append(f"| `{stem}.py` | {', '.join(numbers)} | {calls} |")
    return "\n".join(rows)


def test_the_table_of_experiments_is_that_of_the_notebooks():
    assert experiment_table() in GUIDE, f"the table should be\n\n{experiment_table()}\n"


def test_the_map_names_every_module_and_only_files_that_exist():
    folders = ["actlib", "actlib/widgets", "actlib/widgets/js", "publish", "publish/site"]
    files = [path for folder in folders for path in (ROOT / folder).glob("*.*") if path.suffix in (".py", ".js")]
    named = set(re.findall(r"`((?:\w+/)*\w+\.(?:py|js))`", MAP))
    missing = [path.name for path in files if not any(name.split("/")[-1] == path.name for name in named)]
    own = {"deck.js", "site.js"}  # a page's own, beside what writes it
    assert set(missing) <= own, missing
    there = [f"/{path.relative_to(ROOT)}" for folder in FOLDERS for path in (ROOT / folder).rglob("*.*")]
    for name in named:
        assert any(path.endswith(f"/{name}") for path in there), f"{name} does not exist"


def test_every_experiment_is_in_the_table_or_shared():
    files = {path.stem for room in ROOMS for path in (ROOT / "actlib" / room).glob("*.py")} - {"__init__"}
    assert files - set(public_names()) == SHARED


def test_the_example_of_an_explorer_works_as_every_explorer_has_to():
    (source,) = re.findall(r"```python\n(\"\"\"How steep.*?)```", GUIDE, re.S)
    module = ModuleType("actlib.explorers.steepness")
    module.__package__ = "actlib.explorers"
    sys.modules[module.__name__] = module
    exec(source, vars(module))
    figure = module.explore_steepness()
    assert module.slope_in_the_middle(4) == 1.0 and "slope ¼ and 1" in figure.still()[1]
    for k in positions(figure._controls["k"]):
        figure.k = k
        assert "svg" not in figure.moves and differences(sent(figure), figure, {}) == []


@pytest.mark.parametrize("command", re.findall(r"^\.venv/bin/python -m (\S+ \S+)", GUIDE, re.M))
def test_a_command_of_the_guide_names_what_exists(command):
    tool, argument = command.split()
    if tool == "pytest":
        assert (ROOT / argument).exists(), command
    elif tool == "publish":
        assert argument in ("notebooks", "glossary")
    else:
        assert tool == "ruff"
