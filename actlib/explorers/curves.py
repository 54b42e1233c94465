"""`explore`: one function with its derivative, or several functions together."""

import inspect

import numpy as np

from .. import figures
from ..activations import ACTIVATIONS
from ..figures import ACCENT, GHOST, INK, PAPER, SECOND
from ..widgets.controls import Slider, control_of
from ..widgets.live import live, refuse_taken
from ..widgets.probe import Curve, Probe, sample_slider
from ..wording import format_number

BESIDE = 1e-9  # close enough to zero to tell the slope on one side of a kink from the slope on the other


def explore(*functions, compare=(), **parameters):
    """The live picture of one function with its derivative, or of several functions together.

    Parameters
    ----------
    *functions : callables
        Rows of `ACTIVATIONS`, or one function of your own of the form f(x) or f(x, k). None: all of `ACTIVATIONS`.
    compare : function or list of functions
        Drawn behind as ghosts; one that takes the same parameter moves with it.
    **parameters : (minimum, maximum, step)
        The slider of your own function's parameter, as in `explore(f, k=(0, 4, 0.1))`; it starts at the default of `k`.

    Returns
    -------
    LiveFigure
        With the traits `x0` (the probe) and `alpha`, `beta` or `k`; of several functions, `function` is the one probed.

    Raises
    ------
    TypeError
        A function is not callable, or one of several is not a row of `ACTIVATIONS`.
    ValueError
        A slider is not (minimum, maximum, step), its function has no such parameter, or it is called x0.
    """
    ghosts = [compare] if callable(compare) else list(compare)
    for function in [*functions, *ghosts]:
        if not callable(function):
            raise TypeError(f"explore takes functions such as explore(swish), got {function!r}")
    if len(functions) == 1:
        return _explore_one(_Subject(functions[0], parameters), ghosts)
    rows = [_row(function) for function in functions] or list(ACTIVATIONS.values())
    if None in rows or ghosts or parameters:
        raise TypeError(
            "several functions must all be rows of ACTIVATIONS, with neither compare= nor sliders of their own"
        )
    return _explore_several(rows)


class _Subject:
    """What is explored: a row of the table or a function of the learner's own, and its slider if it has one."""

    def __init__(self, function, parameters):
        self.function, self.row, self.title = function, _row(function), _name(function)
        self.color = self.row.color if self.row else ACCENT
        if self.row and parameters:
            raise ValueError(f"{next(iter(parameters))}: {self.title} brings its own slider")
        self.name, self.slider = (None, None)
        if self.row and self.row.parameter:
            self.name, self.slider = self.row.parameter.name, _slider(self.row)
        elif parameters:
            self.name, self.slider = self._own_slider(parameters)
        self.start = self.slider.default if self.slider else None
        self.positions = self.slider.values if self.slider else [None]
        self.value = self.of_slider(function)
        self.slope = self.of_slider(self.row.derivative) if self.row else None

    def _own_slider(self, parameters):
        (name, limits), *more = parameters.items()
        known = inspect.signature(self.function).parameters
        if more or name not in known or known[name].default is inspect.Parameter.empty:
            raise ValueError(f"{name}: one slider, for a parameter of {self.function.__name__} that has a default")
        refuse_taken(name)
        if name == "x0":
            raise ValueError("x0: the probe is called so; call the parameter something else")
        if not isinstance(limits, tuple) or len(limits) != 3:
            raise ValueError(f"{name} must be (minimum, maximum, step), got {limits!r}")
        return name, control_of(limits, name).bind(name, known[name].default)

    def of_slider(self, function):
        """`function` as one of x and of the slider's position, which it heeds if it has such a parameter."""
        if self.name is None or self.name not in inspect.signature(function).parameters:
            return lambda x, position=None: function(x)
        return lambda x, position: function(x, **{self.name: position})

    def is_kinked(self):
        beside = np.array([-BESIDE, BESIDE])
        return self.row is not None and any(abs(np.subtract(*self.slope(beside, p))) > 1e-6 for p in self.positions)

    def saturates(self):
        """Whether the slope far out is nothing beside the slope at 0, wherever the slider stands."""
        far = np.array([-8.0, 0.0, 8.0])
        return self.row is not None and all(
            np.abs(self.slope(far, p))[[0, 2]].max() < 0.01 * abs(self.slope(far, p)[1]) for p in self.positions
        )


