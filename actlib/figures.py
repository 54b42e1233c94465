"""Static matplotlib figures, and the one place for colours, fonts and line styles.

Every figure is a bare `matplotlib.figure.Figure`: pyplot never hears of it, so none stays open.
"""

import base64
import os
import re
import struct
import warnings
import zlib
from contextlib import contextmanager
from html import escape
from io import StringIO
from pathlib import Path
from urllib.parse import quote

import matplotlib
import numpy as np
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_svg import FigureCanvasSVG, RendererSVG
from matplotlib.cm import ScalarMappable
from matplotlib.colors import LinearSegmentedColormap, ListedColormap, Normalize
from matplotlib.figure import Figure
from matplotlib.path import Path as Outline
from matplotlib.transforms import IdentityTransform

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

# Two classes, or low and high: pale in the middle on every page.
SHADES = LinearSegmentedColormap.from_list("actlib", [ACCENT, "#f4f4f2", SECOND])
LOSS = LinearSegmentedColormap.from_list("actlib-loss", ["#f4f4f2", ACCENT, "#123c63"])  # pale is low
CLASS_COLORS = ("#1a5d99", "#a84700")  # marks of two classes, to stand out on SHADES

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
    "axes.prop_cycle": matplotlib.cycler(
        color=["#3f90da", "#e76300", "#832db6", "#bd1f01", "#94a4a2", "#a96b59", "#ffa90e", "#b9ac70", "#92dadd"]
    ),  # Petroff's, arXiv:2107.02270, for all who see colours differently; each has its twin for dark pages above
    "axes.unicode_minus": True,
    "lines.linewidth": 2.4,
    "lines.solid_capstyle": "round",
    "figure.dpi": 72,
    "savefig.dpi": 72,
    "svg.fonttype": "none",
    "svg.hashsalt": "actlib",
    "path.simplify": False,
    "image.interpolation": "none",
    "image.composite_image": False,
}

_HOUSE = matplotlib.RcParams({**matplotlib.rcParamsDefault, **STYLE})
dict.pop(_HOUSE, "backend", None)  # where windows open is no matter of style


@contextmanager
def house_style():
    """Draw as the house does: nothing of the user's own settings, style sheets or sketches reaches a figure."""
    with matplotlib.rc_context():
        dict.update(matplotlib.rcParams, _HOUSE)  # as rc_context itself puts back what was: nothing is checked again
        yield


PROJECTOR = 1.3  # how much larger text and lines are at a projector
SWITCH = {**dict.fromkeys(["1", "true", "yes", "on"], True), **dict.fromkeys(["", "0", "false", "no", "off"], False)}


def _is_switched_on(variable):
    """Whether an environment variable says yes; what says neither yes nor no is named, and means no."""
    said = os.environ.get(variable, "")
    if said.strip().lower() not in SWITCH:
        warnings.warn(f"{variable} is {said!r}: 1, true, yes or on is yes, 0, false, no or off is no", stacklevel=2)
    return SWITCH.get(said.strip().lower(), False)


_enlarged = PROJECTOR if _is_switched_on("ACTLIB_PROJECTOR") else 1.0


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


def fixed_size(size):
    """The type, in points, of what has no more room at projector size: it grows by a tenth of what other type does."""
    return size / _enlarged**0.9


def empty_figure(size):
    """A figure without axes, `size` in inches."""
    # Every page shows it at the same width: on less paper, text and lines of the same size are larger.
    return Figure(figsize=np.divide(size, _enlarged), layout="constrained", facecolor="none")


def lay_out(figure):
    """Put everything in its place, as drawing would."""
    FigureCanvasSVG(figure)
    figure.draw_without_rendering()


def shared_legend(figure, axes, **arguments):
    """One legend for all axes, each label once; at projector size as wide as before, for its names stand in one row."""
    handles = {label: handle for ax in axes for handle, label in zip(*ax.get_legend_handles_labels())}
    if handles:
        arguments = {"frameon": False, "handlelength": 2.2, "columnspacing": 1.4, "fontsize": 12, **arguments}
        arguments["fontsize"] = fixed_size(arguments["fontsize"])
        figure.legend(handles.values(), handles.keys(), **arguments)


