"""An activation function whose shape depends on its input: one slope for each input vector, computed from its mean."""

import numpy as np

from .. import figures
from ..activations import relu
from ..experiments.dynamic_relu import dynamic_slope
from ..figures import ACCENT, GHOST, INK, SECOND
from ..widgets.controls import Slider
from ..widgets.live import live
from ..wording import format_number


def explore_dynamic_relu():
    """The curve of a dynamic ReLU, whose slope on the left follows the mean of the input vector.

    Returns
    -------
    LiveFigure
        With the traits `mean` and `weight`.
    """
    x = np.linspace(-4, 4, 81)

    def frame(ax):
        figures.through_zero(ax, (-4, 4), (-4, 4))
        ax.set(xlabel="x", ylabel="output")
        ax.plot(x, relu(x), ":", color=GHOST, label="ReLU")

    def draw(ax, mean=0.0, weight=1.0):
        alpha = float(dynamic_slope(mean, weight))
        ax.plot(x, np.where(x > 0, x, alpha * x), color=ACCENT, label="dynamic ReLU")
        ax.plot(-1, -alpha, "o", ms=10, color=SECOND, mec=INK, mew=1.4)
        return (
            f"An input vector with the mean {format_number(mean)}: α = {format_number(alpha, 2)}, "
            f"and −1 becomes {format_number(-alpha + 0.0, 2)}."
        )

    return live(
        draw,
        frame=frame,
        legend="lower right",
        title="A function that follows its input",
        still=[{"mean": mean} for mean in (-2.0, 0.0, 2.0)],
        mean=Slider(-4.0, 4.0, 0.1, home=2.0),
        weight=(0.0, 3.0, 0.1),
    )
