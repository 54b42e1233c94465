"""The live figure: matplotlib draws it once, as SVG; from then on only coordinates move.

A live figure is an ordinary widget. Each parameter is a synced trait: `fig.beta = 3` moves the picture,
`fig.observe(f, "beta")` hears the slider, `ipywidgets.link((fig, "beta"), (slider, "value"))` joins the two.

What moves is said by functions of the parameters: `draws={"beta": curves}` with
`def curves(beta): return {"value": swish(x, beta)}` gives the new heights of the artist whose gid is "value".
A function of one slider is computed here for every position of that slider and sent once: the browser then needs
no kernel. A function of several parameters, `draws={"w1 w2 b": scene}`, is computed as asked.
"""

import math

import anywidget
import numpy as np
import traitlets
from matplotlib.image import AxesImage
from matplotlib.text import Text

from .. import figures
from . import script, style

PREFIX = "actlib-id-"  # what live.js replaces by an id of its own, so that two views never share one


class Slider:
    """A number on a slider: `minimum`, then every `step` up to `maximum`.

    With `plays`, a button beside it walks through so many positions a second.
    """

    def __init__(self, name, label, minimum, maximum, step, default, digits=None, plays=None):
        count = round((maximum - minimum) / step) if step > 0 else 0
        if count < 1:
            raise ValueError(f"{name}: step must be positive and fit between {minimum} and {maximum}, got {step}")
        self.name, self.label, self.default, self.plays = name, label, default, plays
        self.digits = digits if digits is not None else max(0, -math.floor(math.log10(step) + 1e-9))
        self.values = [round(minimum + i * step, 10) + 0.0 for i in range(count + 1)]

    def validate(self, value):
        """The position nearest to `value`; an error that names the slider where there is none."""
        low, high = self.values[0], self.values[-1]
        wanted = f"{self.name} must be a number from {low:g} to {high:g}"
        if isinstance(value, (bool, str, bytes)) or not np.isscalar(value) or not np.isreal(value):
            raise traitlets.TraitError(f"{wanted}, got {value!r}")
        if not low - 1e-9 <= value <= high + 1e-9:  # NaN fails this comparison, too
            raise traitlets.TraitError(f"{wanted}, got {value!r}")
        return self.values[round((float(value) - low) / (high - low) * (len(self.values) - 1))]

    def spec(self):
        return {
            "kind": "slider",
            "name": self.name,
            "label": self.label,
            "values": self.values,
            "digits": self.digits,
            "plays": self.plays,
        }


class Choice:
    """One of several named options; `options` maps the value to the words on the page."""

    def __init__(self, name, label, options, default):
        self.name, self.label, self.options, self.default = name, label, dict(options), default

    def validate(self, value):
        if not isinstance(value, str) or value not in self.options:
            raise traitlets.TraitError(f"{self.name} must be one of {', '.join(self.options)}, got {value!r}")
        return value

    def spec(self):
        return {"kind": "choice", "name": self.name, "label": self.label, "options": list(self.options.items())}


class Matrix:
    """A small table of numbers to type into: a list of rows of equal length."""

    def __init__(self, name, label, default):
        self.name, self.label, self.default = name, label, default

    def validate(self, value):
        shape = np.shape(self.default)
        try:
            entries = np.array(value, dtype=float)
        except (TypeError, ValueError):
            entries = np.array(math.nan)
        if entries.shape != shape or not np.all(np.isfinite(entries)) or np.abs(entries).max() > 1e6:
            raise traitlets.TraitError(
                f"{self.name} must be {shape[0]} rows of {shape[1]} numbers between -1e6 and 1e6, got {value!r}"
            )
        return entries.tolist()

    def spec(self):
        return {"kind": "matrix", "name": self.name, "label": self.label}


class Line:
    """A line of text to type into, such as a formula; what it means, the draw function decides."""

    LONGEST = 200

    def __init__(self, name, label, default):
        self.name, self.label, self.default = name, label, default

    def validate(self, value):
        if not isinstance(value, str) or len(value) > self.LONGEST:
            raise traitlets.TraitError(f"{self.name} must be text of at most {self.LONGEST} characters, got {value!r}")
        return value

    def spec(self):
        return {"kind": "line", "name": self.name, "label": self.label}


