"""Gradient descent on one bias: it stands still through a step function and moves through a sigmoid."""

import matplotlib
import numpy as np

from .. import figures
from ..activations import ACTIVATIONS, sigmoid, sigmoid_prime
from ..datasets import threshold_points
from ..figures import GRID, INK, PAPER, SECOND
from ..neuron import descend_neuron
from ..widgets.old_live import LiveFigure, Slider
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
    controls = [
        Slider("step", "step", 0, STEPS, 1, 0, plays=15),
        Slider("bias", "first bias", -5.5, 5.5, 0.1, 3.0),
        Slider("learning_rate", "learning rate", 0.5, 20, 0.5, 4.0),
    ]
    grid = np.linspace(-6, 6, 601)
    x, target = threshold_points()
    sides = {"step-function": (step_function, step_function_prime), "sigmoid": (sigmoid, sigmoid_prime)}
    landscape = {
        name: np.mean((phi(2 * x + grid[:, np.newaxis]) - target) ** 2, axis=1) / 2 for name, (phi, _) in sides.items()
    }

    def scene(step, bias, learning_rate):
        contents, said = {}, []
        for name, (phi, phi_prime) in sides.items():
            b, loss, slope = descend(phi, phi_prime, bias, learning_rate)
            i = int(step)
            contents[f"{name}-ball"] = ([b[i]], [loss[i]])
            contents[f"{name}-path"] = (b[: i + 1], loss[: i + 1])
            contents[f"{name}-tangent"] = (b[i] + np.array([-1.0, 1.0]), loss[i] + slope[i] * np.array([-1.0, 1.0]))
            said.append(
                f"slope {format_number(slope[i] + 0.0, 4)}, bias {format_number(b[i], 2)}, "
                f"loss {format_number(loss[i], 3)}"
            )
        return {**contents, "words": f"After {step:g} steps. Step function: {said[0]}. Sigmoid: {said[1]}."}

    def draw_side(ax, name, values):
        color = INK if name == "step-function" else ACTIVATIONS["sigmoid"].color
        ax.set(xlim=(-6, 6), ylim=(-0.02, 0.34), xlabel="bias b")
        ax.set_title(name.replace("-", " "))
        ax.axhline(0, color=GRID, lw=1.2, zorder=0)
        heights = landscape[name].copy()
        if name == "step-function":  # lift the pen at every jump
            heights[np.append(np.abs(np.diff(heights)) > 1e-9, False)] = np.nan
        ax.plot(grid, heights, color=color)
        ax.plot(*values[f"{name}-tangent"], color=SECOND, lw=1.8, ls="--", gid=f"{name}-tangent")
        ax.plot(*values[f"{name}-path"], color=SECOND, lw=1.4, ls=":", gid=f"{name}-path")
        ax.plot(*values[f"{name}-ball"], "o", ms=11, color=SECOND, mec=INK, mew=1.4, gid=f"{name}-ball")

    def picture(values):
        figure, axes = figures.new_figure(2, size=(7.6, 3.7), sharey=True)
        with matplotlib.rc_context(figures.STYLE):
            for ax, name in zip(axes, sides):
                draw_side(ax, name, values)
            axes[0].set_ylabel("loss")
        return figure

    def still():
        figure = picture(scene(STEPS, 3.0, 4.0))
        figure.set_facecolor(PAPER)
        return figure

    return LiveFigure(
        picture(scene(*[control.default for control in controls])),
        controls,
        {"step bias learning_rate": scene},
        still,
        "Loss against bias, and gradient descent from bias 3. Left, through a step function: stairs, the slope is 0, "
        "and after 60 steps nothing has moved. Right, through a sigmoid: a valley, and the descent is near its floor.",
        title="Descent through a step and through a sigmoid: live figure",
    )
