"""Predictions: the learner commits before anything answers, by an option, a number or a curve drawn by hand.

The page judges and reveals by itself, so it needs no kernel. The kernel keeps what was committed in this session: a
cell that is run again shows the commitment, and `predictions` counts it.
"""

import html
import math
from weakref import WeakSet

import anywidget
import numpy as np
import traitlets

from .. import figures
from . import script, style

POINTS, FINE = 81, 321  # at which a curve is drawn, and at which the true one is known
PREFIX = "actlib-id-"  # which the page replaces by an id of its own

_committed = {}  # question -> (guess, whether it came true), for as long as the kernel lives
_asked = {}  # questions in the order in which they were asked; no widget, which would never be freed
_summaries = WeakSet()


class Prediction(anywidget.AnyWidget):
    """A question that is answered once, before the truth is shown. `guess` is what was committed, or None.

    `came_true` is None until then. What the guess is judged by travels with the widget, and stands in no output.
    """

    _esm = script("dom", "numbers", "drawing", "predict")
    _css = style("predict")
    kind = traitlets.Unicode().tag(sync=True)
    question = traitlets.Unicode().tag(sync=True)
    why = traitlets.Unicode().tag(sync=True)
    options = traitlets.List().tag(sync=True)
    reasons = traitlets.List().tag(sync=True)
    answer = traitlets.Float().tag(sync=True)  # a number, or the index of the option
    tolerance = traitlets.Float().tag(sync=True)
    hints = traitlets.List().tag(sync=True)  # pairs of a wrong number and what to say about it
    svg = traitlets.Unicode().tag(sync=True)
    scale = traitlets.Dict().tag(sync=True)
    truth = traitlets.Bytes().tag(sync=True)
    name = traitlets.Unicode().tag(sync=True)
    enlarged = traitlets.Float(1.0).tag(sync=True)
    guess = traitlets.Any(None, allow_none=True).tag(sync=True)
    came_true = traitlets.Bool(None, allow_none=True).tag(sync=True)

    def __init__(self, **traits):
        guess, came_true = _committed.get(traits["question"], (None, None))
        super().__init__(**traits, enlarged=figures.enlarged(), guess=guess, came_true=came_true)
        _asked[self.question] = None
        self.observe(self._keep, "came_true")
        _tell()

    def _keep(self, change):
        if change["new"] is not None:
            _committed.setdefault(self.question, (self.guess, change["new"]))
            _tell()

    def _repr_mimebundle_(self, **kwargs):
        live, metadata = super()._repr_mimebundle_(**kwargs)
        how = "Run this cell, then " + HOW[self.kind]
        items = "".join(f"<li>{html.escape(option)}</li>" for option in self.options)
        page = f"<p><strong>{html.escape(self.question)}</strong></p>" + f"<ul>{items}</ul>" * bool(items)
        plain = "\n- ".join([self.question, *self.options])
        return {**live, "text/plain": f"{plain}\n{how}", "text/html": f"{page}<p>{html.escape(how)}</p>"}, metadata


HOW = {
    "options": "choose one and commit to it.",
    "number": "type a number and commit to it.",
    "curve": "draw the curve, with mouse, pen, finger or arrow keys, and commit to it.",
}


class Predictions(anywidget.AnyWidget):
    """How many of the predictions of this session came true."""

    _esm, _css = Prediction._esm, Prediction._css
    kind = traitlets.Unicode("summary").tag(sync=True)
    questions = traitlets.List().tag(sync=True)
    outcomes = traitlets.Dict().tag(sync=True)  # question -> whether it came true, for those that are committed

    def _repr_mimebundle_(self, **kwargs):
        live, metadata = super()._repr_mimebundle_(**kwargs)
        words = "Run this cell to see how many of your predictions came true."
        return {**live, "text/plain": words, "text/html": f"<p>{words}</p>"}, metadata


