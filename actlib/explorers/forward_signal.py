"""What is left of a picture after each hidden layer of an untrained network, and what the last layer can do with it."""

import numpy as np

from ..activations import ACTIVATIONS
from ..experiments.digits import split_digits
from ..experiments.forward_signal import forward_signal, layer_outputs
from ..figures import INK, PAPER, SHADES, in_squares
from ..widgets.controls import Slider
from ..widgets.live import live
from ..wording import format_magnitude, format_number
from .choices import FAMILY_LEGEND, PHI


def explore_forward_signal():
    """What is left of ten digits after each hidden layer of an untrained network, and how fast it fades.

    Returns
    -------
    LiveFigure
        With the traits `layer` (1 to 5), `weights` (times the first weights) and `phi` (a row of `ACTIVATIONS`).
    """
    _, _, X_test, label_test = split_digits()
    ten = X_test[[int(np.argmax(label_test == digit)) for digit in range(10)]]
    layers = np.arange(1, 6)

    def frame(axes):
        left, right = axes
        left.set(title="what differs from digit to digit", xlabel="neuron", ylabel="digit", xticks=[], yticks=range(10))
        right.set(xlabel="layer", ylabel="spread over the digits", xlim=(0.8, 5.2), ylim=(1e-5, 1e3), yscale="log")
        right.set_xticks(layers)
        right.minorticks_off()

    def draw_layer(axes, layer=1, weights=1.0, phi="tanh"):
        outputs = layer_outputs(phi, weights=weights, X=ten)[layer - 1]
        differing = outputs - outputs.mean(axis=0)
        axes[0].imshow(
            in_squares(differing), cmap=SHADES, vmin=-0.5, vmax=0.5, extent=(0, 32, 9.5, -0.5), aspect="auto"
        )
        spread = forward_signal(phi, weights=weights)[layer - 1]
        axes[1].plot(layer, spread, "o", ms=10, color=PAPER, mec=INK, mew=2)
        apart = format_number(spread, 4) if spread >= 1e-4 else format_magnitude(spread)
        return (
            f"{ACTIVATIONS[phi].title}, layer {layer}: outputs lie around {format_number(outputs.mean(), 2)} "
            f"and differ from digit to digit by {apart}."
        )

    def draw_spreads(axes, weights=1.0):
        for name, row in ACTIVATIONS.items():
            spreads = forward_signal(name, weights=weights)
            axes[1].plot(layers, spreads, color=row.color, ls=row.linestyle, label=row.title)

    return live(
        draw_spreads,
        draw_layer,
        frame=frame,
        axes=2,
        size=(7.6, 3.9),
        legend=FAMILY_LEGEND,
        title="The picture on its way forward",
        still=[{"phi": "sigmoid", "layer": 3}, {"phi": "tanh", "layer": 3}],
        layer=(1, 5, 1),
        weights=Slider(0.5, 6, 0.5, label="first weights, times"),
        phi=PHI,
    )
