"""actlib: five activation functions, the mathematics of a neuron, and figures that follow your slider.

The mathematics (`activations`, `neuron`, `network`) needs NumPy alone and is here at once;
what draws or shows widgets loads when its name is first used.
"""

from importlib import import_module

from . import activations
from .activations import *  # noqa: F403  every row of ACTIVATIONS, by the names of its function and derivative
from .network import Network, cross_entropy, squared_error, train
from .neuron import backward, forward, net_input

# Module -> the names that it brings when one of them is first asked for.
_MODULES = {
    "explorers": [
        "KNOWN_FORMULAS",
        "accuracy_table",
        "adaptive_course",
        "attention_weights",
        "calibration",
        "chain_of_neurons",
        "character_model",
        "chessboard",
        "claims",
        "coin_tosses",
        "collapse",
        "compare_frameworks",
        "counting_model",
        "descend",
        "difference_errors",
        "digit_reader",
        "expected_next",
        "explore",
        "explore_adaptive",
        "explore_bend",
        "explore_chain_rule",
        "explore_claims",
        "explore_coins",
        "explore_costs",
        "explore_dead_neuron",
        "explore_decision_surface",
        "explore_depth",
        "explore_differences",
        "explore_digits",
        "explore_formula",
        "explore_forward",
        "explore_gan",
        "explore_gate",
        "explore_gates",
        "explore_gradient_norms",
        "explore_inputs",
        "explore_learning",
        "explore_lesson",
        "explore_linear_stack",
        "explore_lost_digits",
        "explore_neuron",
        "explore_pieces",
        "explore_race",
        "explore_step_descent",
        "explore_text",
        "explore_threshold",
        "explore_unit",
        "explore_units",
        "family_portrait",
        "gradient_norms",
        "hard_swish",
        "hard_swish_error",
        "learn_chessboard",
        "lesson",
        "linear_pieces",
        "logistic_regression",
        "measured_costs",
        "misread_digits",
        "net_inputs",
        "percent",
        "preferences",
        "random_layers",
        "sectors_covered",
        "stack_of_layers",
        "step_function",
        "step_function_prime",
        "sum_of_units",
        "train_one",
        "trial",
        "two_classes",
        "two_units",
        "unit_responses",
        "write_on",
        "zigzag_layers",
    ],
    "figures": ["projector"],
    "formula": ["parse"],
    "frontend": ["check_setup"],
    "live": ["Choice", "Drawing", "Line", "LiveFigure", "Matrix", "Slider"],
    "progress_bar": ["progress"],
    "quiz": ["check", "choose", "enter"],
    "series_quiz": ["final_quiz"],
    "sheet": ["cheat_sheet"],
}
_LATER = {name: module for module, names in _MODULES.items() for name in names}

__all__ = [
    *activations.__all__,
    "Network",
    "backward",
    "cross_entropy",
    "forward",
    "net_input",
    "squared_error",
    "train",
    *_LATER,
]


def __getattr__(name):
    if name not in _LATER:
        raise AttributeError(f"module 'actlib' has no attribute {name!r}")
    return getattr(import_module(f".{_LATER[name]}", __name__), name)


def __dir__():
    return sorted(__all__)
