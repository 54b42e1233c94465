"""What layers do to the plane: a stack of them with and without an activation function, and a network that learns."""

from functools import lru_cache

import matplotlib
import numpy as np

from .. import figures
from ..activations import ACTIVATIONS
from ..datasets import PROBLEMS, two_classes
from ..figures import ACCENT, GHOST, GRID, INK, SECOND, SHADES, WHITE
from ..network import Network, cross_entropy, train
from ..widgets.old_live import Choice, LiveFigure, Slider
from ..wording import format_magnitude, format_number
from .replay import Replay

NONE = "none"  # the option of a φ choice that means: no activation function at all
DEEPEST = 8
EVERY = 5  # gradient steps between two positions of the slider
LAST = 400


def phi_or_none(default):
    titles = {name: row.title for name, row in ACTIVATIONS.items()}
    return Choice("phi", "φ", {NONE: "none (linear)", **titles}, default)


def stack_of_layers(depth):
    """The layers of `explore_linear_stack`: a turn, a stretch and a shift each.

    Returns
    -------
    list of (W, b)
        `depth` pairs of a 2 × 2 matrix and a vector of two numbers, the same on every call.
    """
    rng = np.random.default_rng(19)
    layers = []
    for angle in rng.uniform(0.4, 1.2, DEEPEST):
        turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
        layers.append((np.diag([1.3, 0.8]) @ turn, rng.uniform(0, 0.5, 2)))
    return layers[:depth]


def collapse(layers):
    """The one layer that does what a stack of linear layers does: x ↦ W₂(W₁x + b₁) + b₂ = (W₂W₁)x + (W₂b₁ + b₂).

    Parameters
    ----------
    layers : list of (W, b)
        First layer first.

    Returns
    -------
    W : ndarray, shape (neurons of the last layer, inputs of the first)
    b : ndarray, shape (neurons of the last layer,)
    """
    (W, b), *rest = layers
    for W_next, b_next in rest:
        W, b = W_next @ W, W_next @ b + b_next
    return W, b


def best_straight_border(points, label):
    """How many points the best straight border puts on the right side, found exactly.

    A border can be moved, no point changing sides, until it touches two of the points, and a hair's turn then puts each
    of these two on either side. So the lines through all pairs stand for every straight border there is.

    Parameters
    ----------
    points : ndarray, shape (count, 2)
        No three of them on one line.
    label : ndarray, shape (count,)
        0 or 1.

    Returns
    -------
    int

    Examples
    --------
    >>> best_straight_border(np.array([[0.0, 0.0], [1.0, 0.1], [0.1, 1.0], [1.0, 1.0]]), np.array([0, 1, 1, 0]))
    3
    """
    best = 0
    for i in range(len(points)):
        x, y = np.delete(points - points[i], i, axis=0).T
        side = x[:, np.newaxis] * y - y[:, np.newaxis] * x
        right = np.sum(((side > 0) == np.delete(label, i)) & (side != 0), axis=1)
        best = max(best, right.max() + 2, len(points) - right.min())  # either half may be that of class 1
    return int(best)


