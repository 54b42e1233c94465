"""Derivatives that are simple to compute: φ′(net) from the output alone, where that is possible."""

import numpy as np

from ..activations import ACTIVATIONS
from ..experiments.slope_from_output import other_input
from ..figures import ACCENT, INK, PAPER, SECOND, sample_points, through_zero
from ..widgets.controls import Slider
from ..widgets.live import live
from ..wording import format_number
from .choices import PHI


def explore_slope_from_output():
    """φ′(net) against the output y = φ(net): where one y has one slope, the backward pass needs no net input.

    Returns
    -------
    LiveFigure
        With the traits `net` and `phi` (the name of a row of `ACTIVATIONS`).
    """
    nets = sample_points(6, beside=1e-9)

    def frame(axes):
        left, right = axes
        through_zero(left, (-6.3, 6.3), (-1.3, 3.3))
        left.set(title="output y = φ(net)", xlabel="net")
        through_zero(right, (-1.3, 3.3), (-0.3, 1.3))
        right.set(title="slope φ′(net) against the output", xlabel="y")

    def draw(axes, net=1.5, phi="sigmoid"):
        left, right = axes
        row = ACTIVATIONS[phi]
        other = other_input(net) if phi == "swish" else None
        places = np.array([net, np.nan if other is None else other])
        y, slopes = row.function(places), row.derivative(places)
        left.plot(nets, row.function(nets), color=ACCENT)
        right.plot(row.function(nets), row.derivative(nets), color=ACCENT)
        for ax, x, heights in ((left, places, y), (right, y, slopes)):
            ax.plot(x[1:], heights[1:], "D", ms=8, color=PAPER, mec=INK, mew=1.6)
            ax.plot(x[:1], heights[:1], "o", ms=10, color=SECOND, mec=INK, mew=1.4)
        said = f"{row.title}, net = {format_number(net, 1)}: y = {format_number(y[0], 3)}, "
        said += f"slope {format_number(slopes[0], 3)}."
        if other is None:
            return said
        return f"{said} The same y at net = {format_number(other, 3)}, with slope {format_number(slopes[1], 3)}."

    return live(
        draw,
        frame=frame,
        axes=2,
        size=(7.6, 3.8),
        title="Slopes from outputs",
        still=[{"phi": "tanh"}, {"net": -0.5, "phi": "swish"}],
        alt="Slope against output. For Tanh every output has one slope, on the parabola 1 − y². Swish puts out −0.189 "
        "twice, at net = −0.5 with slope 0.260 and at net = −2.509 with slope −0.099.",
        net=Slider(-6, 6, 0.1, label="net input"),
        phi=PHI,
    )
