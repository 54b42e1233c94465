"""One call, one explorer: the live figures that the notebooks use.

Every explorer returns a `LiveFigure`, whose parameters are traits: `fig = explore(swish)`, then `fig.beta = 3`.
"""
import inspect

import matplotlib
import numpy as np
from matplotlib.colors import LinearSegmentedColormap

from . import figures
from .activations import ACTIVATIONS, leaky_relu, leaky_relu_prime
from .figures import ACCENT, GHOST, GRID, INK, PAPER, SECOND
from .live import Choice, LiveFigure, Matrix, Slider
from .neuron import backward, forward, net_input

BESIDE = 1e-9  # close enough to zero to tell the slope on one side of a kink from the slope on the other


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


def _minus(value, digits=None):
    """A number as a person writes it: a real minus sign, no digits that say nothing."""
    text = f"{value:g}" if digits is None else f"{value:.{digits}f}"
    return text.replace("-", "−")


def _bracketed(value):
    """A number as it stands inside a sum or a product."""
    return f"({_minus(value)})" if value < 0 else _minus(value)


def _samples(reach, kinked):
    """Where curves are sampled: every 0.05, with the pen lifted on both sides of a jump at zero."""
    x = np.round(np.arange(-reach, reach + 0.025, 0.05), 10) + 0.0
    middle = len(x) // 2
    jump = [-BESIDE, np.nan, 0.0, np.nan, BESIDE] if kinked else [0.0]
    return np.concatenate([x[:middle], jump, x[middle + 1:]])


def explore(*functions, compare=(), **parameters):
    """The live picture of one function with its derivative, or of several functions together.

    Parameters
    ----------
    *functions : callables
        Rows of `ACTIVATIONS`, or one function of your own of the form f(x) or f(x, k). None: all of `ACTIVATIONS`.
    compare : function or list of functions
        Drawn behind as ghosts; one that takes the same parameter moves with it.
    **parameters : (minimum, maximum, step)
        The slider of the parameter of your own function: `explore(f, k=(0, 4, 0.1))`. The default of `k` is where it starts.

    Returns
    -------
    LiveFigure
        With the traits `x0` (the probe) and `alpha`, `beta` or `k`; with several functions also `function`, the one probed.

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
        raise TypeError("several functions must all be rows of ACTIVATIONS, with neither compare= nor sliders of their own")
    return _explore_several(rows)


class _Subject:
    """What is explored: a row of the table or a function of the learner's own, its slope if known, its slider if it has one."""

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
        np.abs(subject.slope(far, p)).max() < 0.01 * abs(subject.slope(beside, p)[1]) for p in subject.positions)
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
            ax.plot(x, subject.at(ghost, x, position), color=GHOST, lw=2, ls=[(0, (1, 1.6)), "-."][i % 2], gid=f"ghost-{i}",
                    label=_name(ghost))
        if has_slope:
            ax.plot(x, subject.slope(x, position), color=subject.color, ls="--", lw=2, gid="slope", label="derivative φ′(x)")
        ax.plot(x, subject.value(x, position), color=subject.color, gid="value", label=subject.title + " φ(x)" * has_slope)
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
        contents.update({f"ghost-{i}": subject.at(ghost, x, position) for i, ghost in enumerate(ghosts) if _takes(ghost, slider)})
        return contents

    def in_words(position):
        at = x[np.isfinite(x)]
        y = subject.value(at, position)
        lowest = int(np.argmin(y))
        dips = 0 < lowest < len(y) - 1 and y[lowest] < -1e-3
        return f"{subject.title}, {slider.label} = {_minus(position, slider.digits)}." + (
            f" Lowest point {_minus(y[lowest], 3)} near x = {_minus(at[lowest], 2)}." if dips else "")

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
            ax.set_title(f"{slider.label} = {_minus(position)}")

    shown = [None]
    if slider:
        first, last = slider.values[0], slider.values[-1]
        shown = sorted({p for p in (first, 0.0, slider.default, 1.0, last) if first <= p <= last})

    def still():
        return figures.small_multiples(panel, [{"position": p} for p in shown], columns=len(shown), size=(7.6, 2.4 if slider else 3.6))

    words = f"{subject.title} (solid)" + " and its derivative (dashed)" * has_slope
    words += f" for {slider.label} = {', '.join(_minus(p) for p in shown)}." if slider else "."
    if ghosts:
        words += f" In grey, for comparison: {', '.join(_name(ghost) for ghost in ghosts)}."
    x0 = Slider("x0", "probe x₀", -reach, reach, 0.05, 1.0, digits=2)
    probe = {"parameter": "x0", "curves": {"": {"curve": "value", "slope": "slope" if has_slope else None, "name": subject.title}},
             "words": "At x₀ = {x}: " + ("φ(x₀) = {y}, slope φ′(x₀) = {slope}." if has_slope else "{name}(x₀) = {y}.")}
    return LiveFigure(figure, [slider, x0] if slider else [x0], {slider.name: moved} if slider else {}, still, words, probe,
                      title=f"{subject.title}: live figure")