class Drawing:
    """A curve drawn on the picture with mouse, pen or finger: its heights at the points `x` of the artist `gid`."""

    def __init__(self, name, label, gid, x, default):
        self.name, self.label, self.gid, self.x = name, label, gid, x
        self.default = default

    def validate(self, value):
        try:
            heights = np.array(value, dtype=float)
        except (TypeError, ValueError):
            heights = np.array(math.nan)
        if heights.shape != np.shape(self.x) or not np.all(np.isfinite(heights)):
            raise traitlets.TraitError(f"{self.name} must be {len(self.x)} finite heights, got {value!r:.80}")
        return heights.tolist()

    def spec(self):
        return {"kind": "drawing", "name": self.name, "label": self.label, "gid": self.gid, "x": list(self.x)}


class _Position(traitlets.TraitType):
    """The synced value of one control; the control itself says what is allowed."""

    def __init__(self, control):
        super().__init__(default_value=control.validate(control.default))
        self.control = control
        self.tag(sync=True)

    def validate(self, obj, value):
        return self.control.validate(value)


class LiveFigure(anywidget.AnyWidget):
    """A matplotlib figure whose marked artists follow its controls.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        Drawn at the default of every control; what moves carries a `gid`.
    controls : list of Slider, Choice, Matrix, Line or Drawing
        Each becomes a synced trait of that name.
    draws : dict of functions
        Each under the names of the parameters that it takes, `{gid: new content}` out: heights for a line, `(x, y)`
        for a line or markers, a string for a text, `(x, y, string)` for a text that moves, a 2-D array of shades from
        0 to 1 for an image.
        The key "words" is a sentence for those who cannot see the picture.
    still : function
        No arguments in; the figure that stays where nothing can move out.
    words : str
        One sentence that says what the still picture shows.
    probe : dict, optional
        A point that walks along a curve: see `explorers.explore`.
    """

    _esm = script("dom", "old_live")
    _css = style("live")
    svg = traitlets.Unicode().tag(sync=True)
    axes = traitlets.List().tag(sync=True)
    artists = traitlets.Dict().tag(sync=True)
    controls = traitlets.List().tag(sync=True)
    ahead = traitlets.Dict().tag(sync=True)
    frame = traitlets.Dict().tag(sync=True)
    answered = traitlets.Dict().tag(sync=True)  # the values for which `frame` was computed
    probe = traitlets.Dict(allow_none=True, default_value=None).tag(sync=True)
    title = traitlets.Unicode().tag(sync=True)
    enlarged = traitlets.Float(1.0).tag(sync=True)

    def __init__(self, figure, controls, draws, still, words, probe=None, title=""):
        self._still, self._words = still, words
        self._controls = {control.name: control for control in controls}
        self._draws = [(draw, names.split()) for names, draw in draws.items()]
        for name in " ".join(draws).split():
            if name not in self._controls:
                raise ValueError(f"draws: no control is named {name!r}, only {', '.join(self._controls)}")
        self.add_traits(**{control.name: _Position(control) for control in controls})
        svg = figures.to_svg(figure, PREFIX, title)
        super().__init__(
            svg=figures.for_any_theme(svg),
            axes=[_scales(ax) for ax in figure.axes],
            artists=_marked(figure),
            controls=[dict(control.spec(), default=getattr(self, control.name)) for control in controls],
            ahead=self._computed_ahead(),
            frame=self._computed_now(self._asked()),
            answered=self._present_values(),
            probe=probe,
            title=title,
            enlarged=figures.enlarged(),
        )
        if self.answered:
            self.observe(self._follow, names=list(self.answered))

    def contents(self, **values):
        """What every marked artist holds where the parameters have these `values`: gid -> content.

        Parameters that are not named keep their present value.
        """
        for name in values:
            if name not in self._controls:
                raise ValueError(f"no parameter {name!r}: this figure has {', '.join(self._controls)}")
        at = {name: control.validate(values.get(name, getattr(self, name))) for name, control in self._controls.items()}
        return {
            gid: content for draw, names in self._draws for gid, content in draw(*[at[name] for name in names]).items()
        }

    def reset(self):
        """Put every parameter back to its default."""
        with self.hold_trait_notifications():
            for name, control in self._controls.items():
                setattr(self, name, control.default)

    def _is_ahead(self, names):
        return len(names) == 1 and isinstance(self._controls[names[0]], Slider)

    def _asked(self):
        return [(draw, names) for draw, names in self._draws if not self._is_ahead(names)]

    def _computed_ahead(self):
        ahead = {}
        for draw, names in self._draws:
            if self._is_ahead(names):
                frames = [draw(value) for value in self._controls[names[0]].values]
                table = ahead.setdefault(names[0], {})
                for gid in frames[0]:
                    table[gid] = _stacked([frame[gid] for frame in frames])
        return ahead

    def _computed_now(self, draws):
        return {
            gid: _packed(content)
            for draw, names in draws
            for gid, content in draw(*[getattr(self, name) for name in names]).items()
        }

    def _present_values(self):
        """Those of the parameters about which Python is asked."""
        return {name: getattr(self, name) for _, names in self._asked() for name in names}

    def _follow(self, change):
        asked = [(draw, names) for draw, names in self._asked() if change["name"] in names]
        now = self._computed_now(asked)
        with self.hold_sync():  # one message: the picture, and that it has come
            self.frame = {**self.frame, **now}
            self.answered = self._present_values()

    def _repr_mimebundle_(self, **kwargs):
        """The live view, and beside it the picture that GitHub, print and a page without a kernel show."""
        live, metadata = super()._repr_mimebundle_(**kwargs)
        still = figures.to_svg(self._still(), "still-", self._words)
        return {**live, "image/svg+xml": still, "text/plain": self._words}, metadata