def explore_linear_stack():
    """A grid in the plane, sent through a stack of layers, with or without an activation function after each.

    Returns
    -------
    LiveFigure
        With the traits `depth` and `phi` (the name of a row of `ACTIVATIONS`, or "none").
    """
    controls = [Slider("depth", "layers", 1, DEEPEST, 1, 3, plays=2), phi_or_none(NONE)]
    ticks, along = np.linspace(-1, 1, 11), np.append(np.linspace(-1, 1, 41), np.nan)
    across = np.stack([np.tile(along, 11), np.repeat(ticks, 42)], axis=1)
    grids = {"across": across, "up": across[:, ::-1]}

    def sent_through(points, depth, phi):
        for W, b in stack_of_layers(depth):
            points = points @ W.T + b
            if phi != NONE:
                points = ACTIVATIONS[phi].function(points)
        return points

    def line_up(depth, phi):
        """Where the grid goes, and how far from it the best single layer stays, as a share of the grid's own spread."""
        moved = {name: sent_through(grid, depth, phi) for name, grid in grids.items()}
        flat = grids["across"][~np.isnan(across[:, 0])]
        target = moved["across"][~np.isnan(across[:, 0])]
        inputs = np.column_stack([flat, np.ones(len(flat))])
        best = np.linalg.lstsq(inputs, target, rcond=None)[0]
        spread = np.linalg.norm(target - target.mean(axis=0))
        return moved, np.linalg.norm(inputs @ best - target) / spread if spread > 0 else 0.0

    def in_frame(moved):
        """The same picture, made as large as the frame: only whether lines stay straight is of interest."""
        everything = np.concatenate(list(moved.values()))
        low, high = np.nanmin(everything, axis=0), np.nanmax(everything, axis=0)
        size = max((high - low).max(), 1e-12)
        return {name: tuple(((points - (low + high) / 2) * 2 / size).T) for name, points in moved.items()}

    def in_words(depth, phi, miss):
        layers = f"{depth} linear layer{'s' * (depth > 1)}"
        if phi == NONE:
            W, b = collapse(stack_of_layers(depth))
            far = np.nanmax(np.abs(sent_through(across, depth, NONE) - (across @ W.T + b)))
            matrix = "; ".join("  ".join(format_number(entry, 2) for entry in row) for row in W)
            agreed = "exactly the same" if far == 0 else f"the same, to within {format_magnitude(far)}"
            return f"{layers}: the one matrix [{matrix}] does {agreed}. Every line is straight."
        return (
            f"{layers},{' each' * (depth > 1)} followed by {ACTIVATIONS[phi].title}: "
            f"the best single linear layer misses by {100 * miss:.1f} % of the spread."
        )

    def scene(depth, phi):
        depth = int(depth)
        moved, miss = line_up(depth, phi)
        return {**in_frame(moved), "words": in_words(depth, phi, miss)}

    def axes_of(ax, title):
        ax.set(xlim=(-1.15, 1.15), ylim=(-1.15, 1.15), aspect="equal", xticks=[], yticks=[])
        ax.spines[:].set_visible(False)
        ax.set_title(title)

    figure, (left, right) = figures.new_figure(2, size=(7.6, 3.9))
    with matplotlib.rc_context(figures.STYLE):
        axes_of(left, "what goes in")
        axes_of(right, "what comes out (scaled to fit)")
        for ax in (left, right):
            for name, color, style in (("across", ACCENT, "-"), ("up", SECOND, (0, (4, 1.2)))):
                ax.plot(*grids[name].T, color=color, ls=style, lw=1.6, gid=name if ax is right else None)

    def panel(ax, depth, phi):
        kind = ACTIVATIONS[phi].title if phi in ACTIVATIONS else "linear"
        axes_of(ax, f"{depth} layer{'s' * (depth > 1)}, {kind}")
        moved = in_frame(line_up(depth, phi)[0])
        ax.plot(*moved["across"], color=ACCENT, lw=1.3)
        ax.plot(*moved["up"], color=SECOND, ls=(0, (4, 1.2)), lw=1.3)

    def still():
        settings = [{"depth": depth, "phi": phi} for phi in (NONE, "tanh") for depth in (1, 3, 8)]
        return figures.small_multiples(panel, settings, size=(7.6, 2.6))

    return LiveFigure(
        figure,
        controls,
        {"depth phi": scene},
        still,
        "A square grid after 1, 3 and 8 layers. Above, without an activation function: every line stays straight, "
        "however many layers. Below, with Tanh after each: the lines bend.",
        title="A stack of layers: live figure",
    )


TICKS = np.linspace(-3, 3, 61)


def _training(problem, phi, neurons):
    """At every fifth step: the losses so far, the share of points on the right side, and P(class 1) over the plane."""
    points, label = two_classes(problem)
    network = Network([2, neurons, 1], [None if phi == NONE else phi, None], seed=1)
    plane = np.stack(np.meshgrid(TICKS, TICKS[::-1]), axis=-1).reshape(-1, 2)
    losses = []
    for step, loss in enumerate(train(network, points, label, cross_entropy, 0.3, LAST + 1, momentum=0.8)):
        losses.append(loss)
        if step % EVERY == 0:
            right = np.mean((network(points)[:, 0] > 0) == label)
            shades = ACTIVATIONS["sigmoid"].function(network(plane).reshape(len(TICKS), len(TICKS)))
            yield np.array(losses), right, shades


