"""Challenges: many inputs, the cost of a function, and what a hidden unit responds to."""

import time
from functools import lru_cache

import matplotlib
import numpy as np

from .. import figures
from ..activations import ACTIVATIONS, swish
from ..datasets import two_classes
from ..figures import ACCENT, GHOST, INK, SECOND, SHADES
from ..network import INITIALISATIONS, Network, cross_entropy, train
from ..widgets.old_live import Choice, LiveFigure, Slider
from ..wording import format_number
from .plane import TICKS

NEURONS = 2000


@lru_cache(maxsize=64)
def net_inputs(n, init):
    """Net inputs of 2,000 neurons with n inputs each, all inputs and weights drawn from normal distributions.

    Parameters
    ----------
    n : int
    init : {"1", "xavier", "he"}
        Spread of the weights: 1, or as `Network` chooses it for a layer of n neurons.

    Returns
    -------
    ndarray, shape (2000,)
    """
    rng = np.random.default_rng(n)
    spread = 1.0 if init == "1" else INITIALISATIONS[init](n, n)
    return (rng.normal(size=(NEURONS, n)) * rng.normal(size=(NEURONS, n))).sum(axis=1) * spread


COUNTS = [1, 2, 3, 5, 8, 12, 20, 30, 50, 80, 120, 200, 300, 500]


def explore_inputs():
    """How widely net inputs spread with the number of inputs, and what is left of the slope of Tanh.

    Returns
    -------
    LiveFigure
        With the traits `size` (a place in the list 1, 2, 3, 5, … 500 of numbers of inputs) and `init`.
    """
    controls = [
        Slider("size", "more inputs", 0, len(COUNTS) - 1, 1, 0, plays=3),
        Choice("init", "weights", {"1": "spread 1", "xavier": "Xavier", "he": "He"}, "1"),
    ]
    edges = np.linspace(-30, 30, 61)
    middle = (edges[:-1] + edges[1:]) / 2

    def spreads(init):
        return np.array([net_inputs(n, init).std() for n in COUNTS])

    def scene(size, init):
        n = COUNTS[int(size)]
        nets = net_inputs(n, init)
        slope = ACTIVATIONS["tanh"].derivative(nets).mean()
        return {
            "histogram": np.histogram(nets, edges)[0] / NEURONS,
            "spread": spreads(init),
            "now": ([n], [nets.std()]),
            "words": f"{n} input{'s' * (n > 1)}: the net inputs spread by {format_number(nets.std(), 2)} "
            f"(√n = {format_number(np.sqrt(n), 2)}); the mean slope of Tanh there is {format_number(slope, 3)}.",
        }

    figure, (left, right) = figures.new_figure(2, size=(7.6, 3.6))
    with matplotlib.rc_context(figures.STYLE):
        values = scene(0, "1")
        left.set(xlim=(-30, 30), ylim=(0, 0.6), yticks=[], xlabel="net")
        left.set_title("2,000 net inputs")
        left.plot(middle, values["histogram"], color=ACCENT, drawstyle="default", gid="histogram")
        right.set(xlim=(1, 600), ylim=(0.3, 40), xscale="log", yscale="log", xlabel="inputs n")
        right.set_title("their spread")
        right.plot(COUNTS, np.sqrt(COUNTS), color=GHOST, ls=":", lw=2)
        right.text(20, 11, "√n", color=GHOST)
        right.plot(COUNTS, values["spread"], color=ACCENT, gid="spread")
        right.plot(*values["now"], "o", ms=10, color=SECOND, mec=INK, mew=1.4, gid="now")

    def panel(ax, init, title):
        ax.set(xlim=(1, 600), ylim=(0.3, 40), xscale="log", yscale="log", xlabel="inputs n")
        ax.plot(COUNTS, np.sqrt(COUNTS), color=GHOST, ls=":", lw=2)
        ax.plot(COUNTS, spreads(init), color=ACCENT)
        ax.set_title(title)

    settings = [{"init": init, "title": title} for init, title in controls[1].options.items()]
    return LiveFigure(
        figure,
        controls,
        {"size init": scene},
        lambda: figures.small_multiples(panel, settings, size=(7.6, 2.8)),
        "Spread of the net inputs against the number of inputs: with weights of spread 1 it follows √n (dotted), with "
        "Xavier's and He's weights it stays level.",
        title="Many inputs: live figure",
    )


