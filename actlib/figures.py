"""Static matplotlib figures, and the one place for colours, fonts and line styles.

Every figure is a bare `matplotlib.figure.Figure`: pyplot never hears of it, so none stays open.
"""

import os
import re
from io import StringIO
from pathlib import Path

import matplotlib
import numpy as np
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

INK, PAPER, GRID, GHOST = "#1f2328", "#ffffff", "#d5d9de", "#717581"
ACCENT, SECOND = "#3f90da", "#e76300"
WHITE = "#fefefe"  # on coloured ground: unlike PAPER it stays white on a dark page

# The same hue, legible on a dark page: light colour -> dark colour.
DARK = {
    INK: "#e3e6ea",
    PAPER: "#15181c",
    GRID: "#3b4046",
    GHOST: "#a3a8b3",
    "#3f90da": "#62aef0",
    "#832db6": "#b068ea",
    "#e76300": "#ff8a3d",
    "#bd1f01": "#f0553f",
    "#94a4a2": "#a9b8b6",
    "#a96b59": "#d39a88",
    "#ffa90e": "#ffb938",
    "#b9ac70": "#cfc38c",
    "#92dadd": "#92dadd",
}

STYLE = {
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans"],
    "font.size": 12,
    "mathtext.fontset": "dejavusans",
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.edgecolor": GHOST,
    "xtick.color": INK,
    "ytick.color": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlesize": 12,
    "axes.unicode_minus": True,
    "lines.linewidth": 2.4,
    "lines.solid_capstyle": "round",
    "figure.dpi": 72,
    "savefig.dpi": 72,
    "svg.fonttype": "none",
    "svg.hashsalt": "actlib",
    "path.simplify": False,
}

PROJECTOR = 1.3  # how much larger text and lines are at a projector
_enlarged = PROJECTOR if os.environ.get("ACTLIB_PROJECTOR", "0") != "0" else 1.0


def projector(on=True):
    """Switch every figure made from now on to projector size: text, lines and markers 1.3 times as large.

    The figure itself stays as wide as it was. The environment variable ``ACTLIB_PROJECTOR=1`` does the same from the
    start, for every notebook.

    Parameters
    ----------
    on : bool
        False switches back.

    Examples
    --------
    >>> import actlib
    >>> actlib.projector()
    >>> figure = actlib.explore(actlib.swish)       # to be read from the back row
    >>> actlib.projector(False)
    """
    global _enlarged
    _enlarged = PROJECTOR if on else 1.0


def enlarged():
    """How much larger than on a desk text and lines are now: 1, or `PROJECTOR`."""
    return _enlarged


def new_figure(columns=1, rows=1, size=(7.6, 4.4), **subplots):
    """A figure in the house style and its axes: `rows` by `columns`, `size` in inches."""
    # Every page shows it at the same width: on less paper, text and lines of the same size are larger.
    with matplotlib.rc_context(STYLE):
        figure = Figure(figsize=np.divide(size, _enlarged), layout="constrained", facecolor="none")
        axes = figure.subplots(rows, columns, **subplots)
        for ax in np.ravel(axes):
            ax.set_facecolor("none")
    return figure, axes


def through_zero(ax, xlim, ylim):
    """Set the limits and draw both axes through the origin."""
    ax.set(xlim=xlim, ylim=ylim)
    ax.axhline(0, color=GRID, lw=1.2, zorder=0)
    ax.axvline(0, color=GRID, lw=1.2, zorder=0)


def _fit_titles(figure):
    """Where enlarged text has made a title too wide for its place, all titles become as small as that one must be."""
    figure.draw_without_rendering()
    factor, width = 1.0, figure.bbox.width
    for ax in figure.axes:
        box, others = ax.bbox, [other.bbox for other in figure.axes if other is not ax]
        left = max([(other.x1 + box.x0) / 2 for other in others if other.x1 <= box.x0], default=0)
        right = min([(box.x1 + other.x0) / 2 for other in others if other.x0 >= box.x1], default=width)
        middle, title = (box.x0 + box.x1) / 2, ax.title.get_window_extent().width
        factor = min(factor, 1.9 * min(middle - left, right - middle) / title) if title else factor
    for ax in figure.axes:
        ax.title.set_fontsize(ax.title.get_fontsize() * factor)


def to_svg(figure, prefix, title=""):
    """The figure as SVG text, the same bytes on every run: ids start with `prefix`, `title` is its text alternative."""
    with matplotlib.rc_context(STYLE):
        if _enlarged != 1:
            _fit_titles(figure)
        buffer = StringIO()
        # Not savefig, which lays out and draws once for nothing before it draws.
        FigureCanvasSVG(figure).print_svg(buffer, metadata={"Date": None, "Creator": None})
    svg = buffer.getvalue()
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>\s*", "", svg, flags=re.S)
    svg = re.sub(r'(\bid="|url\(#|href="#)', rf"\g<1>{prefix}", svg)
    # A hundredth of a point is finer than any screen: smaller notebooks, and the same bytes on every processor.
    svg = re.sub(r'(?<= d=")[^"]*', lambda path: re.sub(r"\d+\.\d{3,}", lambda n: f"{float(n[0]):.2f}", path[0]), svg)
    opening, rest = svg.split(">", 1)
    label = title.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    return f'{opening} role="img" aria-label="{label}">\n <title>{label}</title>{rest}'


def for_any_theme(svg):
    """Give every colour of the house its dark-page twin, so that the picture follows the page it lies in."""
    for light, dark in DARK.items():
        svg = svg.replace(light, f"light-dark({light}, {dark})")
    return svg


def small_multiples(draw, settings, columns=3, size=(7.6, 3.0)):
    """One panel a setting: `draw(ax, **setting)` fills it; the picture that stays when no slider can move."""
    rows = -(-len(settings) // columns)
    if rows == 1:  # enlarged titles need the height
        size = (size[0], size[1] * _enlarged)
    figure, axes = new_figure(columns, rows, (size[0], size[1] * rows), squeeze=False)
    figure.set_facecolor(PAPER)
    with matplotlib.rc_context(STYLE):
        for ax, setting in zip(axes.flat, settings):
            draw(ax, **setting)
        for ax in axes.flat[len(settings) :]:
            ax.set_axis_off()
    return figure


class Picture:
    """A figure that does not move, as a notebook shows it: `figure` as SVG, `words` as its text alternative."""

    def __init__(self, figure, words):
        self.figure, self.words = figure, words
        figure.set_facecolor(PAPER)

    def _repr_mimebundle_(self, **kwargs):
        return {"image/svg+xml": to_svg(self.figure, "picture-", self.words), "text/plain": self.words}

    def save(self, path):
        """Write the picture to a file, for printing.

        Parameters
        ----------
        path : str or Path
            Ending in .pdf or .svg; the letters go into the file, so that it looks the same on every machine.

        Returns
        -------
        Path

        Raises
        ------
        ValueError
            The name ends in neither.
        """
        path = Path(path)
        if path.suffix.lower() not in (".pdf", ".svg"):
            raise ValueError(f"the name must end in .pdf or .svg, got {path.name!r}")
        undated = {"Date": None} if path.suffix.lower() == ".svg" else {"CreationDate": None}
        with matplotlib.rc_context({**STYLE, "svg.fonttype": "path", "pdf.fonttype": 3}):
            self.figure.savefig(path, metadata={**undated, "Creator": None, "Title": self.words})
        return path
