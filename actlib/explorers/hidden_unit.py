"""What a hidden unit responds to: its output over the plane, after training."""

import numpy as np

from ..datasets import two_classes
from ..experiments.hidden_unit import unit_responses
from ..widgets.controls import Slider
from ..widgets.live import live
from ..wording import format_number
from .choices import PHI
from .plane import mark_classes, shade_plane


def explore_unit():
    """One hidden unit at a time: where in the plane it responds, and what the output makes of all of them.

    Returns
    -------
    LiveFigure
        With the traits `neuron` (1 to 6), `phi` and `problem`.
    """

    def frame(axes):
        axes[0].set_title("what one unit adds")
        axes[1].set_title("all six together")

    def draw(axes, neuron=1, phi="relu", problem="rings"):
        responses, weights, bias = unit_responses(problem, phi)
        response, weight, (points, label) = responses[neuron - 1], weights[neuron - 1], two_classes(problem)
        largest = max(np.abs(response).max(), 1e-9)
        together = np.tanh(np.tensordot(weights, responses, axes=1) + bias)
        for ax, values in zip(axes, (np.sign(weight) * response / largest, together)):
            shade_plane(ax, 0.5 + values / 2)
            mark_classes(ax, points, label, size=4.5)
        side, silent = "squares" if weight > 0 else "discs", np.mean(np.abs(response) < 1e-9)
        return (
            f"Unit {neuron} votes for the {side} with weight {format_number(weight, 2)}; its output is 0 in "
            f"{100 * silent:.0f} % of the plane."
        )

    return live(
        draw,
        frame=frame,
        axes=2,
        title="What a hidden unit responds to",
        still={"ReLU, unit 1": {}, "ReLU, unit 2": {"neuron": 2}, "Tanh, unit 1": {"phi": "tanh"}},
        still_height=3.2,
        alt="The plane as two ReLU units and a Tanh unit see it after training on two rings: a ReLU unit is silent on "
        "one side of a straight line and louder and louder on the other, a Tanh unit answers on both. All six "
        "together: the inner ring lies in a hole.",
        neuron=Slider(1, 6, 1, label="unit", plays=1),
        phi=PHI,
        problem={"two rings": "rings", "two moons": "moons", "four quarters": "quarters"},
    )
