"""Trends: functions of the learner's own, functions that learn their shape, different ones together, and gates."""

from functools import lru_cache

import matplotlib
import numpy as np

from .. import figures
from ..activations import ACTIVATIONS, relu, sigmoid, swish
from ..datasets import two_classes
from ..figures import ACCENT, GHOST, GRID, INK, SECOND
from ..formula import FormulaError, parse
from ..network import Network, cross_entropy, softmax, train
from ..widgets.old_live import Choice, Line, LiveFigure, Slider
from ..wording import format_number

SEEDS, STEPS = (0, 1, 2), 150

# Name -> formula; the sources stand in notebook 11.
KNOWN_FORMULAS = {
    "GELU": "x/2 * (1 + erf(x/sqrt(2)))",
    "Mish": "x * tanh(softplus(x))",
    "ELU": "max(x, 0) + min(exp(x) - 1, 0)",
    "SELU": "1.0507 * (max(x, 0) + 1.67326 * min(exp(x) - 1, 0))",
    "Softplus": "softplus(x)",
    "a sine": "sin(x)",
    "a parabola": "x*x",
}


def trial(activations, seeds=SEEDS, problem="moons", steps=STEPS):
    """Final losses of a small network on a curved two-class problem, one for each seed.

    Parameters
    ----------
    activations : list
        One a hidden layer of 8 neurons: rows of `ACTIVATIONS` by name, or formulas.
    seeds : sequence of int
    problem : str
        As for `two_classes`.
    steps : int

    Returns
    -------
    ndarray, shape (len(seeds),)
        NaN where the training diverges or the function has no value somewhere.
    """
    points, label = two_classes(problem)
    losses = []
    for seed in seeds:
        network = Network([2, *[8] * len(activations), 1], [*activations, None], seed=seed)
        try:
            for _ in train(network, points, label, cross_entropy, 0.1, steps, momentum=0.9):
                pass
            losses.append(cross_entropy(network(points), label)[0])
        except FloatingPointError:
            losses.append(np.nan)
    return np.array(losses)


@lru_cache(maxsize=64)
def _trial_of(text):
    return trial([ACTIVATIONS[text].name if text in ACTIVATIONS else parse(text)])


def explore_formula():
    """An activation function of the learner's own: its curve, its exact derivative, and its place beside the others.

    Returns
    -------
    LiveFigure
        With the traits `preset` (a known function) and `formula` (in x, see `actlib.formula`).
    """
    x = np.linspace(-4, 4, 161)
    controls = [
        Choice("preset", "begin with", {name: name for name in KNOWN_FORMULAS}, "Mish"),
        Line("formula", "φ(x) =", KNOWN_FORMULAS["Mish"]),
    ]
    rows = list(ACTIVATIONS.values())

    def scene(formula):
        try:
            f = parse(formula)
            value, slope = (np.clip(heights, -1e6, 1e6) for heights in (f(x), f.derivative(x)))
            losses = _trial_of(formula)
        except FormulaError as error:
            value = slope = np.full_like(x, np.nan)
            losses, said = np.array([np.nan]), str(error)
        else:
            said = f"φ(1) = {format_number(float(f(1.0)), 4)}, φ′(1) = {format_number(float(f.derivative(1.0)), 4)}. "
            if np.isnan(losses).any():
                said += "The network could not be trained with it."
            else:
                better = sum(losses.mean() < _trial_of(row.name).mean() for row in rows)
                said += (
                    f"Final loss {format_number(losses.mean(), 3)} ± {format_number(losses.std(ddof=1), 3)}: "
                    f"smaller than {better} of the {len(rows)}."
                )
        i = len(rows)
        return {
            "value": value,
            "slope": slope,
            "mean": ([losses.mean()], [i]),
            "spread": ([losses.min(), losses.max()], [i, i]),
            "words": said,
        }

    def draw_curves(ax, values):
        figures.through_zero(ax, (-4, 4), (-1.6, 4))
        ax.plot(x, values["slope"], color=SECOND, ls="--", lw=2, gid="slope", label="φ′(x), exact")
        ax.plot(x, values["value"], color=ACCENT, gid="value", label="φ(x)")

    figure, (left, right) = figures.new_figure(2, size=(7.6, 3.8))
    with matplotlib.rc_context(figures.STYLE):
        values = scene(KNOWN_FORMULAS["Mish"])
        draw_curves(left, values)
        left.legend(loc="upper left", frameon=False)
        right.set(
            xlim=(0, 0.45), ylim=(len(rows) + 0.6, -0.6), xlabel="final loss, three starts", yticks=range(len(rows) + 1)
        )
        right.set_yticklabels([*[row.title for row in rows], "yours"])
        for i, row in enumerate(rows):
            losses = _trial_of(row.name)
            right.plot([losses.min(), losses.max()], [i, i], color=row.color, lw=3)
            right.plot([losses.mean()], [i], "o", ms=8, color=row.color)
        right.plot(*values["spread"], color=INK, lw=3, gid="spread")
        right.plot(*values["mean"], "D", ms=9, color=INK, gid="mean")

    def panel(ax, name):
        f = parse(KNOWN_FORMULAS[name])
        draw_curves(ax, {"value": f(x), "slope": f.derivative(x)})
        ax.set_title(name)

    live = LiveFigure(
        figure,
        controls,
        {"formula": scene},
        lambda: figures.small_multiples(panel, [{"name": name} for name in ("GELU", "Mish", "ELU")], size=(7.6, 2.8)),
        "GELU, Mish and ELU (solid), each with its derivative (dashed).",
        title="Your own activation function: live figure",
    )
    live.observe(lambda change: setattr(live, "formula", KNOWN_FORMULAS[change["new"]]), "preset")
    return live


