"""Questions that say why, and exercises that check themselves.

Nothing here raises at a learner: whatever was typed, the answer is a sentence.
Author's mistakes (an answer that is not among the options, say) raise at once.
"""

import copy
import html
import math
import warnings

import anywidget
import numpy as np
import traitlets

from . import script, style

RIGHT, WRONG = "Right.", "Not yet."


class _Question(anywidget.AnyWidget):
    """What both kinds of question share: the same page script, and a stored output that gives nothing away."""

    _esm = script("dom", "numbers", "quiz")
    _css = style("quiz")
    kind = traitlets.Unicode().tag(sync=True)
    question = traitlets.Unicode().tag(sync=True)
    correct = traitlets.Bool(False)
    feedback = traitlets.Unicode("")

    def _static(self):
        return [self.question]

    def _repr_mimebundle_(self, **kwargs):
        live, metadata = super()._repr_mimebundle_(**kwargs)
        first, *options = self._static()
        items = "".join(f"<li>{html.escape(option)}</li>" for option in options)
        page = (
            f"<p><strong>{html.escape(first)}</strong></p>"
            + f"<ul>{items}</ul>" * bool(items)
            + "<p>Run this cell to answer.</p>"
        )
        return {**live, "text/plain": "\n- ".join([first, *options]), "text/html": page}, metadata


class Choice(_Question):
    """A question with options. `selected` is the index of the chosen option, or None."""

    options = traitlets.List().tag(sync=True)
    reasons = traitlets.List().tag(sync=True)
    answer = traitlets.Int().tag(sync=True)
    selected = traitlets.Int(None, allow_none=True).tag(sync=True)

    def _static(self):
        return [self.question, *self.options]

    @traitlets.validate("selected")
    def _among_the_options(self, proposal):
        value = proposal["value"]
        if value is not None and not 0 <= value < len(self.options):
            raise traitlets.TraitError(
                f"selected must be None or an index from 0 to {len(self.options) - 1}, got {value!r}"
            )
        return value

    @traitlets.observe("selected")
    def _judge(self, change):
        self.correct = change["new"] == self.answer
        self.feedback = (
            "" if change["new"] is None else f"{RIGHT if self.correct else WRONG} {self.reasons[change['new']]}"
        )


class Number(_Question):
    """A question whose answer is a number. `value` is what was typed, or None."""

    answer = traitlets.Float().tag(sync=True)
    tolerance = traitlets.Float().tag(sync=True)
    why = traitlets.Unicode().tag(sync=True)
    hints = traitlets.List().tag(sync=True)  # pairs of a wrong number and what to say about it
    value = traitlets.Float(None, allow_none=True).tag(sync=True)

    @traitlets.observe("value")
    def _judge(self, change):
        value = change["new"]
        self.correct = value is not None and abs(value - self.answer) <= self.tolerance
        self.feedback = (
            "" if value is None else f"{RIGHT} {self.why}" if self.correct else f"{WRONG} {self._hint(value)}"
        )

    def _hint(self, value):
        for wrong, text in self.hints:
            if abs(value - wrong) <= self.tolerance:
                return text
        if abs(value + self.answer) <= self.tolerance:
            return "The size is right, the sign is not."
        return "That is too large; try again." if value > self.answer else "That is too small; try again."


def choose(question, options, answer):
    """A multiple-choice question with a reason for every option.

    Parameters
    ----------
    question : str
    options : dict of str
        Option -> why it is right or wrong, in the order in which the page shows them.
    answer : str
        The right option.

    Returns
    -------
    Choice

    Raises
    ------
    ValueError
        Fewer than two options, one without a reason, or an answer that is not among them.
    """
    if len(options) < 2 or not all(isinstance(reason, str) and reason for reason in options.values()):
        raise ValueError("options must be two or more, each with a reason")
    if answer not in options:
        raise ValueError(f"answer must be one of the options, got {answer!r}")
    return Choice(
        kind="choice",
        question=question,
        options=list(options),
        reasons=list(options.values()),
        answer=list(options).index(answer),
    )


def enter(question, answer, why, hints=None, tolerance=1e-3):
    """A question to be answered with a number, typed as 0.25, 1/4 or 2.5e-1.

    Parameters
    ----------
    question, why : str
        `why` is shown with the right answer.
    answer, tolerance : float
        How far from `answer` is still right.
    hints : dict, optional
        Wrong number -> what to say about it.

    Returns
    -------
    Number

    Raises
    ------
    ValueError
        `answer` or `tolerance` is not a finite number, or `tolerance` is not positive.
    """
    if not (math.isfinite(answer) and math.isfinite(tolerance) and tolerance > 0):
        raise ValueError(f"answer must be finite and tolerance positive, got {answer!r} and {tolerance!r}")
    return Number(
        kind="number",
        question=question,
        answer=answer,
        why=why,
        tolerance=tolerance,
        hints=[[float(wrong), text] for wrong, text in (hints or {}).items()],
    )


