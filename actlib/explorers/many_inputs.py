"""Many inputs: how widely net inputs spread, and what is left of the slope of Tanh."""

import numpy as np

from ..activations import relu_prime, tanh_prime
from ..experiments.many_inputs import NEURONS, net_inputs
from ..figures import ACCENT, GHOST, INK, SECOND
from ..widgets.controls import Choice, Slider
from ..widgets.live import live
from ..wording import format_number

COUNTS = [1, 2, 3, 5, 8, 12, 20, 30, 50, 80, 100, 200, 300, 500]
EDGES = np.arange(-30, 31)


def explore_inputs():
    """How widely net inputs spread with the number of inputs, and what is left of the slope of Tanh.

    Returns
    -------
    LiveFigure
        With the traits `place` (a place in the list 1, 2, 3, 5, … 500 of numbers of inputs) and `init`.
    """

    def frame(axes):
        left, right = axes
        left.set(title="2,000 net inputs", xlim=(-30, 30), ylim=(0, 0.6), xlabel="net", ylabel="share")
        right.set(title="their spread", xlim=(0.9, 600), ylim=(0.3, 40), xscale="log", yscale="log", xlabel="inputs n")
        right.set_xticks([1, 10, 100], ["1", "10", "100"])
        right.set_yticks([1, 10], ["1", "10"])
        right.plot(COUNTS, np.sqrt(COUNTS), ":", color=GHOST, lw=2, label="√n")

    def draw(axes, place=0, init="1"):
        left, right = axes
        n, nets = COUNTS[place], net_inputs(COUNTS[place], init)
        heights = np.histogram(nets, EDGES)[0] / NEURONS
        left.stairs(heights, EDGES, fill=True, color=ACCENT)
        spreads = [net_inputs(count, init).std() for count in COUNTS]
        right.plot(COUNTS, spreads, color=ACCENT, label="measured")
        right.plot(n, nets.std(), "o", ms=10, color=SECOND, mec=INK, mew=1.4)
        tanh_slope, relu_slope = tanh_prime(nets).mean(), relu_prime(nets).mean()
        return (
            f"{n} input{'s' * (n > 1)}: the net inputs spread by {format_number(nets.std(), 2)} "
            f"(√n = {format_number(np.sqrt(n), 2)}); "
            f"the mean slope of Tanh {format_number(tanh_slope, 3)}, of ReLU {format_number(relu_slope, 2)}."
        )

    return live(
        draw,
        frame=frame,
        axes=2,
        legend=[False, "upper left"],
        title="Many inputs",
        still={"spread 1, 500 inputs": {"place": 13}, "Xavier, 500 inputs": {"place": 13, "init": "xavier"}},
        still_height=2.6,
        alt="2,000 net inputs of 500 terms each, and their spread against the number of inputs: with weights of spread "
        "1 it follows √n and reaches 22, with Xavier's weights it stays at 1.",
        place=Slider(0, len(COUNTS) - 1, 1, label="more inputs", plays=3),
        init=Choice({"spread 1": "1", "Xavier": "xavier", "He": "he"}, label="weights"),
    )  # fmt: skip
