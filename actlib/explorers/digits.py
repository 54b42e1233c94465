"""Vision: a network learns to read handwritten digits."""

import numpy as np

from .. import figures
from ..experiments.digits import EVERY, STEPS, replay_reading, split_digits
from ..figures import ACCENT, GHOST, INK, SECOND
from ..widgets.controls import Choice, Slider
from ..widgets.live import live
from .choices import PHI


def _one(digit):
    """A digit with its article."""
    return f"{'an' if digit == 8 else 'a'} {digit}"


def explore_digits():
    """A network learns to read: one digit that it has never seen, what it takes it for, and how many it reads right.

    Returns
    -------
    LiveFigure
        With the traits `step`, `image` (1 to 597), `phi` (a row of `ACTIVATIONS`) and `layers` (1 or 5, hidden).
    """
    _, _, X_test, label_test = split_digits()

    def frame(axes):
        digit, says, right = axes
        digit.set_axis_off()
        says.set(title="what it says", xlim=(0, 1), ylim=(9.6, -0.6), yticks=range(10), xticks=[])
        right.set(title="read right", xlabel="step", xlim=(-6, STEPS + 6), ylim=(0, 1.04))
        right.set_yticks([0, 0.5, 1], ["0", "50 %", "100 %"])
        right.axhline(0.1, color=GHOST, lw=1.6, ls=":")
        right.text(STEPS, 0.12, "guessing", color=GHOST, ha="right")

    def draw(axes, step=0, image=1, phi="relu", layers=1):
        digit, says, right = axes
        readings = replay_reading(phi, layers).until(step // EVERY)
        share, label = readings[-1][0][image - 1], label_test[image - 1]
        shares = [read for _, read in readings]
        digit.imshow(figures.in_squares(1 - X_test[image - 1].reshape(8, 8)), cmap="gray", vmin=0, vmax=1)
        says.barh(range(10), share, height=0.7, color=ACCENT)
        right.plot(EVERY * np.arange(len(shares)), shares, color=SECOND)
        right.plot(step, shares[-1], "o", ms=9, color=SECOND, mec=INK, mew=1.4)
        return (
            f"Step {step}: it takes this {label} for {_one(share.argmax())}, at {100 * share.max():.0f} %. "
            f"Of {len(label_test)} unseen digits it reads {100 * shares[-1]:.0f} % right."
        )

    return live(
        draw,
        frame=frame,
        axes={"ncols": 3, "width_ratios": (3, 2, 3)},
        size=(7.6, 3.5),
        title="Reading digits",
        still=[{"step": 0}, {"step": 50}],
        step=Slider(0, STEPS, EVERY, plays=12, home=STEPS),
        image=Slider(1, len(label_test), 1, label="digit no."),
        phi=PHI,
        layers=Choice([1, 5], "hidden layers"),
    )


def misread_digits(network, most=6):
    """Test digits that a network reads wrong, the surest mistakes first.

    Parameters
    ----------
    network : Network
        As made by `digit_reader`.
    most : int

    Returns
    -------
    Picture
    """
    _, _, X_test, label_test = split_digits()
    scores = network(X_test)
    says = scores.argmax(axis=1)
    wrong = np.flatnonzero(says != label_test)
    lead = scores[wrong, says[wrong]] - scores[wrong, label_test[wrong]]
    shown = wrong[np.argsort(-lead)][:most]
    rows = -(-most // 6)
    figure, axes = figures.new_figure(6, rows, size=(7.6, 1.7 * rows), squeeze=False)
    for ax in axes.flat:
        ax.set_axis_off()
    for ax, i in zip(axes.flat, shown):
        ax.imshow(figures.in_squares(1 - X_test[i].reshape(8, 8)), cmap="gray", vmin=0, vmax=1)
        ax.set_title(f"{label_test[i]}, read {says[i]}")
    listed = ", ".join(f"{_one(label_test[i])} read as {says[i]}" for i in shown)
    return figures.Picture(figure, f"{len(wrong)} of {len(label_test)} unseen digits are read wrong. Shown: {listed}.")
