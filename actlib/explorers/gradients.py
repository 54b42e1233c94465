"""Gradients: factor by factor, checked by differences, and through many layers."""

from functools import cache, lru_cache

import matplotlib
import numpy as np

from .. import figures
from ..activations import ACTIVATIONS
from ..figures import ACCENT, GRID, INK, SECOND
from ..network import INITIALISATIONS, Network
from ..widgets.old_live import Choice, LiveFigure, Slider
from ..wording import format_factor, format_magnitude, format_number

TITLES = {name: row.title for name, row in ACTIVATIONS.items()}


def explore_chain_rule():
    """One neuron with one input and the loss L = ½(y − target)²: the three factors of dL/dw, and the slope they make.

    Returns
    -------
    LiveFigure
        With the traits `w`, `x`, `b`, `target` and `phi` (the name of a row of `ACTIVATIONS`).
    """
    controls = [
        Slider("w", "w", -3, 3, 0.1, 1.0),
        Slider("x", "x", -2, 2, 0.1, 1.5),
        Slider("b", "b", -2, 2, 0.1, -0.5),
        Slider("target", "target", -1, 2, 0.1, 0.0),
        Choice("phi", "φ", TITLES, "sigmoid"),
    ]
    grid = np.linspace(-3, 3, 241)
    bars = {"dL-dy": "∂L/∂y", "dy-dnet": "φ′(net)", "dnet-dw": "x", "dL-dw": "∂L/∂w"}

    def scene(w, x, b, target, phi):
        row = ACTIVATIONS[phi]
        net = w * x + b
        y = float(row.function(net))
        factors = [y - target, float(row.derivative(net)), x]
        factors.append(factors[0] * factors[1] * factors[2])
        loss = (y - target) ** 2 / 2
        tops = np.clip(factors, -2.4, 3.4)  # a bar that would leave the picture ends at its edge; its number tells
        contents = {name: ([i, i], [0, top]) for i, (name, top) in enumerate(zip(bars, tops))}
        contents.update(
            {
                f"{name}-number": (i, max(tops[i], 0) + 0.2, format_number(height + 0.0, 3))
                for i, (name, height) in enumerate(zip(bars, factors))
            }
        )
        ends = np.array([w - 1.2, w + 1.2])
        return {
            **contents,
            "loss": (row.function(grid * x + b) - target) ** 2 / 2,
            "tangent": (ends, loss + factors[3] * (ends - w)),
            "now": ([w], [loss]),
            "words": f"net = {format_number(w)}·{format_factor(x)} + {format_factor(b)} = {format_number(net, 2)}, "
            f"y = {format_number(y, 3)}. "
            f"∂L/∂w = {' · '.join(format_factor(round(f, 3) + 0.0) for f in factors[:3])} = "
            f"{format_number(factors[3] + 0.0, 3)}.",
        }

    def draw_loss(ax, values):
        ax.set(xlim=(-3, 3), ylim=(-0.15, 3), xlabel="w")
        ax.axhline(0, color=GRID, lw=1.2, zorder=0)
        ax.plot(grid, values["loss"], color=ACCENT, gid="loss")
        ax.plot(*values["tangent"], color=SECOND, ls="--", lw=1.8, gid="tangent")
        ax.plot(*values["now"], "o", ms=10, color=SECOND, mec=INK, mew=1.4, gid="now")

    start = {control.name: control.default for control in controls}
    figure, (left, right) = figures.new_figure(2, size=(7.6, 3.8))
    with matplotlib.rc_context(figures.STYLE):
        values = scene(**start)
        left.set(xlim=(-0.6, 3.6), ylim=(-3.2, 4.2), xticks=range(4), xticklabels=bars.values())
        left.set_title("three factors and their product")
        left.axhline(0, color=GRID, lw=1.2, zorder=0)
        for i, name in enumerate(bars):
            left.plot(*values[name], lw=26, color=SECOND if i == 3 else ACCENT, solid_capstyle="butt", gid=name)
            left.text(i, 0.2, "0", ha="center", gid=f"{name}-number")
        for i, sign in enumerate("××="):
            left.text(i + 0.5, -2.9, sign, ha="center", fontsize=16)
        right.set_title("loss against w, slope ∂L/∂w")
        draw_loss(right, values)

    def panel(ax, phi):
        draw_loss(ax, scene(**{**start, "w": 3.0, "phi": phi}))
        ax.set_title(TITLES[phi])

    return LiveFigure(
        figure,
        controls,
        {"w x b target phi": scene},
        lambda: figures.small_multiples(panel, [{"phi": phi} for phi in ("sigmoid", "tanh", "relu")], size=(7.6, 2.7)),
        "Loss of one neuron against its weight w, and its tangent at w = 3, for Sigmoid, Tanh and ReLU: flat where φ "
        "is saturated, steep where it is not.",
        title="The chain rule: live figure",
    )


