"""An activation function whose shape depends on its input: one slope for each input vector, computed from its mean."""

import numpy as np

from .. import figures
from ..activations import as_float, relu, sigmoid
from ..figures import ACCENT, GHOST, INK, SECOND
from ..widgets.controls import Slider
from ..widgets.live import live
from ..wording import format_number


def dynamic_slope(mean, weight=1.0):
    """The slope α on the left, 2σ(weight·mean) − 1: between −1 and 1, and 0, which is ReLU, where the mean is 0."""
    return 2 * sigmoid(weight * as_float(mean)) - 1


def dynamic_relu(X, weight=1.0):
    """Leaky ReLU with a slope α of its own for every input vector: the simplest dynamic ReLU.

    Chen and others let a small network compute two slopes and two offsets from the whole input; here one number, the
    mean of the vector, decides one slope.

    Parameters
    ----------
    X : array_like, shape (…, n)
        Input vectors.
    weight : float
        How strongly the mean acts; it would be trained. 0 is ReLU.

    Returns
    -------
    ndarray, shape of `X`

    References
    ----------
    Y. Chen and others, "Dynamic ReLU", ECCV 2020, arXiv:2003.10027.

    Examples
    --------
    >>> dynamic_relu([[-1.0, 1.0], [-1.0, 5.0]]).round(2).tolist()
    [[0.0, 1.0], [-0.76, 5.0]]
    """
    X = as_float(X, "X")
    alpha = dynamic_slope(X.mean(axis=-1, keepdims=True), weight)
    return np.where(X > 0, X, alpha * X) + 0.0


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
