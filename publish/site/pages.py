"""From notebooks to pages: executed once, then rendered by nbconvert with the template of the course."""

import json
import re
from copy import deepcopy
from html import escape
from pathlib import Path

import nbformat
from jinja2 import pass_context
from math_core import LatexToMathML
from nbconvert.exporters import HTMLExporter, TemplateExporter
from nbconvert.filters.highlight import Highlight2HTML
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbconvert.preprocessors import TagRemovePreprocessor

import actlib.widgets
from actlib import figures
from actlib.saving import WIDGET_VIEW
from actlib.widgets import live

from .. import glossary
from ..cells import FOLDED_NOTE, svg_of
from ..execution import execute, find_notebooks, for_each
from ..folders import replace_folder
from ..reading import read_notebook
from .recording import RECORD
from .start import draw_preview, edition, emblem, minutes

HERE = Path(__file__).parent
WIDGETS = Path(actlib.widgets.__file__).parent
MODULES = {  # as recording says
    "live": live.PARTS,
    "quiz": ("dom", "numbers", "quiz"),
    "predict": ("dom", "numbers", "drawing", "predict"),
    "series_quiz": ("dom", "series_quiz"),
}
STYLES = [*(WIDGETS / f"{name}.css" for name in MODULES), HERE / "site.css"]
SERIES = "Activation functions, by hand"
HOW_TO_RUN = "open notebooks/{name}.ipynb in JupyterLab"
FIGURE_NEEDS_PYTHON = "Python computes this figure while you move it; to do so, " + HOW_TO_RUN + "."
WIDGET_NEEDS_PYTHON = "This widget needs Python; to use it, " + HOW_TO_RUN + "."
GLOSSARY, PREVIEW = "glossary.html", "preview.png"
DESCRIPTION = (
    "An interactive course on the activation functions of neural networks: Sigmoid, Tanh, ReLU, Leaky ReLU and Swish, "
    "with figures that follow your slider, in any browser."
)
LONG = 20  # characters of a formula that may not fit a line on a phone


def build(notebooks, folder):
    """Build every notebook of the folder `notebooks`, the map and the glossary of the series, into `folder`.

    Parameters
    ----------
    notebooks, folder : path
        An earlier site in `folder` is replaced.

    Returns
    -------
    list of Path
        The pages, index.html first, glossary.html last.

    Raises
    ------
    FileExistsError
        `folder` holds something that is no such site.
    FileNotFoundError
        There is no notebook.
    nbclient.exceptions.CellExecutionError
        A cell raises.
    """
    return publish(notebooks, folder, "site", write)


def publish(notebooks, folder, kind, write):
    """Execute `notebooks` and have `write` put what it makes of the series into `folder`; the paths of its files."""
    with replace_folder(folder, kind) as made:
        names = [path.name for path in write(execute_series(notebooks), made)]
    return [Path(folder) / name for name in names]


def write(series, folder):
    """Write the executed `series`, its map and its glossary into `folder`; paths of the pages, index.html first."""
    exporter, folder = CourseExporter(), Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    index = folder / "index.html"
    index.write_text(exporter.map_of(series), encoding="utf-8")
    pages = [index]
    for i, entry in enumerate(series):
        beside = {"previous": series[i - 1] if i else None, "next": series[i + 1] if i + 1 < len(series) else None}
        pages.append(folder / f"{entry.name}.html")
        pages[-1].write_text(exporter.page(entry, **beside), encoding="utf-8")
    pages.append(folder / GLOSSARY)
    pages[-1].write_text(exporter.glossary_of(series), encoding="utf-8")
    draw_preview(folder / PREVIEW)
    return pages


def execute_series(notebooks):
    """Every notebook of a folder as an `Entry`, run in a fresh kernel; FileNotFoundError if there is none."""
    paths = find_notebooks(notebooks)
    return [Entry(path.stem, notebook) for path, notebook in zip(paths, for_each(paths, execute_and_record))]


def execute_and_record(path):
    """The notebook at `path`, run in a fresh kernel that records its widgets."""
    notebook = read_notebook(path)
    execute(notebook, Path(path).parent, "--ext=publish.site.recording")
    return notebook


def page_of(url):
    """Where a link between notebooks, or to the glossary, leads on the pages; any other stays as it is."""
    return re.sub(r"^(?!\w+:)([^#]*)\.ipynb(?=#|$)", r"\1.html", url.replace(glossary.NAME, GLOSSARY))


