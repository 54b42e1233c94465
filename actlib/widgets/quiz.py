"""Questions that say why, and exercises that check themselves.

Nothing here raises at a learner: whatever was typed, the answer is a sentence.
Author's mistakes (an answer that is not among the options, say) raise at once.
"""

import copy
import functools
import html
import io
import math
import warnings
from contextlib import redirect_stdout

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
        self.correct = value is not None and self._near(value, self.answer)
        self.feedback = (
            "" if value is None else f"{RIGHT} {self.why}" if self.correct else f"{WRONG} {self._hint(value)}"
        )

    def _near(self, value, other):
        return abs(value - other) <= self.tolerance * (1 + 1e-9)  # 0.251 is 0.001 away from 0.25, rounded or not

    def _hint(self, value):
        for wrong, text in self.hints:
            if self._near(value, wrong):
                return text
        if self._near(value, -self.answer):
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


def check(function, reference, inputs=None, tolerance=1e-9, ulp=None):
    """Try a learner's function on inputs that were not shown, and say on which one it differs.

    Parameters
    ----------
    function : callable
        The learner's.
    reference : callable
        The same, right.
    inputs : list of tuples, optional
        Arguments to try. By default numbers and arrays between −30 and 30, the same on every run.
    tolerance : float, optional
        Largest relative difference; where the right value is 0, the largest difference. What is within the rounding
        errors of the reference itself is right, too.
    ulp : float, optional
        Largest difference in units in the last place of the right value, in place of `tolerance`: where the lesson is
        about digits.

    Returns
    -------
    Verdict
        Never an exception, whatever `function` does; only the learner's own interruption goes through. What the
        decisive call has printed stands above the verdict.

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
        return Verdict(
            False, f"Not yet: check needs your function itself, without brackets; it got {_shown(function)}."
        )
    if _is_the_same(function, reference):
        return Verdict(
            False, f"Not yet: {_name(reference)} is what your function is compared with; write one yourself."
        )
    name = _name(function)
    tried = (
        _default_inputs() if inputs is None else [given if isinstance(given, tuple) else (given,) for given in inputs]
    )
    for arguments in tried:
        difference = _difference(name, function, arguments, reference, tolerance, ulp)
        if difference:
            return Verdict(False, f"Not yet: {difference}")
    count = f"{len(tried)} input{'s' * (len(tried) > 1)}"
    return Verdict(True, f"Correct: {name} agrees with {_name(reference)} on {count}.")


def _default_inputs():
    rng = np.random.default_rng(7)
    numbers = [0.0, 1.0, -1.0, 0.5, -2.0, 30.0, -30.0, *np.round(rng.uniform(-30, 30, 8), 2).tolist()]
    arrays = [np.linspace(-5, 5, 7), rng.normal(size=(3, 4)), np.array([-30.0, 0.0, 30.0])]
    return [(given,) for given in [*numbers, *arrays]]


def _name(function):
    """What to call a function: its name, or that of its class where it has none."""
    while isinstance(function, functools.partial):
        function = function.func
    name = getattr(function, "__name__", None)
    return name if isinstance(name, str) else f"your {type(function).__name__}"


def _is_the_same(function, reference):
    while isinstance(function, functools.partial) and not function.args and not function.keywords:
        function = function.func
    return function is reference


def _difference(name, function, arguments, reference, tolerance, ulp):
    """In which way one call differs from what is expected, or None."""
    expected = _silently(reference, arguments)
    call = f"{name}({', '.join(_shown(argument) for argument in arguments)})"
    handed, printed = copy.deepcopy(arguments), io.StringIO()
    problem = caught = result = None
    try:
        with (
            warnings.catch_warnings(record=True) as caught,
            np.errstate(all="warn", under="ignore"),
            redirect_stdout(printed),
        ):
            warnings.simplefilter("always")
            result = function(*handed)
    except KeyboardInterrupt:
        raise
    except RecursionError:
        problem = f"{call} calls itself without end."
    except SystemExit:
        problem = f"{call} ends the program: let it return its result."
    except BaseException as error:  # whatever a learner's code raises becomes a sentence
        problem = f"{call} stopped with {type(error).__name__}: {_text(error)}"
    if not problem and not _alike(handed, arguments):
        problem = f"{call} changes its argument: work on a new array."
    if not problem and result is None and expected is not None and printed.getvalue():
        problem = f"{call} prints its result: let it return it, with `return` in place of `print`."
    problem = problem or _judge(call, result, expected, _allowance(reference, arguments, expected, tolerance, ulp))
    if not problem and caught:
        problem = f"{call} gives the right value, but warns: {_text(caught[0].message)}."
    if problem:
        print(printed.getvalue(), end="")
    return problem


def _silently(reference, arguments):
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        return reference(*copy.deepcopy(arguments))


def _judge(call, result, expected, allowance):
    """What is wrong with a result, or None."""
    if result is None and expected is not None:
        return f"{call} returns None so far: let it return its result, and run the cell again."
    if isinstance(expected, tuple):
        if not isinstance(result, tuple) or len(result) != len(expected):
            return f"{call} should return {len(expected)} values, as in `return a, b`."
        parts = [(f"value {i + 1} of {call}", *part) for i, part in enumerate(zip(result, expected, allowance))]
    else:
        parts = [(call, result, expected, allowance)]
    for what, mine, right, allowed in parts:
        if difference := _unequal(what, mine, np.asarray(right), allowed):
            return difference
    return None


def _allowance(reference, arguments, expected, tolerance, ulp):
    """How far each number may be from the expected one, in the shape of what is expected."""
    if isinstance(expected, tuple):
        parts = [
            _allowance(lambda *given, i=i: reference(*given)[i], arguments, part, tolerance, ulp)
            for i, part in enumerate(expected)
        ]
        return tuple(parts)
    right = np.asarray(expected)
    if right.dtype.kind not in "biuf":
        return 0.0
    with np.errstate(all="ignore"):
        size = np.abs(right.astype(np.float64))
        if ulp is not None:
            return ulp * np.spacing(np.where(np.isfinite(size), size, 0))
        # The reference's own rounding errors show when its arguments move by a few of them: what comes out as 2e-16
        # may be 0. At a jump it moves much further, hence the limit.
        step, wobble = np.finfo(np.float64).eps, np.zeros(right.shape)
        for factor in (1 - 3 * step, 1 - step, 1 + step, 1 + 3 * step):
            moved = np.abs(np.asarray(_silently(reference, _scaled(arguments, factor)), dtype=np.float64) - right)
            wobble = np.fmax(wobble, moved)
        limit = 1e-12 * max([1e-300, *(np.max(np.abs(number)) for number in _floats_in(arguments) if number.size)])
        relative = np.where(size == 0, tolerance, tolerance * size)
        return np.where(np.isfinite(size), relative + np.minimum(8 * wobble, limit), 0)


def _scaled(value, factor):
    """`value` with all its floating-point numbers multiplied by `factor`."""
    if isinstance(value, (list, tuple)):
        return type(value)(_scaled(part, factor) for part in value)
    is_float = isinstance(value, float) or isinstance(value, np.ndarray) and value.dtype.kind == "f"
    return value * factor if is_float else value


def _floats_in(value):
    if isinstance(value, (list, tuple)):
        return [number for part in value for number in _floats_in(part)]
    return [np.asarray(value)] if isinstance(value, (int, float)) or getattr(value, "dtype", None) == np.float64 else []


def _unequal(what, mine, right, allowed):
    if isinstance(mine, np.ndarray) and type(mine) is not np.ndarray and hasattr(mine, "mask"):
        return f"{what} gives a masked array: let it give all of its numbers."
    given = mine
    try:
        mine = np.asarray(mine)
    except Exception:  # rows of different lengths, or an object that refuses to become an array
        return f"{what} gives {_shown(given)}, which is not made of numbers."
    if mine.dtype.kind not in "biufc":
        return f"{what} gives {_shown(given)}, which is not made of numbers."
    if mine.dtype.kind == "c" and right.dtype.kind != "c":
        return f"{what} gives complex numbers, it should give real ones."
    if mine.dtype.kind == "b" and right.dtype.kind != "b":
        return f"{what} gives True or False, it should give numbers."
    if mine.shape != right.shape:
        return f"{what} has the shape {mine.shape}, it should have {right.shape}."
    with np.errstate(all="ignore"):
        wide = mine if mine.dtype.kind == "c" else mine.astype(np.float64)
        wrong = ~((wide == right) | (np.abs(wide - right) <= allowed) | (np.isnan(wide) & np.isnan(right)))
    if not wrong.any():
        return None
    first = tuple(int(i) for i in np.argwhere(wrong)[0])
    where = f" at position {first[0] if len(first) == 1 else first}" if first else ""
    got, wanted = _told_apart(wide[first], right[first])
    narrow = mine.dtype.kind == "f" and mine.itemsize < 8 and abs(wide[first] - right[first]) < 1e-2 * abs(right[first])
    why = f": {mine.dtype} has too few digits, let it compute in float64" if narrow else ""
    return f"{what} gives {got}{where}, it should give {wanted}{why}."


def _told_apart(mine, right):
    """Two numbers with as many digits as it takes to see that they differ, six at least."""
    for digits in range(6, 18):
        shown = [f"{number:.{digits}g}" for number in (mine, right)]
        if shown[0] != shown[1]:
            break
    return shown


def _alike(mine, given):
    """Whether two arguments are the same, number by number; NaN is the same as NaN."""
    if isinstance(given, (list, tuple)):
        return len(mine) == len(given) and all(map(_alike, mine, given))
    if isinstance(given, np.ndarray):
        return mine.shape == given.shape and np.array_equal(mine, given, equal_nan=given.dtype.kind in "fc")
    return mine is given or mine != mine or bool(mine == given)


def _shown(value):
    """A value in at most sixty characters, whatever it is."""
    if isinstance(value, np.ndarray) and value.size > 8:
        return f"an array of shape {value.shape}"
    try:
        text = (
            np.array2string(value, precision=4, separator=", ").replace("\n", "")
            if isinstance(value, np.ndarray)
            else repr(value)
        )
    except Exception:
        text = f"an object of the type {type(value).__name__}"
    return text if len(text) <= 60 else text[:57] + "..."


def _text(error):
    """What an exception or a warning says, on one line."""
    try:
        return " ".join(str(error).split())
    except Exception:
        return "no reason given"
