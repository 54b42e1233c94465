"""Every explorer, every parameter: what is sent to the page is what matplotlib draws."""

import itertools
import re

import numpy as np
import pytest
from support.painting import differences, positions, sent
from support.strict import STRICT

import actlib
from actlib import ACTIVATIONS, explore
from actlib.widgets.controls import Slider

pytestmark = STRICT


def doubled(x, k=1.0):
    return 2 * actlib.sigmoid(k * x) - 1


def maximum_formula(x, alpha=0.01):
    return np.maximum(alpha * x, x)


EXPLORERS = {
    "all": lambda: explore(),
    "several": lambda: explore(actlib.sigmoid, actlib.tanh),
    "own": lambda: explore(doubled, compare=actlib.tanh, k=(0.5, 4, 0.05)),
    "moving ghost": lambda: explore(actlib.leaky_relu, compare=maximum_formula),
    **{name: lambda row=row: explore(row.function, compare=actlib.relu) for name, row in ACTIVATIONS.items()},
    # Whatever is exported as an explorer is swept, and nobody has to remember to list it.
    **{name: getattr(actlib, name) for name in actlib.__all__ if name.startswith(("explore_", "compare_"))},
}
every_explorer = pytest.mark.parametrize(
    "name",  # the race trains for some seconds before it shows anything
    [pytest.param(name, marks=pytest.mark.thorough if name == "explore_race" else ()) for name in EXPLORERS],
)
PROBED = {"x0", "function"}  # of the probe: the page moves it, no function draws for it


@pytest.fixture(scope="module")
def figures():
    built = {}

    def figure(name):
        built[name] = built.get(name) or EXPLORERS[name]()
        built[name].reset()
        return built[name]

    return figure


def sweep(figure, some):
    """The figure at some positions of each control, the others at their defaults: no difference anywhere."""
    wrong, compared = [], 0
    for name, control in figure._controls.items():
        if name in PROBED:
            continue
        for value in some(positions(control)):
            setattr(figure, name, value)
            assert getattr(figure, name) == value
            assert "svg" not in figure.moves, f"{name} = {value} has to be redrawn"
            looks = {key: look for key, look in sent(figure).items() if not key.startswith("probe")}
            wrong += [one for one in differences(looks, figure, {}) if not one.startswith("probe")]
            assert "nan" not in re.sub(r"not a number", "", figure.words().lower()).split(), figure.words()
            compared += len(looks)
        setattr(figure, name, control.default)
    assert wrong == []
    return compared


