"""Derivatives checked by differences, for every size of the step."""

import numpy as np
from matplotlib.cm import ScalarMappable
from matplotlib.colors import Normalize

from ..activations import ACTIVATIONS
from ..experiments.differences import DIFFERENCES_X, EXPONENTS, LOWEST, difference_errors, largest_errors
from ..figures import ACCENT, INK, SECOND
from ..widgets.controls import Slider
from ..widgets.live import live
from ..wording import format_magnitude, format_number
from .choices import PHI


def explore_differences():
    """The derivative checked by differences, over x and over the range of α or β, for every size of the step h.

    Returns
    -------
    LiveFigure
        With the traits `exponent` (h = 10^−exponent) and `phi`.
    """

    def frame(axes):
        left, right = axes
        left.set(title="error", xlabel="x", xlim=(-6, 6), ylim=(-0.16, 1.16), yticks=[])
        left.spines[:].set_visible(False)
        shades = ScalarMappable(Normalize(-14, 0), "cividis")
        bar = left.figure.colorbar(shades, ax=left, shrink=0.8, ticks=[-14, -7, 0])
        bar.solids.set_edgecolor("face")
        bar.ax.set_yticklabels(["10⁻¹⁴", "10⁻⁷", "1"])
        right.set(title="largest error", xlabel="h", xlim=(14.5, 0.5), ylim=(3e-15, 3), yscale="log")
        right.set_xticks([12, 8, 4], ["10⁻¹²", "10⁻⁸", "10⁻⁴"])
        right.set_yticks([1e-12, 1e-8, 1e-4, 1], ["10⁻¹²", "10⁻⁸", "10⁻⁴", "1"])

    def draw(axes, exponent=2, phi="swish"):
        left, right = axes
        p, errors, largest = ACTIVATIONS[phi].parameter, difference_errors(phi, exponent), largest_errors(phi)
        shades = np.broadcast_to(np.log10(np.maximum(errors, LOWEST)), (25, len(DIFFERENCES_X)))
        left.imshow(shades[::-1], cmap="cividis", vmin=-14, vmax=0, extent=(-6, 6, 0, 1), aspect="auto")
        left.text(-6, 1.04, f"{p.symbol} = {p.maximum:g}" if p else "")
        left.text(-6, -0.12, f"{p.symbol} = {format_number(p.minimum)}" if p else "")
        right.plot(EXPONENTS, largest, "o-", ms=4, color=ACCENT, lw=2)
        right.plot(exponent, largest[exponent - 1], "o", ms=10, color=SECOND, mec=INK, mew=1.4)
        said = f"{ACTIVATIONS[phi].title}, h = {format_magnitude(10.0**-exponent)}:"
        if not errors.max():
            return f"{said} no error at all."
        said += f" the largest error is {format_magnitude(errors.max())}."
        if largest.max() == LOWEST:
            return said  # no h is better than another
        return f"{said} The best h in whole powers of ten is {format_magnitude(10.0 ** -EXPONENTS[largest.argmin()])}."

    return live(
        draw,
        frame=frame,
        axes={"ncols": 2, "width_ratios": (3, 2)},
        size=(7.6, 3.8),
        title="Derivatives checked by differences",
        still=[{"phi": "sigmoid"}, {"phi": "swish"}],
        alt="Error of the central difference for Sigmoid and for Swish: on the left over x, and for Swish "
        "over β, with h = 0.01; on the right the largest, against h. It falls as far as h = 10⁻⁵ and then rises again.",
        exponent=Slider(1, 14, 1, label="h = 10 to the power −", plays=4),
        phi=PHI,
    )
