"""What the last layer may answer: the same logits through the identity, softplus, Sigmoid and softmax."""

import numpy as np

from ..experiments.output_activations import output_activations
from ..figures import ACCENT, GHOST, GRID, SECOND, fixed_size
from ..widgets.controls import Slider
from ..widgets.live import live
from ..wording import format_number

LOGIT = (-4.0, 4.0, 0.5)
# Of each panel: lower and upper end, and the distance of its ticks.
SCALES = {"identity": (-7.5, 7.5, 3), "softplus": (0, 7.5, 2), "Sigmoid": (0, 1.13, 0.5), "softmax": (0, 1.13, 0.5)}


def explore_output_activations():
    """Three logits on sliders, and what four activations of the last layer make of them.

    Returns
    -------
    LiveFigure
        With the traits `z1`, `z2`, `z3` and `shift`, which is added to all three.
    """

    def frame(axes):
        for ax, (name, (low, high, step)) in zip(axes, SCALES.items()):
            ax.set(title=name, xlim=(0.4, 3.6), ylim=(low, high), xlabel="neuron", xticks=[1, 2, 3])
            ax.set_yticks(np.arange(step * np.ceil(low / step), high, step))
            ax.axhline(0, color=GRID, lw=1.2, zorder=0)
        axes[0].set_ylabel("output")

    def draw(axes, z1=2.0, z2=1.0, z3=-1.0, shift=0.0):
        outputs = output_activations(np.array([z1, z2, z3]) + shift)
        for ax, (name, y) in zip(axes, outputs.items()):
            color = {"identity": GHOST, "softmax": SECOND}.get(name, ACCENT)
            ax.bar([1, 2, 3], y, width=0.6, color=color)
            for i, height in enumerate(y):
                gap = 0.02 * np.ptp(ax.get_ylim())
                place = height + gap if height >= 0 else height - 4 * gap
                number = format_number(height, None if name == "identity" else 2)
                ax.text(i + 1, place, number, ha="center", fontsize=fixed_size(12))
        shares, chances = (", ".join(format_number(p, 3) for p in outputs[name]) for name in ("softmax", "Sigmoid"))
        total = format_number(outputs["Sigmoid"].sum(), 3)
        return f"softmax: {shares}, together 1. Sigmoid: {chances}, together {total}."

    return live(
        draw,
        frame=frame,
        axes=4,
        size=(7.6, 3.2),
        title="What the last layer may answer",
        still={"logits 2, 1, −1": {}, "first logit + 1": {"z1": 3.0}, "all three + 1": {"shift": 1.0}},
        alt="Three logits through identity, softplus, Sigmoid and softmax. If the first rises by 1, only the first "
        "Sigmoid changes, but all three shares of softmax; if all rise by 1, all Sigmoids and no share of softmax.",
        z1=LOGIT, z2=LOGIT, z3=LOGIT, shift=Slider(-2.0, 2.0, 0.5, label="add to all"),
    )  # fmt: skip
