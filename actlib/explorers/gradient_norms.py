"""Gradients layer by layer in an untrained network, by its first weights."""

import numpy as np

from ..activations import ACTIVATIONS
from ..experiments.gradient_norms import LAYERS, gradient_norms
from ..network import INITIALISATIONS
from ..widgets.controls import Choice
from ..widgets.live import live
from ..wording import format_magnitude
from .choices import FAMILY_LEGEND, SPREADS, plot_family, powers_of_ten


def explore_gradient_norms():
    """Gradient norms layer by layer in an untrained network, for every activation, by initialisation.

    Returns
    -------
    LiveFigure
        With the traits `init` and `of` ("outputs" or "weights").
    """
    layers, labels = np.arange(1, LAYERS + 1), {init: label.capitalize() for label, init in SPREADS.items()}

    def frame(ax):
        ax.set(
            xlim=(0.5, LAYERS + 0.5), xticks=[1, 5, 10, 15, 20], xlabel="layer", ylabel="gradient norm / last layer's"
        )
        powers_of_ten(ax, 1e-23, 1e23)

    def draw(ax, init="xavier", of="outputs"):
        known = init if init in INITIALISATIONS else float(init)
        norms = {name: gradient_norms(name, known, of) for name in ACTIVATIONS}
        plot_family(ax, layers, norms)
        said = ", ".join(f"{ACTIVATIONS[name].title} {format_magnitude(norm[0])}" for name, norm in norms.items())
        return f"{labels[init]}: in layer 1, as a multiple of layer {LAYERS}'s: {said}."

    return live(
        draw,
        frame=frame,
        size=(7.6, 4.2),
        legend=FAMILY_LEGEND,
        title="Gradient norms layer by layer",
        still=[{"init": init} for init in SPREADS.values()],
        alt=f"Norm of ∂L/∂y in every layer of an untrained network of {LAYERS} layers, as a multiple of the last "
        "layer's, on a logarithmic scale. Xavier's weights keep Tanh level, He's all but Sigmoid; "
        "with spread 0.05 all vanish; with 0.5 all but Sigmoid explode; Sigmoid is level with spread 2.",
        init=Choice(SPREADS, label="initial weights"),
        of=Choice({"the outputs, ∂L/∂y": "outputs", "the weights, ∂L/∂W": "weights"}, label="gradient of"),
    )