def _explore_one(subject, ghosts):
    slopes, kinked, saturates = subject.row is not None, subject.is_kinked(), subject.saturates()
    behind = [(_name(ghost), subject.of_slider(ghost)) for ghost in ghosts]
    ends = np.array([subject.value(np.array([-8.0, 8.0]), p) for p in subject.positions])
    bounded = np.abs(ends).max() <= 2
    reach, ylim, height = (
        (8, (-1.2, 1.2) if ends.min() < -0.5 else (-0.1, 1.1), 3.9) if bounded else (5, (-1.4, 3.4), 4.1)
    )
    x = figures.sample_points(reach, BESIDE if kinked else None)

    def frame(ax):
        figures.through_zero(ax, (-reach, reach), ylim)
        ax.set_xlabel("x")
        if not bounded:
            ax.set_aspect("equal")
        if saturates:
            fine = np.linspace(-reach, reach, 200 * reach + 1)
            _shade_saturation(ax, fine, abs(subject.slope(fine, subject.start)))

    def draw(ax, position=subject.start):
        for i, (name, ghost) in enumerate(behind):
            ax.plot(x, ghost(x, position), color=GHOST, lw=2, ls=[(0, (1, 1.6)), "-."][i % 2], label=name)
        if slopes:
            ax.plot(x, subject.slope(x, position), color=subject.color, ls="--", lw=2, label="derivative φ′(x)")
        ax.plot(x, subject.value(x, position), color=subject.color, label=subject.title + " φ(x)" * slopes)
        if kinked:
            left, at, right = subject.slope(np.array([-BESIDE, 0.0, BESIDE]), position)
            ax.plot([0, 0], [left, right], "o", ms=7, mfc="none", mec=subject.color)
            ax.plot([0], [at], "o", ms=7, color=subject.color)
        return _in_words(subject, position, reach) if subject.slider else None

    curve = Curve(
        subject.title,
        0,
        lambda *position: subject.value(x, *position),
        (lambda *position: subject.slope(x, *position)) if slopes else None,
        subject.name,
        tuple(subject.positions),
    )
    marks = [
        {"marker": "o", "ls": "none", "ms": 10, "color": subject.color, "mec": INK, "mew": 1.4},
        {"marker": "D", "ls": "none", "ms": 7, "color": subject.color, "mec": INK, "mew": 1.2},
        {"color": ACCENT if subject.color == SECOND else SECOND, "lw": 1.6},
    ]
    said = "φ(x₀) = {y}, slope φ′(x₀) = {slope}." if slopes else "{name}(x₀) = {y}."
    probe = Probe(sample_slider(reach, 0.05, "probe x₀"), x, [curve], "At x₀ = {x}: " + said, marks)
    return live(
        _taking(draw, subject.name, subject.start),
        frame=frame,
        size=(7.6, height),
        legend="upper left",
        probe=probe,
        title=subject.title,
        still=_settings(subject),
        still_columns=None if bounded or not subject.slider else 2,
        still_height=None if bounded or not subject.slider else 2.3,  # equal scales: as high as they are
        alt=_alternative(subject, ghosts, slopes, reach),
        **({subject.name: subject.slider} if subject.slider else {}),
    )


def _shade_saturation(ax, x, slope):
    for side in (x < 0, x > 0):
        flat = x[side & (slope < 0.05 * slope.max())]
        ax.axvspan(flat.min(), flat.max(), color=GHOST, alpha=0.13, lw=0)
        ax.text(flat.mean(), 0.03, "saturated", transform=ax.get_xaxis_transform(), ha="center", color=GHOST)


def lowest_point(subject, position, reach):
    """Where the curve is lowest, if it is so inside: x and value, refined far beyond the digits that are shown."""
    grid = np.linspace(-reach, reach, 401)
    i = int(np.argmin(subject.value(grid, position)))
    if not 0 < i < 400:
        return None
    for _ in range(3):
        grid = np.linspace(grid[max(i - 1, 0)], grid[min(i + 1, len(grid) - 1)], 101)
        i = int(np.argmin(values := subject.value(grid, position)))
    return float(grid[i]), float(values[i])


def _in_words(subject, position, reach):
    at = f"{subject.title}, {subject.slider.format(position)}."
    lowest = lowest_point(subject, position, reach)
    if lowest is None or lowest[1] > -1e-3:
        return at
    return f"{at} Lowest point {format_number(lowest[1], 3)} at x = {format_number(lowest[0], 2)}."


def _settings(subject):
    if not subject.slider:
        return {"": {}}
    first, last = subject.slider.values[0], subject.slider.values[-1]
    shown = sorted({p for p in (first, 0.0, subject.start, 1.0, last) if first <= p <= last})
    return {f"{subject.slider.label} = {format_number(p)}": {subject.name: p} for p in shown}


