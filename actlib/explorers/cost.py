"""What a function costs, beside the matrix product in front of it."""

import numpy as np

from ..activations import ACTIVATIONS
from ..experiments.cost import SIZES, cost_share, measured_shares
from ..figures import INK
from ..widgets.controls import Slider
from ..widgets.live import live, measured_here


def explore_costs():
    """The share of φ in the work of a layer, counted for a price that the learner chooses, and measured when asked.

    Returns
    -------
    LiveFigure
        With the traits `worth` (multiplications for one value of φ) and `show` ("counted" or "measured").
    """
    inputs = np.geomspace(8, 1024, 43)
    styles = {name: (row.title, row.color, row.linestyle) for name, row in ACTIVATIONS.items()}
    styles["hard_swish"] = ("hard Swish", "C5", "-")

    def frame(ax):
        ax.set(xscale="log", xlim=(8, 1024), ylim=(0, 1), xlabel="inputs per neuron", ylabel="share of φ in the work")
        ax.set_yticks([0, 0.5, 1], ["0", "50 %", "100 %"])
        ax.set_xticks([9, 64, 256, 768], ["9", "64", "256", "768"])
        ax.minorticks_off()

    def draw_counted(ax, worth=10):
        ax.plot(inputs, cost_share(inputs, worth), color=INK, lw=3)
        shares = [f"{cost_share(n, worth):.1%}".replace("%", " %") for n in (9, 768)]
        price = f"{worth} multiplication{'s' * (worth > 1)}"
        return f"If φ is worth {price}: {shares[0]} of a layer with 9 inputs, {shares[1]} with 768."

    @measured_here
    def draw_measured(ax, show="counted"):
        shares = measured_shares() if show == "measured" else dict.fromkeys(styles, np.full(len(SIZES), np.nan))
        ranked = sorted(styles, key=lambda name: -shares[name][3])  # from top to bottom, as the lines lie at 64 inputs
        for name, (title, color, style) in styles.items():
            height = 0.93 - 0.08 * ranked.index(name)
            ax.plot(SIZES, shares[name], color=color, ls=style)
            ax.text(900, height, title if show == "measured" else "", color=color, ha="right")
        if show == "counted":
            return ""
        said = ", ".join(f"{styles[name][0]} {100 * share[-1]:.0f} %" for name, share in shares.items())
        return f"Measured on this machine, with {SIZES[-1]} inputs: {said}."

    return live(
        draw_counted,
        draw_measured,
        frame=frame,
        title="What a function costs",
        still=[{"worth": worth} for worth in (1, 10, 30)],
        alt="The share of φ in the work of a layer against the inputs of each neuron. It falls with every input: from "
        "77 % with 9 inputs to 4 % with 768 if φ is worth 30 multiplications, from 10 % to 0.1 % if it is worth one.",
        worth=Slider(1, 50, 1, label="φ in multiplications"),
        show={"counted": "counted", "counted, and measured here now": "measured"},
    )
