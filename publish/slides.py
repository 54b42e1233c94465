"""Walkthrough mode: the series as slides.

    python -m publish.slides [FOLDER]      one deck of slides a notebook, by default into slides/
    python -m publish.slides --mark        only store in the notebooks which cell begins a slide

`slide_types` is the rule, `mark` stores it as the metadata that jupyterlab-rise and nbconvert read: every section is a
column of slides, every figure and every question has a slide of its own, what was predicted is seen on the next one.
"""

import argparse
import math
import re
from pathlib import Path

import nbformat

from .site.pages import DeckExporter, executed
from .student import FOLDED_NOTE, PREDICTION, ROOT, tags

SEEN, EXERCISE, REFERENCES = "**What you saw", "**Exercise", "## References"
ROOM = 600  # pixels of a slide's 720 that are to be filled, before the page fits its type to what is there


def slide_types(notebook):
    """Where slides begin: a rule, so that nobody has to remember to say it.

    Parameters
    ----------
    notebook : NotebookNode
        With its outputs, which take room.

    Returns
    -------
    list of str
        One for each cell, in the words of the metadata: "slide" begins a section, "subslide" goes on below it,
        "fragment" appears on the same slide at the next key, "-" is there with what stands before it, "notes" is for
        the teacher alone, and "skip" stays in the notebook.
    """
    types, before, filled, in_references = [], None, 0, False
    for cell in notebook.cells:
        in_references = in_references or cell.source.startswith(REFERENCES)
        height = _height(cell)
        if "teacher" in tags(cell):
            kind = "notes"
        elif in_references or _leads_on(cell):
            kind = "skip"
        elif before is None or re.match(r"##? ", cell.source):
            kind = "slide"
        elif _begins(cell, before, filled) or filled + height > ROOM:
            kind = "subslide"
        else:
            kind = "fragment" if cell.source.startswith(SEEN) else "-"
        if kind not in ("notes", "skip"):
            filled = height + (filled if kind in ("fragment", "-") else 0)
            before = cell
        types.append(kind)
    return types


def mark(notebook):
    """Store `slide_types` in the metadata of `notebook`, where jupyterlab-rise and nbconvert look for them."""
    for cell, kind in zip(notebook.cells, slide_types(notebook)):
        cell.metadata["slideshow"] = {"slide_type": kind}


def _begins(cell, before, filled):
    """Whether a slide begins here even where there is room: nothing stands beside a figure, and no answer is given
    away."""
    if "quiz" in tags(cell):
        return filled > ROOM / 4 or before.cell_type == "code"  # the first may stand under its heading
    return (
        _is_figure(cell)
        or _is_figure(before)
        or "quiz" in tags(before)
        or PREDICTION in before.source
        or cell.source.startswith((EXERCISE, FOLDED_NOTE))
        or "solution" in tags(before)
    )


def _leads_on(cell):
    """Whether this is a line of links to other notebooks: at a projector nobody follows them."""
    return re.match(r"(Previous|Next|All notebooks): ?\[", cell.source) is not None


def _is_figure(cell):
    return cell.cell_type == "code" and any("image/svg+xml" in output.get("data", {}) for output in cell.outputs)


def _height(cell):
    """About how many pixels high the cell is where the type is of middle size."""
    if cell.cell_type == "markdown":
        return sum(_height_of_part(part) for part in cell.source.split("\n\n"))
    lines = 0 if "source_hidden" in cell.metadata.get("jupyter", {}) else cell.source.count("\n") + 2
    for output in cell.outputs:
        shown = output.get("data", {})
        html = shown.get("text/html", "")
        text = "" if html else shown.get("text/plain", output.get("text", ""))
        lines += 1.4 * html.count("<tr") + 2 * html.count("<li") + (text.rstrip().count("\n") + 1 if text else 0)
    return 25 * lines


def _height_of_part(part):
    if part.startswith("#"):
        return 70
    if part.startswith("$$"):
        return 75
    lines = part.split("\n")
    if part.startswith("|"):
        return sum(36 * math.ceil(len(line) / 130) for line in lines)
    if re.match(r"(-|\d+\.) ", part):
        return 16 + sum(32 * math.ceil(len(line) / 105) for line in lines)
    return 20 + 32 * math.ceil(len(part) / 110)


def build(notebooks, folder):
    """Write one deck of slides a notebook of the folder `notebooks` into `folder`.

    Each is one file that asks for nothing outside itself: figures move and questions answer as on the pages of
    `publish.site`. Any browser shows it. With the environment variable ``ACTLIB_PROJECTOR=1`` figures have projector
    size; ``make slides`` sets it.

    Returns
    -------
    list of Path
        The decks.

    Raises
    ------
    FileNotFoundError
        There is no notebook.
    nbclient.exceptions.CellExecutionError
        A cell raises.
    """
    return write(executed(notebooks), folder)


def write(series, folder):
    """Write a deck of every notebook of the executed `series` into `folder`, as `build` does."""
    exporter, folder = DeckExporter(), Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    written = [folder / f"{entry.name}.html" for entry in series]
    for entry, path in zip(series, written):
        path.write_text(exporter.page(entry), encoding="utf-8")
    return written


def store(path):
    """Mark the notebook at `path`; nothing else in the file changes."""
    notebook = nbformat.read(path, as_version=4)
    mark(notebook)
    path.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m publish.slides", description="The series as slides.")
    parser.add_argument("folder", nargs="?", type=Path, default=Path("slides"), help="default: slides")
    parser.add_argument("--mark", action="store_true", help="only store in the notebooks where slides begin")
    arguments = parser.parse_args()
    if arguments.mark:
        for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
            store(path)
    else:
        decks = build(ROOT / "notebooks", arguments.folder)
        for path in decks:
            print(f"{path.stat().st_size / 1e6:7.2f} MB  {path}")