class Entry:
    """One notebook's place in the series: `title` from its heading, `promise` from the first sentence under it."""

    def __init__(self, name, notebook):
        self.name, self.notebook = name, notebook
        first = next((cell.source for cell in notebook.cells if re.search(r"^# .", _words(cell), re.M)), f"# {name}")
        self.title = re.search(r"^# (.+)$", first, re.M)[1].strip()
        after = re.split(r"^# .+$", first, maxsplit=1, flags=re.M)[1].split("\n\n")
        self.promise = next((part.strip() for part in after if part.strip()), "")


def _words(cell):
    return cell.source if cell.cell_type == "markdown" else ""


class Renderer(IPythonRenderer):
    """Markdown as HTML: links lead to pages, mathematics is MathML, and Chinese words say that they are."""

    to_mathml = LatexToMathML()

    def heading(self, text, level, **attrs):
        anchor = escape(re.sub(r"<[^>]*>", "", text).strip().replace(" ", "-"))
        return f'<h{level} id="{anchor}">{text}</h{level}>\n'

    def link(self, text, url, title=None):
        return super().link(text, page_of(url), title)

    def text(self, text):
        text = re.sub(r"[\u4e00-\u9fff]+", r'<span lang="zh">\g<0></span>', super().text(text))
        # In the midst of words from right to left a minus would stand behind its number.
        return re.sub(r"(?<![\w.])−\d[\d.,]*(?<=\d)", r"<bdi>\g<0></bdi>", text)

    def block_math(self, body):
        return f'<span class="formula">{self.to_mathml.convert_with_local_state(body, displaystyle=True)}</span>'

    def inline_math(self, body):
        return self.to_mathml.convert_with_local_state(body, displaystyle=False)


class CourseExporter(HTMLExporter):
    """nbconvert's HTML exporter with the template of the course."""

    look = "course"
    scripts = ("memory.js", "site.js", "narrow.js")  # the page's own, each in a block of its own, in this order
    left_out = {"teacher", "jupyter-only"}  # tags of cells that no page shows

    def __init__(self, **kw):
        templates = [str(HERE / "templates")]
        super().__init__(
            template_name=self.look, extra_template_basedirs=templates, extra_template_paths=templates, **kw
        )
        self.shared = {
            "series_title": SERIES,
            "style": "\n".join(path.read_text(encoding="utf-8") for path in STYLES),
            "script": _script(self.scripts),
            "description": DESCRIPTION,
            "preview": PREVIEW,
            **edition(),
        }

    @pass_context
    def markdown2html(self, context, source):
        html = MarkdownWithMath(renderer=Renderer(escape=False)).render(source)
        html = re.sub(r"<table>.*?</table>", r'<div class="wide">\g<0></div>', _headed(html), flags=re.S)
        return re.sub(r"<math>(?:(?!</math>).)*</math>[.,;:?!)’”]*", _kept_whole, html, flags=re.S)

    def from_notebook_node(self, nb, resources=None, **kw):
        """As `HTMLExporter` does, which then parses the whole page once more, for images without a text alternative."""
        self.register_filter("highlight_code", Highlight2HTML(pygments_lexer="python", parent=self))
        return TemplateExporter.from_notebook_node(self, nb, resources, **kw)

    def page(self, entry, previous=None, next=None):
        """One page of the series."""
        notebook = nbformat.from_dict(entry.notebook)
        notebook, _ = TagRemovePreprocessor(remove_cell_tags=self.left_out).preprocess(notebook, {})
        notebook.cells = self._shown(notebook.cells)
        shown = [(cell, output) for cell in notebook.cells for output in cell.get("outputs", [])]
        for number, (cell, output) in enumerate(shown):
            _prepare(output, number, cell.metadata.get("notebook", entry.name))
        _number_figures(notebook)
        here = {
            **self.shared,
            "title": entry.title,
            "previous": previous,
            "next": next,
            "how_to_run": HOW_TO_RUN.format(name=entry.name),
        }
        return self.from_notebook_node(notebook, resources={"course": here})[0]

    def _shown(self, cells):
        return [cell for cell in cells if cell.source != FOLDED_NOTE]  # the fold itself says so

    def map_of(self, series):
        """The first page: a figure to move, and every notebook's picture, title, promise and time."""
        tiles = [
            {
                "entry": entry,
                "promise": MarkdownWithMath(renderer=Renderer(escape=False)).render(entry.promise),
                "picture": _among_others(emblem(entry.name, entry.notebook), f"m{number}-"),
                "minutes": minutes(entry.notebook),
                "questions": sum(map(_asks, entry.notebook.cells)),
            }
            for number, entry in enumerate(series)
        ]
        here = {**self.shared, "title": SERIES, "previous": None, "next": None}
        return self.environment.get_template("map.html.j2").render(
            resources={"course": here}, tiles=tiles, figure=_first_figure(series)
        )

    def glossary_of(self, series):
        """The page of all terms, each with the sentence that defines it."""
        found = [one for entry in series for one in glossary.find_definitions(f"{entry.name}.ipynb", entry.notebook)]
        text = MarkdownWithMath(renderer=Renderer(escape=False)).render(glossary.write_glossary(found))
        here = {**self.shared, "title": "Glossary", "previous": None, "next": None}
        return self.environment.get_template("glossary.html.j2").render(resources={"course": here}, text=text)


