"""The lecturer's plans: each run sheet of TEACHING.md as a notebook of slides, made of the cells of the series.

A step of a sheet names a notebook and a heading. Of that section a class sees what is asked, the figure, what comes
out and what was seen, in this order; what TEACHING.md says about it are the speaker's notes.
"""

import re
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

from nbformat.v4 import new_markdown_cell, new_notebook

from .cells import is_figure, is_stub, tags

TEACHING = Path(__file__).parents[1] / "TEACHING.md"
MOST_WORDS = 60  # on a slide
SENTENCE = r"(?<!^\d\.)(?<=[.!?])[ \n](?=[A-Z*($`])"  # between two of them, and not after the number of an item
ITEM = r"(?:-|\d+\.) "  # how an item of a list begins
ROW = r"\| (\d:\d\d) \| (\d+) \| (.+?) \| (?:(\d\d) · (.+?))? ?\| (.*?) ?\|$"
SHOWS = {"Vote": "question", "Number": "question", "Draw": "question", "We expect": "question"} | {
    "Start": "figure",
    "Move": "figure",
    "Then": "figure",
}  # on which slide the speaker needs what stands behind such a word; the rest goes with the answer


@dataclass(frozen=True)
class Step:
    """A row of a run sheet; `number` is that of a notebook and, as `heading`, may be None."""

    clock: str
    minutes: str
    what: str
    number: str
    heading: str
    late: str


def read_plans(teaching):
    """The run sheets of a text such as TEACHING.md: the title of each, and its steps.

    Returns
    -------
    dict of str to list of Step
    """
    plans, title = {}, ""
    for line in teaching.splitlines():
        if found := re.match(r"## (.+)|\*\*(Session .+?)\*\*", line):
            title = found[1] or found[2]
        elif row := re.match(ROW, line):
            plans.setdefault(title, []).append(Step(*row.groups()))
    return plans


def file_name(title):
    """The name of a plan's deck: "90-minutes", "session-1"."""
    return "-".join(re.findall(r"\w+", title)[:2]).lower()


def make_notebook(title, steps, series):
    """The slides of one plan.

    Parameters
    ----------
    title : str
    steps : list of Step
    series : list of Entry
        The executed notebooks.

    Returns
    -------
    NotebookNode
        Its metadata say where slides begin.
    """
    teaching = TEACHING.read_text(encoding="utf-8")
    notebooks = {entry.name[:2]: entry for entry in series}
    used = dict.fromkeys(step.number for step in steps if step.number)
    contents = "\n".join(f"- {notebooks[number].title}" for number in used)
    cells = _slide([new_markdown_cell(f"# {title}\n\n{contents}")], "slide", [_agenda(steps)])
    for step in steps:
        if step.number:
            entry = notebooks[step.number]
            said = _said(teaching, entry.title.partition(" · ")[2], step)
            cells += _slides_of(entry, step, said)
        elif step.what == "break":
            words = new_markdown_cell(f"## Break\n\n{step.minutes} minutes")
            cells += _slide([words], "slide", [_clock(step)])
    for number, cell in enumerate(cells):
        cell.id = f"cell-{number}"
    return new_notebook(cells=cells)


def find_section(cells, heading, call=None):
    """The cells under a heading: as far as the next of its level, or as the next round.

    The figure that a round speaks of may stand before it: the one that is called so, or the last where the section
    has none. It comes behind the question, or at the end where nothing is asked.
    """
    level, start = next(
        (len(found[1]), number)
        for number, cell in enumerate(cells)
        if cell.cell_type == "markdown" and (found := re.match(rf"(#+) {re.escape(heading)}$", cell.source, re.M))
    )
    end = next(number for number in range(start + 1, len(cells)) if _ends(cells[number], level))
    section = cells[start:end]
    figures = [cell for cell in section if is_figure(cell) and (call or "") in cell.source]
    before = [cell for cell in cells[:start] if is_figure(cell) and (call or "") in cell.source]
    votes = [number for number, cell in enumerate(section) if cell.cell_type == "code" and "predict" in tags(cell)]
    if before and not figures and (votes or all(cell.cell_type == "markdown" for cell in section)):
        place = votes[0] + 1 if votes else len(section)
        section = [*section[:place], before[-1], *section[place:]]
    return section


def _ends(cell, level):
    if {"references", "links", "takeaways"} & set(tags(cell)):
        return True
    heading = re.match(r"(#+) ", cell.source) if cell.cell_type == "markdown" else None
    return bool(heading) and (len(heading[1]) <= level or "predict" in tags(cell))


def _slides_of(entry, step, said):
    """The slides of a step."""
    starts = re.search(r"\*\*Start\*\* `(.+?)`", "\n".join(said["figure"]))
    call = starts[1] if starts else None
    section = find_section(entry.notebook.cells, step.heading, call)
    if any("predict" in tags(cell) for cell in section):
        last = _answered(section)
        shown = [
            cell
            for number, cell in enumerate(section)
            if _belongs(cell) and (number <= last or call and call in cell.source)
        ]
    elif any("exercise" in tags(cell) for cell in section):
        task = [cell for cell in section if "exercise" in tags(cell)]
        end = next(number for number, cell in enumerate(task) if is_stub(cell)) + 1
        shown = task[:end]
    else:
        shown = [cell for cell in section if "jupyter-only" not in tags(cell)]
    cells = []
    for cell in _headed(shown, step.heading):
        notes = [] if cells else [_clock(step), *said["first"]]
        kind = "question" if "predict" in tags(cell) else "answer" if "seen" in tags(cell) else "figure"
        if kind != "question" or cell.cell_type == "code":  # what leads to the question needs no words
            notes += said[kind]
            said[kind] = []
        for number, part in enumerate(_parts(cell)):
            part.metadata.notebook = entry.name
            cells += _slide([part], "subslide" if cells else "slide", [] if number else notes)
    return cells


