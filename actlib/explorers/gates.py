"""Two ways to let numbers decide what passes: a gate on one signal, and attention over four words."""

import numpy as np

from .. import figures
from ..activations import relu, sigmoid, swish
from ..experiments.gates import attention_weights
from ..figures import ACCENT, INK, SECOND
from ..widgets.controls import Slider
from ..widgets.live import live
from ..wording import format_number

GATES = {"glu": sigmoid, "reglu": relu, "swiglu": swish}
SCORES = [0.0, 1.0, 2.0, -1.0]  # of four words
SCORE = (-4.0, 6.0, 0.1)


def show_words(ax):
    """Axes for the shares of four words."""
    ax.set(xlim=(0.4, 4.6), ylim=(0, 1.05), xticks=[1, 2, 3, 4], xlabel="word")
    ax.set_yticks([0, 0.5, 1], ["0", "50 %", "100 %"])


def explore_gates():
    """A gate on one signal, and attention over four words.

    Returns
    -------
    LiveFigure
        With the traits `v` (net input of the gate), `u` (the signal), `kind` ("glu", "reglu" or "swiglu") and `score`
        (of the third of four words).
    """
    inputs = np.linspace(-4, 4, 161)

    def frame(axes):
        left, right = axes
        figures.through_zero(left, (-4.2, 4.2), (-4.2, 4.2))
        left.set(title="gate: u · φ(v)", xlabel="gate input v")
        right.set_title("attention: softmax of scores")
        show_words(right)

    def draw_gate(axes, v=1.0, u=1.0, kind="glu"):
        factor = float(GATES[kind](v))
        axes[0].plot(inputs, u * GATES[kind](inputs), color=ACCENT)
        axes[0].plot(v, u * factor, "o", ms=10, color=SECOND, mec=INK, mew=1.4)
        passed = format_number(u * factor + 0.0, 3)
        return f"The gate lets {format_number(factor + 0.0, 3)} times {format_number(u)} through: {passed}."

    def draw_attention(axes, score=1.0):
        shares = attention_weights([*SCORES[:2], score, SCORES[3]])
        axes[1].bar([1, 2, 3, 4], shares, width=0.7, color=[ACCENT, ACCENT, SECOND, ACCENT])
        return f"Attention gives word 3 {100 * shares[2]:.0f} % and all four {100 * shares.sum():.0f} %."

    return live(
        draw_gate,
        draw_attention,
        frame=frame,
        axes=2,
        title="Gates and attention",
        still={
            "GLU: φ = σ; score 1": {},
            "SwiGLU: φ = Swish; score 4": {"kind": "swiglu", "score": 4.0},
        },
        still_height=2.6,
        alt="What a gate lets through of a signal of 1, against its own input v: between 0 and 1 with GLU, without an "
        "upper bound with SwiGLU. Beside it the shares of four words: with the score of word 3 its share grows and the "
        "others shrink.",
        v=Slider(-4.0, 4.0, 0.1, label="gate input v"),
        u=Slider(-1.0, 1.0, 0.1, label="signal u"),
        kind={"GLU: σ": "glu", "ReGLU: ReLU": "reglu", "SwiGLU: Swish": "swiglu"},
        score=Slider(*SCORE, label="score of word 3"),
    )
