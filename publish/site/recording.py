"""An IPython extension for the kernel that builds the site: beside its view, a widget stores all that it holds.

What a figure would ask Python for while it is moved is computed here: for every combination of its controls where they
are few enough; else each slider moves while the others stand still, over as many positions as there is room for. What
is typed becomes a choice among presets.
"""

import base64
import gzip
import json
from itertools import product
from math import prod

import anywidget
import numpy as np

from actlib.widgets.controls import Choice, Slider
from actlib.widgets.live import LiveFigure
from actlib.widgets.page_line import PageLine
from actlib.widgets.predict import Prediction, Predictions
from actlib.widgets.quiz import _Question
from actlib.widgets.series_quiz import FinalQuiz

RECORD = "application/vnd.actlib.record+json"
ANSWER_BY_THEMSELVES = {_Question: "quiz", FinalQuiz: "series_quiz", Prediction: "predict", Predictions: "predict"}
MOST_POSITIONS = 900  # of all functions of a figure
MOST_BYTES = 450_000  # of a figure's record, compressed
# Positions of a slider at most, and whether every combination of the choices: the first that fits is taken.
PLANS = [(None, True), (61, True), (31, True), (61, False), (31, False), (16, False), (8, False)]
ONE_SLIDER = "Here one slider moves at a time; in JupyterLab all of them together."
ONE_CONTROL = "Here one control moves at a time; in JupyterLab all of them together."
TYPED, LEFT_OUT = "In JupyterLab you type your own.", "In JupyterLab it has more controls."


def load_ipython_extension(shell):
    shell.display_formatter.mimebundle_formatter.for_type(anywidget.AnyWidget, _with_record)


def _with_record(widget):
    bundle, metadata = widget._repr_mimebundle_()
    made = record(widget)
    return ({**bundle, RECORD: made} if made else bundle), metadata


def record(widget):
    """All that a page needs to show `widget` without a kernel, as JSON; None where it cannot.

    Returns
    -------
    dict or None
        "module", whose script renders it, None for what only concerns those who run the page; "state", its traits, of
        a figure `pack`ed.
    """
    if isinstance(widget, PageLine):
        return {"module": None}
    for kind, module in ANSWER_BY_THEMSELVES.items():
        if isinstance(widget, kind):
            return {"module": module, "state": _as_json(_state(widget))}
    if isinstance(widget, LiveFigure):
        for most, combined in PLANS:
            plan = Plan(widget, most, combined)
            if plan.positions > MOST_POSITIONS:
                continue
            state = plan.state()
            if state is None:
                return None
            packed = pack(state)
            if len(packed) * 3 / 4 < MOST_BYTES:
                return {"module": "live", "state": packed}
    return None


