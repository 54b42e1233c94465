"""One neuron taken apart: every number of its sum, and the point on φ to which the sum leads."""

import numpy as np

from .. import figures
from ..activations import ACTIVATIONS
from ..figures import ACCENT, GRID, INK, SECOND
from ..neuron import net_input
from ..widgets.live import live
from ..wording import format_factor, format_number
from .choices import PHI

INPUT, WEIGHT = (-1.0, 1.0, 0.1), (-2.0, 2.0, 0.1)
NET = np.linspace(-6, 6, 241)


def explore_neuron():
    """One neuron with two inputs: every number of its sum, and the point on φ to which the sum leads.

    Returns
    -------
    LiveFigure
        With the traits `x1`, `x2`, `w1`, `w2`, `b` and `phi` (the name of a row of `ACTIVATIONS`).
    """

    def frame(axes):
        left, right = axes
        left.set(title="the sum", xlim=(-0.6, 3.6), ylim=(-6.6, 6.6))
        left.set_xticks(range(4), ["$w_1x_1$", "$w_2x_2$", "$b$", "net"])
        left.axhline(0, color=GRID, lw=1.2, zorder=0)
        figures.through_zero(right, (-6, 6), (-1.6, 6.4))
        right.set(title="y = φ(net)", xlabel="net")

    def curve(axes, phi="sigmoid"):
        axes[1].plot(NET, ACTIVATIONS[phi].function(NET), color=ACCENT)

    def neuron(axes, x1=1.0, w1=1.2, x2=-0.5, w2=-0.8, b=0.5, phi="sigmoid"):
        left, right = axes
        terms = [w1 * x1, w2 * x2, b]
        net = float(net_input([x1, x2], [w1, w2], b))
        y = float(ACTIVATIONS[phi].function(net))
        left.bar(range(4), [*terms, net], width=0.55, color=[ACCENT, ACCENT, ACCENT, SECOND])
        for i, height in enumerate([*terms, net]):
            left.text(i, height + (0.25 if height >= 0 else -0.75), format_number(height, 2), ha="center")
        right.plot([net, net, -6], [0, y, y], ":", color=SECOND, lw=1.4)
        right.plot(net, y, "o", ms=11, color=SECOND, mec=INK, mew=1.4)
        right.text(-5.6, y + 0.2, f"y = {format_number(y, 3)}")
        products = f"{format_number(w1)}·{format_factor(x1)} + {format_factor(w2)}·{format_factor(x2)}"
        return (
            f"net = {products} + {format_factor(b)} = {format_number(net, 2)}; "
            f"{ACTIVATIONS[phi].title} makes it y = {format_number(y, 4)}."
        )

    return live(
        curve,
        neuron,
        frame=frame,
        axes=2,
        title="One neuron",
        still=[{"w1": -2.0}, {"w1": 2.0}],
        alt="A sigmoid neuron for w₁ = −2 and 2: the larger the weight of a positive input, the larger the sum, the "
        "further to the right the net input lies, and the higher the point on the curve.",
        x1=INPUT, w1=WEIGHT, x2=INPUT, w2=WEIGHT, b=WEIGHT, phi=PHI,
    )  # fmt: skip