def _explore_several(rows):
    x = _samples(5, kinked=True)
    sliders = {row.parameter.name: _slider(row) for row in rows if row.parameter}
    names = {row.name: row.title for row in rows}
    controls = [*sliders.values(), Choice("function", "probe on", names, rows[-1].name),
                Slider("x0", "probe x₀", -5, 5, 0.05, 1.0, digits=2)]

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

    figure, axes = figures.new_figure(2, size=(7.6, 3.7))
    with matplotlib.rc_context(figures.STYLE):
        scene(axes)
        axes[0].plot([0, 1], [0, 1], color=INK, lw=1.4, gid="tangent")
        axes[0].plot([0], [0], "o", ms=9, color=PAPER, mec=INK, mew=2, gid="probe")
        axes[1].plot([0], [0], "o", ms=9, color=PAPER, mec=INK, mew=2, gid="probe-slope")
        figure.legend(loc="outside upper center", ncols=len(rows), frameon=False, handlelength=2.4, columnspacing=1.4)

    def moved(row):
        return lambda value: {row.name: row.function(x, value), f"{row.name}-slope": row.derivative(x, value)}

    def still():
        picture, panels = figures.new_figure(2, size=(7.6, 3.7))
        picture.set_facecolor(PAPER)
        with matplotlib.rc_context(figures.STYLE):
            scene(panels, ghosts=True)
            picture.legend(loc="outside upper center", ncols=len(rows), frameon=False, handlelength=2.4, columnspacing=1.4)
        return picture

    probe = {"parameter": "x0", "choice": "function",
             "curves": {row.name: {"curve": row.name, "slope": f"{row.name}-slope", "name": row.title} for row in rows},
             "words": "{name} at x₀ = {x}: φ(x₀) = {y}, slope φ′(x₀) = {slope}."}
    words = f"{', '.join(names.values())}: their values on the left and their slopes on the right, for x from −5 to 5." + (
        " Thin lines: other values of " + " and ".join(s.label for s in sliders.values()) + "." if sliders else "")
    return LiveFigure(figure, controls, {row.parameter.name: moved(row) for row in rows if row.parameter}, still, words, probe,
                      title=f"{', '.join(names.values())}: live figure")


def _phi_choice(default):
    return Choice("phi", "φ", {name: row.title for name, row in ACTIVATIONS.items()}, default)


