"""What a reader of the series reads: its sentences, without code, formulas and what only names another page."""

import ast
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import nbformat

from publish.cells import tags

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
PATHS = sorted(NOTEBOOKS.glob("*.ipynb"))
ASKING = {"choose", "enter", "predict"}
UNREAD = {"references", "links", "teacher"}


def notebook(path):
    return nbformat.read(path, as_version=4)


@dataclass(frozen=True)
class Passage:
    """A piece of text and where it stands: "07 c28"; `text` is clean, but for the marks of defined terms."""

    place: str
    tags: tuple
    text: str


@cache
def passages(path):
    """Every cell of a notebook that holds sentences: its Markdown, or what its questions ask and answer."""
    found = []
    for number, cell in enumerate(notebook(path).cells):
        if UNREAD & set(tags(cell)):
            continue
        text = cell.source if cell.cell_type == "markdown" else "\n".join(_said_by_questions(cell.source))
        if text:
            found.append(Passage(f"{path.stem[:2]} c{number}", tuple(tags(cell)), clean(text)))
    return found


def questions(path):
    """The questions of a notebook as pairs: what asks (choose, enter or predict), and its arguments by name.

    Values that are no constants, such as functions to draw, are left out.
    """
    names = {"choose": ["question", "options", "answer"], "enter": ["question", "answer", "why", "hints", "tolerance"]}
    for cell in notebook(path).cells:
        if cell.cell_type == "code":
            for call in _calls(cell.source):
                given = [*zip(names.get(call.func.id, ["question", "options", "answer"]), call.args)]
                given += [(keyword.arg, keyword.value) for keyword in call.keywords]
                yield call.func.id, {name: value for name, node in given if (value := _value(node)) is not None}


def _calls(source):
    tree = ast.parse(re.sub(r"^[%!].*$", "", source, flags=re.M))
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name))
    return [call for call in calls if call.func.id in ASKING]


def _value(node):
    try:
        return ast.literal_eval(node)
    except ValueError:  # a product such as 2 / 3 is a number, too
        try:
            return eval(compile(ast.Expression(node), "answer", "eval"), {"__builtins__": {}})
        except (NameError, TypeError):
            return None


def _said_by_questions(source):
    for call in _calls(source):
        for node in ast.walk(call):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def clean(text):
    """Without code, formulas, HTML, and the names of other pages."""
    text = re.sub(r"```.*?```", " ", text, flags=re.S)
    text = re.sub(r"`[^`\n]*`", " ⌑ ", text)
    text = re.sub(r"\$\$.*?\$\$|\$[^$\n]+\$", " ⌑ ", text, flags=re.S)
    text = re.sub(r"^\|.*\.ipynb.*\|$", " ", text, flags=re.M)  # a row of the map
    text = re.sub(r"\[[^]]*\]\([^)#]*\.ipynb[^)]*\)", " ⌑ ", text)
    text = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", text)
    return re.sub(r"<(?!/?dfn>)[^<>\n]+>", " ", text)
