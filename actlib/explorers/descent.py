"""Gradient descent where every step can be seen: through a step function, and for a neuron with two weights."""

from functools import cache

import matplotlib
import numpy as np
from matplotlib.colors import LinearSegmentedColormap

from .. import figures
from ..activations import ACTIVATIONS, sigmoid, sigmoid_prime
from ..figures import ACCENT, GHOST, GRID, INK, PAPER, SECOND, WHITE
from ..neuron import backward, forward
from ..widgets.live import Choice, LiveFigure, Slider
from ..wording import written

STEPS = 60


def step_function(x):
    """1 where x > 0, else 0: the activation of the perceptron (Rosenblatt, 1958)."""
    return np.where(np.asarray(x) > 0, 1.0, 0.0)


def step_function_prime(x):
    """The slope of the step function: 0, wherever there is one (at 0 there is none; 0 by convention)."""
    return np.zeros(np.shape(x))


def threshold_points():
    """Twelve numbers and the answer to each, generated: mostly yes above 0.6, with two exceptions.

    Returns
    -------
    x : ndarray, shape (12,)
    target : ndarray, shape (12,)
        0 or 1.
    """
    x = np.linspace(-2.75, 2.75, 12)
    target = (x > 0.6).astype(float)
    target[[6, 7]] = 1, 0  # 0.25 says yes, 0.75 says no
    return x, target


def descend(phi, phi_prime, bias, learning_rate=2.0, steps=STEPS):
    """Gradient descent on the bias of one neuron y = φ(2x + b) for `threshold_points`, loss the mean of ½(y − target)².

    Returns
    -------
    b, loss, slope : ndarray, shape (steps + 1,)
        Before each step and after the last; `slope` is dL/db.
    """
    x, target = threshold_points()
    X, w = x[:, np.newaxis], np.array([2.0])
    course = []
    for _ in range(steps + 1):
        net, y = forward(X, w, bias, phi)
        slope = float(np.sum(backward(X, w, net, (y - target) / len(x), phi_prime)[1]))
        course.append((bias, np.mean((y - target) ** 2) / 2, slope))
        bias = bias - learning_rate * slope
    return tuple(np.array(course).T)


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
            said.append(f"slope {written(slope[i] + 0.0, 4)}, bias {written(b[i], 2)}, loss {written(loss[i], 3)}")
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


TEACHER_W, TEACHER_B = 2.0, -1.0
SLOPES = LinearSegmentedColormap.from_list("actlib-loss", ["#f4f4f2", ACCENT, "#123c63"])


def lesson(phi, learning_rate, start):
    """One neuron y = φ(wx + b) learns, by gradient descent, twenty points that a neuron with w = 2 and b = −1 has made.

    Parameters
    ----------
    phi : str
        A row of `ACTIVATIONS`.
    learning_rate : float
    start : (w, b)

    Returns
    -------
    dict of ndarray, shape (61,)
        Before each step and after the last: "w", "b", "loss" (mean of ½(y − target)²), "dL_dw", "dL_db".
    """
    row, x = ACTIVATIONS[phi], np.linspace(-2, 2, 20)
    X, target = x[:, np.newaxis], row.function(TEACHER_W * x + TEACHER_B)
    w, b = np.array([start[0]]), float(start[1])
    course = {"w": [], "b": [], "loss": [], "dL_dw": [], "dL_db": []}
    for _ in range(STEPS + 1):
        net, y = forward(X, w, b, row.function)
        dL_dW, dL_db, _ = backward(X, w, net, (y - target) / len(x), row.derivative)
        dL_dw, dL_db = float(dL_dW[0]), float(np.sum(dL_db))
        for name, value in zip(course, (w[0], b, np.mean((y - target) ** 2) / 2, dL_dw, dL_db)):
            course[name].append(value)
        w, b = w - learning_rate * dL_dw, b - learning_rate * dL_db
    return {name: np.array(values) for name, values in course.items()}