def explore_neuron():
    """One neuron with two inputs: every number of its sum, and the point on φ to which the sum leads.

    Returns
    -------
    LiveFigure
        With the traits `x1`, `x2`, `w1`, `w2`, `b` and `phi` (the name of a row of `ACTIVATIONS`).
    """
    z = _samples(6, kinked=False)
    bars = ["w1x1", "w2x2", "b", "net"]
    labels = ["$w_1x_1$", "$w_2x_2$", "$b$", "net"]
    controls = [Slider("x1", "x₁", -1, 1, 0.1, 1.0), Slider("w1", "w₁", -2, 2, 0.1, 1.2),
                Slider("x2", "x₂", -1, 1, 0.1, -0.5), Slider("w2", "w₂", -2, 2, 0.1, -0.8),
                Slider("b", "b", -2, 2, 0.1, 0.5), _phi_choice("sigmoid")]

    def compute(x1, x2, w1, w2, b, phi):
        terms = np.array([w1 * x1, w2 * x2, b])
        net = net_input([x1, x2], [w1, w2], b)
        return terms, float(net), float(ACTIVATIONS[phi].function(net))

    def scene(x1, x2, w1, w2, b, phi):
        terms, net, y = compute(x1, x2, w1, w2, b, phi)
        moved = {name: ([i, i], [0, height]) for i, (name, height) in enumerate(zip(bars, [*terms, net]))}
        moved.update({f"{name}-number": (i, height + (0.25 if height >= 0 else -0.6), _minus(height, 2))
                      for i, (name, height) in enumerate(zip(bars, [*terms, net]))})
        moved.update({
            "phi-curve": ACTIVATIONS[phi].function(z), "dot": ([net], [y]), "down": ([net, net, -6], [0, y, y]),
            "y-number": (-5.6, y + 0.2, f"y = {_minus(y, 3)}"),
            "words": f"net = {_minus(w1)}·{_bracketed(x1)} + {_bracketed(w2)}·{_bracketed(x2)} + {_bracketed(b)} = "
                     f"{_minus(net, 2)}; {ACTIVATIONS[phi].title} makes it y = {_minus(y, 4)}."})
        return moved

    def axes_of(left, right):
        left.set(xlim=(-0.6, 3.6), ylim=(-6.6, 6.6), xticks=range(4), xticklabels=labels)
        left.set_title("the sum")
        left.axhline(0, color=GRID, lw=1.2, zorder=0)
        figures.through_zero(right, (-6, 6), (-1.6, 6.4))
        right.set_title("y = φ(net)")
        right.set_xlabel("net")

    figure, (left, right) = figures.new_figure(2, size=(7.6, 3.8))
    with matplotlib.rc_context(figures.STYLE):
        axes_of(left, right)
        for i, name in enumerate(bars):
            left.plot([i, i], [0, 1], lw=26, color=SECOND if name == "net" else ACCENT, solid_capstyle="butt", gid=name)
            left.text(i, 0, "0", ha="center", gid=f"{name}-number")
        right.plot(z, z, color=ACCENT, gid="phi-curve")
        right.plot([0, 0, 0], [0, 0, 0], color=SECOND, lw=1.4, ls=":", gid="down")
        right.plot([0], [0], "o", ms=11, color=SECOND, mec=INK, mew=1.4, gid="dot")
        right.text(-5.6, 0.2, "y", gid="y-number")

    start = {control.name: control.default for control in controls}

    def panel(ax, w1):
        setting = dict(start, w1=w1)
        _, net, y = compute(**setting)
        figures.through_zero(ax, (-6, 6), (-0.15, 1.15))
        ax.plot(z, ACTIVATIONS["sigmoid"].function(z), color=ACCENT)
        ax.plot([net, net, -6], [0, y, y], color=SECOND, lw=1.4, ls=":")
        ax.plot([net], [y], "o", ms=9, color=SECOND, mec=INK)
        ax.set_title(f"$w_1$ = {_minus(w1)}\nnet = {_minus(net, 2)}, y = {_minus(y, 3)}")

    def still():
        return figures.small_multiples(panel, [{"w1": w1} for w1 in (-2.0, 0.0, 2.0)], size=(7.6, 2.9))

    return LiveFigure(figure, controls, {"x1 x2 w1 w2 b phi": scene}, still,
                      "A sigmoid neuron for w₁ = −2, 0 and 2: the larger the weight of a positive input, the further to the right "
                      "the net input lies and the higher the point on the curve.", title="One neuron: live figure")


SHADES = LinearSegmentedColormap.from_list("actlib", [ACCENT, "#f4f4f2", SECOND])