LAST, EVERY = 400, 10


@lru_cache(maxsize=8)
def adaptive_course(phi, seed=0):
    """A network on the two rings in which α of Leaky ReLU, or β of Swish, is trained like a weight.

    Parameters
    ----------
    phi : {"leaky_relu", "swish"}
    seed : int

    Returns
    -------
    parameter, loss : ndarray, shape (401,)
        After 0, 1, …, 400 steps.
    """
    points, label = two_classes("rings")
    network = Network([2, 6, 1], [phi, None], learns_parameters=True, seed=seed)
    name, course = ACTIVATIONS[phi].parameter.name, []
    for loss in train(network, points, label, cross_entropy, 0.2, LAST + 1, momentum=0.8):
        course.append((float(network.layers[0].values[name]), loss))
    return tuple(np.array(course).T)


def explore_adaptive():
    """An activation function that changes its shape while the network learns: trained α (PReLU) or trained β.

    Returns
    -------
    LiveFigure
        With the traits `step`, `phi` ("leaky_relu" or "swish") and `start` (the seed).
    """
    x = np.linspace(-4, 4, 161)
    controls = [
        Slider("step", "step", 0, LAST, EVERY, 0, plays=15),
        Choice("phi", "φ", {"leaky_relu": "Leaky ReLU, α is trained", "swish": "Swish, β is trained"}, "swish"),
        Choice("start", "starting point", {str(seed): str(seed + 1) for seed in range(4)}, "0"),
    ]

    def scene(step, phi, start):
        row, (parameter, loss) = ACTIVATIONS[phi], adaptive_course(phi, int(start))
        i, p = int(step), row.parameter
        return {
            "first": row.function(x),
            "now": row.function(x, parameter[i]),
            "course": (np.arange(i + 1), parameter[: i + 1]),
            "dot": ([step], [parameter[i]]),
            "words": f"Step {i}: {p.symbol} = {format_number(parameter[i], 3)} (it began at "
            f"{format_number(p.default)}), loss {format_number(loss[i], 3)}.",
        }

    figure, (left, right) = figures.new_figure(2, size=(7.6, 3.7))
    with matplotlib.rc_context(figures.STYLE):
        values = scene(0, "swish", "0")
        figures.through_zero(left, (-4, 4), (-1.6, 4))
        left.plot(x, values["first"], color=GHOST, ls=":", gid="first", label="at the start")
        left.plot(x, values["now"], color=SECOND, gid="now", label="now")
        left.legend(loc="upper left", frameon=False)
        right.set(xlim=(0, LAST), ylim=(-2.2, 1.6), xlabel="step")
        right.axhline(0, color=GRID, lw=1.2, zorder=0)
        right.set_title("the trained parameter")
        right.plot(*values["course"], color=ACCENT, gid="course")
        right.plot(*values["dot"], "o", ms=9, color=SECOND, mec=INK, mew=1.4, gid="dot")

    def panel(ax, phi):
        row = ACTIVATIONS[phi]
        ax.set(xlim=(0, LAST), xlabel="step", ylabel=row.parameter.symbol)
        for seed in range(4):
            ax.plot(adaptive_course(phi, seed)[0], color=row.color, lw=1.6)
        ax.set_title(f"{row.title}, four starting points")

    return LiveFigure(
        figure,
        controls,
        {"step phi start": scene},
        lambda: figures.small_multiples(panel, [{"phi": "leaky_relu"}, {"phi": "swish"}], columns=2, size=(7.6, 3.0)),
        "α of Leaky ReLU and β of Swish over 400 steps of training, from four starting points each: they move as the "
        "weights do, and end at different values.",
        title="Activation functions that learn: live figure",
    )


