"""`explore`: one function with its derivative, or several functions together."""

import inspect

import matplotlib
import numpy as np

from .. import figures
from ..activations import ACTIVATIONS
from ..figures import ACCENT, GHOST, INK, PAPER, SECOND
from ..widgets.live import Choice, LiveFigure, Slider
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
        A slider is not (minimum, maximum, step), or its function has no such parameter.
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
        if self.row:
            self.slider = _slider(self.row) if self.row.parameter else None
        else:
            self.slider = self._own_slider(parameters)
        self.positions = self.slider.values if self.slider else [None]
        self.start = self.slider.default if self.slider else None

    def _own_slider(self, parameters):
        if not parameters:
            return None
        (name, limits), *more = parameters.items()
        known = inspect.signature(self.function).parameters
        if more or name not in known or known[name].default is inspect.Parameter.empty:
            raise ValueError(f"{name}: one slider, for a parameter of {self.function.__name__} that has a default")
        if not isinstance(limits, tuple) or len(limits) != 3:
            raise ValueError(f"{name} must be (minimum, maximum, step), got {limits!r}")
        return Slider(name, name, *limits, default=known[name].default)

    def at(self, function, x, position):
        """function(x), or function(x, parameter) where it takes the parameter of this slider."""
        return function(x, position) if _takes(function, self.slider) else function(x)

    def value(self, x, position):
        return self.at(self.function, x, position)

    def slope(self, x, position):
        return self.at(self.row.derivative, x, position)


def _explore_one(subject, ghosts):
    slider, has_slope = subject.slider, subject.row is not None
    far = np.array([-8.0, 8.0])
    beside = np.array([-BESIDE, 0.0, BESIDE])
    kinked = has_slope and any(abs(np.subtract(*subject.slope(beside[::2], p))) > 1e-6 for p in subject.positions)
    saturates = has_slope and all(
        np.abs(subject.slope(far, p)).max() < 0.01 * abs(subject.slope(beside, p)[1]) for p in subject.positions
    )
    ends = np.array([subject.value(far, p) for p in subject.positions])
    bounded = np.abs(ends).max() <= 2
    if bounded:
        reach, ylim, height = 8, (-1.2, 1.2) if ends.min() < -0.5 else (-0.1, 1.1), 3.9
    else:
        reach, ylim, height = 5, (-1.4, 3.4), 4.1
    x = _samples(reach, kinked)

    def shade_saturation(ax, position, named):
        slope = abs(subject.slope(x, position))
        for side in (x < 0, x > 0):
            flat = x[side & (slope < 0.05 * slope.max())]
            ax.axvspan(flat.min(), flat.max(), color=GHOST, alpha=0.13, lw=0)
            if named:
                ax.text(flat.mean(), 0.03, "saturated", transform=ax.get_xaxis_transform(), ha="center", color=GHOST)

    def scene(ax, position, named=True):
        figures.through_zero(ax, (-reach, reach), ylim)
        if not bounded:
            ax.set_aspect("equal")
        if saturates:
            shade_saturation(ax, position, named)
        for i, ghost in enumerate(ghosts):
            ax.plot(
                x,
                subject.at(ghost, x, position),
                color=GHOST,
                lw=2,
                ls=[(0, (1, 1.6)), "-."][i % 2],
                gid=f"ghost-{i}",
                label=_name(ghost),
            )
        if has_slope:
            ax.plot(
                x, subject.slope(x, position), color=subject.color, ls="--", lw=2, gid="slope", label="derivative φ′(x)"
            )
        ax.plot(
            x, subject.value(x, position), color=subject.color, gid="value", label=subject.title + " φ(x)" * has_slope
        )
        if kinked:
            left, at, right = subject.slope(beside, position)
            ax.plot([0, 0], [left, right], "o", ms=7, mfc="none", mec=subject.color, gid="kink-open")
            ax.plot([0], [at], "o", ms=7, color=subject.color, gid="kink")

    def moved(position):
        contents = {"value": subject.value(x, position), "words": in_words(position)}
        if has_slope:
            contents["slope"] = subject.slope(x, position)
        if kinked:
            left, at, right = subject.slope(beside, position)
            contents.update({"kink-open": ([0, 0], [left, right]), "kink": ([0], [at])})
        contents.update(
            {f"ghost-{i}": subject.at(ghost, x, position) for i, ghost in enumerate(ghosts) if _takes(ghost, slider)}
        )
        return contents

    def in_words(position):
        at = x[np.isfinite(x)]
        y = subject.value(at, position)
        lowest = int(np.argmin(y))
        dips = 0 < lowest < len(y) - 1 and y[lowest] < -1e-3
        return f"{subject.title}, {slider.label} = {format_number(position, slider.digits)}." + (
            f" Lowest point {format_number(y[lowest], 3)} near x = {format_number(at[lowest], 2)}." if dips else ""
        )

    figure, ax = figures.new_figure(size=(7.6, height))
    with matplotlib.rc_context(figures.STYLE):
        scene(ax, subject.start)
        if has_slope:
            ax.plot([0, 1], [0, 1], color=ACCENT if subject.color == SECOND else SECOND, lw=1.6, gid="tangent")
            ax.plot([0], [0], "D", ms=7, color=subject.color, mec=INK, mew=1.2, gid="probe-slope")
        ax.plot([0], [0], "o", ms=10, color=subject.color, mec=INK, mew=1.4, gid="probe")
        ax.set_xlabel("x")
        ax.legend(loc="upper left", frameon=False, handlelength=3)

    def panel(ax, position):
        scene(ax, position, named=slider is None)
        if slider is None:
            ax.legend(loc="upper left", frameon=False)
        else:
            ax.set_title(f"{slider.label} = {format_number(position)}")

    shown = [None]
    if slider:
        first, last = slider.values[0], slider.values[-1]
        shown = sorted({p for p in (first, 0.0, slider.default, 1.0, last) if first <= p <= last})

    def still():
        columns = len(shown) if bounded or len(shown) < 4 else 2
        height = 3.6 if slider is None else 2.4 if bounded else 0.5 + 3.6 / columns  # equal scales: as high as they are
        return figures.small_multiples(panel, [{"position": p} for p in shown], columns, size=(7.6, height))

    words = f"{subject.title} (solid)" + " and its derivative (dashed)" * has_slope
    words += f" for {slider.label} = {', '.join(format_number(p) for p in shown)}." if slider else "."
    if ghosts:
        words += f" In grey, for comparison: {', '.join(_name(ghost) for ghost in ghosts)}."
    x0 = Slider("x0", "probe x₀", -reach, reach, 0.05, 1.0, digits=2)
    probe = {
        "parameter": "x0",
        "curves": {"": {"curve": "value", "slope": "slope" if has_slope else None, "name": subject.title}},
        "words": "At x₀ = {x}: " + ("φ(x₀) = {y}, slope φ′(x₀) = {slope}." if has_slope else "{name}(x₀) = {y}."),
    }
    return LiveFigure(
        figure,
        [slider, x0] if slider else [x0],
        {slider.name: moved} if slider else {},
        still,
        words,
        probe,
        title=f"{subject.title}: live figure",
    )


