"""One call, one explorer: the live figures that the notebooks use.

Every explorer returns a `LiveFigure`, whose parameters are traits: `fig = explore(swish)`, then `fig.beta = 3`.
`curves` explores functions, `neuron` one neuron or a layer, `laboratory` and `descent` a neuron that learns,
`layers` and `capacity` what networks can and cannot do, `gradients` what travels back through them, `answers` one
experiment for each of the five questions.
"""
from .answers import (
    chessboard, claims, coin_tosses, explore_bend, explore_claims, explore_coins, explore_gate, explore_race,
    learn_chessboard, two_units,
)
from .capacity import explore_pieces, explore_units, linear_pieces, random_layers, sum_of_units, zigzag_layers
from .curves import explore
from .descent import descend, explore_lesson, explore_step_descent, lesson, step_function, step_function_prime
from .gradients import (
    chain_of_neurons, explore_chain_rule, explore_depth, explore_differences, explore_gradient_norms, gradient_norms,
)
from .laboratory import explore_dead_neuron, train_one
from .layers import collapse, explore_learning, explore_linear_stack, stack_of_layers, two_classes
from .neuron import explore_decision_surface, explore_forward, explore_neuron
from .portrait import family_portrait

__all__ = [
    "chain_of_neurons", "chessboard", "claims", "coin_tosses", "collapse", "descend", "explore", "explore_bend",
    "explore_chain_rule", "explore_claims", "explore_coins", "explore_dead_neuron", "explore_decision_surface",
    "explore_depth", "explore_differences", "explore_forward", "explore_gate", "explore_gradient_norms",
    "explore_learning", "explore_lesson", "explore_linear_stack", "explore_neuron", "explore_pieces", "explore_race",
    "explore_step_descent", "explore_units", "family_portrait", "gradient_norms", "learn_chessboard", "lesson",
    "linear_pieces", "random_layers", "stack_of_layers", "step_function", "step_function_prime", "sum_of_units",
    "train_one", "two_classes", "two_units", "zigzag_layers",
]
