"""The dead-neuron laboratory: one neuron that learns, falls silent, and may be reached again."""

import numpy as np

from ..activations import leaky_relu
from ..datasets import laboratory_points
from ..experiments.dead_neuron import STEPS, train_neuron
from ..figures import ACCENT, GHOST, INK, SECOND
from ..widgets.controls import Slider
from ..widgets.live import live

STILL = {
    "first bias −3: dead": {"bias": -3.0},
    "first bias −3, α = 0.1: alive": {"bias": -3.0, "alpha": 0.1},
    "learning rate 2.0: dead since step 4": {"learning_rate": 2.0},
}


def tell(run, alpha, momentum):
    """What became of the neuron of `train_neuron`, in one or two sentences."""
    active, first, last = run["active"], run["loss"][0], run["loss"][-1]
    if not last < 1e3:
        return "The steps are too long: the loss is beyond 1000."
    reached = np.flatnonzero(active)
    gap = active[: reached[-1] + 1] == 0 if len(reached) else np.array([False])
    woken = f"Silent at step {np.argmax(gap)}, reached again later. " if gap.any() and alpha == 0 else ""
    if active[-1]:
        reach = "reaches" if active[-1] == 1 else "reach"
        return f"{woken}Alive: {active[-1]} of 20 inputs {reach} it; after {STEPS} steps the loss is {last:.4f}."
    if alpha and last >= first:
        return (
            "No input reaches it now. α gives it a gradient, but the steps are too long: "
            f"the loss went from {first:.4f} to {last:.4f}."
        )
    if alpha:
        return f"No input reaches it, but through α it learns: the loss went from {first:.4f} to {last:.4f}."
    since = f"since step {reached[-1] + 1}" if len(reached) else "from the start"
    if momentum and len(reached):
        return (
            f"{woken}No input reaches it {since}: its gradient is 0, and only the rest of earlier steps still moves it."
        )
    return f"Dead {since}: no input reaches it, its gradient is 0, and no further step changes anything."


def explore_dead_neuron():
    """The dead-neuron laboratory: kill one neuron by learning rate or bias, wake it by α or momentum.

    Returns
    -------
    LiveFigure
        With the traits `learning_rate`, `bias` and `weight` (before the first step), `alpha` and `momentum`.
    """
    points, line = laboratory_points(), np.linspace(-2.2, 2.2, 89)

    def frame(axes):
        left, right = axes
        left.set(title="what the neuron says", xlim=(-2.2, 2.2), ylim=(-1.2, 4.2), xlabel="x")
        left.plot(*points, "o", ms=5, color=GHOST, label="points")
        right.set(title="while it learns", xlim=(0, STEPS), ylim=(-0.05, 2.15), xlabel="step")
        right.set_yticks([0, 0.5, 1, 1.5, 2])

    def draw(axes, learning_rate=0.3, bias=0.0, alpha=0.0, weight=1.0, momentum=0.0):
        left, right = axes
        run = train_neuron(learning_rate, bias, alpha, momentum, weight)
        before, after = (leaky_relu(run["w"][i] * line + run["b"][i], alpha) for i in (0, -1))
        left.plot(line, before, ":", color=GHOST, label="before")
        left.plot(line, after, color=SECOND, label=f"after {STEPS} steps")
        right.plot(run["loss"], color=INK, label="loss")
        right.plot(run["active"] / len(run["x"]), "--", color=ACCENT, label="share with net > 0")
        return tell(run, alpha, momentum)

    return live(
        draw,
        frame=frame,
        axes=2,
        legend={"loc": "outside lower center", "ncols": 3},
        size=(7.6, 4.2),
        still_height=2.9,
        title="The dead-neuron laboratory",
        still=STILL,
        alt="A ReLU neuron before and after sixty steps. From bias −3 no input reaches it and nothing changes; with "
        "α = 0.1 the same start comes back to life; from bias 0, at learning rate 2.0, it wavers and dies at step 4.",
        learning_rate=(0.05, 3.0, 0.05),
        bias=Slider(-4.0, 2.0, 0.1, label="first bias"),
        alpha=(0.0, 0.5, 0.01),
        weight=Slider(-2.0, 2.0, 0.5, label="first weight"),
        momentum=(0.0, 0.9, 0.1),
    )  # fmt: skip