DIFFERENCES_X = np.linspace(-5.9, 5.9, 60)  # even in number: the kinks at 0 are not among them


@lru_cache(maxsize=256)
def difference_errors(phi, exponent):
    """How far (φ(x + h) − φ(x − h)) / 2h is from φ′(x), for h = 10^−exponent.

    Parameters
    ----------
    phi : str
        A row of `ACTIVATIONS`.
    exponent : float

    Returns
    -------
    ndarray, shape (parameters, 60)
        One row for each of 25 values of α or β over the range of its slider, or one row in all; one column for each of
        60 points x from −5.9 to 5.9.
    """
    row, h = ACTIVATIONS[phi], 10.0**-exponent
    p = row.parameter
    values = [(value,) for value in np.linspace(p.minimum, p.maximum, 25)] if p else [()]
    up, down = DIFFERENCES_X + h, DIFFERENCES_X - h
    measured = [(row.function(up, *v) - row.function(down, *v)) / (up - down) for v in values]
    return np.abs(measured - np.array([row.derivative(DIFFERENCES_X, *v) for v in values]))


def explore_differences():
    """The derivative checked by differences, over x and over the range of α or β, for every size of the step h.

    Returns
    -------
    LiveFigure
        With the traits `exponent` (h = 10^−exponent) and `phi`.
    """
    controls = [
        Slider("exponent", "h = 10 to the power −", 1, 14, 0.25, 2, plays=8),
        Choice("phi", "φ", TITLES, "swish"),
    ]
    exponents = np.array(controls[0].values)
    low, high = -14, 0

    @cache
    def worst(phi):
        return np.array([difference_errors(phi, exponent).max() for exponent in exponents])

    def scene(exponent, phi):
        p = ACTIVATIONS[phi].parameter
        errors, valley = difference_errors(phi, exponent), worst(phi)
        shades = (np.log10(np.maximum(errors, 1e-14)) - low) / (high - low)
        return {
            "errors": np.broadcast_to(shades[::-1], (25, len(DIFFERENCES_X))),
            "valley": np.maximum(valley, 1e-15),
            "now": ([exponent], [max(errors.max(), 1e-15)]),
            "top": f"{p.symbol} = {p.maximum:g}" if p else "",
            "bottom": f"{p.symbol} = {format_number(p.minimum)}" if p else "",
            "words": f"{TITLES[phi]}, h = {format_magnitude(10.0**-exponent)}: the largest error is "
            f"{format_magnitude(errors.max())}. The best h is {format_magnitude(10.0 ** -exponents[valley.argmin()])}.",
        }

    figure, (left, right) = figures.new_figure(2, size=(7.6, 3.8), width_ratios=(3, 2))
    with matplotlib.rc_context(figures.STYLE):
        values = scene(*[control.default for control in controls])
        image = left.imshow(
            values["errors"], cmap="cividis", vmin=0, vmax=1, extent=(-6, 6, 0, 1), aspect="auto", gid="errors"
        )
        left.set(xlabel="x", yticks=[], ylim=(-0.12, 1.12))
        left.spines[:].set_visible(False)
        left.text(-6, 1.04, values["top"], gid="top")
        left.text(-6, -0.1, values["bottom"], gid="bottom")
        bar = figure.colorbar(image, ax=left, ticks=[0, 0.5, 1], shrink=0.8)
        bar.solids.set_edgecolor("face")
        bar.ax.set_yticklabels(["10⁻¹⁴", "10⁻⁷", "1"])
        left.set_title("error")
        right.set(xlim=(14.3, 0.7), ylim=(1e-13, 2), yscale="log", xticks=[12, 8, 4], xlabel="h")
        right.set_xticklabels(["10⁻¹²", "10⁻⁸", "10⁻⁴"])
        right.set_title("largest error")
        right.plot(exponents, values["valley"], color=ACCENT, gid="valley")
        right.plot([1], [1], "o", ms=10, color=SECOND, mec=INK, mew=1.4, gid="now")

    def still():
        figure, ax = figures.new_figure(size=(7.6, 3.4))
        figure.set_facecolor(figures.PAPER)
        with matplotlib.rc_context(figures.STYLE):
            ax.set(xlim=(14.3, 0.7), ylim=(1e-13, 2), yscale="log", xlabel="h")
            ax.set_xticks([12, 8, 4], ["10⁻¹²", "10⁻⁸", "10⁻⁴"])
            ax.set_ylabel("largest error")
            whole = exponents[exponents == exponents.round()]
            for row in ACTIVATIONS.values():
                largest = [max(difference_errors(row.name, e).max(), 1e-15) for e in whole]
                # In whole powers of ten, because rounding errors are not the same on every processor.
                largest = 10.0 ** np.round(np.log10(largest))
                ax.plot(whole, largest, color=row.color, ls=row.linestyle, label=row.title)
            ax.legend(loc="lower left", frameon=False, ncols=2)
        return figure

    return LiveFigure(
        figure,
        controls,
        {"exponent phi": scene},
        still,
        "Largest error of the central difference against its step h, in whole powers of ten. For smooth functions it "
        "falls as h gets smaller, until rounding takes over and it rises again; Leaky ReLU has rounding only, and ReLU "
        "no error at all.",
        title="Derivatives checked by differences: live figure",
    )


