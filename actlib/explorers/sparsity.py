"""Sparsity: how many outputs of a hidden layer are 0, and how many more could be."""

import numpy as np

from ..activations import ACTIVATIONS
from ..experiments.sparsity import sparsity
from ..figures import INK
from ..widgets.controls import Slider
from ..widgets.live import live

THRESHOLDS = np.arange(0, 3.1, 0.1).round(1)


def explore_sparsity():
    """How many hidden outputs of a digit reader are 0, and what it reads, when small outputs count as 0.

    Returns
    -------
    LiveFigure
        With the trait `threshold`.
    """
    names = ("relu", "swish")
    results = {name: np.transpose([sparsity(name, threshold) for threshold in THRESHOLDS]) for name in names}

    def frame(axes):
        for ax, title in zip(axes, ("outputs that are 0", "digits read right")):
            ax.set(xlim=(-0.1, 3.1), ylim=(-0.03, 1.03), xlabel="up to ± this, set to 0", title=title)
            ax.set_yticks([0, 0.5, 1], ["0", "50 %", "100 %"])

    def draw(axes, threshold=0.0):
        at = int(round(threshold * 10))
        for name in names:
            row = ACTIVATIONS[name]
            for ax, curve in zip(axes, results[name]):
                ax.plot(THRESHOLDS[: at + 1], curve[: at + 1], color=row.color, ls=row.linestyle, label=row.title)
                ax.plot(threshold, curve[at], "o", ms=9, color=row.color, mec=INK)
        (zeros, right), (other_zeros, other_right) = results["relu"][:, at], results["swish"][:, at]
        return (
            f"ReLU: {100 * zeros:.0f} % of the hidden outputs are 0, {100 * right:.1f} % of the digits are read right. "
            f"Swish: {100 * other_zeros:.0f} % and {100 * other_right:.1f} %."
        )

    return live(
        draw,
        frame=frame,
        axes=2,
        legend=["lower right", "lower left"],
        title="Sparsity",
        still={"": {"threshold": 3.0}},
        alt="A reader of digits with 32 hidden neurons. With ReLU 45 % of the hidden outputs are 0 from the beginning, "
        "with Swish none. Up to a threshold of 1 both read about as well as before, with two thirds and three quarters "
        "of the outputs at 0; from 2 on both lose digits.",
        threshold=Slider(0.0, 3.0, 0.1, label="up to ± this, set to 0"),
    )  # fmt: skip
