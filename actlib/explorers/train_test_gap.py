"""The train–test gap: how well a network reads the digits it has learned from, and those it has not."""

import numpy as np

from ..experiments.digits import EVERY, STEPS
from ..experiments.train_test_gap import train_test_gap
from ..figures import ACCENT, GHOST, SECOND
from ..widgets.live import live
from ..wording import format_number
from .choices import PHI


def explore_train_test_gap():
    """What a network reads right of the digits it has learned from and of others, and how the two losses part.

    Returns
    -------
    LiveFigure
        With the traits `examples` (how many digits it learns from) and `phi` (a row of `ACTIVATIONS`).
    """
    steps = np.arange(0, STEPS + 1, EVERY)

    def frame(axes):
        left, right = axes
        left.set(ylim=(0, 1.12), xlim=(-0.6, 2.6))
        left.set_xticks(range(3), ["learned:\nright", "unseen:\nright", "unseen:\nclaimed"])
        left.set_yticks([0, 0.5, 1], ["0", "50 %", "100 %"])
        right.set(title="loss", xlabel="step", xlim=(0, STEPS), ylim=(0, 4))

    def draw(axes, examples=380, phi="tanh"):
        left, right = axes
        gap = train_test_gap(examples, phi)
        shares = [gap.learned, gap.unseen, gap.claimed]
        left.bar(range(3), shares, width=0.6, color=[ACCENT, SECOND, GHOST])
        for i, share in enumerate(shares):
            left.text(i, share + 0.03, f"{100 * share:.0f} %", ha="center")
        right.plot(steps, gap.learned_loss, color=ACCENT, label="on the learned")
        right.plot(steps, gap.unseen_loss, color=SECOND, ls="--", label="on the unseen")
        lowest, last = (format_number(loss, 2) for loss in (gap.unseen_loss.min(), gap.unseen_loss[-1]))
        return (
            f"{examples} examples: it reads {100 * gap.learned:.0f} % of them, {100 * gap.unseen:.0f} % of the unseen. "
            f"The loss on the unseen is {lowest} at its lowest, and {last} in the end."
        )

    return live(
        draw,
        frame=frame,
        axes=2,
        size=(7.6, 3.6),
        title="The train–test gap",
        still=[{"examples": 20}, {"examples": 380}],
        examples=(20, 380, 40),
        phi=PHI,
    )
