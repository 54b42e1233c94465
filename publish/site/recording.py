"""An IPython extension for the kernel that builds the site: beside its view, a widget stores all that it holds.

What a figure would ask Python for while it is moved is computed here for every position of its controls, if these are
few enough; a figure that needs more is not recorded, and its page shows the still picture.
"""

import base64
import json

import anywidget

from actlib.widgets.live import LiveFigure
from actlib.widgets.page_line import PageLine
from actlib.widgets.predict import Prediction, Predictions
from actlib.widgets.quiz import _Question
from actlib.widgets.series_quiz import FinalQuiz

RECORD = "application/vnd.actlib.record+json"
ANSWER_BY_THEMSELVES = {_Question: "quiz", FinalQuiz: "series_quiz", Prediction: "predict", Predictions: "predict"}
MOST_POSITIONS, MOST_BYTES = 500, 1_200_000  # of what one function of a figure paints


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
        "module", whose script renders it, None for what only concerns those who run the page; "state", its traits.
    """
    if isinstance(widget, PageLine):
        return {"module": None}
    for kind, module in ANSWER_BY_THEMSELVES.items():
        if isinstance(widget, kind):
            return {"module": module, "state": _state(widget)}
    if isinstance(widget, LiveFigure):
        tables = _tables(widget)
        if tables is not None:
            # With a table of every function there is nothing left that Python would have answered.
            return {"module": "live", "state": {**_state(widget), "tables": tables, "moves": {}, "answered": {}}}
    return None


def _tables(figure):
    """What every function of the figure paints at every position; None where one has too many, has to redraw, or
    measures what another machine would not."""
    if any(getattr(draw, "is_measured_here", False) for draw, _ in figure._stage.functions):
        return None
    known = {table["number"]: _as_json(table) for table in figure.tables}
    for number in range(len(figure._stage.functions)):
        if number not in known:
            table = figure.tabulate(number, most=MOST_POSITIONS)
            if table is None or _size(made := _as_json(table)) > MOST_BYTES:
                return None
            known[number] = made
    return [known[number] for number in sorted(known)]


def _size(table):
    return len(json.dumps(table))


def _state(widget):
    """The traits that are the widget's own, not those that every widget has, as a kernel sends them."""
    common = set(anywidget.AnyWidget.class_traits())
    return _as_json(widget.get_state([name for name in widget.keys if name not in common and name[0] != "_"]))


def _as_json(value):
    if isinstance(value, bytes):
        return {"base64": base64.b64encode(value).decode("ascii")}
    if isinstance(value, dict):
        return {key: _as_json(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_as_json(part) for part in value]
    return value
