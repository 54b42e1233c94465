"""The chain rule with live numbers: three factors, their product, and the slope of the loss that it is."""

import numpy as np

from ..activations import ACTIVATIONS
from ..experiments.chain_rule import loss_factors
from ..figures import ACCENT, GRID, INK, SECOND
from ..widgets.live import live
from ..wording import format_factor, format_number
from .choices import PHI

WEIGHTS = np.linspace(-3.4, 3.4, 273)


def explore_chain_rule():
    """One neuron with one input and the loss L = ½(y − target)²: the three factors of dL/dw, and the slope they make.

    Returns
    -------
    LiveFigure
        With the traits `w`, `x`, `b`, `target` and `phi` (the name of a row of `ACTIVATIONS`).
    """

    def frame(axes):
        left, right = axes
        left.set(title="three factors and their product", xlim=(-0.6, 3.6), ylim=(-3.2, 4.2))
        left.set_xticks(range(4), ["∂L/∂y", "φ′(net)", "x", "∂L/∂w"])
        for i, sign in enumerate("××="):
            left.text(i + 0.5, -2.9, sign, ha="center", fontsize=16)
        right.set(title="loss against w, slope ∂L/∂w", xlabel="w", xlim=(-3.4, 3.4), ylim=(-0.2, 3))
        for ax in axes:
            ax.axhline(0, color=GRID, lw=1.2, zorder=0)

    def draw(axes, w=1.0, x=1.5, b=-0.5, target=0.0, phi="sigmoid"):
        left, right = axes
        net, y, loss, factors = loss_factors(w, x, b, target, phi)
        heights = [*factors, np.prod(factors) + 0.0]
        tops = np.clip(heights, -2.4, 3.4)  # a bar that would leave the picture ends at its edge; its number tells
        left.bar(range(4), tops, width=0.55, color=[ACCENT, ACCENT, ACCENT, SECOND])
        for i, (top, height) in enumerate(zip(tops, heights)):
            left.text(i, max(top, 0) + 0.2, format_number(height + 0.0, 3), ha="center")
        right.plot(WEIGHTS, (ACTIVATIONS[phi].function(WEIGHTS * x + b) - target) ** 2 / 2, color=ACCENT)
        ends = np.array([w - 1.2, w + 1.2])
        right.plot(ends, loss + heights[3] * (ends - w), color=SECOND, ls="--", lw=1.8)
        right.plot(w, min(loss, 2.9), "o", ms=10, color=SECOND, mec=INK, mew=1.4)
        product = " · ".join(format_factor(round(factor, 4) + 0.0) for factor in factors)
        return (
            f"net = {format_number(w)}·{format_factor(x)} + {format_factor(b)} = "
            f"{format_number(net, 2)}, y = {format_number(y, 3)}. ∂L/∂w = {product} = {format_number(heights[3], 4)}."
        )

    return live(
        draw,
        frame=frame,
        axes=2,
        size=(7.6, 3.8),
        title="The chain rule",
        still=[{"phi": "sigmoid"}, {"phi": "relu"}],
        w=(-3.0, 3.0, 0.1), x=(-2.0, 2.0, 0.1), b=(-2.0, 2.0, 0.1), target=(-1.0, 2.0, 0.1), phi=PHI,
    )  # fmt: skip
