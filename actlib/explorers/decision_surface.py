"""A neuron over the plane of its two inputs."""

import matplotlib
import numpy as np
from matplotlib.colors import LinearSegmentedColormap

from .. import figures
from ..activations import ACTIVATIONS
from ..figures import ACCENT, INK, SECOND
from ..neuron import forward
from ..widgets.old_live import Choice, LiveFigure, Slider
from ..wording import format_number


def _phi_choice(default):
    return Choice("phi", "φ", {name: row.title for name, row in ACTIVATIONS.items()}, default)


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
        _phi_choice("relu"),
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
