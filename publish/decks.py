"""The series as slides for any browser: one file a deck, which asks for nothing outside itself."""

import itertools
import re
from copy import deepcopy
from importlib.metadata import files
from pathlib import Path

from actlib.figures import still_image

from . import glossary, plans
from .cells import FOLDED_NOTE, svg_of, tags
from .site.pages import HERE, CourseExporter, Entry, publish
from .site.recording import RECORD

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
            if "seen" in tags(cell):
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
    """The cell, or where a picture that does not move is too high for a slide, such a cell for each of its parts."""
    pictures = [output for output in cell.get("outputs", []) if svg_of(output)]
    still = len(pictures) == 1 and RECORD not in pictures[0].data
    parts = _rows(svg_of(pictures[0])) if still else []
    if len(parts) < 2:
        return [cell]
    cells = []
    for number, part in enumerate(parts):
        cells.append(deepcopy(cell))
        cells[-1].outputs = [deepcopy(pictures[0])]
        cells[-1].outputs[0].data |= still_image(part, pictures[0].data["text/plain"])
        if number:
            cells[-1].id = f"{cell.id}-{number}"
            cells[-1].source = ""
            cells[-1].metadata.slideshow = {"slide_type": "subslide"}
    return cells


def _rows(svg):
    """A picture in parts of about the shape of a slide, cut between its rows of axes; a wide one as it is."""
    box = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    width, height = float(box[1]), float(box[2])
    tops, low = [], 0.0
    for path in re.findall(r'<g id="[^"]*axes_\d+">\s*<g id="[^"]*patch_\d+">\s*<path d="([^"]*)"', svg):
        edges = [float(y) for y in re.findall(r"[ML] \S+ (\S+)", path)]
        if not tops or min(edges) >= low:
            tops.append(min(edges))
        low = max(low, *edges)
    starts = [top - tops[0] for top in tops]  # every row has as much above it as the first one has
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