def new_figure(columns=1, rows=1, size=(7.6, 4.4), **subplots):
    """A figure in the house style and its axes: `rows` by `columns`, `size` in inches."""
    with house_style():
        figure = empty_figure(size)
        axes = figure.subplots(rows, columns, **subplots)
        for ax in np.ravel(axes):
            ax.set_facecolor("none")
    return figure, axes


def sample_points(reach, beside=None):
    """Where curves are sampled: every 0.05; with `beside` also so near to 0 on both sides, the pen lifted between."""
    x = np.round(np.arange(-reach, reach + 0.025, 0.05), 10) + 0.0
    middle = len(x) // 2
    jump = [-beside, np.nan, 0.0, np.nan, beside] if beside else [0.0]
    return np.concatenate([x[:middle], jump, x[middle + 1 :]])


def lifted_at_jumps(heights, largest=0.2):
    """Heights of a line with NaN before every jump: the pen is lifted there."""
    heights = np.array(heights, dtype=float)
    heights[:-1][np.abs(np.diff(heights)) > largest] = np.nan
    return heights


def in_squares(image, times=8):
    """An image of which every pixel is a square of so many pixels: enlarged by a browser, it keeps its edges."""
    return np.repeat(np.repeat(image, times, axis=0), times, axis=1)


def through_zero(ax, xlim, ylim):
    """Set the limits and draw both axes through the origin."""
    ax.set(xlim=xlim, ylim=ylim)
    ax.axhline(0, color=GRID, lw=1.2, zorder=0)
    ax.axvline(0, color=GRID, lw=1.2, zorder=0)


def color_bar(ax, cmap, limits, label, **arguments):
    """A bar beside the axes that says which colour of `cmap` stands for which number from `limits`."""
    # 64 shades are enough for the eye and make a small picture; both ends stop short of the colours that a dark page
    # changes, for the picture beside the bar keeps its own.
    shades = ListedColormap(cmap(np.linspace(0.005, 0.995, 64)))
    bar = ax.figure.colorbar(ScalarMappable(Normalize(*limits), shades), ax=ax, **{"shrink": 0.85, **arguments})
    bar.solids.set_edgecolor("face")  # or its strips would show
    bar.set_label(label)


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


def fit_captions(figure, captions):
    """Where an enlarged caption has become too wide for its panel, all become as small as that one must be."""
    figure.draw_without_rendering()
    factor = min([1.0, *(0.94 * text.figure.bbox.width / text.get_window_extent().width for text in captions)])
    for text in captions:
        text.set_fontsize(text.get_fontsize() * factor)


FAR = 50  # times the width and height of the picture: where a mark stands that is not to be seen


class HouseSVG(RendererSVG):
    """matplotlib's SVG, written so that every part of an artist is one node, and the same bytes on every machine."""

    def draw_markers(self, gc, marker_path, marker_trans, path, trans, rgbFace=None):
        at = trans.transform(path.vertices)
        kept = (at[:, 0] >= 0) & (
            at[:, 1] <= self.height
        )  # matplotlib leaves out what is left of the picture or above it
        at = at[np.isfinite(at).all(axis=1) & kept]
        if not len(at):  # so that there is a mark that can come back
            at = np.array([[FAR * self.width, -FAR * self.height]])
        super().draw_markers(gc, marker_path, marker_trans, Outline(at), IdentityTransform(), rgbFace)

    def draw_path_collection(self, *args, **kwargs):
        RendererBase.draw_path_collection(self, *args, **kwargs)  # a path each, where matplotlib would share some

    def draw_image(self, gc, x, y, im, transform=None):
        """At its own resolution, as a PNG that no two compressors could write differently: without compression."""
        if transform is None:
            return super().draw_image(gc, x, y, im, transform)
        clip = self._get_clip_attrs(gc)
        if clip:
            self.writer.start("g", **clip)
        height, width = im.shape[:2]
        box = image_box(im, x, y, transform, self.height)
        opacity = {} if gc.get_alpha() in (None, 1) else {"opacity": f"{gc.get_alpha():g}"}
        self.writer.element(
            "image",
            attrib={"id": gc.get_gid() or f"image_{x:.0f}_{y:.0f}", "xlink:href": png(im), **opacity},
            width=str(width),
            height=str(height),
            transform=f"matrix({' '.join(f'{number:.4f}' for number in box)})",
        )
        if clip:
            self.writer.end("g")