def _explore_several(rows):
    x = _samples(5, kinked=True)
    sliders = {row.parameter.name: _slider(row) for row in rows if row.parameter}
    names = {row.name: row.title for row in rows}
    controls = [
        *sliders.values(),
        Choice("function", "probe on", names, rows[-1].name),
        Slider("x0", "probe x₀", -5, 5, 0.05, 1.0, digits=2),
    ]

    bounded = all(np.abs(row.function(np.array([-8.0, 8.0]))).max() <= 2 for row in rows)
    limits = [(-1.2, 1.2), (-0.1, 1.1)] if bounded else [(-1.6, 3.4), (-0.3, 2.15)]

    def scene(axes, ghosts=False):
        for ax, ylim, title in zip(axes, limits, ["value φ(x)", "slope φ′(x)"]):
            figures.through_zero(ax, (-5, 5), ylim)
            ax.set_title(title)
        for row in rows:
            p = row.parameter
            for value in sorted({p.minimum, 0.0, 0.5, 1.0, p.maximum}) if p and ghosts else ():
                axes[0].plot(x, row.function(x, value), color=row.color, lw=0.9, alpha=0.5)
                axes[1].plot(x, row.derivative(x, value), color=row.color, lw=0.9, alpha=0.5)
            axes[0].plot(x, row.function(x), color=row.color, ls=row.linestyle, gid=row.name, label=row.title)
            axes[1].plot(x, row.derivative(x), color=row.color, ls=row.linestyle, gid=f"{row.name}-slope")
        axes[0].figure.legend(
            loc="outside upper center",
            ncols=len(rows),
            frameon=False,
            handlelength=2.4,
            columnspacing=1.4,
            fontsize=12 / figures.enlarged() ** 0.9,
        )

    figure, axes = figures.new_figure(2, size=(7.6, 3.7))
    with matplotlib.rc_context(figures.STYLE):
        scene(axes)
        axes[0].plot([0, 1], [0, 1], color=INK, lw=1.4, gid="tangent")
        axes[0].plot([0], [0], "o", ms=9, color=PAPER, mec=INK, mew=2, gid="probe")
        axes[1].plot([0], [0], "o", ms=9, color=PAPER, mec=INK, mew=2, gid="probe-slope")

    def moved(row):
        return lambda value: {row.name: row.function(x, value), f"{row.name}-slope": row.derivative(x, value)}

    def still():
        picture, panels = figures.new_figure(2, size=(7.6, 3.7))
        picture.set_facecolor(PAPER)
        with matplotlib.rc_context(figures.STYLE):
            scene(panels, ghosts=True)
        return picture

    probe = {
        "parameter": "x0",
        "choice": "function",
        "curves": {row.name: {"curve": row.name, "slope": f"{row.name}-slope", "name": row.title} for row in rows},
        "words": "{name} at x₀ = {x}: φ(x₀) = {y}, slope φ′(x₀) = {slope}.",
    }
    words = (
        f"{', '.join(names.values())}: their values on the left and their slopes on the right, for x from −5 to 5."
        + (" Thin lines: other values of " + " and ".join(s.label for s in sliders.values()) + "." if sliders else "")
    )
    return LiveFigure(
        figure,
        controls,
        {row.parameter.name: moved(row) for row in rows if row.parameter},
        still,
        words,
        probe,
        title=f"{', '.join(names.values())}: live figure",
    )


def _row(function):
    """The row of ACTIVATIONS that holds this function, or None for a function of the learner's own."""
    return next((row for row in ACTIVATIONS.values() if row.function is function), None)


def _name(function):
    row = _row(function)
    return row.title if row else function.__name__.strip("<>").replace("_", " ")


def _slider(row):
    p = row.parameter
    return Slider(p.name, p.symbol, p.minimum, p.maximum, p.step, p.default)


def _takes(function, slider):
    return slider is not None and slider.name in inspect.signature(function).parameters


def _samples(reach, kinked):
    """Where curves are sampled: every 0.05, with the pen lifted on both sides of a jump at zero."""
    x = np.round(np.arange(-reach, reach + 0.025, 0.05), 10) + 0.0
    middle = len(x) // 2
    jump = [-BESIDE, np.nan, 0.0, np.nan, BESIDE] if kinked else [0.0]
    return np.concatenate([x[:middle], jump, x[middle + 1 :]])
