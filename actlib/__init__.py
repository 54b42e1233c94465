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
    "experiments.adaptive": ["parameter_history"],
    "experiments.bend": ["two_units"],
    "experiments.chain_rule": ["loss_factors"],
    "experiments.coin_tosses": ["coin_tosses"],
    "experiments.contest": ["CONTESTANTS", "KNOWN_FORMULAS", "final_losses"],
    "experiments.cost": ["cost_share", "hard_swish", "hard_swish_error", "measured_shares"],
    "experiments.dead_neuron": ["train_neuron"],
    "experiments.depth": ["chain_of_neurons"],
    "experiments.differences": ["difference_errors"],
    "experiments.digits": [
        "accuracy",
        "digit_reader",
        "learning_curves",
        "reading_table",
        "split_digits",
        "untrained_reader",
    ],
    "experiments.dip": ["train_swish_neuron"],
    "experiments.dynamic_relu": ["dynamic_relu", "dynamic_slope"],
    "experiments.first_steps": ["descend_weight", "loss_of_weight"],
    "experiments.forward_signal": ["forward_signal", "frozen_reader"],
    "experiments.gan": ["ring_reached"],
    "experiments.gate": ["gated_memory"],
    "experiments.gated_attention": ["gated_attention"],
    "experiments.gates": ["attention_weights"],
    "experiments.gelu": ["gelu", "gelu_gap", "gelu_tanh"],
    "experiments.gradient_norms": ["gradient_norms"],
    "experiments.hidden_unit": ["unit_responses"],
    "experiments.language": ["GELU", "character_model", "counting_model", "expected_next", "write_on"],
    "experiments.learned_border": ["best_straight_border"],
    "experiments.lesson": ["lesson"],
    "experiments.linear_pieces": ["linear_pieces", "random_layers", "zigzag_layers"],
    "experiments.linear_stack": ["collapse", "stack_of_layers"],
    "experiments.many_inputs": ["net_inputs"],
    "experiments.output_activations": ["output_activations"],
    "experiments.porting": ["port_digit_readers"],
    "experiments.race": ["learn_chessboard"],
    "experiments.shapes": ["measure_shapes"],
    "experiments.signal_depth": ["signal_through_depth"],
    "experiments.slope_from_output": ["other_input", "slope_from_output"],
    "experiments.sparsity": ["sparsity"],
    "experiments.step_descent": ["descend", "step_function", "step_function_prime"],
    "experiments.sum_of_units": ["sum_of_units"],
    "experiments.threshold": ["calibration", "film_preferences", "logistic_regression", "threshold_rates"],
    "experiments.train_test_gap": ["train_test_gap"],
    "experiments.zigzag": ["steps_to_goal", "weight_paths"],
    "explorers.adaptive": ["explore_adaptive"],
    "explorers.bend": ["explore_bend"],
    "explorers.chain_rule": ["explore_chain_rule"],
    "explorers.cheat_sheet": ["cheat_sheet"],
    "explorers.coin_tosses": ["explore_coins"],
    "explorers.cost": ["explore_costs"],
    "explorers.curves": ["explore"],
    "explorers.dead_neuron": ["explore_dead_neuron"],
    "explorers.decision_surface": ["explore_decision_surface"],
    "explorers.depth": ["explore_depth"],
    "explorers.differences": ["explore_differences"],
    "explorers.digits": ["explore_digits", "misread_digits"],
    "explorers.dip": ["explore_dip"],
    "explorers.dynamic_relu": ["explore_dynamic_relu"],
    "explorers.first_steps": ["explore_first_steps"],
    "explorers.forward_pass": ["explore_forward"],
    "explorers.forward_signal": ["explore_forward_signal"],
    "explorers.framework_digits": ["compare_frameworks"],
    "explorers.gan": ["explore_gan"],
    "explorers.gate": ["explore_gate"],
    "explorers.gated_attention": ["explore_gated_attention"],
    "explorers.gates": ["explore_gates"],
    "explorers.gelu": ["explore_gelu"],
    "explorers.gradient_norms": ["explore_gradient_norms"],
    "explorers.hidden_unit": ["explore_unit"],
    "explorers.language": ["explore_text"],
    "explorers.learned_border": ["explore_learning"],
    "explorers.lesson": ["explore_lesson"],
    "explorers.linear_pieces": ["explore_pieces"],
    "explorers.linear_stack": ["explore_linear_stack"],
    "explorers.lost_digits": ["explore_lost_digits"],
    "explorers.many_inputs": ["explore_inputs"],
    "explorers.neuron": ["explore_neuron"],
    "explorers.output_activations": ["explore_output_activations"],
    "explorers.own_function": ["explore_formula"],
    "explorers.portrait": ["family_portrait"],
    "explorers.race": ["explore_race"],
    "explorers.shapes": ["explore_shapes"],
    "explorers.signal_depth": ["explore_signal_depth"],
    "explorers.slope_from_output": ["explore_slope_from_output"],
    "explorers.sparsity": ["explore_sparsity"],
    "explorers.step_descent": ["explore_step_descent"],
    "explorers.sum_of_units": ["explore_units"],
    "explorers.threshold": ["explore_threshold"],
    "explorers.train_test_gap": ["explore_train_test_gap"],
    "explorers.zigzag": ["explore_zigzag"],
    "figures": ["projector"],
    "formula": ["parse"],
    "sealing": ["unseal"],
    "widgets.controls": ["Choice", "Drawing", "Line", "Matrix", "Slider"],
    "widgets.live": ["LiveFigure", "live"],
    "widgets.predict": ["predict", "predictions"],
    "widgets.progress_bar": ["progress"],
    "widgets.quiz": ["check", "choose", "enter"],
    "widgets.series_quiz": ["final_quiz"],
    "widgets.setup_check": ["check_setup"],
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
