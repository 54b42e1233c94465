"""One neuron taken apart, the same neuron over the plane of its inputs, and a layer computed entry by entry."""

import matplotlib
import numpy as np
from matplotlib.colors import LinearSegmentedColormap

from .. import figures
from ..activations import ACTIVATIONS
from ..figures import ACCENT, GHOST, GRID, INK, PAPER, SECOND
from ..neuron import forward, net_input
from ..widgets.live import Choice, LiveFigure, Matrix, Slider
from ..wording import format_factor, format_number


def _phi_choice(default):
    return Choice("phi", "φ", {name: row.title for name, row in ACTIVATIONS.items()}, default)


def explore_neuron():
    """One neuron with two inputs: every number of its sum, and the point on φ to which the sum leads.

    Returns
    -------
    LiveFigure
        With the traits `x1`, `x2`, `w1`, `w2`, `b` and `phi` (the name of a row of `ACTIVATIONS`).
    """
    z = np.linspace(-6, 6, 241)
    bars = ["w1x1", "w2x2", "b", "net"]
    labels = ["$w_1x_1$", "$w_2x_2$", "$b$", "net"]
    controls = [
        Slider("x1", "x₁", -1, 1, 0.1, 1.0),
        Slider("w1", "w₁", -2, 2, 0.1, 1.2),
        Slider("x2", "x₂", -1, 1, 0.1, -0.5),
        Slider("w2", "w₂", -2, 2, 0.1, -0.8),
        Slider("b", "b", -2, 2, 0.1, 0.5),
        _phi_choice("sigmoid"),
    ]

    def compute(x1, x2, w1, w2, b, phi):
        terms = np.array([w1 * x1, w2 * x2, b])
        net = net_input([x1, x2], [w1, w2], b)
        return terms, float(net), float(ACTIVATIONS[phi].function(net))

    def scene(x1, x2, w1, w2, b, phi):
        terms, net, y = compute(x1, x2, w1, w2, b, phi)
        moved = {name: ([i, i], [0, height]) for i, (name, height) in enumerate(zip(bars, [*terms, net]))}
        moved.update(
            {
                f"{name}-number": (i, height + (0.25 if height >= 0 else -0.6), format_number(height, 2))
                for i, (name, height) in enumerate(zip(bars, [*terms, net]))
            }
        )
        moved.update(
            {
                "phi-curve": ACTIVATIONS[phi].function(z),
                "dot": ([net], [y]),
                "down": ([net, net, -6], [0, y, y]),
                "y-number": (-5.6, y + 0.2, f"y = {format_number(y, 3)}"),
                "words": f"net = {format_number(w1)}·{format_factor(x1)} + {format_factor(w2)}·{format_factor(x2)} + "
                f"{format_factor(b)} = "
                f"{format_number(net, 2)}; {ACTIVATIONS[phi].title} makes it y = {format_number(y, 4)}.",
            }
        )
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
        ax.set_title(f"$w_1$ = {format_number(w1)}\nnet = {format_number(net, 2)}, y = {format_number(y, 3)}")

    def still():
        return figures.small_multiples(panel, [{"w1": w1} for w1 in (-2.0, 0.0, 2.0)], size=(7.6, 2.9))

    return LiveFigure(
        figure,
        controls,
        {"x1 x2 w1 w2 b phi": scene},
        still,
        "A sigmoid neuron for w₁ = −2, 0 and 2: the larger the weight of a positive input, the further to the right "
        "the net input lies and the higher the point on the curve.",
        title="One neuron: live figure",
    )


SHADES = LinearSegmentedColormap.from_list("actlib", [ACCENT, "#f4f4f2", SECOND])