def _headed(cells, heading):
    """The cells with the heading above the first: what stands under it on the page may not be shown."""
    first = cells[0]
    if re.match(r"#+ ", first.source):
        return cells
    if first.cell_type == "code":
        return [new_markdown_cell(f"## {heading}"), *cells]
    return [new_markdown_cell(f"## {heading}\n\n{first.source}", metadata={"tags": tags(first)}), *cells[1:]]


def _answered(section):
    """Where the last question that is voted on is answered: what a page goes on to ask after it is for home."""
    vote = max(number for number, cell in enumerate(section) if cell.cell_type == "code" and "predict" in tags(cell))
    return next((number for number in range(vote, len(section)) if "seen" in tags(section[number])), len(section) - 1)


def _belongs(cell):
    """Whether a class sees this cell of a round: what is asked, what comes out, and what was seen."""
    return bool({"predict", "seen"} & set(tags(cell)) or cell.get("outputs"))


def _slide(cells, kind, notes):
    cells[0].metadata = {**cells[0].metadata, "slideshow": {"slide_type": kind}}
    if notes:
        cells.append(new_markdown_cell("\n".join(notes), metadata={"slideshow": {"slide_type": "notes"}}))
    return cells


def _agenda(steps):
    return "\n".join(f"- {step.clock} {step.what}" for step in steps)


def _clock(step):
    late = f" Late: {step.late}." if step.late else ""
    return f"- **{step.clock}, {step.minutes} minutes**: {step.what}.{late}"


def _said(teaching, title, step):
    """What TEACHING.md says about a step, under the kind of slide on which the speaker needs it."""
    said = {"first": [], "question": [], "figure": [], "answer": []}
    notebook = re.search(rf"^## {step.number} · {re.escape(title)}\n(.*?)(?=^## |\Z)", teaching, re.M | re.S)
    section = re.search(rf"^### {re.escape(step.heading)}\n(.*?)(?=^###? |\Z)", notebook[1], re.M | re.S)
    for item, kind in re.findall(r"^(- \*\*(.+?)\*\*.*\n?(?:  .*\n?)*)", section[1] if section else "", re.M):
        said["first" if kind == "Short of time" else SHOWS.get(kind, "answer")].append(item.strip("\n"))
    return said


def _parts(cell):
    """The cell without its code, in parts of few words."""
    cell = deepcopy(cell)
    if cell.cell_type == "code":
        cell.source, cell.outputs = (cell.source, []) if is_stub(cell) else ("", cell.outputs)
        return [cell]
    return [new_markdown_cell(part, metadata={"tags": tags(cell)}) for part in split_words(unfold(cell.source))]


def unfold(source):
    """Markdown without the fold around it: on a slide the next key opens what is folded on a page."""
    return re.sub(r"<details>\s*<summary>(.*?)</summary>|</details>\s*$", r"\1", source).strip()


def split_words(source, most=MOST_WORDS):
    """Markdown in parts of at most `most` words: cut between paragraphs, items and rows, then between sentences.

    Of all that are as few, the most even parts, so that no slide has a single line.
    """
    blocks = list(_blocks(source, most))
    parts = _packed(blocks, most)
    while most > 1 and len(evener := _packed(blocks, most - 1)) == len(parts):
        parts, most = evener, most - 1
    return parts


def _packed(blocks, most):
    parts, words = [], 0
    for joint, block in blocks:
        count = count_words(block)
        if parts and words + count <= most:
            # Right after a sentence that a cut has parted from its item, the next item would be no item.
            apart = joint == "\n" and not re.match(ITEM, parts[-1].split("\n\n")[-1])
            parts[-1] += ("\n\n" if apart else joint) + block
            words += count
        else:
            parts.append(block)
            words = count
    return parts


def count_words(markdown):
    """How many words a person reads; a formula is one."""
    formulas = re.sub(r"\$\$.+?\$\$|\$[^$]+\$", " formula ", markdown, flags=re.S)
    return len(re.findall(r"[^\W_](?:[\w’'.,%·–-]*\w)?", re.sub(r"<[^>]+>|\]\([^)]*\)", " ", formulas)))


def _blocks(source, most):
    """Pieces of Markdown that stay whole, each with what joins it to the one before."""
    for block in re.split(r"\n{2,}", source.strip()):
        joint = "\n\n"
        if block.startswith("|"):
            pieces = _tables(block, most - 10)  # its heading stands above it
        elif re.match(ITEM, block):
            pieces, joint = re.split(rf"\n(?={ITEM})", block), "\n"
        else:
            pieces = [block]
        for number, piece in enumerate(pieces):
            room = most if piece.startswith("(") else most - 10  # an aside stays whole: it ends with its parenthesis
            sentences = re.split(SENTENCE, piece) if count_words(piece) > room else [piece]
            for place, sentence in enumerate(sentences):
                yield " " if place else joint if number else "\n\n", sentence


def _tables(block, most):
    """A table as several of few words, each with its head."""
    first, line, *rows = block.split("\n")
    tables = [[first, line]]
    for row in rows:
        if len(tables[-1]) > 2 and count_words(" ".join([*tables[-1], row])) > most:
            tables.append([first, line])
        tables[-1].append(row)
    return ["\n".join(table) for table in tables]
