"""The dead-neuron laboratory: one neuron that learns, or does not."""

from functools import partial

import matplotlib
import numpy as np

from .. import figures
from ..activations import leaky_relu, leaky_relu_prime
from ..figures import ACCENT, GHOST, SECOND
from ..neuron import descend_neuron
from ..widgets.old_live import LiveFigure, Slider
from ..wording import format_number

STEPS = 60


def train_neuron(learning_rate, bias, alpha, momentum=0.0, weight=1.0):
    """Train one Leaky ReLU neuron, y = φ(wx + b), on twenty points by sixty steps of gradient descent.

    The points are max(0, 1.5x + 0.6) for x from −2 to 2; the loss is the mean of ½(y − target)².

    Parameters
    ----------
    learning_rate : float
    bias, weight : float
        Where b and w start.
    alpha : float
        0 makes the neuron a ReLU.
    momentum : float, optional
        Share of the last step that is taken again.

    Returns
    -------
    dict
        "x" and "target", shape (20,). Before each step and after the last, shape (61,): "w", "b", "loss" and "active",
        the number of inputs whose net input is positive.

    Examples
    --------
    >>> train_neuron(2.0, bias=0.0, alpha=0.0)["active"][:6].tolist()
    [10, 12, 7, 12, 0, 0]
    """
    x = np.linspace(-2, 2, 20)
    target = np.maximum(0, 1.5 * x + 0.6)
    phi, phi_prime = partial(leaky_relu, alpha=alpha), partial(leaky_relu_prime, alpha=alpha)
    start = [float(weight)], float(bias)
    moments = list(
        descend_neuron(x[:, np.newaxis], target, *start, phi, phi_prime, learning_rate, STEPS, momentum=momentum)
    )
    return {
        "x": x,
        "target": target,
        "w": np.array([now.w[0] for now in moments]),
        "b": np.array([now.b for now in moments]),
        "loss": np.array([now.loss for now in moments]),
        "active": np.array([np.sum(now.net > 0) for now in moments]),
    }


def tell(run, alpha, momentum):
    """What became of the neuron of `train_neuron`, in one or two sentences."""
    active, first, last = run["active"], run["loss"][0], run["loss"][-1]
    if not last < 1e3:
        return "The steps are too long: the loss grows without end."
    reached = np.flatnonzero(active)
    gap = active[: reached[-1] + 1] == 0 if len(reached) else np.array([False])
    woken = f"Silent at step {np.argmax(gap)}, reached again later. " if gap.any() and alpha == 0 else ""
    if active[-1]:
        return f"{woken}Alive: {active[-1]} of 20 inputs reach it; after {STEPS} steps the loss is {last:.4f}."
    if alpha:
        return f"No input reaches it, but through α it learns: the loss went from {first:.4f} to {last:.4f}."
    since = f"since step {reached[-1] + 1}" if len(reached) else "from the start"
    if momentum and len(reached):
        return (
            f"{woken}No input reaches it {since}: its gradient is 0, and only the rest of earlier steps still moves it."
        )
    return f"Dead {since}: no input reaches it, its gradient is 0, and no further step changes anything."


def explore_dead_neuron():
    """The dead-neuron laboratory: train one unit, kill it with the learning rate or the bias, revive it with α.

    Returns
    -------
    LiveFigure
        With the traits `learning_rate`, `bias` and `weight` (before the first step), `alpha` and `momentum`.
    """
    controls = [
        Slider("learning_rate", "learning rate", 0.05, 3.0, 0.05, 0.3),
        Slider("bias", "first bias", -4, 2, 0.1, 0.0),
        Slider("alpha", "α", 0, 0.5, 0.01, 0.0),
        Slider("weight", "first weight", -2, 2, 0.5, 1.0),
        Slider("momentum", "momentum", 0, 0.9, 0.1, 0.0),
    ]
    line = np.linspace(-2.2, 2.2, 89)

    def lines(learning_rate, bias, alpha, weight=1.0, momentum=0.0):
        run = train_neuron(learning_rate, bias, alpha, momentum, weight)
        first, last = (leaky_relu(run["w"][i] * line + run["b"][i], alpha) for i in (0, -1))
        return run, first, last

    def scene(learning_rate, bias, alpha, weight, momentum):
        run, first, last = lines(learning_rate, bias, alpha, weight, momentum)
        return {
            "first": first,
            "last": last,
            "loss": run["loss"],
            "active": run["active"] / len(run["x"]),
            "words": tell(run, alpha, momentum),
        }

    def axes_of(left, run):
        left.set(xlim=(-2.2, 2.2), ylim=(-1.2, 4.2), xlabel="x")
        left.plot(run["x"], run["target"], "o", ms=5, color=GHOST)

    figure, (left, right) = figures.new_figure(2, size=(7.6, 3.8))
    with matplotlib.rc_context(figures.STYLE):
        run, first, last = lines(*[control.default for control in controls])
        axes_of(left, run)
        left.set_title("what the neuron says")
        left.plot(line, first, color=GHOST, ls=":", gid="first", label="before")
        left.plot(line, last, color=SECOND, gid="last", label=f"after {STEPS} steps")
        left.legend(loc="upper left", frameon=False)
        right.set(xlim=(0, STEPS), ylim=(-0.05, 2.15), xlabel="step")
        right.set_title("while it learns")
        steps = np.arange(STEPS + 1)
        right.plot(steps, run["loss"], color=SECOND, gid="loss", label="loss")
        right.plot(
            steps,
            run["active"] / len(run["x"]),
            color=ACCENT,
            ls="--",
            gid="active",
            label="share of inputs with net > 0",
        )
        right.legend(loc="upper right", frameon=False, fontsize=12 / figures.enlarged())

    def panel(ax, learning_rate, bias, alpha):
        run, first, last = lines(learning_rate, bias, alpha)
        axes_of(ax, run)
        ax.plot(line, first, color=GHOST, ls=":")
        ax.plot(line, last, color=SECOND)
        ax.set_title(
            f"first bias {format_number(bias)}, α = {alpha:g}\n"
            + ("dead" if run["active"][-1] == 0 else f"loss {run['loss'][-1]:.3f}")
        )

    def still():
        return figures.small_multiples(
            panel,
            [
                {"learning_rate": 0.3, "bias": bias, "alpha": alpha}
                for bias, alpha in ((0.0, 0.0), (-3.0, 0.0), (-3.0, 0.1))
            ],
            size=(7.6, 2.9),
        )

    return LiveFigure(
        figure,
        controls,
        {"learning_rate bias alpha weight momentum": scene},
        still,
        "One ReLU neuron before (dotted) and after (solid) sixty steps: from bias 0 it fits the points, from bias −3 "
        "it stays dead, and with α = 0.1 the same start comes back to life.",
        title="The dead-neuron laboratory: live figure",
    )