def explore_decision_surface():
    """The same neuron over the plane of its two inputs: φ(w₁x₁ + w₂x₂ + b) as colour, and the line where net = 0.

    Returns
    -------
    LiveFigure
        With the traits `w1`, `w2`, `b` and `phi` (the name of a row of `ACTIVATIONS`).
    """
    controls = [Slider("w1", "w₁", -2, 2, 0.1, 1.0), Slider("w2", "w₂", -2, 2, 0.1, 0.5),
                Slider("b", "b", -2, 2, 0.1, 0.0), _phi_choice("tanh")]
    ticks = np.linspace(-3, 3, 61)

    def surface(w1, w2, b, phi):
        """φ(net) at every point of the grid, first row on top."""
        plane = np.stack(np.meshgrid(ticks, ticks[::-1]), axis=-1)
        return forward(plane.reshape(-1, 2), [w1, w2], b, ACTIVATIONS[phi].function)[1].reshape(61, 61)

    def border(w1, w2, b):
        """Two points far out on the line net = 0, and the weight vector, drawn from its nearest point to the origin."""
        length = w1 * w1 + w2 * w2
        if length == 0:
            return ([np.nan] * 2, [np.nan] * 2), ([0, 0], [0, 0])
        foot = np.array([-b * w1, -b * w2]) / length
        along = np.array([-w2, w1]) / np.sqrt(length) * 20
        line = np.stack([foot - along, foot + along], axis=1)
        return tuple(line), ([foot[0], foot[0] + w1], [foot[1], foot[1] + w2])

    def scene(w1, w2, b, phi):
        line, arrow = border(w1, w2, b)
        where = (f"The boundary net = 0 is at right angles to w = ({_minus(w1)}, {_minus(w2)})." if w1 or w2
                 else "Both weights are 0: the output is the same everywhere, and there is no boundary.")
        return {"surface": 0.5 + surface(w1, w2, b, phi) / 4, "border": line, "arrow": arrow,
                "arrow-tip": ([arrow[0][1]], [arrow[1][1]]), "words": f"{ACTIVATIONS[phi].title}. {where}"}

    def axes_of(ax):
        ax.set(xlim=(-3, 3), ylim=(-3, 3), aspect="equal", xlabel="$x_1$", ylabel="$x_2$")

    start = [control.default for control in controls]
    figure, ax = figures.new_figure(size=(7.6, 4.8))
    with matplotlib.rc_context(figures.STYLE):
        axes_of(ax)
        image = ax.imshow(surface(*start), cmap=SHADES, vmin=-2, vmax=2, extent=(-3, 3, -3, 3), gid="surface")
        bar = figure.colorbar(image, ax=ax, shrink=0.85, extend="both", ticks=[-2, -1, 0, 1, 2])
        bar.solids.set_edgecolor("face")
        bar.set_label("y = φ(net)")
        # Black on every page, dark ones too: the surface beneath is pale on both.
        ax.plot([0, 1], [0, 1], color="black", lw=2.2, gid="border")
        ax.plot([0, 1], [0, 1], color="black", lw=3, ls=(0, (1, 1)), gid="arrow")
        ax.plot([0], [0], "o", ms=9, color="black", gid="arrow-tip")

    def panel(ax, phi):
        axes_of(ax)
        y = surface(1.0, 0.5, 0.0, phi)
        ax.contourf(ticks, ticks[::-1], np.clip(y, -2, 2), levels=np.linspace(-2, 2, 17), cmap=SHADES)
        ax.plot(*border(1.0, 0.5, 0.0)[0], color=INK, lw=2)
        ax.set_title(ACTIVATIONS[phi].title)

    def still():
        return figures.small_multiples(panel, [{"phi": name} for name in ("sigmoid", "tanh", "relu")], size=(7.6, 2.9))

    return LiveFigure(figure, controls, {"w1 w2 b phi": scene}, still,
                      "The output of one neuron over the plane of its inputs, w = (1, 0.5), b = 0, for Sigmoid, Tanh and ReLU: "
                      "in each, the bands of equal output run straight and parallel to the line net = 0.",
                      title="One neuron over the plane of its inputs: live figure")


DEAD_STEPS = 60


def train_one(learning_rate, bias, alpha):
    """Train one Leaky ReLU neuron on twenty points, from w = 1 and this bias, for sixty full gradient steps.

    The loss is the mean of ½(y − target)². With `alpha` = 0 the neuron is a ReLU.

    Returns
    -------
    dict
        "x" and "target", shape (20,); "w" and "b", shape (61,): before each step and after the last; "loss", shape (61,);
        "active", shape (61,): how many of the twenty inputs have a positive net input.
    """
    x = np.linspace(-2, 2, 20)
    target = np.maximum(0, 1.5 * x + 0.6)
    X = x[:, np.newaxis]
    w, b = np.array([1.0]), float(bias)
    course = {"x": x, "target": target, "w": [], "b": [], "loss": [], "active": []}
    for _ in range(DEAD_STEPS + 1):
        net, y = forward(X, w, b, lambda z: leaky_relu(z, alpha))
        for name, value in [("w", w[0]), ("b", b), ("loss", np.mean((y - target) ** 2) / 2), ("active", np.sum(net > 0))]:
            course[name].append(value)
        dL_dW, dL_db, _ = backward(X, w, net, (y - target) / len(x), lambda z: leaky_relu_prime(z, alpha))
        w, b = w - learning_rate * dL_dW, b - learning_rate * float(dL_db)
    return {name: np.asarray(values) for name, values in course.items()}


