"""An activation function of the learner's own: its curve, its exact derivative, and its place in a contest."""

import numpy as np

from .. import figures
from ..activations import ACTIVATIONS
from ..experiments.contest import KNOWN_FORMULAS, RATES, final_losses
from ..figures import ACCENT, INK, SECOND
from ..formula import FormulaError, parse
from ..widgets.controls import Choice, Line
from ..widgets.live import live
from ..wording import format_number

X = np.linspace(-4, 4, 161)
SMALLEST = 1e-5  # of the losses that the figure shows


def _losses(function, problem, rate):
    return final_losses([function], problem, [rate])[0]


def judge_formula(formula, problem, rate):
    """Value, slope and final losses of a formula that was typed, and what to say about it; NaN where it is none.

    Returns
    -------
    value, slope : ndarray
        At X.
    losses : ndarray
    words : str
    """
    try:
        f = parse(formula)
        value, slope = (np.clip(heights, -1e6, 1e6) for heights in f.value_and_slope(X))
        losses = _losses(formula, problem, rate)
    except FormulaError as error:
        return np.full_like(X, np.nan), np.full_like(X, np.nan), np.full(1, np.nan), str(error)
    said = f"φ(1) = {format_number(float(f(1.0)), 4)}, φ′(1) = {format_number(float(f.derivative(1.0)), 4)}. "
    if np.isnan(losses).any():
        return value, slope, np.full(1, np.nan), said + "The network could not be trained with it."
    better = sum(losses.mean() < _losses(name, problem, rate).mean() for name in ACTIVATIONS)
    said += f"Final loss {format_number(losses.mean(), 4)}, worst start {format_number(losses.max(), 4)}: "
    return value, slope, losses, said + f"on average smaller than with {better} of the {len(ACTIVATIONS)}."


def explore_formula():
    """An activation function of the learner's own: its curve, its exact derivative, and its place beside the others.

    Returns
    -------
    LiveFigure
        With the traits `preset` (a known function), `formula` (in x, see `actlib.formula`), `problem` ("moons" or
        "quarters") and `rate`, the learning rate of all.
    """
    rows = list(ACTIVATIONS.values())

    def frame(axes):
        left, right = axes
        figures.through_zero(left, (-4, 4), (-1.6, 4))
        left.set_xlabel("x")
        right.set(xlim=(SMALLEST, 1), xscale="log", ylim=(len(rows) + 0.6, -0.6), xlabel="final loss, ten starts")
        right.set_yticks(range(len(rows) + 1), [*(row.title for row in rows), "yours"])

    def draw(axes, preset="Mish", formula=KNOWN_FORMULAS["Mish"], problem="moons", rate=RATES[0]):
        left, right = axes
        value, slope, losses, words = judge_formula(formula, problem, rate)
        left.set_title(next((name for name, text in KNOWN_FORMULAS.items() if text == formula), "your own"))
        left.plot(X, value, color=ACCENT, label="φ(x)")
        left.plot(X, slope, "--", color=SECOND, lw=2, label="φ′(x), exact")
        contest = [(_losses(row.name, problem, rate), row.color) for row in rows]
        for i, (results, color) in enumerate([*contest, (losses, INK)]):
            results = np.maximum(results, SMALLEST)
            right.plot([results.min(), results.max()], [i, i], color=color, lw=3)
            right.plot(results.mean(), i, "o" if i < len(rows) else "D", ms=8, color=color)
        return words

    figure = live(
        draw,
        frame=frame,
        axes=2,
        legend=["upper left", False],
        title="Your own activation function",
        still={
            f"{name}, two moons": {"preset": name, "formula": KNOWN_FORMULAS[name]} for name in ("Mish", "ELU")
        },
        still_height=2.9,
        alt="Mish and ELU with their derivatives, and the final losses of six functions each on the two moons at "
        "learning rate 0.1, from the best of ten starts to the worst. On average Mish lies between Tanh and "
        "Swish, ELU between Swish and Sigmoid.",
        preset=Choice({name: name for name in KNOWN_FORMULAS}, label="begin with", needs_python=True),
        formula=Line(label="φ(x) =", presets=KNOWN_FORMULAS.values()),
        problem={"two moons": "moons", "four quarters": "quarters"},
        rate=Choice({f"{rate:g}": rate for rate in RATES}, label="learning rate"),
    )  # fmt: skip
    figure.observe(lambda change: setattr(figure, "formula", KNOWN_FORMULAS[change["new"]]), "preset")
    return figure
