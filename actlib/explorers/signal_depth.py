"""What normalisation and residual connections change: signals and gradients through an untrained network."""

import numpy as np

from ..activations import ACTIVATIONS
from ..experiments.signal_depth import AIDS, LAYERS, signal_through_depth
from ..network import INITIALISATIONS
from ..widgets.controls import Choice
from ..widgets.live import live
from ..wording import format_magnitude
from .choices import FAMILY_LEGEND, SPREADS, plot_family, powers_of_ten

IN_WORDS = dict(zip(AIDS, ("neither", "normalisation", "residual connections", "both")))


def explore_signal_depth():
    """Signal and gradient in every layer, with and without normalisation and residual connections.

    Returns
    -------
    LiveFigure
        With the traits `aid` ("none", "normalisation", "residual" or "both") and `init`.
    """
    layers = np.arange(1, LAYERS + 1)

    def frame(axes):
        for ax, title in zip(axes, ["signal: difference between examples", "gradient norm / last layer's"]):
            ax.set(title=title, xlabel="layer", xlim=(0.5, LAYERS + 0.5), xticks=[1, 5, 10, 15, 20])
            powers_of_ten(ax, 1e-23, 1e23)

    def draw(axes, aid="none", init="he"):
        known = init if init in INITIALISATIONS else float(init)
        curves = {name: signal_through_depth(name, known, aid) for name in ACTIVATIONS}
        for i, ax in enumerate(axes):
            plot_family(ax, layers, {name: pair[i] for name, pair in curves.items()})
        said = ", ".join(
            f"{ACTIVATIONS[name].title} {format_magnitude(signal[-1])} and {format_magnitude(gradient[0])}"
            for name, (signal, gradient) in curves.items()
        )
        return f"{IN_WORDS[aid].capitalize()}: signal in layer {LAYERS} and gradient in layer 1: {said}."

    return live(
        draw,
        frame=frame,
        axes=2,
        size=(7.6, 4.0),
        legend=FAMILY_LEGEND,
        title="Signal and gradient through depth",
        still=[{"aid": aid} for aid in ("none", "residual", "both")],
        alt="Signal (left) and gradient (right) through twenty layers with He's weights. Without help Sigmoid loses "
        "ten powers of ten of both. With residual connections alone nothing vanishes, but ReLU, Leaky ReLU and Swish "
        "grow by four. With normalisation as well all five stay level.",
        aid=Choice({"none": "none", **{label: aid for aid, label in IN_WORDS.items() if aid != "none"}}, label="help"),
        init=Choice(SPREADS, label="initial weights"),
    )
