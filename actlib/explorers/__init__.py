"""One call, one explorer: the live figures that the notebooks use.

Every explorer returns a `LiveFigure`, whose parameters are traits: `fig = explore(swish)`, then `fig.beta = 3`.
`curves` explores functions, `neuron` one neuron or a layer, `laboratory` a neuron that learns.
"""
from .curves import explore
from .laboratory import explore_dead_neuron, train_one
from .neuron import explore_decision_surface, explore_forward, explore_neuron

__all__ = [
    "explore", "explore_dead_neuron", "explore_decision_surface", "explore_forward", "explore_neuron", "train_one",
]