def explore_lesson():
    """One neuron learns step by step: its curve among the points, and its way down the loss over the plane of w and b.

    Returns
    -------
    LiveFigure
        With the traits `step`, `learning_rate`, `phi` and `start`.
    """
    starts = {"left": (-2.5, 1.0), "flat": (-3.0, -3.0), "near": (0.5, 0.5)}
    controls = [
        Slider("step", "step", 0, STEPS, 1, 0, plays=12),
        Slider("learning_rate", "learning rate", 0.1, 5, 0.1, 1.0),
        Choice("phi", "φ", {name: row.title for name, row in ACTIVATIONS.items()}, "sigmoid"),
        Choice(
            "start", "start", {name: f"w = {written(w)}, b = {written(b)}" for name, (w, b) in starts.items()}, "left"
        ),
    ]
    x, line = np.linspace(-2, 2, 20), np.linspace(-2.2, 2.2, 89)
    ticks = np.linspace(-4, 4, 41)

    @cache
    def landscape(phi):
        function = ACTIVATIONS[phi].function
        w, b = ticks, ticks[::-1, np.newaxis]
        net = w[np.newaxis, :, np.newaxis] * x + b[:, :, np.newaxis]
        return np.mean((function(net) - function(TEACHER_W * x + TEACHER_B)) ** 2, axis=-1) / 2

    def shades(phi):
        loss = landscape(phi)
        return (loss / loss.max()) ** 0.35  # so that the floor of the valley has shades, too

    def scene(step, learning_rate, phi, start):
        function, course, i = ACTIVATIONS[phi].function, lesson(phi, learning_rate, starts[start]), int(step)
        w, b = course["w"][: i + 1], course["b"][: i + 1]
        ahead = (
            ""
            if i == STEPS
            else (
                f" The next step changes w by {written(-learning_rate * course['dL_dw'][i], 3)} "
                f"and b by {written(-learning_rate * course['dL_db'][i], 3)}."
            )
        )
        return {
            "points": (x, function(TEACHER_W * x + TEACHER_B)),
            "curve": function(w[-1] * line + b[-1]),
            "loss": shades(phi),
            "path": (w, b),
            "now": ([w[-1]], [b[-1]]),
            "words": f"Step {i}: w = {written(w[-1], 3)}, b = {written(b[-1], 3)}, "
            f"loss {written(course['loss'][i], 4)}.{ahead}",
        }

    def axes_of(left, right):
        left.set(xlim=(-2.2, 2.2), ylim=(-1.6, 4.2), xlabel="x")
        left.set_title("what the neuron says")
        right.set(xlim=(-4, 4), ylim=(-4, 4), aspect="equal", xlabel="w")
        right.set_ylabel("b", rotation=0)
        right.set_title("loss: pale is low")

    figure, (left, right) = figures.new_figure(2, size=(7.6, 4.0))
    with matplotlib.rc_context(figures.STYLE):
        values = scene(*[control.default for control in controls])
        axes_of(left, right)
        left.plot(*values["points"], "o", ms=6, color=GHOST, gid="points")
        left.plot(line, values["curve"], color=SECOND, gid="curve")
        right.imshow(values["loss"], cmap=SLOPES, vmin=0, vmax=1, extent=(-4, 4, -4, 4), gid="loss")
        right.plot([TEACHER_W], [TEACHER_B], "*", ms=15, color=WHITE, mec="black", mew=1)
        right.plot(*values["path"], color="black", lw=3.4, gid="path")
        right.plot(*values["now"], "o", ms=10, color=SECOND, mec="black", mew=1.4, gid="now")

    def panel(ax, learning_rate):
        course = lesson("sigmoid", learning_rate, starts["left"])
        ax.set(xlim=(-4, 4), ylim=(-4, 4), aspect="equal", xlabel="w")
        ax.contourf(ticks, ticks[::-1], shades("sigmoid"), levels=np.linspace(0, 1, 11), cmap=SLOPES)
        ax.plot([TEACHER_W], [TEACHER_B], "*", ms=15, color=WHITE, mec="black", mew=1)
        ax.plot(course["w"], course["b"], color=SECOND, marker="o", ms=3, lw=1.2)
        ax.set_title(f"learning rate {learning_rate:g}\nloss {course['loss'][-1]:.3f}")

    return LiveFigure(
        figure,
        controls,
        {"step learning_rate phi start": scene},
        lambda: figures.small_multiples(panel, [{"learning_rate": rate} for rate in (0.5, 2.0, 5.0)], size=(7.6, 3.0)),
        "The way of a sigmoid neuron through the plane of weight and bias in sixty steps, from w = −2.5 and b = 1, for "
        "the learning rates 0.5, 2 and 5: the larger, the nearer it comes to the star at w = 2 and b = −1.",
        title="One neuron learns: live figure",
    )
