"""Gradient descent on one bias: it stands still through a step function and moves through a sigmoid."""

import numpy as np

from .. import figures
from ..activations import ACTIVATIONS, sigmoid, sigmoid_prime
from ..datasets import threshold_points
from ..figures import GHOST, INK, SECOND
from ..neuron import descend_neuron
from ..widgets.controls import Slider
from ..widgets.live import live
from ..wording import format_number

STEPS = 60


def step_function(x):
    """1 where x > 0, else 0: the activation of the perceptron (Rosenblatt, 1958)."""
    return np.where(np.asarray(x) > 0, 1.0, 0.0)


def step_function_prime(x):
    """The slope of the step function: 0, wherever there is one (at 0 there is none; 0 by convention)."""
    return np.zeros(np.shape(x))


def descend(phi, phi_prime, bias, learning_rate=2.0, steps=STEPS):
    """Gradient descent on the bias of one neuron y = φ(2x + b) for `threshold_points`, loss the mean of ½(y − target)².

    Returns
    -------
    b, loss, slope : ndarray, shape (steps + 1,)
        Before each step and after the last; `slope` is dL/db.
    """
    x, target = threshold_points()
    moments = descend_neuron(
        x[:, np.newaxis], target, [2.0], bias, phi, phi_prime, learning_rate, steps, learns_weights=False
    )
    return tuple(np.array([(now.b, now.loss, now.dL_db) for now in moments]).T)


def explore_step_descent():
    """The same neuron, the same points, the same descent: once with a step function, once with a sigmoid.

    Returns
    -------
    LiveFigure
        With the traits `step`, `bias` (before the first step) and `learning_rate`.
    """
    sides = {"step function": (step_function, step_function_prime), "sigmoid": (sigmoid, sigmoid_prime)}
    colors, biases = (INK, ACTIVATIONS["sigmoid"].color), np.linspace(-6, 6, 601)
    x, target = threshold_points()

    def frame(axes):
        axes[0].set_ylabel("loss")
        for ax, (title, (phi, _)), color in zip(axes, sides.items(), colors):
            ax.set(title=title, xlabel="bias b", xlim=(-6, 6), ylim=(-0.02, 0.34))
            loss = np.mean((phi(2 * x + biases[:, np.newaxis]) - target) ** 2, axis=1) / 2
            ax.plot(biases, figures.lifted_at_jumps(loss, 0.01), color=color)

    def draw(axes, step=0, bias=3.0, learning_rate=4.0):
        said = [f"After {step} step{'s' * (step != 1)}."]
        for ax, (title, functions) in zip(axes, sides.items()):
            b, loss, slope = descend(*functions, bias, learning_rate)
            beside, now = np.array([-1.0, 1.0]), b[step]
            ax.plot(now + beside, loss[step] + slope[step] * beside, "--", color=SECOND, lw=1.8)
            ax.plot(b[: step + 1], loss[: step + 1], "o", ms=4, color=GHOST)
            ax.plot(now, loss[step], "o", ms=11, color=SECOND, mec=INK, mew=1.4)
            at = f"slope {format_number(slope[step] + 0.0, 4)}, bias {format_number(now, 2)}"
            said.append(f"{title.capitalize()}: {at}, loss {format_number(loss[step], 3)}.")
        return " ".join(said)

    return live(
        draw,
        frame=frame,
        axes={"ncols": 2, "sharey": True},
        title="Descent through a step function and through a sigmoid",
        still=[{"step": STEPS}],
        alt="Loss against bias, and gradient descent from bias 3. Left, through a step function: stairs, the slope is "
        "0, and after 60 steps nothing has moved. Right, through a sigmoid: a valley; the descent is near its floor.",
        step=Slider(0, STEPS, 1, plays=15, home=STEPS),
        bias=Slider(-5.5, 5.5, 0.1, "first bias"),
        learning_rate=Slider(0.5, 20, 0.5),
    )
