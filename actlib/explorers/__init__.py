"""One call, one explorer: the live figures that the notebooks use, and the experiments behind them.

Every explorer returns a `LiveFigure`, whose parameters are traits: `fig = explore(swish)`, then `fig.beta = 3`.
`curves` explores functions, `neuron` one neuron or a layer, `laboratory` and `descent` a neuron that learns,
`layers` and `capacity` what networks can and cannot do, `gradients` what travels back through them, `digits`,
`language`, `preferences` and `gan` the four applications, `tools` where formulas and frameworks lose digits,
`trends` and `challenges` what is new and what is hard, `answers` one experiment for each of the five questions.
Which of these names are public, actlib/__init__.py says.
"""

from .answers import (
    chessboard,
    claims,
    coin_tosses,
    explore_bend,
    explore_claims,
    explore_coins,
    explore_gate,
    explore_race,
    learn_chessboard,
    two_units,
)
from .capacity import explore_pieces, explore_units, linear_pieces, random_layers, sum_of_units, zigzag_layers
from .challenges import (
    explore_costs,
    explore_inputs,
    explore_unit,
    hard_swish,
    hard_swish_error,
    measured_costs,
    net_inputs,
    unit_responses,
)
from .curves import explore
from .descent import descend, explore_lesson, explore_step_descent, lesson, step_function, step_function_prime
from .digits import accuracy_table, digit_reader, explore_digits, misread_digits, percent
from .gan import explore_gan, sectors_covered
from .gradients import (
    chain_of_neurons,
    difference_errors,
    explore_chain_rule,
    explore_depth,
    explore_differences,
    explore_gradient_norms,
    gradient_norms,
)
from .laboratory import explore_dead_neuron, train_one
from .language import character_model, counting_model, expected_next, explore_text, write_on
from .layers import collapse, explore_learning, explore_linear_stack, stack_of_layers, two_classes
from .neuron import explore_decision_surface, explore_forward, explore_neuron
from .portrait import family_portrait
from .preferences import calibration, explore_threshold, logistic_regression, preferences
from .tools import compare_frameworks, explore_lost_digits
from .trends import (
    KNOWN_FORMULAS,
    adaptive_course,
    attention_weights,
    explore_adaptive,
    explore_formula,
    explore_gates,
    trial,
)