class Verdict:
    """What `check` found: `passed`, and a sentence."""

    def __init__(self, passed, message):
        self.passed, self.message = passed, message

    def __repr__(self):
        return self.message


def check(function, reference, inputs=None, tolerance=1e-9):
    """Try a learner's function on inputs that were not shown, and say on which one it differs.

    Parameters
    ----------
    function : callable
        The learner's.
    reference : callable
        The same, right.
    inputs : list of tuples, optional
        Arguments to try. By default numbers and arrays between −30 and 30, the same on every run.
    tolerance : float
        Largest relative difference, and largest difference next to 0.

    Returns
    -------
    Verdict
        Never an exception, whatever `function` does.

    Raises
    ------
    TypeError, ValueError
        An author's mistake: `reference` is not callable, or `inputs` is empty.
    """
    if not callable(reference):
        raise TypeError(f"reference must be a function, got {reference!r}")
    if inputs is not None and not len(inputs):
        raise ValueError("inputs must hold at least one tuple of arguments")
    if not callable(function):
        return Verdict(False, f"Not yet: check needs your function itself, without brackets; it got {function!r}.")
    name = getattr(function, "__name__", "your function")
    tried = (
        _default_inputs() if inputs is None else [given if isinstance(given, tuple) else (given,) for given in inputs]
    )
    for arguments in tried:
        difference = _difference(name, function, arguments, reference(*copy.deepcopy(arguments)), tolerance)
        if difference:
            return Verdict(False, f"Not yet: {difference}")
    return Verdict(True, f"Correct: {name} agrees with {reference.__name__} on {len(tried)} inputs.")


def _default_inputs():
    rng = np.random.default_rng(7)
    numbers = [0.0, 1.0, -1.0, 0.5, -2.0, 30.0, -30.0, *np.round(rng.uniform(-30, 30, 8), 2).tolist()]
    arrays = [np.linspace(-5, 5, 7), rng.normal(size=(3, 4)), np.array([-30.0, 0.0, 30.0])]
    return [(given,) for given in [*numbers, *arrays]]


def _difference(name, function, arguments, expected, tolerance):
    """In which way one call differs from what is expected, or None."""
    call = f"{name}({', '.join(_shown(argument) for argument in arguments)})"
    handed = copy.deepcopy(arguments)
    try:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            result = function(*handed)
    except Exception as error:  # whatever a learner's code raises becomes a sentence
        return f"{call} stopped with {type(error).__name__}: {error}"
    if result is None and expected is not None:
        return f"{call} returns None so far: let it return its result, and run the cell again."
    if any(not np.array_equal(mine, given) for mine, given in zip(handed, arguments)):
        return f"{call} changes its argument: work on a new array."
    if isinstance(expected, tuple):
        if not isinstance(result, tuple) or len(result) != len(expected):
            return f"{call} should return {len(expected)} values, as in `return a, b`."
        pairs = list(zip(result, expected))
    else:
        pairs = [(result, expected)]
    for i, (mine, right) in enumerate(pairs):
        what = call if len(pairs) == 1 else f"value {i + 1} of {call}"
        if difference := _unequal(what, mine, np.asarray(right), tolerance):
            return difference
    if caught:
        return f"{call} gives the right value, but warns: {caught[0].message}."
    return None


def _unequal(what, mine, right, tolerance):
    try:
        mine = np.asarray(mine, dtype=np.float64)
    except (TypeError, ValueError):
        return f"{what} gives {_shown(mine)}, which is not made of numbers."
    if mine.shape != right.shape:
        return f"{what} has the shape {mine.shape}, it should have {right.shape}."
    wrong = ~np.isclose(mine, right, rtol=tolerance, atol=tolerance, equal_nan=True)
    if not wrong.any():
        return None
    first = tuple(int(i) for i in np.argwhere(wrong)[0])
    where = f" at position {first[0] if len(first) == 1 else first}" if first else ""
    return f"{what} gives {float(mine[first]):.6g}{where}, it should give {float(right[first]):.6g}."


def _shown(value):
    if isinstance(value, np.ndarray) and value.size > 8:
        return f"an array of shape {value.shape}"
    text = (
        np.array2string(value, precision=4, separator=", ").replace("\n", "")
        if isinstance(value, np.ndarray)
        else repr(value)
    )
    return text if len(text) <= 60 else text[:57] + "..."
