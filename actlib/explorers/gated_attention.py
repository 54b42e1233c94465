"""A sigmoid gate behind a head of attention: it decides how much passes, attention decides of what."""

import numpy as np

from .. import figures
from ..activations import sigmoid
from ..experiments.gated_attention import gated_attention
from ..experiments.gates import attention_weights
from ..figures import ACCENT, GHOST, INK, SECOND
from ..widgets.controls import Slider
from ..widgets.live import live
from ..wording import format_number
from .gates import SCORE, SCORES, show_words


def explore_gated_attention():
    """The shares of four words, and what a gate lets through of them.

    Returns
    -------
    LiveFigure
        With the traits `v` (net input of the gate) and `score` (of the third of four words).
    """
    inputs = np.linspace(-6, 6, 121)

    def frame(axes):
        left, right = axes
        figures.through_zero(left, (-6.3, 6.3), (0, 1.05))
        left.set(title="the gate, σ(v)", xlabel="gate input v")
        left.plot(inputs, sigmoid(inputs), color=ACCENT)
        right.set_title("four words")
        show_words(right)

    def draw(axes, v=0.0, score=2.0):
        left, right = axes
        scores = [*SCORES[:2], score, SCORES[3]]
        passed = gated_attention(scores, v)
        left.plot(v, float(sigmoid(v)), "o", ms=10, color=SECOND, mec=INK, mew=1.4)
        right.bar([1, 2, 3, 4], attention_weights(scores), width=0.7, fill=False, ec=GHOST, ls=":", label="share")
        right.bar([1, 2, 3, 4], passed, width=0.7, color=SECOND, label="passes")
        return (
            f"The gate is open to {format_number(float(sigmoid(v)), 3)}: of the 100 % that the four share, "
            f"{100 * passed.sum():.1f} % pass; word 3 keeps {100 * passed[2]:.1f} %."
        )

    return live(
        draw,
        frame=frame,
        axes=2,
        legend=[False, "upper left"],
        title="A gate on attention",
        still=[{"v": v} for v in (-4.0, 4.0)],
        still_height=2.6,
        v=Slider(-6.0, 6.0, 0.1, label="gate input v"),
        score=Slider(*SCORE, label="score of word 3"),
    )
