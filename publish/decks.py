"""The series as slides for any browser: one file a deck, which asks for nothing outside itself."""

import itertools
import re
from copy import deepcopy
from importlib.metadata import files
from pathlib import Path

from . import glossary
from .cells import FOLDED_NOTE, tags
from .site.pages import HERE, CourseExporter, publish

SLIDE_LEVELS = {"slide": 0, "subslide": 1, "fragment": 2}  # a section of slides, a slide, a part of one


def build(notebooks, folder):
    """Write one deck of slides per notebook of the folder `notebooks` into `folder`.

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
    """Write a deck of every notebook of the executed `series` into `folder`; their paths."""
    exporter, folder = DeckExporter(), Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    decks = [folder / f"{entry.name}.html" for entry in series]
    for entry, path in zip(series, decks):
        path.write_text(exporter.page(entry), encoding="utf-8")
    return decks


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
        """Without what is skipped; each cell with the tags that end and begin slides before it."""
        starts, ends = ["<section>", "<section>", '<div class="fragment">'], ["</section>", "</section>", "</div>"]
        shown, opened = [], 0
        for cell in itertools.chain.from_iterable(map(_in_parts, cells)):
            kind = cell.metadata.get("slideshow", {}).get("slide_type", "-")
            if kind == "skip":
                continue
            cell.source = cell.source.replace(FOLDED_NOTE, "**Solution**")
            cell.source = re.sub(rf"\[([^]]+)\]\({glossary.NAME}\)", r"\1", cell.source)  # decks have no such page
            if "seen" in tags(cell):
                cell.source = _unfold(cell.source)
            cell.metadata.opens = ""
            if kind in SLIDE_LEVELS or not opened:
                level = SLIDE_LEVELS.get(kind, 0) if opened else 0
                upto = max(level + 1, 2)
                cell.metadata.opens = "".join([*ends[level:opened][::-1], *starts[level:upto]])
                opened = upto
            shown.append(cell)
        shown[-1].metadata.closes = "".join(ends[:opened][::-1])
        return shown


def _unfold(source):
    """Markdown without the fold around it: on a slide the next key opens what is folded on a page."""
    return re.sub(r"<details>\s*<summary>(.*?)</summary>|</details>\s*$", r"\1", source).strip()


def _in_parts(cell):
    """The cell, or where its picture is a page taller than wide, such a cell for every part that fits a slide."""
    pictures = [output for output in cell.get("outputs", []) if "image/svg+xml" in output.get("data", {})]
    parts = _rows(pictures[0].data["image/svg+xml"]) if len(pictures) == 1 else []
    if len(parts) < 2:
        return [cell]
    cells = []
    for number, part in enumerate(parts):
        cells.append(deepcopy(cell))
        cells[-1].outputs = [deepcopy(pictures[0])]
        cells[-1].outputs[0].data["image/svg+xml"] = part
        if number:
            cells[-1].id = f"{cell.id}-{number}"
            cells[-1].source = ""
            cells[-1].metadata.slideshow = {"slide_type": "subslide"}
    return cells


def _rows(svg):
    """A tall picture in parts of the shape of a slide, cut above its rows of axes; a wide one as it is."""
    box = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    width, height = float(box[1]), float(box[2])
    if height <= width:
        return [svg]
    axes = re.findall(r'<g id="[^"]*axes_\d+">\s*<g id="[^"]*patch_\d+">\s*<path d="([^"]*)"', svg)
    tops = sorted({min(float(y) for y in re.findall(r"[ML] \S+ (\S+)", path)) - 4 for path in axes})
    cuts = [0.0]
    for top, end in zip(tops[1:], [*tops[2:], height]):
        if end - cuts[-1] > 0.62 * width:
            cuts.append(top)
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
