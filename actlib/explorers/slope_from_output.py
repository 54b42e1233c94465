"""Derivatives that are simple to compute: φ′(net) from the output alone, where that is possible."""

import numpy as np

from ..activations import ACTIVATIONS, swish
from ..figures import ACCENT, INK, PAPER, SECOND, sample_points, through_zero
from ..widgets.controls import Slider
from ..widgets.live import live
from ..wording import format_number
from .choices import PHI

LOWEST = -1.2784645427610738  # where Swish with β = 1 turns: 1 + exp(x) + x = 0


def slope_from_output(phi, y):
    """φ′(net) where φ(net) = y: no net input and no exponential needed.

    Parameters
    ----------
    phi : {"sigmoid", "tanh", "relu", "leaky_relu"}
        Swish has no place here: it puts out one number at two net inputs, with two slopes.
    y : array_like
        Outputs of φ.

    Returns
    -------
    ndarray

    Raises
    ------
    ValueError
        `phi` is none of the four.

    Examples
    --------
    >>> slope_from_output("sigmoid", 0.5).item(), slope_from_output("tanh", 0.5).item()
    (0.25, 0.75)
    """
    y = np.asarray(y, dtype=float)
    if phi == "sigmoid":
        return y * (1 - y)
    if phi == "tanh":
        return 1 - y**2
    if phi in ("relu", "leaky_relu"):
        return np.where(y > 0, 1.0, 0.0 if phi == "relu" else ACTIVATIONS[phi].parameter.default)
    raise ValueError(f"phi must be sigmoid, tanh, relu or leaky_relu, got {phi!r}")


def other_input(x):
    """The other input at which Swish, β = 1, puts out the same as at x; None where there is none (x ≥ 0, or the dip).

    Examples
    --------
    >>> other = other_input(-0.5)
    >>> round(other, 3), round(float(swish(other) - swish(-0.5)), 9)
    (-2.509, 0.0)
    """
    if x >= 0 or abs(x - LOWEST) < 1e-9:
        return None
    low, high = (-800.0, LOWEST) if x > LOWEST else (LOWEST, 0.0)
    falling = x > LOWEST  # left of the dip Swish falls, right of it it rises
    for _ in range(100):  # halved until the two ends are neighbours
        middle = (low + high) / 2
        if (swish(middle) > swish(x)) == falling:
            low = middle
        else:
            high = middle
    return (low + high) / 2


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
