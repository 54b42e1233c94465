"""`live`: a matplotlib figure that follows sliders at the browser's own rate.

    def picture(ax, beta=1.0):
        ax.plot(x, swish(x, beta), label="Swish")
        return f"Swish for β = {beta:g}"          # optional: what the picture shows, in words

    live(picture, beta=(-2, 10, 0.1))

The function is called at its defaults, and matplotlib's SVG of that goes to the page once. For any other position it is
called again on the same axes, and what its artists paint is read off (`recorder`): only coordinates, strings and pixels
that differ travel. A function of one slider is computed for all positions at once, and the page needs no kernel for
it; a function of several parameters is computed by Python when asked. Where a position needs other artists, limits,
ticks or colours, the whole picture is drawn and sent: slower, never wrong.
"""

import inspect
from itertools import chain

import anywidget
import numpy as np
import traitlets

from .. import figures
from . import script, style
from .controls import Slider, control_of
from .stage import Stage
from .wire import pack, pack_column

PREFIX = "actlib-id-"  # what the page replaces by an id of its own, so that two views never share one
PARTS = ("dom", "numbers", "decode", "paint", "controls", "probe", "drawing", "live")


def live(
    *draws,
    frame=None,
    axes=1,
    size=None,
    legend=True,
    still=None,
    still_columns=None,
    still_height=None,
    title="",
    alt="",
    probe=None,
    **controls,
):
    """A live figure: ordinary matplotlib functions of parameters, and a control for each parameter.

    Parameters
    ----------
    *draws : functions
        Each takes the axes (a list where there are several) and parameters by name, draws, and may return a sentence.
        Of several functions each is called only where a parameter that it names has moved.
    frame : function, optional
        Takes the axes and draws what never moves: limits, labels, a grid.
    axes : int, (rows, columns), or dict of arguments for `Figure.subplots`
    size : (width, height) in inches, optional
    legend : bool, str or dict
        Where the legend of labelled artists stands: a place, or arguments for `Axes.legend`; a place that begins with
        "outside" is the figure's. False for none, a list for one of these an axes.
    still : list of dict, or dict of caption -> dict, optional
        Parameters that differ from the defaults, one dict a picture: side by side they stay where nothing can move.
    still_columns, still_height : int and number, optional
        How many of these stand beside each other, and how high a row is, in inches.
    title, alt : str
        What the figure is about, and what the still picture shows; by default the sentences of its settings.
    probe : Probe, optional
        A point that walks along a curve.
    **controls
        One for each parameter that moves, in `interact`'s abbreviations: `(minimum, maximum, step)` is a slider, a list
        or a dict of label -> value a choice, a text a line to type into; or a control of `actlib.widgets.controls`.

    Returns
    -------
    LiveFigure
        A widget; every parameter is an attribute, `figure.beta = 3` moves the picture.

    Raises
    ------
    TypeError, ValueError
        A control is not one of these, cannot have its name, belongs to no function or has no such default; a function
        draws nothing.

    Examples
    --------
    >>> from actlib import live
    >>> def line(ax, slope=1.0):
    ...     ax.plot([0, 1], [0, slope])
    ...     return f"It rises by {slope:g}."
    >>> figure = live(line, slope=(-2, 2, 0.5))
    >>> figure.words(slope=1.5)
    'It rises by 1.5.'
    """
    if not draws or not all(callable(draw) for draw in draws):
        raise TypeError(f"live takes one or more functions that draw, got {draws!r:.80}")
    taken = [_parameters(draw) for draw in draws]
    bound = _bind(draws, taken, controls)
    functions = [(draw, [name for name in parameters if name in bound]) for draw, parameters in zip(draws, taken)]
    stage = Stage(functions, frame, axes, size, legend, probe)
    return LiveFigure(stage, bound, still, (still_columns, still_height), title, alt, probe)


def _bind(draws, taken, controls):
    """Every control with its name and default: name -> control."""
    for name in {*chain(*taken)} & RESERVED | set(controls):
        refuse_taken(name)
    bound = {}
    for name, abbreviation in controls.items():
        if not any(name in parameters for parameters in taken):
            known = ", ".join(sorted(set(chain(*taken)))) or "no parameter"
            raise ValueError(f"{name}: no function takes it, only {known}")
        default = next(parameters[name] for parameters in taken if name in parameters)
        bound[name] = control_of(abbreviation, name).bind(name, default)
    for draw, parameters in zip(draws, taken):
        for name, default in parameters.items():
            if default is None and name not in bound:
                raise ValueError(f"{name}: {_name(draw)} needs a control or a default for it")
    return bound