def hard_swish(x):
    """x · min(max(x + 3, 0), 6) / 6, Swish without an exponential (Howard et al., arXiv:1905.02244, 2019)."""
    x = np.asarray(x, dtype=float)
    return x * np.clip(x + 3, 0, 6) / 6


# How many exponentials one value takes, as the formulas of `actlib` compute it.
EXPONENTIALS = {"sigmoid": 1, "tanh": 1, "relu": 0, "leaky_relu": 0, "swish": 1, "hard_swish": 0}


@lru_cache(maxsize=1)
def measured_costs(size=200_000, repeats=7):
    """Time of each function on this machine, as a multiple of ReLU's; measured once in each session.

    Returns
    -------
    dict of float
        For every row of `ACTIVATIONS`, and "hard_swish".
    """
    x = np.random.default_rng(0).normal(0, 3, size)
    functions = {**{name: row.function for name, row in ACTIVATIONS.items()}, "hard_swish": hard_swish}
    best = dict.fromkeys(functions, np.inf)
    for _ in range(repeats):  # in turn, so that whatever else the machine does strikes all of them
        for name, function in functions.items():
            start = time.perf_counter()
            function(x)
            best[name] = min(best[name], time.perf_counter() - start)
    return {name: seconds / best["relu"] for name, seconds in best.items()}


def explore_costs():
    """What each function costs: counted, and measured on this machine when the learner asks for it.

    Returns
    -------
    LiveFigure
        With the trait `show` ("counted" or "measured").
    """
    kinds = {"counted": "exponentials a value, counted", "measured": "time, measured here now"}
    control = Choice("show", "show", kinds, "counted")
    titles = {**{name: row.title for name, row in ACTIVATIONS.items()}, "hard_swish": "hard Swish"}

    def scene(show):
        if show == "measured":
            costs = measured_costs()
            said = (
                "Times on this machine, as multiples of ReLU's: "
                + ", ".join(f"{titles[name]} {format_number(cost, 1)}" for name, cost in costs.items())
                + "."
            )
        else:
            # A row that has been added without a count is one that nobody has looked into.
            costs = {name: EXPONENTIALS.get(name, np.nan) for name in titles}
            counts = ", ".join(f"{titles[name]} {format_number(cost)}" for name, cost in costs.items())
            said = f"Exponentials a value: {counts}."
        return {**{f"cost-{name}": ([0, cost], [i, i]) for i, (name, cost) in enumerate(costs.items())}, "words": said}

    def picture():
        figure, ax = figures.new_figure(size=(7.6, 3.2))
        with matplotlib.rc_context(figures.STYLE):
            values = scene("counted")
            ax.set(xlim=(0, 12), ylim=(len(titles) - 0.4, -0.6), yticks=range(len(titles)))
            ax.set_yticklabels(titles.values())
            for name in titles:
                ax.plot(*values[f"cost-{name}"], lw=14, solid_capstyle="butt", color=ACCENT, gid=f"cost-{name}")
        return figure

    def still():
        figure = picture()
        figure.axes[0].set(xlim=(0, 2), xticks=[0, 1, 2], xlabel="exponentials a value")
        figure.set_facecolor(figures.PAPER)
        return figure

    return LiveFigure(
        picture(),
        [control],
        {"show": scene},
        still,
        "Exponentials that one value takes: one for Sigmoid, Tanh and Swish, none for ReLU, Leaky ReLU and hard Swish.",
        title="What a function costs: live figure",
    )


def hard_swish_error():
    """Largest distance between hard Swish and Swish with β = 1, and the x at which it lies.

    Returns
    -------
    error, x : float
    """
    x = np.linspace(-8, 8, 160_001)
    away = np.abs(hard_swish(x) - swish(x))
    return float(away.max()), float(x[away.argmax()])


@lru_cache(maxsize=8)
def _trained(problem, phi):
    points, label = two_classes(problem)
    network = Network([2, 6, 1], [phi, None], seed=1)
    for _ in train(network, points, label, cross_entropy, 0.2, 400, momentum=0.8):
        pass
    return network