def explore_dead_neuron():
    """The dead-neuron laboratory: train one unit, kill it with the learning rate or the bias, revive it with α.

    Returns
    -------
    LiveFigure
        With the traits `learning_rate`, `bias` (before the first step) and `alpha`.
    """
    controls = [Slider("learning_rate", "learning rate", 0.05, 3.0, 0.05, 0.3), Slider("bias", "first bias", -4, 2, 0.1, 0.0),
                Slider("alpha", "α", 0, 0.5, 0.01, 0.0)]
    line = np.linspace(-2.2, 2.2, 89)

    def lines(learning_rate, bias, alpha):
        run = train_one(learning_rate, bias, alpha)
        first, last = (leaky_relu(run["w"][i] * line + run["b"][i], alpha) for i in (0, -1))
        return run, first, last

    def verdict(run, alpha):
        if not run["loss"][-1] < 1e3:
            return "The steps are too long: the loss grows without end."
        if run["active"][-1] == 0 and alpha == 0:
            since = int(np.argmax(run["active"] == 0))
            when = "from the start" if since == 0 else f"since step {since}"
            return f"Dead {when}: no input reaches it, its gradient is exactly 0, and no further step changes anything."
        return f"Alive: {run['active'][-1]} of {len(run['x'])} inputs reach it; after {DEAD_STEPS} steps the loss is {run['loss'][-1]:.4f}."

    def scene(learning_rate, bias, alpha):
        run, first, last = lines(learning_rate, bias, alpha)
        return {"first": first, "last": last, "loss": run["loss"], "active": run["active"] / len(run["x"]),
                "words": verdict(run, alpha)}

    def axes_of(left, run):
        left.set(xlim=(-2.2, 2.2), ylim=(-1.2, 4.2), xlabel="x")
        left.plot(run["x"], run["target"], "o", ms=5, color=GHOST)

    figure, (left, right) = figures.new_figure(2, size=(7.6, 3.8))
    with matplotlib.rc_context(figures.STYLE):
        run, first, last = lines(*[control.default for control in controls])
        axes_of(left, run)
        left.set_title("what the neuron says")
        left.plot(line, first, color=GHOST, ls=":", gid="first", label="before")
        left.plot(line, last, color=SECOND, gid="last", label=f"after {DEAD_STEPS} steps")
        left.legend(loc="upper left", frameon=False)
        right.set(xlim=(0, DEAD_STEPS), ylim=(-0.05, 2.15), xlabel="step")
        right.set_title("while it learns")
        steps = np.arange(DEAD_STEPS + 1)
        right.plot(steps, run["loss"], color=SECOND, gid="loss", label="loss")
        right.plot(steps, run["active"] / len(run["x"]), color=ACCENT, ls="--", gid="active", label="share of inputs with net > 0")
        right.legend(loc="upper right", frameon=False)

    def panel(ax, learning_rate, bias, alpha):
        run, first, last = lines(learning_rate, bias, alpha)
        axes_of(ax, run)
        ax.plot(line, first, color=GHOST, ls=":")
        ax.plot(line, last, color=SECOND)
        ax.set_title(f"first bias {_minus(bias)}, α = {alpha:g}\n" + ("dead" if run["active"][-1] == 0 else f"loss {run['loss'][-1]:.3f}"))

    def still():
        return figures.small_multiples(panel, [{"learning_rate": 0.3, "bias": bias, "alpha": alpha}
                                               for bias, alpha in ((0.0, 0.0), (-3.0, 0.0), (-3.0, 0.1))], size=(7.6, 2.9))

    return LiveFigure(figure, controls, {"learning_rate bias alpha": scene}, still,
                      "One ReLU neuron before (dotted) and after (solid) sixty steps: from bias 0 it fits the points, from bias −3 it "
                      "stays dead, and with α = 0.1 the same start comes back to life.", title="The dead-neuron laboratory: live figure")


