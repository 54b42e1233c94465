"""actlib: five activation functions, the mathematics of a neuron, and figures that follow your slider.

The mathematics (`activations`, `neuron`, `network`) needs NumPy alone and is here at once;
what draws or shows widgets loads when its name is first used.
"""
from importlib import import_module

from .activations import (
    ACTIVATIONS, leaky_relu, leaky_relu_prime, relu, relu_prime, sigmoid, sigmoid_prime, swish, swish_prime, tanh,
    tanh_prime,
)
from .network import Network, cross_entropy, squared_error, train
from .neuron import backward, forward, net_input

_LATER = {
    "check_setup": "frontend", "explore": "explorers", "explore_dead_neuron": "explorers",
    "explore_decision_surface": "explorers", "explore_forward": "explorers", "explore_neuron": "explorers",
    "LiveFigure": "live", "Choice": "live", "Drawing": "live", "Line": "live", "Matrix": "live", "Slider": "live",
    "progress": "progress_bar", "check": "quiz", "choose": "quiz", "enter": "quiz",
}

__all__ = [
    "ACTIVATIONS", "Network", "backward", "cross_entropy", "forward", "leaky_relu", "leaky_relu_prime", "net_input",
    "relu", "relu_prime", "sigmoid", "sigmoid_prime", "squared_error", "swish", "swish_prime", "tanh", "tanh_prime",
    "train", *_LATER,
]


def __getattr__(name):
    if name not in _LATER:
        raise AttributeError(f"module 'actlib' has no attribute {name!r}")
    return getattr(import_module(f".{_LATER[name]}", __name__), name)


def __dir__():
    return sorted(__all__)
