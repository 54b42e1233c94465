"""How much of a bend is enough: |x| out of two Leaky ReLU neurons."""

import numpy as np

from ..activations import leaky_relu
from ..experiments.bend import X, two_units
from ..figures import ACCENT, GHOST, GRID, INK, SECOND, through_zero
from ..widgets.controls import Slider
from ..widgets.live import live
from ..wording import format_number

STEPS = 60


def explore_bend():
    """How much non-linearity is enough: |x| out of two neurons whose bend is on a slider.

    Returns
    -------
    LiveFigure
        With the trait `alpha`; 1 means no bend.
    """
    slider, target = Slider(0, 2, 0.05, plays=10), np.abs(X)
    alphas = np.array(slider.values)
    best, taught = ([np.abs(two_units(a, steps)[1] - target).max() for a in alphas] for steps in (None, STEPS))

    def frame(axes):
        left, right = axes
        through_zero(left, (-2, 2), (-4.2, 2.3))
        left.set(xlabel="x", xticks=[-2, 0, 2], yticks=[-4, -2, 0, 2])
        left.plot(X, target, color=GRID, lw=9, solid_capstyle="butt", label="wanted: |x|")
        right.set(title="largest error", xlim=(-0.05, 2.05), ylim=(-0.05, 1.2), xlabel="α, the slope on the left")
        right.axhline(0, color=GRID, lw=1.2, zorder=0)

    def draw(axes, alpha=1.0):
        left, right = axes
        v, y = two_units(alpha)
        left.plot(X, leaky_relu(X, alpha), color=GHOST, lw=1.4, ls=":", label="neurons φ(x), φ(−x)")
        left.plot(X, leaky_relu(-X, alpha), color=GHOST, lw=1.4, ls=":")
        left.plot(X, two_units(alpha, STEPS)[1], color=ACCENT, ls="--", lw=2, label=f"after {STEPS} steps")
        left.plot(X, y, color=SECOND, label="best sum")
        gone = (alphas >= min(alpha, 1) - 1e-9) & (alphas <= max(alpha, 1) + 1e-9)  # only where the slider has been
        here = slider.values.index(alpha)
        for errors, mark, color in ((taught, "s", ACCENT), (best, "o", SECOND)):
            right.plot(alphas, np.where(gone, errors, np.nan), ".", ms=6, color=color)
            right.plot(alpha, errors[here], mark, ms=10, color=color, mec=INK, mew=1.4)
        weights = f"the best weights are {format_number(v[0], 2)} and {format_number(v[1], 2)}."
        flat = "no bend. The best line is flat: it takes no notice of x."
        return (
            f"α = {format_number(alpha, 2)}: {flat if alpha == 1 else weights} Largest error "
            f"{format_number(best[here], 2)}; after {STEPS} learning steps {format_number(taught[here], 2)}."
        )

    return live(
        draw,
        frame=frame,
        axes=2,
        size=(7.6, 3.9),
        legend={"loc": "outside upper center", "ncols": 4, "fontsize": 11, "handlelength": 1.6, "columnspacing": 0.9},
        title="Two neurons and a bend",
        still=[{"alpha": 1.0}],  # no other: the trail of errors answers what the page asks below it
        alpha=slider,
    )
