"""A generative adversarial network (Goodfellow et al., 2014) learns a ring of points."""

import numpy as np

from ..experiments.gan import EVERY, STEPS, replay_gan, ring
from ..figures import ACCENT, CLASS_COLORS, GHOST, INK, SECOND, SHADES
from ..widgets.controls import Choice, Slider
from ..widgets.live import live


def explore_gan():
    """A generator learns to put points on a ring, step by step; behind them what the discriminator believes.

    Returns
    -------
    LiveFigure
        With the traits `step` and `discriminator` ("leaky_relu", "relu" or "sigmoid": its hidden activation).
    """
    real = ring(np.random.default_rng(9), 240)

    def frame(axes):
        left, right = axes
        left.set(title="squares: made; grey: real", xlim=(-1, 1), ylim=(-1, 1), xticks=[], yticks=[])
        right.set(title="made points near the ring", xlabel="step", xlim=(-15, STEPS + 15), ylim=(0, 1.04))
        right.set_yticks([0, 0.5, 1], ["0", "50 %", "100 %"])

    def draw(axes, step=0, discriminator="leaky_relu"):
        left, right = axes
        rounds = replay_gan(discriminator).until(step // EVERY)
        made, believed, near, covered = rounds[-1]
        left.imshow(believed, cmap=SHADES.reversed(), vmin=-0.2, vmax=1.2, extent=(-1, 1, -1, 1))
        left.plot(*real.T, "o", ms=3.5, color=GHOST)
        left.plot(*made.T, "s", ms=4.5, color=CLASS_COLORS[1])
        right.plot(EVERY * np.arange(len(rounds)), [near for _, _, near, _ in rounds], color=ACCENT)
        right.plot(step, near, "o", ms=9, color=SECOND, mec=INK, mew=1.4)
        return (
            f"Step {step}: {100 * near:.0f} % of the made points lie near the ring, "
            f"in {round(16 * covered)} of its 16 sectors."
        )

    return live(
        draw,
        frame=frame,
        axes=2,
        size=(7.6, 3.9),
        title="A generator learns a ring",
        still=[{"step": 0}, {"step": STEPS}],
        step=Slider(0, STEPS, EVERY, plays=12),
        discriminator=Choice(
            {"Leaky ReLU, α = 0.2": "leaky_relu", "ReLU": "relu", "Sigmoid": "sigmoid"}, "φ of the discriminator"
        ),
    )
