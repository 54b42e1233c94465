"""actlib: five activation functions, the mathematics of a neuron, and figures that follow your slider.

The mathematics (`activations`, `neuron`, `network`) needs NumPy alone and is here at once;
what draws or shows widgets loads when its name is first used.
"""

from importlib import import_module

from . import activations
from .activations import *  # noqa: F403  every row of ACTIVATIONS, by the names of its function and derivative
from .network import Network, cross_entropy, softmax, squared_error, train
from .neuron import backward, descend_neuron, forward, net_input

# Module -> the names that it brings when one of them is first asked for.
_MODULES = {
    "datasets": ["chessboard", "points_near_a_line", "threshold_points", "two_classes"],
    "explorers.coin_tosses": ["coin_tosses", "explore_coins"],
    "explorers.curves": ["explore"],
    "explorers.bend": ["explore_bend", "two_units"],
    "explorers.chain_rule": ["explore_chain_rule", "loss_factors"],
    "explorers.dead_neuron": ["explore_dead_neuron", "train_neuron"],
    "explorers.depth": ["chain_of_neurons", "explore_depth"],
    "explorers.differences": ["difference_errors", "explore_differences"],
    "explorers.dip": ["explore_dip", "train_swish_neuron"],
    "explorers.gate": ["explore_gate", "gated_memory"],
    "explorers.gradient_norms": ["explore_gradient_norms", "gradient_norms"],
    "explorers.lesson": ["explore_lesson", "lesson"],
    "explorers.digits": [
        "accuracy",
        "digit_reader",
        "explore_digits",
        "learning_curves",
        "misread_digits",
        "reading_table",
        "split_digits",
        "untrained_reader",
    ],
    "explorers.first_steps": ["descend_weight", "explore_first_steps", "loss_of_weight"],
    "explorers.forward_signal": ["explore_forward_signal", "forward_signal", "frozen_reader"],
    "explorers.gan": ["explore_gan", "ring_reached"],
    "explorers.language": ["GELU", "character_model", "counting_model", "expected_next", "explore_text", "write_on"],
    "explorers.learned_border": ["best_straight_border", "explore_learning"],
    "explorers.linear_pieces": ["explore_pieces", "linear_pieces", "random_layers", "zigzag_layers"],
    "explorers.linear_stack": ["collapse", "explore_linear_stack", "stack_of_layers"],
    "explorers.decision_surface": ["explore_decision_surface"],
    "explorers.forward_pass": ["explore_forward"],
    "explorers.neuron": ["explore_neuron"],
    "explorers.output_activations": ["explore_output_activations", "output_activations"],
    "explorers.adaptive": ["explore_adaptive", "parameter_history"],
    "explorers.contest": ["CONTESTANTS", "KNOWN_FORMULAS", "final_losses"],
    "explorers.cost": ["cost_share", "explore_costs", "hard_swish", "hard_swish_error", "measured_shares"],
    "explorers.dynamic_relu": ["dynamic_relu", "dynamic_slope", "explore_dynamic_relu"],
    "explorers.framework_digits": ["compare_frameworks"],
    "explorers.gated_attention": ["explore_gated_attention", "gated_attention"],
    "explorers.gates": ["attention_weights", "explore_gates"],
    "explorers.gelu": ["explore_gelu", "gelu", "gelu_gap", "gelu_tanh"],
    "explorers.hidden_unit": ["explore_unit", "unit_responses"],
    "explorers.lost_digits": ["explore_lost_digits"],
    "explorers.many_inputs": ["explore_inputs", "net_inputs"],
    "explorers.own_function": ["explore_formula"],
    "explorers.porting": ["port_digit_readers"],
    "explorers.sparsity": ["explore_sparsity", "sparsity"],
    "explorers.portrait": ["family_portrait"],
    "explorers.race": ["explore_race", "learn_chessboard"],
    "explorers.shapes": ["explore_shapes", "measure_shapes"],
    "explorers.step_descent": ["descend", "explore_step_descent", "step_function", "step_function_prime"],
    "explorers.signal_depth": ["explore_signal_depth", "signal_through_depth"],
    "explorers.slope_from_output": ["explore_slope_from_output", "other_input", "slope_from_output"],
    "explorers.sum_of_units": ["explore_units", "sum_of_units"],
    "explorers.threshold": [
        "calibration",
        "explore_threshold",
        "film_preferences",
        "logistic_regression",
        "threshold_rates",
    ],
    "explorers.train_test_gap": ["explore_train_test_gap", "train_test_gap"],
    "explorers.zigzag": ["explore_zigzag", "steps_to_goal", "weight_paths"],
    "figures": ["projector"],
    "formula": ["parse"],
    "sealing": ["unseal"],
    "widgets.setup_check": ["check_setup"],
    "widgets.controls": ["Choice", "Drawing", "Line", "Matrix", "Slider"],
    "widgets.live": ["LiveFigure", "live"],
    "widgets.predict": ["predict", "predictions"],
    "widgets.progress_bar": ["progress"],
    "widgets.quiz": ["check", "choose", "enter"],
    "widgets.series_quiz": ["final_quiz"],
    "explorers.cheat_sheet": ["cheat_sheet"],
}
_LATER = {name: module for module, names in _MODULES.items() for name in names}

__all__ = [
    *activations.__all__,
    "Network",
    "backward",
    "cross_entropy",
    "descend_neuron",
    "forward",
    "net_input",
    "softmax",
    "squared_error",
    "train",
    *_LATER,
]


def __getattr__(name):
    if name == "frameworks":
        return import_module(".frameworks", __name__)
    if name not in _LATER:
        raise AttributeError(f"module 'actlib' has no attribute {name!r}")
    return getattr(import_module(f".{_LATER[name]}", __name__), name)


def __dir__():
    return sorted(__all__)