class Plan:
    """Which positions of a figure are recorded.

    Parameters
    ----------
    figure : LiveFigure
    most : int or None
        Positions of a slider that others move with, at most.
    combined : bool
        Whether every combination of the choices, or each choice while the others stand at their start.
    """

    def __init__(self, figure, most, combined):
        self.figure, self.combined = figure, combined
        controls = figure._controls
        self.offered = {name: _thinned(control, most) for name, control in controls.items()}
        for draw, names in figure._stage.functions:
            if getattr(draw, "is_measured_here", False):  # another machine would say something else
                self.offered |= {name: [controls[name].default] for name in names}
        self.moving = [name for name, values in self.offered.items() if len(values) > 1]
        self.rows = [self._rows([n for n in names if n in self.moving]) for _, names in figure._stage.functions]
        self.positions = sum(count if rows is None else len(rows) for count, rows in self.rows)

    def _start(self, name):
        return self.offered[name].index(self.figure._controls[name].default)

    def _home(self, name):
        """Which position it takes while another slider moves."""
        home = getattr(self.figure._controls[name], "home", None)
        distances = [abs(value - home) for value in self.offered[name]] if home is not None else None
        return distances.index(min(distances)) if distances else self._start(name)

    def _rows(self, names):
        """How many combinations there are, and which of them are recorded; None where all are."""
        counts = [len(self.offered[name]) for name in names]
        if prod(counts) <= MOST_POSITIONS:
            return prod(counts), None
        start, home = [self._start(name) for name in names], [self._home(name) for name in names]
        sliders = [i for i, name in enumerate(names) if isinstance(self.figure._controls[name], Slider)]
        choices = [i for i in range(len(names)) if i not in sliders]
        if self.combined:
            chosen = [dict(zip(choices, places)) for places in product(*(range(counts[i]) for i in choices))]
        else:
            chosen = [{i: place} for i in choices for place in range(counts[i])] or [{}]
        moved = [{i: place} for i in sliders for place in range(counts[i])] or [{}]
        places = [
            [{**choice, **slider}.get(i, at) for i, at in enumerate(home)] for choice in chosen for slider in moved
        ]
        rows = np.ravel_multi_index(np.transpose([start, *places]), counts).tolist()
        return prod(counts), list(dict.fromkeys(rows))

    def state(self):
        """The figure's traits with a table of every function; None where one has to be redrawn."""
        known, tables = {table["number"]: table for table in self.figure.tables}, []
        for number, ((_, names), (count, rows)) in enumerate(zip(self.figure._stage.functions, self.rows)):
            table = known.get(number)
            if table is None or table["counts"] != [count]:
                table = self.figure.tabulate(number, {n: self.offered[n] for n in names if n in self.moving}, rows)
            if table is None:
                return None
            tables.append(table)
        # With a table of every function there is nothing left that Python would have answered.
        state = {**_state(self.figure), "tables": tables, "moves": {}, "answered": {}, "note": self._note()}
        specs = [self._spec(name) for name in self.moving]
        if state["probe"]:
            state["probe"] = {**state["probe"], "curves": list(map(self._curve, state["probe"]["curves"]))}
        return {**state, "controls": specs, **{spec["name"]: spec["default"] for spec in specs}}

    def _curve(self, curve):
        """A curve of the probe, at the positions that are offered."""
        if not curve["by"]:
            return curve
        values = self.figure._controls[curve["by"]].values
        rows = [values.index(value) for value in self.offered[curve["by"]]]
        kept = {
            key: np.frombuffer(curve[key]).reshape(len(values), -1)[rows].tobytes()
            for key in ("value", "slope")
            if key in curve
        }
        return {**curve, **kept}

    def _spec(self, name):
        """What the page needs to know of a control: what is typed elsewhere is chosen here."""
        control, values = self.figure._controls[name], self.offered[name]
        spec, default = control.spec(), control.to_page(control.default)
        if isinstance(control, Slider):
            spec["values"] = values
        elif not isinstance(control, Choice):
            options = [[control.write(value)] * 2 for value in values]
            spec, default = {**spec, "kind": "choice", "options": options}, options[self._start(name)][0]
        return {**spec, "default": default, "home": values[self._home(name)] if "values" in spec else default}

    def _note(self):
        """What is different from JupyterLab."""
        controls = self.figure._controls
        typed = any(not isinstance(control, (Slider, Choice)) for control in controls.values())
        partly = any(rows is not None for _, rows in self.rows)
        combined = self.combined or sum(not isinstance(controls[name], Slider) for name in self.moving) < 2
        more = TYPED if typed else LEFT_OUT if len(self.moving) < len(controls) else ""
        return " ".join(filter(None, [(ONE_SLIDER if combined else ONE_CONTROL) if partly else "", more]))


def _thinned(control, most):
    """What a page offers of a control: of a slider every k-th position, its start among them."""
    values = control.offered()
    if not isinstance(control, Slider) or most is None:
        return values
    every = -(-len(values) // most)
    return values[values.index(control.default) % every :: every]


def pack(state):
    """A record as text: a line of JSON, then its buffers, compressed, in base64; the same bytes for the same record."""
    buffers, size = [], 0

    def by_place(value):
        nonlocal size
        if isinstance(value, bytes):
            buffers.append(value)
            size += len(value)
            return {"buffer": [size - len(value), size]}
        if isinstance(value, dict):
            return {key: by_place(part) for key, part in value.items()}
        return [by_place(part) for part in value] if isinstance(value, (list, tuple)) else value

    line = json.dumps(by_place(state), ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(gzip.compress(b"\n".join([line.encode(), b"".join(buffers)]), 9, mtime=0)).decode("ascii")


def unpack(text):
    """The record that was packed, as a page reads it."""
    line, _, buffers = gzip.decompress(base64.b64decode(text)).partition(b"\n")
    return json.loads(line, object_hook=lambda d: buffers[slice(*d["buffer"])] if d.keys() == {"buffer"} else d)


def _state(widget):
    """The traits that are the widget's own, not those that every widget has, as a kernel sends them."""
    common = set(anywidget.AnyWidget.class_traits())
    return widget.get_state([name for name in widget.keys if name not in common and name[0] != "_"])


def _as_json(value):
    if isinstance(value, bytes):
        return {"base64": base64.b64encode(value).decode("ascii")}
    if isinstance(value, dict):
        return {key: _as_json(part) for key, part in value.items()}
    return [_as_json(part) for part in value] if isinstance(value, (list, tuple)) else value