@lru_cache(maxsize=8)
def _course(problem, phi, neurons):
    return Replay(lambda: _training(problem, phi, neurons))


def explore_learning():
    """A small network learns to tell two classes of points apart: its decision region while it learns.

    Two inputs, one hidden layer, one output; trained with cross-entropy, momentum and all points in every step.

    Returns
    -------
    LiveFigure
        With the traits `step`, `phi` (a row of `ACTIVATIONS`, or "none"), `neurons` and `problem`.
    """
    controls = [
        Slider("step", "step", 0, LAST, EVERY, 0, plays=20),
        phi_or_none(NONE),
        Choice("problem", "points", {name: title for name, (title, _) in PROBLEMS.items()}, "rings"),
        Choice("neurons", "hidden neurons", {str(n): str(n) for n in (1, 2, 3, 4, 8, 16)}, "8"),
    ]
    steps, classes = np.arange(LAST + 1), {name: two_classes(name) for name in PROBLEMS}

    def scene(step, phi, problem, neurons):
        points, label = classes[problem]
        losses, right, shades = _course(problem, phi, int(neurons)).until(int(step) // EVERY)[-1]
        return {
            "region": shades * 0.7 + 0.15,  # the points, in full colour, stand out
            "zeros": tuple(points[label == 0].T),
            "ones": tuple(points[label == 1].T),
            "loss": (steps[: len(losses)], losses),
            "now": ([step], [losses[-1]]),
            "words": f"Step {step:g}: {100 * right:.0f} % of {len(label)} points on their side, "
            f"loss {format_number(losses[-1], 3)}.",
        }

    def draw_points(ax, values):
        ax.set(xlim=(-3, 3), ylim=(-3, 3), aspect="equal", xticks=[], yticks=[])
        ax.plot(*values["zeros"], "o", ms=5.5, color="#1a5d99", mec=WHITE, mew=0.7, gid="zeros")
        ax.plot(*values["ones"], "s", ms=5.5, color="#a84700", mec=WHITE, mew=0.7, gid="ones")

    start = {control.name: control.default for control in controls}
    figure, (left, right) = figures.new_figure(2, size=(7.6, 4.0))
    with matplotlib.rc_context(figures.STYLE):
        values = scene(**start)
        left.imshow(values["region"], cmap=SHADES, vmin=0, vmax=1, extent=(-3, 3, -3, 3), gid="region")
        draw_points(left, values)
        left.set_title("colour: what the network says")
        right.set(xlim=(0, LAST), ylim=(0, 1), xlabel="step")
        right.set_title("loss")
        right.axhline(np.log(2), color=GHOST, lw=1.6, ls=":")
        right.text(LAST, np.log(2) + 0.02, "guessing: ln 2", color=GHOST, ha="right")
        right.axhline(0, color=GRID, lw=1.2, zorder=0)
        right.plot([0, 0], [0, 0], color=SECOND, gid="loss")
        right.plot([0], [0], "o", ms=9, color=SECOND, mec=INK, mew=1.4, gid="now")

    def panel(ax, phi, step):
        values = scene(step, phi, "rings", "8")
        # Outlines rather than pixels: the same bytes whoever compresses them.
        ax.contourf(TICKS, TICKS[::-1], values["region"], levels=np.linspace(0, 1, 9), cmap=SHADES, vmin=0, vmax=1)
        draw_points(ax, values)
        title = ACTIVATIONS[phi].title if phi in ACTIVATIONS else "linear"
        ax.set_title(f"{title}, step {step}")

    def still():
        settings = [{"phi": NONE, "step": LAST}, {"phi": "tanh", "step": 50}, {"phi": "tanh", "step": LAST}]
        return figures.small_multiples(panel, settings, size=(7.6, 2.7))

    return LiveFigure(
        figure,
        controls,
        {"step phi problem neurons": scene},
        still,
        "Two rings of points and what a network with eight hidden neurons says about the plane. Without an activation "
        "function, after 400 steps, a straight border that separates nothing; with Tanh, after 50 and after 400 steps, "
        "a border that closes around the inner ring.",
        title="A network learns: live figure",
    )