DEEPEST = 40


def chain_of_neurons(phi, w, x, depth=DEEPEST):
    """The slope of a chain of neurons y ← φ(w·y), one a layer, in its input: the product of all w·φ′(net).

    Parameters
    ----------
    phi : str
        A row of `ACTIVATIONS`.
    w, x : float
        The weight of every neuron, and the input of the first.
    depth : int

    Returns
    -------
    ndarray, shape (depth + 1,)
        The product after 0, 1, …, `depth` layers.
    """
    row, y, nets = ACTIVATIONS[phi], x, []
    for _ in range(depth):
        nets.append(w * y)
        y = float(row.function(nets[-1]))
    return np.append(1.0, np.cumprod(w * row.derivative(np.array(nets))))


def explore_depth():
    """The product of w·φ′(net) through a chain of neurons, for every function, against depth.

    Returns
    -------
    LiveFigure
        With the traits `depth`, `w` and `x`.
    """
    controls = [
        Slider("depth", "layers", 1, DEEPEST, 1, 10, plays=8),
        Slider("w", "weight w", 0.2, 6, 0.1, 1.0),
        Slider("x", "input x", -2, 2, 0.1, 1.0),
    ]
    layers = np.arange(DEEPEST + 1)
    smallest, largest = 1e-24, 1e24

    def scene(depth, w, x):
        contents, said = {}, []
        for name, row in ACTIVATIONS.items():
            product = np.abs(chain_of_neurons(name, w, x))
            drawn = np.where(product > 0, np.clip(product, smallest / 10, largest * 10), smallest / 10)
            i = int(depth)
            contents[name] = drawn
            contents[f"{name}-now"] = ([depth], [drawn[i]])
            said.append(f"{row.title} {format_magnitude(product[i])}")
        return {**contents, "words": f"After {depth:g} layer{'s' * (depth > 1)}: {', '.join(said)}."}

    def draw(ax, values):
        ax.set(xlim=(0, DEEPEST), ylim=(smallest, largest), yscale="log", xlabel="layers")
        ax.axhline(1, color=GRID, lw=1.2, zorder=0)
        for name, row in ACTIVATIONS.items():
            ax.plot(layers, values[name], color=row.color, ls=row.linestyle, gid=name, label=row.title)

    start = [control.default for control in controls]
    figure, ax = figures.new_figure(size=(7.6, 4.2))
    with matplotlib.rc_context(figures.STYLE):
        values = scene(*start)
        draw(ax, values)
        for name, row in ACTIVATIONS.items():
            ax.plot([0], [1], "o", ms=8, color=row.color, mec=INK, mew=1.2, gid=f"{name}-now")
        ax.set_ylabel("|slope of the whole chain|")
        ax.legend(loc="upper left", frameon=False, handlelength=3)

    def panel(ax, w):
        draw(ax, scene(DEEPEST, w, 1.0))
        ax.set_title(f"w = {w:g}")

    return LiveFigure(
        figure,
        controls,
        {"depth w x": scene},
        lambda: figures.small_multiples(panel, [{"w": w} for w in (0.5, 1.0, 2.0)], size=(7.6, 3.0)),
        "The slope of a chain of neurons against its number of layers, on a logarithmic scale, for the weights 0.5, 1 "
        "and 2: with 0.5 all vanish; with 1 only ReLU and Leaky ReLU keep theirs; with 2 these two and Swish explode, "
        "while Sigmoid and Tanh vanish.",
        title="Slopes through depth: live figure",
    )