def _script(own):
    """The widgets' modules and the page's `own` parts as one classic script: from a file, a browser loads no module."""
    modules = []
    for name, parts in MODULES.items():
        source = re.sub(r"^export default ", "return ", actlib.widgets.script(*parts), flags=re.M)
        modules.append(f"{name}: (() => {{\n{source}\n}})(),".replace(".ipynb", ".html"))
    page = ["{\n" + (HERE / name).read_text(encoding="utf-8") + "\n}" for name in own]
    return "\n".join(["(() => {", "const MODULES = {", *modules, "};", *page, "})();"])


def _prepare(output, number, name):
    """Leave in an output what its page shows: the record of a widget, a picture, or a sentence."""
    bundle = output.get("data", {})
    if svg := svg_of(output):
        output["svg"] = _among_others(svg, f"o{number}-")
        del bundle["text/html"]
    if "actlib-setup-words" in bundle.get("text/html", ""):
        output["silent"] = True  # advice for those who run the page
    elif "text/html" in bundle:
        bundle["text/html"] = _headed(bundle["text/html"])
    if RECORD in bundle and bundle[RECORD]["module"] is None:
        output["needs_python"] = WIDGET_NEEDS_PYTHON.format(name=name)
    elif RECORD in bundle:
        # "</script>" in a string would end the script that holds it.
        output["record"] = json.dumps(bundle[RECORD], ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
        output["module"] = bundle[RECORD]["module"]
    elif WIDGET_VIEW in bundle and svg:
        output["needs_python"] = FIGURE_NEEDS_PYTHON.format(name=name)
    elif WIDGET_VIEW in bundle and "text/html" not in bundle:
        output["needs_python"] = WIDGET_NEEDS_PYTHON.format(name=name)


def _number_figures(notebook):
    """Give every figure that moves the name by which a link finds it."""
    outputs = (output for cell in notebook.cells for output in cell.get("outputs", []))
    for number, output in enumerate((output for output in outputs if output.get("module") == "live"), 1):
        output["place"] = f"fig-{number}"


def _first_figure(series):
    """The first figure of the series that moves, as an output; None where none does."""
    for entry in series:
        for output in (output for cell in entry.notebook.cells for output in cell.get("outputs", [])):
            if output.get("data", {}).get(RECORD, {}).get("module") == "live":
                output = deepcopy(output)
                _prepare(output, 0, entry.name)
                return {**output, "place": "fig-1"}
    return None


def _asks(cell):
    """How many questions and predictions of a cell a page keeps answers to."""
    records = [output["data"][RECORD] for output in cell.get("outputs", []) if RECORD in output.get("data", {})]
    asked = [one for one in records if one["module"] in ("quiz", "predict", "series_quiz")]
    return sum(one["state"].get("kind") != "summary" for one in asked)


def _kept_whole(found):
    """A formula in a sentence: browsers break a line between it and its full stop, and none within it."""
    long, stopped = len(re.sub(r"<[^>]*>", "", found[0])) > LONG, not found[0].endswith(">")
    kinds = " ".join(["whole"] * stopped + ["long"] * long)
    return f'<span class="{kinds}">{found[0]}</span>' if kinds else found[0]


def _headed(html):
    """Tables whose empty corner heads nothing, for those who hear every heading."""
    return re.sub(r"<th[^>]*></th>", "<td></td>", html)


def _among_others(svg, prefix):
    """A still picture that shares its page with others: in the page's colours, with the ids that it needs itself."""
    svg = re.sub(r"<!--.*?-->\s*", "", figures.for_any_theme(svg), flags=re.S)
    needed = set(re.findall(r'(?:url\(#|href="#)([^")]+)', svg))
    svg = re.sub(r' id="([^"]*)"', lambda id: f' id="{prefix}{id[1]}"' if id[1] in needed else "", svg)
    return re.sub(r'(url\(#|href="#)', rf"\g<1>{prefix}", svg)
