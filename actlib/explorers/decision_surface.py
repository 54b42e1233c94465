"""A neuron over the plane of its two inputs: colours in parallel bands, and the line where its net input is 0."""

from .. import figures
from ..activations import ACTIVATIONS
from ..experiments.decision_surface import boundary, surface
from ..figures import SHADES
from ..widgets.live import live
from ..wording import format_number
from .choices import PHI

WEIGHT = (-2.0, 2.0, 0.1)


def explore_decision_surface():
    """The same neuron over the plane of its two inputs: φ(w₁x₁ + w₂x₂ + b) as colour, and the line where net = 0.

    Returns
    -------
    LiveFigure
        With the traits `w1`, `w2`, `b` and `phi` (the name of a row of `ACTIVATIONS`).
    """

    def frame(ax):
        ax.set(xlim=(-3, 3), ylim=(-3, 3), aspect="equal", xlabel="$x_1$", ylabel="$x_2$")
        figures.color_bar(
            ax, SHADES, (-2, 2), "y = φ(net)", location="bottom", aspect=32, extend="both", ticks=[-2, 0, 2]
        )

    def draw(ax, w1=1.0, w2=0.5, b=0.0, phi="relu"):
        line, arrow = boundary(w1, w2, b)
        ax.imshow(surface(w1, w2, b, phi), cmap=SHADES, vmin=-2, vmax=2, extent=(-3, 3, -3, 3))
        # Black on every page, dark ones too: the surface beneath is pale on both.
        ax.plot(*line, color="black", lw=2.2)
        ax.plot(*arrow, color="black", lw=3, ls=(0, (1, 1)))
        ax.plot(*arrow[:, 1], "o", ms=9, color="black")
        if not (w1 or w2):
            return f"{ACTIVATIONS[phi].title}. Both weights are 0: the same output everywhere, and no boundary."
        w = f"({format_number(w1)}, {format_number(w2)})"
        return f"{ACTIVATIONS[phi].title}. The boundary, where net = 0, is at right angles to the arrow w = {w}."

    return live(
        draw,
        frame=frame,
        size=(7.6, 5.2),
        still_height=3.2,
        title="One neuron over the plane of its inputs",
        still={"Sigmoid, b = 0": {"phi": "sigmoid"}, "ReLU, b = 0": {}, "ReLU, b = 1": {"b": 1.0}},
        alt="The output of one neuron over the plane of its inputs, w = (1, 0.5), for Sigmoid and ReLU: the bands of "
        "equal output run straight and parallel to the line net = 0. With b = 1 it has shifted against the arrow w.",
        w1=WEIGHT, w2=WEIGHT, b=WEIGHT, phi=PHI,
    )  # fmt: skip
