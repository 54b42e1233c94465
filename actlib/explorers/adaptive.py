"""An activation function that changes its shape while the network learns: trained α (PReLU) or trained β."""

import numpy as np

from .. import figures
from ..activations import ACTIVATIONS
from ..experiments.adaptive import LAST, parameter_history
from ..figures import ACCENT, GHOST, GRID, INK, SECOND
from ..widgets.controls import Choice, Slider
from ..widgets.live import live
from ..wording import format_number

X, STARTS = np.linspace(-4, 4, 161), 4


def explore_adaptive():
    """The parameter of an activation function on its way through the training, and the shape that it gives.

    Returns
    -------
    LiveFigure
        With the traits `step`, `phi` ("leaky_relu" or "swish") and `start` (1 to 4).
    """

    def frame(axes):
        left, right = axes
        figures.through_zero(left, (-4, 4), (-2.4, 4))
        left.set(title="the function", xlabel="x")
        right.set(title="α or β, four starts", xlim=(-8, LAST + 8), ylim=(-1.6, 1.6), xlabel="step")
        right.axhline(0, color=GRID, lw=1.2, zorder=0)

    def draw(axes, step=0, phi="swish", start=1):
        left, right = axes
        row, (parameter, loss) = ACTIVATIONS[phi], parameter_history(phi, start - 1)
        left.plot(X, row.function(X), ":", color=GHOST, label="at the start")
        left.plot(X, row.function(X, parameter[step]), color=SECOND, label="now")
        for seed in range(STARTS):
            right.plot(parameter_history(phi, seed)[0][: step + 1], color=GHOST, lw=1.4)
        right.plot(parameter[: step + 1], color=ACCENT)
        right.plot(step, parameter[step], "o", ms=9, color=SECOND, mec=INK, mew=1.4)
        symbol, began = row.parameter.symbol, format_number(row.parameter.default)
        return (
            f"Step {step}: {symbol} = {format_number(parameter[step], 3)} (it began at {began}), "
            f"loss {format_number(loss[step], 3)}."
        )

    return live(
        draw,
        frame=frame,
        axes=2,
        legend=["lower right", False],
        title="Activation functions that learn",
        still={
            "Leaky ReLU, α is trained": {"step": LAST, "phi": "leaky_relu"},
            "Swish, β is trained": {"step": LAST},
        },
        still_height=2.7,
        alt="α of Leaky ReLU and β of Swish over 400 steps of training, from four starts each. β ends below 1 from all "
        "four, α below 0 from two and above from two.",
        step=Slider(0, LAST, 10, plays=15),
        phi={"Swish, β is trained": "swish", "Leaky ReLU, α is trained": "leaky_relu"},
        start=Choice({str(start): start for start in range(1, STARTS + 1)}, label="starting point"),
    )  # fmt: skip