@lru_cache(maxsize=16)
def unit_responses(problem="rings", phi="relu"):
    """What every hidden unit of a trained network says at every place of the plane.

    Parameters
    ----------
    problem : str
        As for `two_classes`.
    phi : str
        A row of `ACTIVATIONS`.

    Returns
    -------
    responses : ndarray, shape (6, 61, 61)
        Outputs of the six units, from −3 to 3 in both directions, first row on top.
    weights : ndarray, shape (6,)
        With which the output neuron adds them up.
    bias : float
    """
    network = _trained(problem, phi)
    plane = np.stack(np.meshgrid(TICKS, TICKS[::-1]), axis=-1).reshape(-1, 2)
    hidden = network.layers[0].forward(plane)
    last = network.layers[1].values
    return hidden.T.reshape(-1, len(TICKS), len(TICKS)), last["W"][0], float(last["b"][0])


def explore_unit():
    """One hidden unit at a time: where in the plane it responds, and what the output makes of it.

    Returns
    -------
    LiveFigure
        With the traits `unit` (1 to 6), `phi` and `problem`.
    """
    controls = [
        Slider("unit", "unit", 1, 6, 1, 1, plays=1),
        Choice("phi", "φ", {name: row.title for name, row in ACTIVATIONS.items()}, "relu"),
        Choice("problem", "points", {"rings": "two rings", "moons": "two moons", "quarters": "four quarters"}, "rings"),
    ]

    def shades(values):
        return 0.5 + values / (2 * max(np.abs(values).max(), 1e-9)) * 0.85

    def scene(unit, phi, problem):
        responses, weights, bias = unit_responses(problem, phi)
        i, (points, label) = int(unit) - 1, two_classes(problem)
        output = np.tensordot(weights, responses, axes=1) + bias
        silent = np.mean(np.abs(responses[i]) < 1e-9)
        return {
            "response": shades(responses[i] * np.sign(weights[i])),
            "output": shades(np.tanh(output)),
            **{
                f"{side}-{name}": tuple(points[label == k].T)
                for side in ("left", "right")
                for k, name in enumerate(("zeros", "ones"))
            },
            "words": f"Unit {unit:g} speaks for the {'squares' if weights[i] > 0 else 'circles'} with weight "
            f"{format_number(weights[i], 2)}; it is silent in {100 * silent:.0f} % of the plane.",
        }

    figure, axes = figures.new_figure(2, size=(7.6, 3.9))
    with matplotlib.rc_context(figures.STYLE):
        values = scene(1, "relu", "rings")
        for ax, side, gid, title in zip(
            axes, ("left", "right"), ("response", "output"), ("what one unit adds", "all six together")
        ):
            ax.set(xlim=(-3, 3), ylim=(-3, 3), aspect="equal", xticks=[], yticks=[])
            ax.set_title(title)
            ax.imshow(values[gid], cmap=SHADES, vmin=0, vmax=1, extent=(-3, 3, -3, 3), gid=gid)
            ax.plot(*values[f"{side}-zeros"], "o", ms=4.5, color="#1a5d99", gid=f"{side}-zeros")
            ax.plot(*values[f"{side}-ones"], "s", ms=4.5, color="#a84700", gid=f"{side}-ones")

    def panel(ax, unit):
        responses, weights, _ = unit_responses()
        ax.set(xlim=(-3, 3), ylim=(-3, 3), aspect="equal", xticks=[], yticks=[])
        ax.contourf(
            TICKS,
            TICKS[::-1],
            shades(responses[unit - 1] * np.sign(weights[unit - 1])),
            levels=np.linspace(0, 1, 11),
            cmap=SHADES,
            vmin=0,
            vmax=1,
        )
        ax.set_title(f"unit {unit}")

    return LiveFigure(
        figure,
        controls,
        {"unit phi problem": scene},
        lambda: figures.small_multiples(panel, [{"unit": unit} for unit in range(1, 7)], size=(7.6, 2.5)),
        "The plane as each of six ReLU units sees it after training on two rings: silent on one side of a straight "
        "line, louder and louder on the other.",
        title="What a hidden unit responds to: live figure",
    )
