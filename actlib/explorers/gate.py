"""Saturation in two jobs: a hidden neuron that learns, and a gate through which a memory passes."""

import numpy as np

from ..activations import ACTIVATIONS
from ..experiments.gate import STEPS, TIMES, gated_memory
from ..figures import ACCENT, GRID, INK, SECOND, through_zero
from ..widgets.controls import Slider
from ..widgets.live import live
from ..wording import format_magnitude, format_number
from .choices import PHI

NETS = np.linspace(-2, 8, 201)


def explore_gate():
    """Saturation seen twice: as the slope of a hidden neuron, and as a gate through which a memory passes fifty times.

    Returns
    -------
    LiveFigure
        With the traits `net` and `phi` (a row of `ACTIVATIONS`).
    """

    def frame(axes):
        left, right = axes
        through_zero(left, (-2.2, 8.2), (-0.35, 1.5))
        left.set(xlabel="net", title="a hidden neuron learns with φ′(net)")
        through_zero(right, (0, STEPS), (-0.35, 1.5))
        right.axhline(1, color=GRID, lw=1.2, zorder=0)
        right.set(xlabel="step", title="a memory is multiplied by φ(net)")

    def draw(axes, net=0.0, phi="sigmoid"):
        left, right = axes
        row, memory = ACTIVATIONS[phi], gated_memory(phi, net)
        slope, gate, last = float(row.derivative(net)), float(row.function(net)), memory[-1]
        left.plot(NETS, row.derivative(NETS), color=ACCENT, ls="--", lw=2)
        left.plot(net, slope, "o", ms=11, color=ACCENT, mec=INK, mew=1.4)
        right.plot(TIMES, np.clip(memory, -9, 9), color=SECOND)  # beyond the frame all heights look the same
        kept = (
            f"{format_number(100 * last, 1)} % of it is left"
            if abs(last) <= 1
            else f"it has grown to {format_magnitude(last)}"
        )
        return (
            f"net = {format_number(net, 1)}. As a hidden neuron: slope {format_number(slope + 0.0, 4)}. "
            f"As a gate: {format_number(gate + 0.0, 4)} passes at each step, and after {STEPS} steps {kept}."
        )

    return live(
        draw,
        frame=frame,
        axes=2,
        size=(7.6, 3.7),
        title="Hidden neuron and gate",
        still=[{"net": 2.0}, {"net": 6.0}],
        net=Slider(-2, 8, 0.1, label="net input", plays=15),
        phi=PHI,
    )