def _alternative(subject, ghosts, slopes, reach):
    """Where the curve begins and ends in the picture, its lowest point and its steepest, at each setting shown."""
    words = [f"{subject.title} (solid)" + " and its derivative (dashed)" * slopes + "."]
    x = np.linspace(-reach, reach, 200 * reach + 1)
    for setting in _settings(subject).values():
        position = setting.get(subject.name)
        first, last = (format_number(round(float(y), 2) + 0.0, 2) for y in subject.value(x[[0, -1]], position))
        said = f"from {first} at x = {format_number(-reach)} to {last} at x = {reach}"
        lowest = lowest_point(subject, position, reach)
        if lowest and lowest[1] < -1e-3:
            said += f", lowest {format_number(lowest[1], 3)} at x = {format_number(lowest[0], 2)}"
        if slopes:
            slope = subject.slope(x, position)
            said += f", largest slope {format_number(slope.max(), 2)}"
        words.append((f"{subject.slider.format(position)}: {said}" if subject.slider else said.capitalize()) + ".")
    if ghosts:
        words.append(f"In grey, for comparison: {', '.join(_name(ghost) for ghost in ghosts)}.")
    return " ".join(words)


def _explore_several(rows):
    x = figures.sample_points(5, BESIDE)
    bounded = all(np.abs(row.function(np.array([-8.0, 8.0]))).max() <= 2 for row in rows)
    limits = [(-1.2, 1.2), (-0.1, 1.1)] if bounded else [(-1.6, 3.4), (-0.3, 2.15)]
    sliders = {row.parameter.name: _slider(row) for row in rows if row.parameter}

    def frame(axes):
        for ax, ylim, title in zip(axes, limits, ["value φ(x)", "slope φ′(x)"]):
            figures.through_zero(ax, (-5, 5), ylim)
            ax.set(title=title, xlabel="x")

    def drawing_of(row):
        def draw(axes, position=None):
            for ax, function, label in zip(axes, (row.function, row.derivative), (row.title, None)):
                heights = function(x) if position is None else function(x, position)
                ax.plot(x, heights, color=row.color, ls=row.linestyle, label=label)

        p = row.parameter
        return _taking(draw, p and p.name, p and p.default)

    def curve_of(number, row):
        p = row.parameter
        value, slope = (lambda *at, f=f: f(x, *at) for f in (row.function, row.derivative))
        return Curve(row.title, number, value, slope, p and p.name, tuple(sliders[p.name].values) if p else ())

    point = {"marker": "o", "ls": "none", "ms": 9, "color": PAPER, "mec": INK, "mew": 2}
    probe = Probe(
        sample_slider(5, 0.05, "probe x₀"),
        x,
        [curve_of(number, row) for number, row in enumerate(rows)],
        "{name} at x₀ = {x}: φ(x₀) = {y}, slope φ′(x₀) = {slope}.",
        [point, point, {"color": INK, "lw": 1.4}],
        slopes=1,
        choice="function",
        keys=[row.name for row in rows],
    )
    columns = {"ncols": len(rows), "columnspacing": 1.4, "handlelength": 2.4}
    titles = ", ".join(row.title for row in rows)
    return live(
        *map(drawing_of, rows),
        frame=frame,
        axes=2,
        size=(7.6, 3.7),
        legend={"loc": "outside upper center", **columns},
        probe=probe,
        title=titles,
        still=_family_settings(sliders),
        alt=f"{titles}: their values on the left and their slopes on the right, for x from −5 to 5. "
        + _family_in_words(rows),
        **sliders,
    )


def _family_in_words(rows):
    """From where to where each curve leads in the picture, and how steep it is at most."""
    x, said = np.linspace(-5, 5, 1001), []
    for row in rows:
        first, *_, last = row.function(x)
        numbers = (format_number(round(float(y), 2) + 0.0, 2) for y in (first, last, row.derivative(x).max()))
        said.append("{} leads from {} to {}, with a largest slope of {}".format(row.title, *numbers))
    return "; ".join(said) + "."


def _family_settings(sliders):
    """The defaults, and one more step that gives none of the answers of the pages that follow."""
    moved = {name: value for name, value in {"alpha": 0.01, "beta": 2.0}.items() if name in sliders}
    settings = {"": {}} if not sliders else {}
    for chosen in ({name: slider.default for name, slider in sliders.items()}, moved):
        if chosen:
            settings[", ".join(sliders[name].format(value) for name, value in chosen.items())] = chosen
    return settings


def _row(function):
    """The row of ACTIVATIONS that holds this function, or None for a function of the learner's own."""
    return next((row for row in ACTIVATIONS.values() if row.function is function), None)


def _name(function):
    row = _row(function)
    return row.title if row else getattr(function, "__name__", "your function").strip("<>").replace("_", " ")


def _slider(row):
    p = row.parameter
    return Slider(p.minimum, p.maximum, p.step, label=p.symbol).bind(p.name, p.default)


def _taking(draw, name, default):
    """`draw` under the name that its one parameter has in this figure."""

    def renamed(axes, **values):
        return draw(axes, *values.values())

    kind = inspect.Parameter.KEYWORD_ONLY
    parameters = [inspect.Parameter("axes", inspect.Parameter.POSITIONAL_ONLY)]
    if name:
        parameters.append(inspect.Parameter(name, kind, default=default))
    renamed.__signature__ = inspect.Signature(parameters)
    return renamed
