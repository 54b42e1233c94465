"""The live figure as a widget: its traits, its errors, and what it leaves behind (nothing)."""

import gc
import math
import tracemalloc

import ipywidgets
import matplotlib.pyplot as plt
import numpy as np
import pytest
from traitlets import TraitError

from actlib import explore, explore_neuron, swish
from actlib.figures import DARK, new_figure, to_svg
from actlib.widgets.live import Choice, LiveFigure, Slider


@pytest.fixture(scope="module")
def figure():
    return explore(swish)


def test_a_parameter_is_an_ordinary_trait(figure):
    seen = []
    figure.observe(lambda change: seen.append(change["new"]), "beta")
    figure.beta = 3
    figure.beta = np.float64(3.5)
    assert seen == [3.0, 3.5] and figure.beta == 3.5
    figure.reset()
    assert (figure.beta, figure.x0) == (1.0, 1.0)


def test_a_value_between_two_positions_moves_to_the_nearest(figure):
    figure.beta = 2.04
    assert figure.beta == 2.0
    figure.beta = math.pi
    assert figure.beta == 3.1


@pytest.mark.parametrize("wrong", [99, -2.5, math.nan, math.inf, "3", None, True, 1j, [1.0]])
def test_a_value_off_the_slider_is_refused_by_name_and_changes_nothing(figure, wrong):
    figure.beta = 1.0
    with pytest.raises(TraitError, match="beta must be a number from -2 to 10, got"):
        figure.beta = wrong
    assert figure.beta == 1.0


def test_a_choice_names_what_it_takes():
    with pytest.raises(TraitError, match="phi must be one of sigmoid, tanh, relu, leaky_relu, swish.*, got 'softsign'"):
        explore_neuron().phi = "softsign"


def test_figures_link_with_sliders_and_with_each_other(figure):
    slider = ipywidgets.FloatSlider(value=1.0, min=-2, max=10, step=0.1)
    other = explore(swish)
    ipywidgets.link((slider, "value"), (figure, "beta"))
    ipywidgets.link((figure, "beta"), (other, "beta"))
    slider.value = 4.2
    assert figure.beta == other.beta == 4.2
    other.beta = -1
    assert slider.value == -1.0
    assert ipywidgets.VBox([slider, ipywidgets.HBox([figure, other])]).children[0] is slider
    assert isinstance(ipywidgets.jslink((slider, "value"), (figure, "beta")), ipywidgets.widgets.widget_link.Link)


def test_contents_asks_for_parameters_that_exist(figure):
    with pytest.raises(ValueError, match="no parameter 'gamma': this figure has beta, x0"):
        figure.contents(gamma=1)
    with pytest.raises(ValueError, match="no control is named 'gamma', only k"):
        LiveFigure(new_figure()[0], [Slider("k", "k", 0, 1, 0.1, 0)], {"k gamma": dict}, still=None, words="")


@pytest.mark.parametrize("arguments", [(0, 1, 0), (0, 1, -0.1), (1, 0, 0.1), (0, 0.1, 1)])
def test_a_slider_needs_room_for_a_step(arguments):
    with pytest.raises(ValueError, match="k: step must be positive and fit between"):
        Slider("k", "k", *arguments, default=0)


def test_slider_positions_are_the_numbers_a_person_would_write():
    assert Slider("k", "k", 0, 0.3, 0.1, 0).values == [0.0, 0.1, 0.2, 0.3]
    assert not any(math.copysign(1, v) < 0 for v in Slider("k", "k", -0.1, 0.1, 0.1, 0).values if v == 0)
    assert Choice("c", "c", {"a": "A"}, "a").validate("a") == "a"


def test_several_parameters_change_the_frame_in_one_piece():
    neuron, frames = explore_neuron(), []
    neuron.observe(lambda change: frames.append(change["new"]), "frame")
    neuron.w1 = -1.0
    assert len(frames) == 1 and set(frames[0]) >= {"w1x1", "net", "dot", "words"}


def test_an_svg_is_the_same_bytes_on_every_run_and_names_no_date():
    def draw():
        figure, ax = new_figure()
        ax.plot([0, 1], [0, 1], gid="line")
        return to_svg(figure, "p-", 'say "a < b & c"')

    svg = draw()
    assert svg == draw()
    assert 'aria-label="say &quot;a &lt; b &amp; c&quot;"' in svg
    assert "Date" not in svg and "atplotlib v" not in svg and 'id="p-line"' in svg


def test_every_colour_of_the_house_has_its_twin_for_dark_pages():
    svg = explore(swish).svg
    for colour in ("#bd1f01", "#1f2328"):
        assert f"light-dark({colour}, {DARK[colour]})" in svg


def test_ten_thousand_moves_leave_nothing_behind():
    one, many = explore(swish), explore_neuron()
    betas, weights = one._controls["beta"].values, many._controls["w1"].values

    def move(times):
        for i in range(times):
            one.beta = betas[i % len(betas)]
            many.w1 = weights[i % len(weights)]

    move(50)
    gc.collect()
    widgets, figures = len(ipywidgets.widgets.widget._instances), len(plt.get_fignums())
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    move(5000)
    gc.collect()
    grown = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    assert len(ipywidgets.widgets.widget._instances) == widgets
    assert len(plt.get_fignums()) == figures == 0
    assert grown < 5e6, f"{grown / 1e6:.1f} MB stayed behind"