def three(values):
    """Both ends and one between."""
    return [values[0], values[len(values) // 2], values[-1]]


@pytest.mark.thorough  # the browser's sweep compares the same places
@every_explorer
def test_at_both_ends_and_between_the_page_gets_what_matplotlib_draws(figures, name):
    sweep(figures(name), three)


@pytest.mark.weekly
@pytest.mark.thorough
@every_explorer
def test_at_every_position_the_page_gets_what_matplotlib_draws(figures, name):
    sweep(figures(name), list)


@pytest.mark.weekly
@pytest.mark.thorough
@every_explorer
def test_extremes_in_every_combination_only_move_and_do_not_warn(figures, name):
    figure = figures(name)
    ends = {n: [positions(c)[0], c.default, positions(c)[-1]] for n, c in figure._controls.items() if n not in PROBED}
    for values in itertools.islice(itertools.product(*ends.values()), 300):
        assert not figure.is_redrawn(**dict(zip(ends, values)))


@pytest.mark.parametrize("name", [n for n, row in ACTIVATIONS.items() if row.parameter])
def test_curves_of_a_slider_are_the_functions_of_the_table(figures, name):
    """The independent side of the sweep: straight from ACTIVATIONS, not through the explorer."""
    row, figure = ACTIVATIONS[name], figures(name)
    p, scale = row.parameter, figure.axes[0]
    values = figure._controls[p.name].values
    assert (values[0], values[-1]) == (p.minimum, p.maximum) and p.default in values
    for value in values:
        setattr(figure, p.name, value)
        looks = sent(figure)
        for function, key in ((row.derivative, "0-1.0"), (row.function, "0-2.0")):
            corners = looks[key].get("corners")
            corners = corners[np.isfinite(corners).all(axis=1)]
            x = np.round((corners[:, 0] - scale["x"][0]) / scale["x"][1], 1)
            on_grid = np.abs(scale["x"][0] + scale["x"][1] * x - corners[:, 0]) < 0.02
            x, y = x[on_grid & (np.abs(x) > 0.01)], corners[on_grid & (np.abs(x) > 0.01), 1]
            wanted = scale["y"][0] + scale["y"][1] * function(x, value)
            assert len(x) > 50 and np.abs(y - wanted).max() < 0.5, f"{name}, {p.name} = {value}"


@pytest.mark.thorough
@every_explorer
def test_the_probe_reads_the_functions_own_numbers(figures, name):
    figure = figures(name)
    if figure.probe is None:
        pytest.skip("it has no probe")
    x = np.frombuffer(figure.probe["x"])
    for curve in figure.probe["curves"]:
        row = next((r for r in ACTIVATIONS.values() if r.title == curve["name"]), None)
        if row is None:
            continue
        positions_of = figure._controls[curve["by"]].values if curve["by"] else [None]
        for function, kind in ((row.function, "value"), (row.derivative, "slope")):
            table = np.frombuffer(curve[kind]).reshape(len(positions_of), len(x))
            for value, heights in zip(positions_of, table):
                expected = function(x) if value is None else function(x, value)
                assert np.array_equal(heights, expected, equal_nan=True)


@pytest.mark.thorough
@every_explorer
def test_the_still_picture_is_the_same_bytes_after_every_move_and_says_what_it_shows(figures, name):
    figure = figures(name)
    svg, words = figure.still()
    for name_, control in figure._controls.items():
        setattr(figure, name_, positions(control)[-1])
    assert figure.still() == (svg, words)
    assert EXPLORERS[name]().still() == (svg, words)
    assert len(words) > 40 and words[-1] in ".!" and "aria-label=" in svg


@pytest.mark.thorough
@every_explorer
def test_what_is_computed_ahead_stays_small(figures, name):
    sent_bytes = [
        len(value)
        for table in figures(name).tables
        for column in table["columns"].values()
        for value in column.values()
        if isinstance(value, bytes)
    ]
    assert sum(sent_bytes) < 600_000 and max(sent_bytes, default=0) < 200_000, "in all, and of one moving part"


@pytest.mark.parametrize(
    "call, message",
    [
        (lambda: explore("swish"), "explore takes functions such as explore.swish., got 'swish'"),
        (lambda: explore(actlib.swish, beta=(0, 1, 0.1)), "beta: Swish brings its own slider"),
        (lambda: explore(doubled, q=(0, 1, 0.1)), "q: one slider, for a parameter of doubled that has a default"),
        (lambda: explore(doubled, k=3), r"k must be \(minimum, maximum, step\), got 3"),
        (lambda: explore(doubled, k=(0, 1, -1)), "k: step must be positive"),
        (lambda: explore(doubled, actlib.tanh), "several functions must all be rows of ACTIVATIONS"),
        (lambda: explore(lambda x, x0=1: x0 * x, x0=(0, 1, 0.1)), "x0: the probe is called so"),
        (lambda: explore(lambda x, title=1: title * x, title=(0, 1, 0.1)), "title: every widget has something"),
    ],
)
def test_what_cannot_be_explored_is_named(call, message):
    with pytest.raises((TypeError, ValueError), match=message):
        call()


def test_a_slider_of_one_s_own_shows_the_digits_of_its_step():
    figure = explore(doubled, k=(0, 2, 0.25))
    assert figure._controls["k"].digits == 2 and isinstance(figure._controls["k"], Slider)
    figure.k = 0.25
    assert "k = 0.25" in figure.words()
