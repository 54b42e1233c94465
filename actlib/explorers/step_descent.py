"""Gradient descent on one bias: it stands still through a step function and moves through a sigmoid."""

import numpy as np

from .. import figures
from ..activations import ACTIVATIONS, sigmoid, sigmoid_prime
from ..datasets import threshold_points
from ..experiments.step_descent import STEPS, descend, step_function, step_function_prime
from ..figures import GHOST, INK, SECOND
from ..widgets.controls import Slider
from ..widgets.live import live
from ..wording import format_number


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