def image_box(im, x, y, transform, height):
    """Where an image lies in the SVG: the six numbers of the matrix that takes a pixel there."""
    a, c, e = transform.get_matrix()[0]
    b, d, f = transform.get_matrix()[1]
    return a / im.shape[1], -b / im.shape[1], c / im.shape[0], -d / im.shape[0], e + x, height - f - y


def png(pixels):
    """An image of shape (rows, columns, 4) as the address of an uncompressed PNG."""
    rows = np.ascontiguousarray(pixels)
    height, width = rows.shape[:2]
    lines = b"".join(b"\0" + row.tobytes() for row in rows)
    stored = [lines[i : i + 65_535] for i in range(0, len(lines), 65_535)]
    data = b"\x78\x01" + b"".join(
        struct.pack("<BHH", i == len(stored) - 1, len(part), len(part) ^ 0xFFFF) + part for i, part in enumerate(stored)
    )
    chunks = [
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)),
        (b"IDAT", data + struct.pack(">I", zlib.adler32(lines))),
        (b"IEND", b""),
    ]
    file = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in chunks
    )
    return "data:image/png;base64," + base64.b64encode(file).decode("ascii")


def to_svg(figure, prefix, title=""):
    """The figure as SVG text, the same bytes on every run: ids start with `prefix`, `title` is its text alternative."""
    with house_style():
        FigureCanvasSVG(figure)
        if _enlarged != 1:
            _fit_titles(figure)
        width, height = figure.get_size_inches() * 72
        buffer = StringIO()
        # Not savefig, which lays out and draws once for nothing before it draws.
        renderer = HouseSVG(width, height, buffer, image_dpi=72, metadata={"Date": None, "Creator": None})
        figure.draw(renderer)
        renderer.finalize()
    svg = buffer.getvalue()
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>\s*", "", svg, flags=re.S)
    svg = re.sub(r'(\bid="|url\(#|href="#)', rf"\g<1>{prefix}", svg)
    # A hundredth of a point is finer than any screen: smaller notebooks, and the same bytes on every processor.
    svg = re.sub(r'(?<= d=")[^"]*', lambda path: re.sub(r"\d+\.\d{3,}", lambda n: f"{float(n[0]):.2f}", path[0]), svg)
    opening, rest = svg.split(">", 1)
    label = escape(title)
    return f'{opening} role="img" aria-label="{label}">\n <title>{label}</title>{rest}'


def still_image(svg, words):
    """How a notebook stores a picture: as an image with its text alternative, which a bare SVG loses in JupyterLab.

    Parameters
    ----------
    svg : str
    words : str
        What the picture shows.

    Returns
    -------
    dict of str
        Media type -> what is stored.
    """
    # Escaped, not base64: smaller, and a difference between two versions can be read. Browsers skip the line breaks.
    address = quote(svg, safe=" !'()*+,/:;=?@[]^_{|}").replace("%0A", "%0A\n")
    return {"text/html": f'<img alt="{escape(words)}" src="data:image/svg+xml,{address}">', "text/plain": words}


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
    with house_style():
        for ax, setting in zip(axes.flat, settings):
            draw(ax, **setting)
        for ax in axes.flat[len(settings) :]:
            ax.set_axis_off()
    return figure


class Picture:
    """A figure that does not move, as a notebook shows it: `figure` as an image, `words` as its text alternative."""

    def __init__(self, figure, words):
        self.figure, self.words = figure, words
        figure.set_facecolor(PAPER)

    def _repr_mimebundle_(self, **kwargs):
        return still_image(to_svg(self.figure, "picture-", self.words), self.words)

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
        with house_style(), matplotlib.rc_context({"svg.fonttype": "path", "pdf.fonttype": 3}):
            self.figure.savefig(path, metadata={**undated, "Creator": None, "Title": self.words})
        return path