def _scales(ax):
    """How data become SVG coordinates on these axes: x = a + b·value, or a + b·log₁₀(value), and the same for y."""
    height = ax.figure.bbox.height
    logarithmic = [axis.get_scale() == "log" for axis in (ax.xaxis, ax.yaxis)]
    at_zero, at_one = np.transpose([(1, 10) if log else (0, 1) for log in logarithmic])
    (left, bottom), (right, top) = ax.transData.transform([at_zero, at_one])
    return {
        "log": logarithmic,
        "x": [left, right - left],
        "y": [height - bottom, bottom - top],
        "xlim": list(ax.get_xlim()),
        "ylim": list(ax.get_ylim()),
    }


def _marked(figure):
    """Every artist with a gid: on which axes it lies, what it is, and the x of a line whose heights move."""
    marked = {}
    for i, ax in enumerate(figure.axes):
        for artist in ax.get_children():
            if artist.get_gid() is None:
                continue
            entry = {"axes": i, "kind": "points"}
            if isinstance(artist, Text):
                entry["kind"] = "text"
            elif isinstance(artist, AxesImage):
                entry.update(
                    kind="image",
                    extent=list(artist.get_extent()),
                    colors=(artist.get_cmap()(np.linspace(0, 1, 64))[:, :3] * 255).round().astype(int).tolist(),
                )
            elif artist.get_marker() in ("None", None, "", " "):
                entry.update(kind="line", x=_floats(artist.get_xdata()), y=_floats(artist.get_ydata()))
            marked[artist.get_gid()] = entry
    return marked


def _floats(values):
    return np.ascontiguousarray(values, dtype=np.float32).tobytes()


def _packed(content):
    """One content on its way to the browser."""
    if isinstance(content, str):
        return {"text": content}
    if isinstance(content, tuple):
        packed = {"x": _floats(content[0]), "y": _floats(content[1])}
        return {**packed, "text": content[2]} if len(content) == 3 else packed
    content = np.asarray(content)
    if content.ndim == 2:
        return {
            "shape": list(content.shape),
            "shade": np.round(np.clip(content, 0, 1) * 255).astype(np.uint8).tobytes(),
        }
    return {"y": _floats(content)}


def _stacked(contents):
    """The contents of every position of a slider, one after the other in one piece."""
    pieces = [_packed(content) for content in contents]
    joined = {key: b"".join(piece[key] for piece in pieces) for key in ("x", "y", "shade") if key in pieces[0]}
    if "text" in pieces[0]:
        joined["text"] = [piece["text"] for piece in pieces]
    if "shape" in pieces[0]:
        joined["shape"] = pieces[0]["shape"]
    return joined