GATES = {"glu": ("GLU: σ", sigmoid), "reglu": ("ReGLU: ReLU", relu), "swiglu": ("SwiGLU: Swish", swish)}


def attention_weights(scores, temperature=1.0):
    """Softmax of some scores: shares that add up to 1.

    Parameters
    ----------
    scores : array_like, shape (n,)
    temperature : float
        Scores are divided by it.

    Returns
    -------
    ndarray, shape (n,)
    """
    return softmax(np.asarray(scores, dtype=float) / temperature)


def explore_gates():
    """Two ways to let numbers decide what passes: a gate on one signal, and attention over four.

    Returns
    -------
    LiveFigure
        With the traits `gate` (net input of the gate), `signal`, `kind` ("glu", "reglu" or "swiglu") and `score`
        (of the third of four words).
    """
    v = np.linspace(-4, 4, 161)
    controls = [
        Slider("gate", "gate input v", -4, 4, 0.1, 1.0),
        Slider("signal", "signal u", -2, 2, 0.1, 1.0),
        Choice("kind", "gate", {name: title for name, (title, _) in GATES.items()}, "glu"),
        Slider("score", "score of word 3", -4, 6, 0.1, 1.0),
    ]
    bars = [f"word-{i}" for i in range(4)]

    def scene(gate, signal, kind, score):
        function = GATES[kind][1]
        shares = attention_weights([0.0, 1.0, score, -1.0])
        passed = signal * float(function(gate))
        return {
            "curve": signal * function(v),
            "dot": ([gate], [passed]),
            **{name: ([i + 1, i + 1], [0, share]) for i, (name, share) in enumerate(zip(bars, shares))},
            "words": f"The gate lets {format_number(float(function(gate)), 3)} times {format_number(signal)} through: "
            f"{format_number(passed + 0.0, 3)}. Attention gives word 3 {100 * shares[2]:.0f} % and all four "
            f"{100 * shares.sum():.0f} %.",
        }

    def draw_gate(ax, values):
        figures.through_zero(ax, (-4, 4), (-3, 4))
        ax.set_xlabel("gate input v")
        ax.plot(v, values["curve"], color=ACCENT, gid="curve")
        ax.plot(*values["dot"], "o", ms=10, color=SECOND, mec=INK, mew=1.4, gid="dot")

    start = [control.default for control in controls]
    figure, (left, right) = figures.new_figure(2, size=(7.6, 3.6))
    with matplotlib.rc_context(figures.STYLE):
        values = scene(*start)
        draw_gate(left, values)
        left.set_title("gate: u · φ(v)")
        right.set(
            xlim=(0.4, 4.6),
            ylim=(0, 1),
            xticks=[1, 2, 3, 4],
            xlabel="word",
            yticks=[0, 0.5, 1],
            yticklabels=["0", "50 %", "100 %"],
        )
        right.set_title("attention: softmax of scores")
        for name in bars:
            right.plot(*values[name], lw=30, solid_capstyle="butt", color=ACCENT, gid=name)

    def panel(ax, kind):
        draw_gate(ax, scene(1.0, 1.0, kind, 1.0))
        ax.set_title(GATES[kind][0])

    return LiveFigure(
        figure,
        controls,
        {"gate signal kind score": scene},
        lambda: figures.small_multiples(panel, [{"kind": kind} for kind in GATES], size=(7.6, 2.8)),
        "What a gate lets through of a signal of 1, against its own input v: GLU between 0 and 1, ReGLU and SwiGLU "
        "without an upper bound.",
        title="Gates and attention: live figure",
    )