def explore_forward():
    """The document's forward pass as a table that can be typed into: X, W and b in, net and y out, one entry traced.

    Returns
    -------
    LiveFigure
        With the traits `X`, `W` (lists of two rows), `b` (one row of two), `phi` and `entry` ("11", "12", "21" or "22").
    """
    controls = [Matrix("X", "X", [[1, 2], [3, 4]]), Matrix("W", "W", [[0.1, 0.4], [-0.3, 0.2]]), Matrix("b", "b", [[0.5, 0.5]]),
                _phi_choice("sigmoid"),
                Choice("entry", "Follow", {f"{i}{j}": f"example {i}, neuron {j}" for i in "12" for j in "12"}, "11")]
    blocks = {"X": (0.0, 1.2), "W": (3.1, 1.3), "b": (6.4, 1.2), "net": (9.5, 1.5), "y": (13.1, 1.75)}  # where, how wide a column
    headings = {"X": "X", "W": "Wᵀ", "b": "b", "net": "net = X Wᵀ + b", "y": "y = φ(net)"}

    def scene(X, W, b, phi, entry):
        X, W, b = (np.array(table, float) for table in (X, W, b))
        net, y = forward(X, W, b[0], ACTIVATIONS[phi].function)
        i, j = int(entry[0]) - 1, int(entry[1]) - 1
        moved = {}
        for name, table in {"X": X, "W": W.T, "b": b, "net": net, "y": y}.items():
            for (r, c), value in np.ndenumerate(table):
                moved[f"{name}{r + 1}{c + 1}"] = _minus(value, 4) if name == "y" else _minus(value)
        followed = {"X": ([i], [0, 1]), "W": ([0, 1], [j]), "b": ([0], [j]), "net": ([i], [j]), "y": ([i], [j])}
        for name, (rows, columns) in followed.items():
            start, width = blocks[name]
            left, right = start + width * (min(columns) - 0.46), start + width * (max(columns) + 0.46)
            top, bottom = 0.45 - min(rows), -0.45 - max(rows)
            moved[f"{name}-frame"] = ([left, right, right, left, left], [bottom, bottom, top, top, bottom])
        terms = " + ".join(f"{_bracketed(x)}·{_bracketed(w)}" for x, w in zip(X[i], W[j]))
        moved["trace"] = f"net = {terms} + {_bracketed(b[0, j])} = {_minus(net[i, j])}"
        moved["trace-y"] = f"y = φ(net) = {_minus(y[i, j])}"
        moved["words"] = f"Example {i + 1}, neuron {j + 1}: {moved['trace']}; {ACTIVATIONS[phi].title} gives y = {_minus(y[i, j])}."
        return moved

    def picture(values):
        figure, ax = figures.new_figure(size=(7.6, 2.9))
        with matplotlib.rc_context(figures.STYLE):
            ax.set(xlim=(-0.8, 15.8), ylim=(-3.1, 1.4))
            ax.set_axis_off()
            for name, heading in headings.items():
                start, width = blocks[name]
                ax.text(start + width / 2, 0.85, heading, ha="center", fontweight="bold")
                ax.plot(*values[f"{name}-frame"], color=SECOND, lw=2, gid=f"{name}-frame")
                for r in range(1 if name == "b" else 2):
                    for c in range(2):
                        ax.text(start + width * c, -r - 0.12, values[f"{name}{r + 1}{c + 1}"], ha="center", gid=f"{name}{r + 1}{c + 1}")
            for x, sign in zip((2.1, 5.35, 8.25, 11.7), ("·", "+", "→", "→")):
                ax.text(x, -0.62, sign, ha="center", color=GHOST, fontsize=15)
            ax.text(-0.6, -2.2, values["trace"], gid="trace")
            ax.text(-0.6, -2.9, values["trace-y"], gid="trace-y")
        return figure

    start = scene(*[control.default for control in controls])

    def still():
        figure = picture(start)
        figure.set_facecolor(PAPER)
        return figure

    return LiveFigure(picture(start), controls, {"X W b phi entry": scene}, still,
                      f"The document's forward pass as a table: X, the transposed W, the net input and the output of the sigmoid. {start['words']}",
                      title="The forward pass: live figure")
