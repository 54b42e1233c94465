"""The series as slides for any browser: one file a deck, which asks for nothing outside itself."""

import itertools
import re
from copy import deepcopy
from importlib.metadata import files
from pathlib import Path

from actlib.figures import still_image
from actlib.saving import WIDGET_VIEW

from . import glossary, plans
from .cells import FOLDED_NOTE, svg_of, tags
from .site.pages import HERE, CourseExporter, Entry, publish
from .site.recording import RECORD

CALL = 3  # lines of code that only import and call what draws: a class need not see them
SLIDE_LEVELS = {"slide": 0, "subslide": 1, "fragment": 2}  # a section of slides, a slide, a part of one


def build(notebooks, folder):
    """Write one deck of slides per notebook of the folder `notebooks`, and one per plan of TEACHING.md, into `folder`.

    Each is one file that asks for nothing outside itself: figures move and questions answer as on the pages of
    `publish.site`. Any browser shows it. With the environment variable ``ACTLIB_PROJECTOR=1``, which
    ``python -m publish slides`` sets, figures have projector size.

    Returns
    -------
    list of Path
        The decks.

    Raises
    ------
    FileExistsError
        `folder` holds something that is no such decks.
    FileNotFoundError
        There is no notebook.
    nbclient.exceptions.CellExecutionError
        A cell raises.
    """
    return publish(notebooks, folder, "slides", write)


def write(series, folder):
    """Write a deck of every notebook of the executed `series`, and of every plan, into `folder`; their paths."""
    exporter, folder = DeckExporter(), Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    entries = [*series, *plans_of(series)]
    decks = [folder / f"{entry.name}.html" for entry in entries]
    for entry, path in zip(entries, decks):
        path.write_text(exporter.page(entry), encoding="utf-8")
    return decks


def plans_of(series):
    """Each run sheet of TEACHING.md whose notebooks are all in the `series`, as an Entry of its own."""
    known = {entry.name[:2] for entry in series}
    return [
        Entry(plans.file_name(title), plans.make_notebook(title, steps, series))
        for title, steps in plans.read_plans(plans.TEACHING.read_text(encoding="utf-8")).items()
        if {step.number for step in steps if step.number} <= known
    ]


class DeckExporter(CourseExporter):
    """The same contents as slides, which reveal.js shows; the cells' metadata say where each begins."""

    look = "deck"
    scripts = ("site.js",)
    left_out = {"jupyter-only"}  # the teacher's cells are the speaker's notes

    def __init__(self, **kw):
        super().__init__(**kw)
        reveal = {
            path.name: path.read_text(encoding="utf-8")
            for path in files("pyreveal")
            if path.match("revealjs/dist/*") and path.name in ("reveal.js", "reveal.css")
        }
        self.shared["preview"] = None  # which only the pages bring along
        own = {name: (HERE / name).read_text(encoding="utf-8") for name in ("deck.css", "deck.js")}
        self.shared["style"] = "\n".join([reveal["reveal.css"], self.shared["style"], own["deck.css"]])
        self.shared["script"] = "\n".join([reveal["reveal.js"], self.shared["script"], own["deck.js"]])

    def _shown(self, cells):
        """Without what is skipped; each cell with the tags that end and begin slides before it, and the heading that
        stands above a slide which has none of its own."""
        starts, ends = ["<section>", "<section>", '<div class="fragment">'], ["</section>", "</section>", "</div>"]
        shown, opened, heading = [], 0, ""
        for cell in itertools.chain.from_iterable(map(_in_parts, cells)):
            kind = cell.metadata.get("slideshow", {}).get("slide_type", "-")
            if kind == "skip":
                continue
            cell.source = cell.source.replace(FOLDED_NOTE, "**Solution**")
            cell.source = re.sub(rf"\[([^]]+)\]\({glossary.NAME}\)", r"\1", cell.source)  # decks have no such page
            if {"seen", "solution"} & set(tags(cell)):
                cell.source = plans.unfold(cell.source)
            cell.metadata.opens = cell.metadata.running = ""
            if found := re.match(r"##? (.+)", cell.source) if cell.cell_type == "markdown" else None:
                heading = found[1]
            elif kind in ("slide", "subslide") and not cell.source.startswith("### "):
                cell.metadata.running = heading
            if kind in SLIDE_LEVELS or not opened:
                level = SLIDE_LEVELS.get(kind, 0) if opened else 0
                upto = max(level + 1, 2)
                cell.metadata.opens = "".join([*ends[level:opened][::-1], *starts[level:upto]])
                opened = upto
            shown.append(cell)
        shown[-1].metadata.closes = "".join(ends[:opened][::-1])
        return shown


def _in_parts(cell):
    """The cell as those that a slide each holds: more code than a call before what it draws, then that, in its rows."""
    outputs = [output for output in cell.get("outputs", []) if not _is_bar(output)]
    drawn = [output for output in outputs if svg_of(output) or RECORD in output.get("data", {})]
    parts = []
    if cell.source and drawn and not cell.metadata.get("jupyter", {}).get("source_hidden"):
        if len(re.findall(r"^.*\S", cell.source, re.M)) > CALL:
            parts.append({"source": cell.source, "outputs": []})
        cell = _changed(cell, source="")
    still = len(drawn) == len(outputs) == 1 and RECORD not in drawn[0].data
    rows = _rows(svg_of(drawn[0])) if still else []
    if len(rows) > 1:
        images = [still_image(row, drawn[0].data["text/plain"]) for row in rows]
        parts += [{"outputs": [_changed(drawn[0], data=image)]} for image in images]
    elif cell.cell_type == "code":
        parts.append({"outputs": outputs})
    cells = [_changed(cell, **part) for part in parts or [{}]]
    for number, part in enumerate(cells[1:], 1):
        part.id = f"{cell.id}-{number}"
        part.metadata.slideshow = {"slide_type": "subslide"}
    return cells


def _changed(node, **parts):
    return type(node)({**deepcopy(node), **parts})


def _is_bar(output):
    """Whether it is the progress bar of work that is done."""
    shown = output.get("data", {})
    return WIDGET_VIEW in shown and "text/html" in shown and RECORD not in shown and not svg_of(output)


def _rows(svg):
    """A picture in parts of about the shape of a slide, cut between its rows of axes; a wide one as it is."""
    box = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    width, height = float(box[1]), float(box[2])
    starts, low, above = [], 0.0, 0.0
    for path in re.findall(r'<g id="[^"]*axes_\d+">\s*<g id="[^"]*patch_\d+">\s*<path d="([^"]*)"', svg):
        edges = [float(y) for y in re.findall(r"[ML] \S+ (\S+)", path)]
        top = min(edges)
        gap = top - low
        if not starts:
            starts, above = [0.0], top
        elif gap >= 0:  # the row has as much above it as the first one, if what the row before has below it leaves that
            starts.append(top - min(above, gap / 3))
        low = max(low, *edges)
    cuts = [0.0]
    for start, end in zip(starts[1:], [*starts[2:], height]):
        if end - cuts[-1] > 0.62 * width:
            cuts.append(start)
    parts = []
    for top, end in zip(cuts, [*cuts[1:], height]):
        high = f"{end - top:.2f}"
        inner = re.sub(
            r'width="[^"]*" height="[^"]*" viewBox="[^"]*"',
            f'width="{width}" height="{high}" viewBox="0 {top:.2f} {width} {high}"',
            svg,
            count=1,
        )
        # One within the other, because the inner one clips.
        parts.append(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {high}">{inner}</svg>')
    return parts