LAYERS, WIDTH = 20, 32
SPREADS = {
    **{name: name.title() for name in INITIALISATIONS},
    **{spread: f"spread {spread}" for spread in ("0.05", "0.5", "2", "3")},
}


@cache
def gradient_norms(phi, init, of="outputs"):
    """Norm of the gradient in every layer of an untrained network, 20 layers of 32 neurons.

    Random inputs and a random gradient at the output; the geometric mean over ten networks, as a multiple of the last
    layer's.

    Parameters
    ----------
    phi : str
        A row of `ACTIVATIONS`.
    init : {"xavier", "he"} or float
        As for `Network`.
    of : {"outputs", "weights"}
        Whether of ∂L/∂y, the signal that travels back, or of ∂L/∂W.

    Returns
    -------
    ndarray, shape (20,)
        First layer first; the last entry is 1.

    Raises
    ------
    ValueError
        `of` is neither.
    """
    if of not in ("outputs", "weights"):
        raise ValueError(f"of must be outputs or weights, got {of!r}")
    logs = []
    for seed in range(10):
        rng = np.random.default_rng(seed)
        network = Network([WIDTH] * (LAYERS + 1), [phi] * LAYERS, init=init, seed=seed)
        network(rng.normal(size=(16, WIDTH)))
        gradient, norms = rng.normal(size=(16, WIDTH)) / 16, []
        for layer in reversed(network.layers):
            before, gradient = gradient, layer.backward(gradient)
            norms.append(np.linalg.norm(before if of == "outputs" else layer.gradients["W"]))
        logs.append(np.log10(np.maximum(norms[::-1], 1e-300)))
    mean = np.mean(logs, axis=0)
    return 10 ** (mean - mean[-1])


def explore_gradient_norms():
    """Gradient norms layer by layer in an untrained network, for every activation, by initialisation.

    Returns
    -------
    LiveFigure
        With the traits `init` and `of` ("outputs" or "weights").
    """
    controls = [
        Choice("init", "initial weights", SPREADS, "xavier"),
        Choice("of", "gradient of", {"outputs": "the outputs, ∂L/∂y", "weights": "the weights, ∂L/∂W"}, "outputs"),
    ]
    layers = np.arange(1, LAYERS + 1)

    def norms(init, of):
        known = init if init in INITIALISATIONS else float(init)
        return {name: np.maximum(gradient_norms(name, known, of), 1e-30) for name in ACTIVATIONS}

    def scene(init, of):
        values = norms(init, of)
        said = ", ".join(f"{TITLES[name]} {format_magnitude(value[0])}" for name, value in values.items())
        return {**values, "words": f"{SPREADS[init]}. In layer 1, as a multiple of layer {LAYERS}'s: {said}."}

    def draw(ax, values):
        ax.set(xlim=(1, LAYERS), ylim=(1e-22, 1e22), yscale="log", xlabel="layer", xticks=[1, 5, 10, 15, 20])
        ax.axhline(1, color=GRID, lw=1.2, zorder=0)
        for name, row in ACTIVATIONS.items():
            ax.plot(layers, values[name], color=row.color, ls=row.linestyle, gid=name, label=row.title)

    figure, ax = figures.new_figure(size=(7.6, 4.0))
    with matplotlib.rc_context(figures.STYLE):
        draw(ax, norms("xavier", "outputs"))
        ax.set_ylabel("gradient norm / last layer's")
        ax.legend(loc="lower right", frameon=False, handlelength=3)

    def panel(ax, init):
        draw(ax, norms(init, "outputs"))
        ax.set_title(SPREADS[init])

    return LiveFigure(
        figure,
        controls,
        {"init of": scene},
        lambda: figures.small_multiples(panel, [{"init": init} for init in ("xavier", "he", "0.05")], size=(7.6, 3.0)),
        f"Norm of ∂L/∂y in every layer as a multiple of the last layer's, in an untrained network of {LAYERS} layers, "
        "on a logarithmic scale, for three initialisations and every function.",
        title="Gradient norms layer by layer: live figure",
    )