def measured_here(draw):
    """Mark a function that draws what only this machine at this moment would say: no page made elsewhere keeps it."""
    draw.is_measured_here = True
    return draw


RESERVED = set(inspect.signature(live).parameters) - {"draws", "controls"}


def refuse_taken(name):
    """An error where no control can be called so."""
    if name in RESERVED or hasattr(LiveFigure, name) or name.startswith("_"):
        raise ValueError(f"{name}: every widget has something of that name; call the parameter something else")


def _parameters(draw):
    """The parameters after the axes, with their defaults; None where there is none."""
    _, *parameters = inspect.signature(draw).parameters.values()
    return {p.name: None if p.default is p.empty else p.default for p in parameters if p.kind is not p.VAR_KEYWORD}


def _name(draw):
    return getattr(draw, "__name__", "the function")


class _Parameter(traitlets.TraitType):
    """The synced value of one control; the control itself says what is allowed."""

    def __init__(self, control):
        super().__init__(default_value=control.default)
        self.control = control
        self.tag(sync=True, to_json=lambda value, _: control.to_page(value), from_json=self._from_page)

    def _from_page(self, sent, _):
        return self.control.from_page(sent)

    def validate(self, obj, value):
        return self.control.validate(value)


class LiveFigure(anywidget.AnyWidget):
    """A matplotlib figure that follows its controls; made by `live`.

    Every parameter is a synced trait: `figure.beta = 3` moves the picture, `figure.observe(f, "beta")` hears it,
    `ipywidgets.link((figure, "beta"), (slider, "value"))` joins the two.
    """

    _esm = script(*PARTS)
    _css = style("live")
    svg = traitlets.Unicode().tag(sync=True)
    controls = traitlets.List().tag(sync=True)
    axes = traitlets.List().tag(sync=True)
    tables = traitlets.List().tag(sync=True)
    moves = traitlets.Dict().tag(sync=True)
    answered = traitlets.Dict().tag(sync=True)  # the values for which `moves` was computed
    probe = traitlets.Dict(allow_none=True, default_value=None).tag(sync=True)
    unit = traitlets.Float().tag(sync=True)
    title = traitlets.Unicode().tag(sync=True)
    enlarged = traitlets.Float(1.0).tag(sync=True)

    def __init__(self, stage, controls, still, still_layout, title, alt, probe):
        self._stage, self._controls = stage, dict(controls)
        self._still, self._still_layout, self._alt = still, still_layout, alt
        if probe:
            self._controls |= probe.controls()
        self.add_traits(**{name: _Parameter(control) for name, control in self._controls.items()})
        stage.open({name: control.default for name, control in self._controls.items()}, self._ends())
        svg = stage.svg(PREFIX, title)
        tables = {
            number: self.tabulate(number) for number in range(len(stage.functions)) if self._is_precomputed(number)
        }
        self._precomputed = {number for number, table in tables.items() if table}
        self._asked = sorted(
            set(chain(*(names for i, (_, names) in enumerate(stage.functions) if i not in self._precomputed)))
        )
        moves, answered = self._answer()
        super().__init__(
            svg=figures.for_any_theme(svg),
            controls=[
                dict(control.spec(), default=control.to_page(control.default)) for control in self._controls.values()
            ],
            axes=stage.scales(),
            tables=[table for table in tables.values() if table],
            unit=stage.unit,
            moves=moves,
            answered=answered,
            title=title,
            enlarged=figures.enlarged(),
            probe=probe.spec() if probe else None,
        )
        self.observe(self._follow, names=list(self._controls))

    def _ends(self):
        """Settings that show how far the figure goes: each slider at both of its ends."""
        sliders = {name: control for name, control in self._controls.items() if isinstance(control, Slider)}
        return [{name: control.values[end]} for name, control in sliders.items() for end in (0, -1)]

    def _is_precomputed(self, number):
        _, names = self._stage.functions[number]
        return len(names) == 1 and isinstance(self._controls[names[0]], Slider)

    def values(self, **changed):
        """The value of every parameter, those named as given, the others as they are now."""
        for name in changed:
            if name not in self._controls:
                raise ValueError(f"no parameter {name!r}: this figure has {', '.join(self._controls)}")
        return {
            name: control.validate(changed[name]) if name in changed else getattr(self, name)
            for name, control in self._controls.items()
        }

    def words(self, **changed):
        """The sentences of the picture at these values."""
        return self._stage.words(self.values(**changed))

    def picture(self, **changed):
        """The picture at these values as SVG, drawn by matplotlib from nothing."""
        return self._stage.picture(self.values(**changed), PREFIX, self.title)

    def is_redrawn(self, **changed):
        """Whether the picture at these values has to be drawn and sent as a whole."""
        return self._stage.moves(self.values(**changed)) is None

    def reset(self):
        """Put every parameter back to its default."""
        with self.hold_trait_notifications():
            for name, control in self._controls.items():
                setattr(self, name, control.default)

    def tabulate(self, number, offered=None, rows=None):
        """What function `number` paints for every position of its parameters, packed; None where it has to redraw.

        Parameters
        ----------
        number : int
            Which of the functions that the figure was made of.
        offered : dict of name -> list of values, optional
            The positions of its parameters, those that are not named stay at their default; by default all there are.
        rows : list of int, optional
            Which combinations of them, counted as `np.ravel_multi_index` does; by default all.

        Returns
        -------
        dict or None
            "names", "counts" (positions of each), "columns" (part -> packed column), "words" (a sentence each), and
            "rows" where they were given.
        """
        taken = self._stage.functions[number][1]
        if offered is None:
            offered = {name: self._controls[name].positions for name in taken}
        names = [name for name in taken if name in offered]
        counts = [len(offered[name]) for name in names]
        combinations = np.ndindex(*counts) if rows is None else zip(*np.unravel_index(rows, counts))
        told = self._stage.every_position(
            number, ({name: offered[name][i] for name, i in zip(names, indices)} for indices in combinations)
        )
        if told is None:
            return None
        parts, words = told
        columns = {key: pack_column(contents, self._stage.unit) for key, contents in parts.items()}
        table = {"number": number, "names": names, "counts": counts, "columns": columns, "words": words}
        return table if rows is None else {**table, "rows": rows}

    def _follow(self, change):
        """Send what the functions paint that the page cannot look up."""
        redrawn = "svg" in self.moves
        if redrawn or change["name"] in self._asked:
            moves, answered = self._answer(None if redrawn else change["name"])
            with self.hold_sync():  # one message: the picture, and that it has come
                self.moves, self.answered = moves, answered

    def _answer(self, name=None):
        """What the functions that name a parameter, or all, paint now, or the whole picture; and for which values."""
        values = {name: getattr(self, name) for name in self._controls}
        numbers = set(range(len(self._stage.functions))) - self._precomputed
        kept = {} if name is None else self.moves
        if name is not None:
            numbers = {number for number in numbers if name in self._stage.functions[number][1]}
        told = self._stage.moves(values, numbers)
        if told is None:
            svg = figures.for_any_theme(self._stage.picture(values, PREFIX, self.title))
            moves = {"svg": svg, "words": self._stage.words(values)}
        else:
            now = {
                str(number): {
                    "parts": {key: pack(part, self._stage.unit) for key, part in parts.items()},
                    "words": words,
                }
                for number, (parts, words) in told.items()
            }
            moves = {**kept, **now}
        return moves, {name: self._controls[name].to_page(values[name]) for name in self._asked}

    def _repr_mimebundle_(self, **kwargs):
        """The live view, and beside it the picture that GitHub, print and a page without a kernel show."""
        bundle, metadata = super()._repr_mimebundle_(**kwargs)
        return {**bundle, **figures.still_image(*self.still())}, metadata

    def still(self):
        """The picture that stays where nothing can move, as SVG, and what it shows, in words."""
        settings = self._still
        if settings is None:
            name, control = next(iter(self._controls.items()))
            ends = {control.default, *([control.values[0], control.values[-1]] if isinstance(control, Slider) else [])}
            settings = [{name: value} for value in sorted(ends, key=control.index)] if len(ends) > 1 else [{}]
        if not isinstance(settings, dict):
            settings = {self._caption(setting): setting for setting in settings}
        start = {name: control.default for name, control in self._controls.items()}
        settings = {caption: {**start, **setting} for caption, setting in settings.items()}
        words = self._alt or self._say(settings)
        return self._stage.side_by_side(settings, *self._still_layout, words), words

    def _caption(self, setting):
        return ", ".join(
            self._controls[name].format(self._controls[name].validate(value)) for name, value in setting.items()
        )

    def _say(self, settings):
        """What the pictures show, by the sentences of the functions themselves."""
        said = [f"{caption}: {words}" if caption else words
                for caption, values in settings.items() if (words := self._stage.words(values))]  # fmt: skip
        return " ".join(
            [f"{self.title}." if self.title else "A figure.", *(said or [f"Shown for {', '.join(settings)}."])]
        )