def predict(
    question,
    options=None,
    answer=None,
    *,
    curve=None,
    x=None,
    y=None,
    why="",
    hints=None,
    tolerance=None,
    show=None,
    name="the curve",
    xlabel="x",
):
    """Ask for a prediction, which the learner commits before the truth appears over it.

    Parameters
    ----------
    question : str
        Also the key under which the commitment is kept: no two of one page are the same.
    options : dict of str, optional
        Option -> why it is right or wrong.
    answer : str or float
        The right option, or the number to be predicted.
    curve : function, optional
        The curve to be drawn, y of an array x; then `x` and `y`, each (low, high), are the axes.
    why : str
        The reason, shown with the truth. Not with `options`, each of which has its own.
    hints : dict, optional
        Wrong number -> what to say about it.
    tolerance : float, optional
        How far a prediction may be away and still come true: 1e-3 for a number, a tenth of the height of the axes for a
        curve. A curve may also lie a fortieth of their width to the side.
    show : dict, optional
        Label -> function: curves that are given, drawn in grey.
    name : str, optional
        What the true curve is called.
    xlabel : str, optional

    Returns
    -------
    Prediction

    Raises
    ------
    ValueError
        What is asked for is not said in one of the three ways, or the truth is not finite.

    Examples
    --------
    >>> question = predict("Draw tanh.", curve=np.tanh, x=(-3, 3), y=(-1.5, 1.5), why="It saturates on both sides.")
    >>> question.kind, question.guess
    ('curve', None)
    """
    if sum(given is not None for given in (options, curve)) > 1 or (curve is None) == (answer is None):
        raise ValueError("give options and the right one, a number as the answer, or a curve")
    if options is not None:
        if len(options) < 2 or not all(isinstance(reason, str) and reason for reason in options.values()):
            raise ValueError("options must be two or more, each with a reason")
        if answer not in options:
            raise ValueError(f"answer must be one of the options, got {answer!r}")
        index = list(options).index(answer)
        return Prediction(
            kind="options", question=question, options=list(options), reasons=list(options.values()), answer=index
        )
    if not why:
        raise ValueError("why must say the reason")
    if curve is None:
        tolerance = 1e-3 if tolerance is None else tolerance
        if not (math.isfinite(answer) and math.isfinite(tolerance) and tolerance > 0):
            raise ValueError(f"answer must be finite and tolerance positive, got {answer!r} and {tolerance!r}")
        pairs = [[float(wrong), text] for wrong, text in (hints or {}).items()]
        return Prediction(kind="number", question=question, answer=answer, why=why, tolerance=tolerance, hints=pairs)
    tolerance = 0.1 * (y[1] - y[0]) if tolerance is None and x and y else tolerance
    return _drawn(curve, x, y, show or {}, xlabel, question=question, why=why, tolerance=tolerance, name=name)


def _drawn(curve, x, y, show, xlabel, **texts):
    """A prediction that is drawn."""
    for axis, limits in (("x", x), ("y", y)):
        if limits is None or not -math.inf < limits[0] < limits[1] < math.inf:
            raise ValueError(f"{axis} must be (low, high), got {limits!r}")
    grid = np.linspace(*x, FINE)
    truth = np.broadcast_to(np.asarray(curve(grid), dtype=np.float32), grid.shape)
    if not np.all(np.isfinite(truth)):
        raise ValueError(f"the curve must be finite from {x[0]:g} to {x[1]:g}")
    svg, scale = _axes(x, y, show, xlabel, f"Axes to draw in: {xlabel} from {x[0]:g} to {x[1]:g}")
    return Prediction(kind="curve", svg=svg, scale=scale, truth=truth.tobytes(), **texts)


def _axes(x, y, show, xlabel, title):
    """The empty axes as SVG, with the curves that are given, and how data become SVG coordinates in it."""
    # As narrow as a phone: letters keep their size on one, and grow on a desk.
    figure, ax = figures.new_figure(size=(4.4, 3.0))
    with figures.house_style():
        figures.through_zero(ax, x, y)
        ax.set(xlabel=xlabel)
        ax.grid(color=figures.GRID, lw=0.6)
        grid = np.linspace(*x, FINE)
        for (label, function), dashes in zip(show.items(), ("-", "--", ":", "-.")):
            ax.plot(grid, function(grid), color=figures.GHOST, ls=dashes, lw=1.6, label=label)
        if show:
            ax.legend(loc="best", frameon=False)
        svg = figures.for_any_theme(figures.to_svg(figure, PREFIX, title))
    height, ((left, bottom), (right, top)) = figure.bbox.height, ax.transData.transform(np.transpose([x, y]))
    scale = {
        "points": POINTS,
        "xlabel": xlabel.replace("$", ""),
        "x": [float(edge) for edge in x],
        "y": [float(edge) for edge in y],
        "left": left,
        "right": right,
        "bottom": height - bottom,
        "top": height - top,
    }
    return svg, scale


def predictions():
    """How many of this page's predictions came true, kept up to date.

    Returns
    -------
    Predictions
    """
    summary = Predictions()
    _summaries.clear()
    _summaries.add(summary)  # run again, the cell shows the new one
    _tell()
    return summary


def _tell():
    """Tell the summary what was asked and what came of it."""
    for summary in _summaries:
        summary.questions = list(_asked)
        summary.outcomes = {question: _committed[question][1] for question in _asked if question in _committed}
