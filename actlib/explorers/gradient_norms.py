"""Gradients layer by layer in an untrained network, by its first weights."""

from functools import cache

import numpy as np

from ..activations import ACTIVATIONS
from ..network import INITIALISATIONS, Network
from ..widgets.controls import Choice
from ..widgets.live import live
from ..wording import format_magnitude
from .choices import FAMILY_LEGEND, SPREADS, plot_family, powers_of_ten

LAYERS, WIDTH = 20, 32


@cache
def gradient_norms(phi, init, of="outputs"):
    """Norm of the gradient in every layer of an untrained network, 20 layers of 32 neurons.

    Random inputs and a random gradient at the output; the geometric mean over ten networks, as a multiple of the last
    layer's.

    Parameters
    ----------
    phi : str
        A row of `ACTIVATIONS`.
    init : {"xavier", "he"} or float
        As for `Network`.
    of : {"outputs", "weights"}
        Whether of ∂L/∂y, the signal that travels back, or of ∂L/∂W.

    Returns
    -------
    ndarray, shape (20,)
        First layer first; the last entry is 1.

    Raises
    ------
    ValueError
        `of` is neither.
    """
    if of not in ("outputs", "weights"):
        raise ValueError(f"of must be outputs or weights, got {of!r}")
    logs = []
    for seed in range(10):
        rng = np.random.default_rng(seed)
        network = Network([WIDTH] * (LAYERS + 1), [phi] * LAYERS, init=init, seed=seed)
        network(rng.normal(size=(16, WIDTH)))
        gradient, norms = rng.normal(size=(16, WIDTH)) / 16, []
        for layer in reversed(network.layers):
            before, gradient = gradient, layer.backward(gradient)
            norms.append(np.linalg.norm(before if of == "outputs" else layer.gradients["W"]))
        logs.append(np.log10(np.maximum(norms[::-1], 1e-300)))
    mean = np.mean(logs, axis=0)
    return 10 ** (mean - mean[-1])


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
