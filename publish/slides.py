"""Walkthrough mode: the series as slides.

`slide_types` is the rule, `mark` stores it as the metadata that jupyterlab-rise and nbconvert read: every section is a
column of slides, every figure and every question has a slide of its own, what was predicted is seen on the next one.
"""

import math
import re

from .cells import is_figure, is_stub, tags

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
    types, before, filled = [], None, 0
    for cell in notebook.cells:
        height = _height(cell)
        if "teacher" in tags(cell):
            kind = "notes"
        elif {"references", "links"} & set(tags(cell)):
            kind = "skip"
        elif before is None or re.match(r"##? ", cell.source):
            kind = "slide"
        elif _begins(cell, before, filled) or filled + height > ROOM:
            kind = "subslide"
        else:
            kind = "fragment" if "seen" in tags(cell) else "-"
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
    if is_stub(cell):
        return is_figure(before) or "quiz" in tags(before)  # it may stand under what it asks for
    return (
        is_figure(cell)
        or is_figure(before)
        or "quiz" in tags(before)
        or "predict" in tags(before)
        or "exercise" in tags(cell)
        or "solution" in tags(cell)
        and "solution" not in tags(before)
        or "solution" in tags(before)
        and before.cell_type == "code"
    )


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
    if part.startswith("```") or part.endswith("```"):  # a listing, which an empty line may cut in two
        return 20 + 25 * len(lines)
    if re.match(r"(-|\d+\.) ", part):
        return 16 + sum(32 * math.ceil(len(line) / 105) for line in lines)
    return 20 + 32 * math.ceil(len(part) / 110)
