"""An IPython extension for the kernel that builds the site: beside its view, a widget stores all that it holds.

What a figure would ask Python for while it is moved is computed here for every position of its controls, if these are
few enough; a figure that needs more is not recorded, and its page shows the still picture.
"""

import base64
import itertools
import math

import anywidget

from actlib.widgets.live import Choice, LiveFigure, Slider, _packed
from actlib.widgets.page_line import PageLine
from actlib.widgets.predict import Prediction, Predictions
from actlib.widgets.quiz import _Question
from actlib.widgets.series_quiz import FinalQuiz

RECORD = "application/vnd.actlib.record+json"
ANSWER_BY_THEMSELVES = {_Question: "quiz", FinalQuiz: "series_quiz", Prediction: "predict", Predictions: "predict"}
MOST_POSITIONS, MOST_BYTES = 500, 1_200_000  # of one figure's answers


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
        "module", whose script renders it, None for what only concerns those who run the page; "state", its traits;
        "answers", what Python would compute when asked.
    """
    if isinstance(widget, PageLine):
        return {"module": None}
    for kind, module in ANSWER_BY_THEMSELVES.items():
        if isinstance(widget, kind):
            return {"module": module, "state": _state(widget), "answers": []}
    if isinstance(widget, LiveFigure) and _moves_without_others(widget):
        answers = [_answers(widget, draw, names) for draw, names in widget._asked()]
        if None not in answers:
            return {"module": "live", "state": _state(widget), "answers": answers}
    return None


def _moves_without_others(figure):
    """Whether every control moves the picture itself: one that does not speaks to Python, and would be dead."""
    moving = {name for _, names in figure._draws for name in names}
    if figure.probe:
        moving |= {figure.probe["parameter"], figure.probe.get("choice")}
    return moving >= set(figure._controls)


def _answers(figure, draw, names):
    """Every content that `draw` can give, in the order of the controls' positions; None where these are too many."""
    positions = []
    for control in (figure._controls[name] for name in names):
        if not isinstance(control, (Slider, Choice)):
            return None
        positions.append(control.values if isinstance(control, Slider) else list(control.options))
    if math.prod(map(len, positions)) > MOST_POSITIONS:
        return None
    frames, size = [], 0
    for values in itertools.product(*positions):
        frames.append(_as_json({gid: _packed(content) for gid, content in draw(*values).items()}))
        size += len(str(frames[-1]))
        if size > MOST_BYTES:
            return None
    return {"names": names, "positions": positions, "frames": frames}


def _state(widget):
    """The traits that are the widget's own, not those that every widget has."""
    common = set(anywidget.AnyWidget.class_traits())
    return _as_json({name: getattr(widget, name) for name in widget.keys if name not in common and name[0] != "_"})


def _as_json(value):
    if isinstance(value, bytes):
        return {"base64": base64.b64encode(value).decode("ascii")}
    if isinstance(value, dict):
        return {key: _as_json(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_as_json(part) for part in value]
    return value
