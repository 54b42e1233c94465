"""What moves a live figure: sliders, choices, lines to type, matrices and drawings.

`interact`'s abbreviations stand for them: `(minimum, maximum, step)` is a `Slider`, a list or a dict a `Choice`, a text
a `Line`. Write the class where the abbreviation says too little: `Slider(0, 400, 10, plays=15)`.
"""

import math
import re
from decimal import Decimal
from numbers import Integral, Real

import numpy as np
import traitlets

from ..formula import LONGEST

GREEK = {"alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "phi": "φ", "theta": "θ", "sigma": "σ", "lambda_": "λ"}


def label_of(name):
    """How a parameter is called on the page: beta is β, w1 is w₁, learning_rate is “learning rate”."""
    word, digits = re.fullmatch(r"(.*?)(\d*)", name).groups()
    return GREEK.get(word, word.replace("_", " ").strip()) + digits.translate(str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉"))


class Control:
    """One parameter of a live figure; `bind` gives it the name and the default of the function's parameter."""

    def bind(self, name, default):
        """Take the parameter's name, and check that its default is a value that the control can have."""
        self.name, self.label = name, self.label if self.label is not None else label_of(name)
        self.default = self.start() if default is None else default
        try:
            self.default = self.validate(self.default)
        except traitlets.TraitError as error:
            raise ValueError(f"the default of {error}") from None
        return self

    def to_page(self, value):
        """The value as the page holds it."""
        return value

    def from_page(self, sent):
        return sent

    def offered(self):
        """The values that a page without Python offers; the default alone where only Python can answer."""
        return [self.default]

    def write(self, value):
        """A value as an option of that page is called."""
        return str(value)

    def format(self, value):
        """Name and value as a caption: β = 1.5."""
        return f"{self.label} = {value}"

    def spec(self):
        """What the page needs to know of it."""
        return {"kind": type(self).__name__.lower(), "name": self.name, "label": self.label}


class Slider(Control):
    """A number on a slider: `minimum`, then every `step` up to `maximum`; whole numbers where all three are whole.

    Parameters
    ----------
    minimum, maximum, step : numbers
    label : str, optional
        Instead of the parameter's name.
    plays : number, optional
        With a button that walks through so many positions per second.
    digits : int, optional
        Decimals that are shown; by default as many as the positions have.
    home : number, optional
        Where it stands while another slider moves on a page that has only one move at a time; by default at its start.
    """

    def __init__(self, minimum, maximum, step, label=None, plays=None, digits=None, home=None):
        numbers = (minimum, maximum, step)
        if not all(isinstance(n, Real) and not isinstance(n, bool) and math.isfinite(n) for n in numbers):
            raise ValueError(f"a slider is (minimum, maximum, step), three numbers, got {numbers!r}")
        count = math.floor((maximum - minimum) / step + 1e-9) if step > 0 else 0
        if not 1 <= count <= 10_000:
            raise ValueError(
                f"step must be positive and fit 1 to 10,000 times between minimum and maximum, got {numbers}"
            )
        self.label, self.plays, self.home = label, plays, home
        if all(isinstance(n, Integral) for n in numbers):
            self.values = [int(minimum) + i * int(step) for i in range(count + 1)]
        else:
            self.values = [round(float(minimum + i * step), 10) + 0.0 for i in range(count + 1)]
        self.digits = digits if digits is not None else max(map(_decimals, (minimum, step)))

    def start(self):
        return self.values[(len(self.values) - 1) // 2]

    def validate(self, value):
        """The position nearest to `value`; an error that names the slider where there is none."""
        low, high = self.values[0], self.values[-1]
        plain = isinstance(value, Real) and not isinstance(value, (bool, np.bool_))
        if not plain or not low - 1e-9 <= value <= high + 1e-9:  # NaN fails this comparison, too
            raise traitlets.TraitError(f"{self.name} must be a number from {low:g} to {high:g}, got {value!r}")
        return self.values[self.index(value)]

    def index(self, value):
        """Which position is nearest to a value."""
        low, high = self.values[0], self.values[-1]
        return round((float(value) - low) / (high - low) * (len(self.values) - 1))

    @property
    def positions(self):
        """Every value that it can have, in the order of the page."""
        return self.values

    def offered(self):
        return self.values

    def format(self, value):
        return f"{self.label} = {value:.{self.digits}f}".replace("-", "−")

    def spec(self):
        return {**super().spec(), "values": self.values, "digits": self.digits, "plays": self.plays}


def _decimals(number):
    """How many decimals a number is written with: 0.25 has two; at most six."""
    return max(0, -Decimal(repr(round(float(number), 6))).normalize().as_tuple().exponent)


class Choice(Control):
    """One of several options.

    Parameters
    ----------
    options : list, or dict of label -> value
        Values may be anything, functions too.
    label : str, optional
    needs_python : bool
        Whether it means something only where Python answers: a page without it leaves it out.
    """

    def __init__(self, options, label=None, needs_python=False):
        pairs = list(options.items()) if isinstance(options, dict) else [(str(value), value) for value in options]
        if not pairs or len({str(key) for key, _ in pairs}) < len(pairs):
            raise ValueError(f"a choice needs one or more options, each with a label of its own, got {options!r}")
        self.label, self.options = label, {str(key): value for key, value in pairs}
        self.needs_python = needs_python

    def start(self):
        return next(iter(self.options.values()))

    def index(self, value):
        """Which option is this value, or is called so; None where none is."""
        for i, option in enumerate(self.options.values()):
            if option is value or (type(option) is type(value) and np.ndim(option) == 0 and option == value):
                return i
        return list(self.options).index(value) if isinstance(value, str) and value in self.options else None

    def validate(self, value):
        i = self.index(value)
        if i is None:
            known = ", ".join(map(self._key, self.options))
            raise traitlets.TraitError(f"{self.name} must be one of {known}, got {value!r}")
        return self.positions[i]

    @property
    def positions(self):
        return list(self.options.values())

    def offered(self):
        return [self.default] if self.needs_python else self.positions

    def _key(self, label):
        """What stands for an option on the page and in a link: its value where that is a text, else its label."""
        return value if isinstance(value := self.options[label], str) else label

    def to_page(self, value):
        return self._key(list(self.options)[self.index(value)])

    def from_page(self, sent):
        return next((value for label, value in self.options.items() if self._key(label) == sent), sent)

    def format(self, value):
        shown = list(self.options)[self.index(value)]
        return shown if re.search(r"[^\W\d_]{2}", shown) else f"{self.label} = {shown}"

    def spec(self):
        return {**super().spec(), "options": [[self._key(label), label] for label in self.options]}


class Typed(Control):
    """What is typed.

    Parameters
    ----------
    label : str, optional
    presets : list
        Beside the default, what a page without Python offers to choose from.
    """

    def __init__(self, label=None, presets=()):
        self.label, self.presets = label, presets

    def offered(self):
        presets = map(self.validate, self.presets)
        return [self.default, *(value for value in presets if value != self.default)]


class Line(Typed):
    """A line of text to type into, such as a formula; what it means, the drawing function decides."""

    def start(self):
        return ""

    def validate(self, value):
        if not isinstance(value, str) or len(value) > LONGEST:
            raise traitlets.TraitError(f"{self.name} must be text of at most {LONGEST} characters, got {value!r:.80}")
        return value

    def spec(self):
        return {**super().spec(), "longest": LONGEST}


class Matrix(Typed):
    """A small table of numbers to type into: a list of rows of equal length, as long as the default's."""

    LARGEST = 1e6

    def start(self):
        return [[0.0]]

    def bind(self, name, default):
        self.shape = np.shape(default)
        if len(self.shape) != 2:
            raise ValueError(f"the default of {name} must be a list of rows of numbers, got {default!r}")
        return super().bind(name, default)

    def validate(self, value):
        try:
            entries = np.array(value, dtype=float)
        except (TypeError, ValueError):
            entries = np.array(math.nan)
        if entries.shape != self.shape or not np.all(np.abs(entries) <= self.LARGEST):
            rows, columns = self.shape
            raise traitlets.TraitError(
                f"{self.name} must be {rows} rows of {columns} numbers between -1e6 and 1e6, got {value!r}"
            )
        return entries.tolist()

    def write(self, value):
        return " / ".join("  ".join(f"{entry:g}".replace("-", "−") for entry in row) for row in value)

    def spec(self):
        return {**super().spec(), "largest": self.LARGEST}


class Drawing(Control):
    """A curve drawn into the picture with mouse, pen, finger or arrow keys: its heights at the points `x`.

    Parameters
    ----------
    x : array_like, increasing
    label : str
        What the page says about it.
    axes : int
        Into which axes of the figure it is drawn.
    """

    def __init__(self, x, label, axes=0):
        self.x, self.label, self.axes = np.asarray(x, dtype=float), label, axes

    def start(self):
        return np.zeros_like(self.x)

    def validate(self, value):
        try:
            heights = np.array(value, dtype=float)
        except (TypeError, ValueError):
            heights = np.array(math.nan)
        if heights.shape != self.x.shape or not np.all(np.isfinite(heights)):
            raise traitlets.TraitError(f"{self.name} must be {len(self.x)} finite heights, got {value!r:.80}")
        return heights.tolist()

    def spec(self):
        return {**super().spec(), "axes": self.axes, "x": self.x.tolist()}


def control_of(abbreviation, name):
    """The control that an abbreviation stands for; an error that names the parameter where it stands for none."""
    if isinstance(abbreviation, Control):
        return abbreviation
    try:
        if isinstance(abbreviation, tuple) and len(abbreviation) in (2, 3):
            whole = all(isinstance(n, Integral) for n in abbreviation)
            return Slider(*abbreviation, *[1 if whole else 0.1][len(abbreviation) - 2 :])
        if isinstance(abbreviation, (list, dict)):
            return Choice(abbreviation)
        if isinstance(abbreviation, bool):
            return Choice({"no": False, "yes": True})
        if isinstance(abbreviation, str):
            return Line()
        if isinstance(abbreviation, Real) and abbreviation:  # as interact: from −k to 3k
            return control_of((min(-abbreviation, 3 * abbreviation), max(-abbreviation, 3 * abbreviation)), name)
        if isinstance(abbreviation, Real):
            return control_of((abbreviation, abbreviation + 1), name)
    except (TypeError, ValueError) as error:
        raise type(error)(f"{name}: {error}") from None
    raise TypeError(
        f"{name} must be (minimum, maximum, step), a list or dict of options, a text or a control, got {abbreviation!r}"
    )