def explore_decision_surface():
    """The same neuron over the plane of its two inputs: φ(w₁x₁ + w₂x₂ + b) as colour, and the line where net = 0.

    Returns
    -------
    LiveFigure
        With the traits `w1`, `w2`, `b` and `phi` (the name of a row of `ACTIVATIONS`).
    """
    controls = [
        Slider("w1", "w₁", -2, 2, 0.1, 1.0),
        Slider("w2", "w₂", -2, 2, 0.1, 0.5),
        Slider("b", "b", -2, 2, 0.1, 0.0),
        _phi_choice("tanh"),
    ]
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
        where = (
            f"The boundary net = 0 is at right angles to w = ({format_number(w1)}, {format_number(w2)})."
            if w1 or w2
            else "Both weights are 0: the output is the same everywhere, and there is no boundary."
        )
        return {
            "surface": 0.5 + surface(w1, w2, b, phi) / 4,
            "border": line,
            "arrow": arrow,
            "arrow-tip": ([arrow[0][1]], [arrow[1][1]]),
            "words": f"{ACTIVATIONS[phi].title}. {where}",
        }

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

    return LiveFigure(
        figure,
        controls,
        {"w1 w2 b phi": scene},
        still,
        "The output of one neuron over the plane of its inputs, w = (1, 0.5), b = 0, for Sigmoid, Tanh and ReLU: "
        "in each, the bands of equal output run straight and parallel to the line net = 0.",
        title="One neuron over the plane of its inputs: live figure",
    )


def explore_forward():
    """The document's forward pass as a table that can be typed into: X, W and b in, net and y out, one entry traced.

    Returns
    -------
    LiveFigure
        With the traits `X`, `W` (lists of two rows), `b` (one row of two), `phi` and `entry` ("11", "12", "21", "22").
    """
    controls = [
        Matrix("X", "X", [[1, 2], [3, 4]]),
        Matrix("W", "W", [[0.1, 0.4], [-0.3, 0.2]]),
        Matrix("b", "b", [[0.5, 0.5]]),
        _phi_choice("sigmoid"),
        Choice("entry", "Follow", {f"{i}{j}": f"example {i}, neuron {j}" for i in "12" for j in "12"}, "11"),
    ]
    blocks = {
        "X": (0.0, 1.2),
        "W": (3.1, 1.3),
        "b": (6.4, 1.2),
        "net": (9.5, 1.5),
        "y": (13.1, 1.75),
    }  # where, how wide a column
    headings = {"X": "X", "W": "Wᵀ", "b": "b", "net": "net = X Wᵀ + b", "y": "y = φ(net)"}

    def scene(X, W, b, phi, entry):
        X, W, b = (np.array(table, float) for table in (X, W, b))
        net, y = forward(X, W, b[0], ACTIVATIONS[phi].function)
        i, j = int(entry[0]) - 1, int(entry[1]) - 1
        moved = {}
        for name, table in {"X": X, "W": W.T, "b": b, "net": net, "y": y}.items():
            for (r, c), value in np.ndenumerate(table):
                moved[f"{name}{r + 1}{c + 1}"] = format_number(value, 4) if name == "y" else format_number(value)
        followed = {"X": ([i], [0, 1]), "W": ([0, 1], [j]), "b": ([0], [j]), "net": ([i], [j]), "y": ([i], [j])}
        for name, (rows, columns) in followed.items():
            start, width = blocks[name]
            left, right = start + width * (min(columns) - 0.46), start + width * (max(columns) + 0.46)
            top, bottom = 0.45 - min(rows), -0.45 - max(rows)
            moved[f"{name}-frame"] = ([left, right, right, left, left], [bottom, bottom, top, top, bottom])
        terms = " + ".join(f"{format_factor(x)}·{format_factor(w)}" for x, w in zip(X[i], W[j]))
        moved["trace"] = f"net = {terms} + {format_factor(b[0, j])} = {format_number(net[i, j])}"
        moved["trace-y"] = f"y = φ(net) = {format_number(y[i, j])}"
        moved["words"] = (
            f"Example {i + 1}, neuron {j + 1}: {moved['trace']}; "
            f"{ACTIVATIONS[phi].title} gives y = {format_number(y[i, j])}."
        )
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
                        ax.text(
                            start + width * c,
                            -r - 0.12,
                            values[f"{name}{r + 1}{c + 1}"],
                            ha="center",
                            fontsize=12 / figures.enlarged() ** 0.5,  # or two neighbours would touch
                            gid=f"{name}{r + 1}{c + 1}",
                        )
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

    return LiveFigure(
        picture(start),
        controls,
        {"X W b phi entry": scene},
        still,
        f"The document's forward pass as a table: X, the transposed W, b, net input and sigmoid. {start['words']}",
        title="The forward pass: live figure",
    )
