"""What is left of a slope after many layers: a product of weights and of φ′."""

import numpy as np

from ..activations import ACTIVATIONS
from ..experiments.depth import DEEPEST, chain_of_neurons
from ..figures import INK
from ..widgets.controls import Slider
from ..widgets.live import live
from ..wording import format_magnitude
from .choices import FAMILY_LEGEND, plot_family, powers_of_ten

LAYERS = np.arange(DEEPEST + 1)
SMALLEST, LARGEST = 1e-32, 1e32


def explore_depth():
    """The product of w·φ′(net) through a chain of neurons, for every function, against depth.

    Returns
    -------
    LiveFigure
        With the traits `depth`, `w` and `x`.
    """

    def frame(ax):
        ax.set(xlim=(0, DEEPEST), xticks=range(0, 41, 10), xlabel="layers", ylabel="|slope of the whole chain|")
        powers_of_ten(ax, SMALLEST, LARGEST)

    def draw(ax, depth=1, w=1.0, x=1.0):
        slopes = {name: np.abs(chain_of_neurons(name, w, x)) for name in ACTIVATIONS}
        drawn = {name: np.clip(slope, SMALLEST, LARGEST) for name, slope in slopes.items()}
        plot_family(ax, LAYERS, {name: np.where(LAYERS <= depth, slope, np.nan) for name, slope in drawn.items()})
        for name, row in ACTIVATIONS.items():
            ax.plot(depth, drawn[name][depth], "o", ms=8, color=row.color, mec=INK, mew=1.2, clip_on=False)
        said = ", ".join(f"{ACTIVATIONS[name].title} {format_magnitude(s[depth])}" for name, s in slopes.items())
        return f"After {depth} layer{'s' * (depth > 1)}: {said}."

    return live(
        draw,
        frame=frame,
        size=(7.6, 4.4),
        legend=FAMILY_LEGEND,
        title="Slopes through depth",
        still={f"w = {w:g}": {"depth": DEEPEST, "w": w} for w in (0.5, 1.0, 2.0)},
        alt="The slope of a chain of neurons against its number of layers, on a logarithmic scale. With weight 0.5 all "
        "vanish; with 1 ReLU and Leaky ReLU keep theirs, and Tanh six thousandths; with 2 ReLU, Leaky ReLU and Swish "
        "explode, while Sigmoid and Tanh vanish.",
        depth=Slider(1, DEEPEST, 1, label="layers", plays=8),
        w=Slider(0.2, 6, 0.1, label="weight w"),
        x=Slider(-2, 2, 0.1, label="input x"),
    )
