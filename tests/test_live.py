"""`live`: whatever an ordinary matplotlib function draws is painted as matplotlib draws it, at every position."""

import gc
import math
import tracemalloc
import weakref

import ipywidgets
import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest
from support.painting import differences, sent
from traitlets import TraitError

from actlib import (
    LiveFigure,
    choose,
    enter,
    explore,
    explore_neuron,
    final_quiz,
    live,
    predict,
    predictions,
    relu,
    swish,
    tanh,
)
from actlib.figures import DARK, new_figure, to_svg
from actlib.widgets.controls import Choice, Drawing, Line, Matrix, Slider
from actlib.widgets.progress_bar import _Bar

X = np.linspace(-3, 3, 61)


def lines(ax, k=1.0):
    ax.plot(X, np.sin(k * X), label="sine")
    ax.plot(X, k * X, "--")
    return f"k is {k:g}."


def bars(ax, k=1.0):
    ax.bar_label(ax.bar(range(3), [k, 2 * k, -k]), fmt="{:.1f}")
    ax.set_ylim(-6, 9)


def fills(ax, k=1.0):
    ax.fill_between(X, np.sin(k * X), 0, alpha=0.4)
    ax.axvspan(-k, k, alpha=0.2)
    ax.axhline(k)
    ax.step(X, np.round(k * X))


def marks(ax, k=1.0):
    ax.scatter(X[: int(5 * k) + 6], X[: int(5 * k) + 6] ** 2, s=30)
    ax.scatter([0, k], [k, 1], c=["#3f90da", "#e76300"], s=[20, 60])
    ax.plot(X[X > k], X[X > k], "o")
    ax.errorbar([0, 1], [0, k], yerr=0.3)


def gaps(ax, k=1.0):
    ax.plot(X, np.where(X > k, np.nan, X))
    ax.plot([np.nan] if k < 0 else [k], [np.nan] if k < 0 else [1], "s")
    ax.plot([] if k > 1 else [0, 1], [] if k > 1 else [0, 1])


def texts(ax, k=1.0):
    ax.text(k, 0.5, f"k = {k:g}" if k > 0 else "")
    ax.text(0, k, "$w_1$", rotation=30)
    ax.annotate("here", (k, 0), (0, 0.5), arrowprops={"arrowstyle": "->"})
    ax.text(0.5, 0.5, "turned", rotation=90 * (k > -5), rotation_mode="anchor", ha="right")
    ax.set(xlim=(-3, 3), ylim=(-3, 3), title=f"now {k:g}", xlabel="x")


def images(ax, k=1.0):
    ax.imshow(np.outer(np.sin(k * X), X), extent=(-1, 1, -1, 1), cmap="cividis", vmin=-3, vmax=3)
    ax.imshow(np.full((2, 2, 3), abs(k) / 10), extent=(1, 2, 0, 1))
    ax.set(xlim=(-1, 2), ylim=(-1, 1))


def shapes(ax, k=1.0):
    ax.add_patch(matplotlib.patches.Circle((0, 0), abs(k) + 0.1))
    ax.add_patch(matplotlib.patches.Wedge((1, 1), 1, 0, 90 * abs(k)))
    ax.pie([1, abs(k) + 0.5], radius=0.4)
    ax.contourf(X, X, np.add.outer(X**2, X**2) * (1 + abs(k)), levels=[0, 4, 9, 100])
    ax.set(xlim=(-3, 3), ylim=(-3, 3))


def far(ax, k=1.0):
    ax.semilogy(X, np.exp(40 * k * X))
    ax.axvline(1e6 * k)
    ax.set(ylim=(1e-3, 1e3), xlim=(-3, 3))


def boxes(ax, k=1.0):
    ax.boxplot([k * X, X])  # without outliers: an artist that paints nothing
    ax.annotate("outside", (9, k), (0, 0), arrowprops={"arrowstyle": "->"})


def resampled(ax, k=1.0):
    ax.imshow(np.outer(X[:9], np.cos(k * X[:9])), interpolation="nearest")


def turned_round(ax, k=1.0):
    ax.barh([0, 1], [k, 1])
    ax.invert_yaxis()
    ax.invert_xaxis()


def cleared(ax, k=1.0):
    ax.clear()
    ax.plot(X, k * X)


FAST = [lines, bars, fills, gaps, texts, images, far, boxes, resampled, turned_round, cleared]


def several_lines(ax, k=1.0):
    for i in range(round(abs(k)) + 1):
        ax.plot(X, X + i)


def colours(ax, k=1.0):
    ax.plot(X, X, color="red" if k > 1 else "blue")


def limits(ax, k=1.0):
    ax.plot(X, X)
    ax.set_xlim(-abs(k) - 1, 1)


def ticks(ax, k=1.0):
    ax.plot(X, X)
    ax.set_xticks([0, k])


def conditional_title(ax, k=1.0):
    ax.plot(X, k * X)
    if k == 1:
        ax.set_title("the default only")


def turned_labels(ax, k=1.0):
    ax.plot(X, k * X)
    for label in ax.get_xticklabels():
        label.set_rotation(90 if k > 2 else 0)


def frames(ax, k=1.0):
    ax.plot(X, k * X)
    ax.spines["top"].set_visible(k > 2)
    ax.grid(k > 3)


def scales(ax, k=1.0):
    ax.plot(X, np.exp(k * X))
    ax.set_yscale("log" if k > 2 else "linear")


def twins(ax, k=1.0):
    ax.plot(X, X)
    ax.twinx().plot(X, k * X)


def colour_bars(ax, k=1.0):
    ax.figure.colorbar(ax.imshow(np.outer(X, k * X)), ax=ax)


def legends(ax, k=1.0):
    ax.plot(X, k * X, label=f"k = {k:g}")
    ax.legend()


def depths(ax, k=1.0):
    ax.plot(X, X, zorder=k)
    ax.plot(X, -X, alpha=0.5 if k > 2 else 1, lw=1 + (k > 3))


def shaded(ax, k=1.0):
    ax.pcolormesh(np.outer(X[:9], k * X[:9]), shading="gouraud")


def labelled_contours(ax, k=1.0):
    ax.clabel(ax.contour(np.outer(X[::6], X[::6] + k)))


def equal_scales(ax, k=1.0):
    ax.plot(X, k * X)
    ax.axis("equal")


def its_own_limits(ax, k=1.0):
    ax.plot(X, k * X)
    ax.axis("tight")


ANYTHING = [
    *FAST, marks, shapes, several_lines, colours, limits, ticks, conditional_title, turned_labels, frames, scales,
    twins, colour_bars, legends, depths, shaded, labelled_contours, equal_scales, its_own_limits,
]  # fmt: skip
REDRAWN = (  # anew for each position: slow
    several_lines, colours, limits, ticks, turned_labels, frames, scales, twins, colour_bars, legends, depths,
)  # fmt: skip


@pytest.mark.parametrize(
    "draw",
    [pytest.param(draw, marks=pytest.mark.thorough if draw in REDRAWN else ()) for draw in ANYTHING],
    ids=lambda draw: draw.__name__,
)
def test_whatever_is_drawn_is_painted_as_matplotlib_draws_it(draw):
    figure = live(draw, k=(-1.0, 5.0, 1.5))
    for k in (5.0, -1.0, 2.0, 0.5, 3.5, -1.0, 2.0):
        figure.k = k
        assert differences(sent(figure), figure, {"k": k}) == []


@pytest.mark.parametrize("draw", FAST, ids=lambda draw: draw.__name__)
def test_what_only_moves_is_sent_as_coordinates_alone(draw):
    figure = live(draw, k=(-1.0, 5.0, 1.5))
    assert not any(figure.is_redrawn(k=k) for k in figure._controls["k"].values)
    assert [table["names"] for table in figure.tables] == [["k"]] and figure.moves == {}


@pytest.mark.parametrize(
    "draw", [several_lines, colours, limits, ticks, frames, scales], ids=lambda draw: draw.__name__
)
def test_what_changes_otherwise_is_redrawn_and_known_to_be(draw):
    figure = live(draw, k=(-1.0, 5.0, 1.5))
    assert figure.is_redrawn(k=5.0) and not figure.is_redrawn(k=figure.k)
    figure.k = 5.0
    assert "svg" in figure.moves
    figure.reset()
    assert "svg" not in figure.moves


def test_functions_are_asked_only_for_what_they_name_and_only_what_differs_is_sent():
    calls = []

    def one(ax, a=1.0):
        calls.append("one")
        ax.plot(X, a * X)

    def both(ax, a=1.0, phi="tanh"):
        calls.append("both")
        ax.plot(X, {"tanh": tanh, "relu": relu}[phi](a * X))
        ax.plot(X, 0 * X)
        return phi

    figure = live(one, both, a=(0.0, 2.0, 0.5), phi={"Tanh": "tanh", "ReLU": "relu"})
    assert [table["number"] for table in figure.tables] == [0]
    calls.clear()
    figure.phi = "relu"
    assert calls == ["both"] and list(figure.moves["1"]["parts"]) == ["1-0.0"] and figure.moves["1"]["words"] == "relu"
    assert differences(sent(figure), figure, {}) == []
    figure.a = 0.0
    assert differences(sent(figure), figure, {}) == []


def test_several_axes_a_frame_and_functions_as_options():
    def frame(axes):
        axes[0].set(xlim=(-3, 3), ylim=(-4, 4), title="left")
        axes[1].set(xlim=(-3, 3), ylim=(-1, 3))

    def draw(axes, function=tanh, n=2):
        axes[0].plot(X, function(X))
        axes[1].plot(X[:n], X[:n])
        return function.__name__

    figure = live(draw, frame=frame, axes=2, function={"Tanh": tanh, "ReLU": relu}, n=(1, 5), title="Two")
    figure.function, figure.n = relu, 4
    assert figure.function is relu and figure.words() == "relu" and figure.n == 4 and isinstance(figure.n, int)
    assert differences(sent(figure), figure, {}) == []
    assert figure.get_state(["function"])["function"] == "ReLU"
    figure.set_state({"function": "Tanh"})
    assert figure.function is tanh


def test_without_limits_of_its_own_a_picture_has_room_for_both_ends_of_its_sliders():
    figure = live(lines, k=(-1.0, 5.0, 1.5))
    low, high = figure.axes[0]["ylim"]
    assert low <= -15 and high >= 15


def test_an_error_in_the_function_names_the_position_and_breaks_nothing():
    def draw(ax, k=1.0, n=1):
        ax.plot(X, X / n)
        if k == 2.0:
            raise ZeroDivisionError("here")

    figure = live(draw, k=(0.0, 3.0, 1.0), n=(1, 3))
    with pytest.raises(ZeroDivisionError) as caught:
        figure.words(k=2.0)
    assert "while draw drew the picture at k = 2.0, n = 1" in caught.value.__notes__
    figure.k, figure.n = 3.0, 2
    assert differences(sent(figure), figure, {}) == []


@pytest.mark.parametrize(
    "call, message",
    [
        (lambda: live(), "live takes one or more functions that draw"),
        (lambda: live(lines, m=(0, 1)), "m: no function takes it, only k"),
        (lambda: live(lambda ax, keys=1: ax.plot(X), keys=(0, 1)), "keys: every widget has something of that name"),
        (lambda: live(lambda ax, close=1: ax.plot(X), close=(0, 1)), "close: every widget has something"),
        (lambda: live(lambda ax, layout=1: ax.plot(X), layout=(0, 1)), "layout: every widget has something"),
        (lambda: live(lambda ax, _k=1: ax.plot(X), _k=(0, 1)), "_k: every widget has something"),
        (lambda: live(lines, k=(0, 1, 0)), "k: step must be positive"),
        (lambda: live(lines, k=(1, 0, 0.1)), "k: step must be positive"),
        (lambda: live(lines, k=(0, math.inf, 1)), "k: a slider is"),
        (lambda: live(lines, k=(2.0, 3.0, 0.1)), "the default of k must be a number from 2 to 3, got 1.0"),
        (lambda: live(lines, k=[]), "k: a choice needs one or more options"),
        (lambda: live(lines, k=["a", "b"]), "the default of k must be one of a, b, got 1.0"),
        (lambda: live(lines, k=object()), "k must be .minimum, maximum, step., a list or dict"),
        (lambda: live(lambda ax, k: None, k=(0, 1)), "draws nothing on the axes that it is given"),
        (lambda: live(lambda ax, k, m: ax.plot(X), k=(0, 1)), "m: .* needs a control or a default"),
    ],
)
def test_what_cannot_be_shown_is_refused_by_name(call, message):
    with pytest.raises((TypeError, ValueError), match=message):
        call()


@pytest.mark.parametrize(
    "abbreviation, kind, values",
    [
        ((0, 3), Slider, [0, 1, 2, 3]),
        ((0.0, 0.3), Slider, [0.0, 0.1, 0.2, 0.3]),
        ((0, 1, 0.25), Slider, [0.0, 0.25, 0.5, 0.75, 1.0]),
        ([1, 5, 9], Choice, [1, 5, 9]),
        ({"one": 1, "two": 2}, Choice, [1, 2]),
        (True, Choice, [False, True]),
        (2, Slider, [-2, -1, 0, 1, 2, 3, 4, 5, 6]),
    ],
)
def test_interact_s_abbreviations_mean_what_they_mean_there(abbreviation, kind, values):
    figure = live(lambda ax, k: ax.plot(X, X), k=abbreviation)
    control = figure._controls["k"]
    assert isinstance(control, kind) and control.positions == values


def test_a_text_is_a_line_to_type_and_without_a_default_a_control_begins_as_interact_does():
    figure = live(lambda ax, word, k: ax.set_title(word) and ax.plot(X, k * X), word="hello", k=(0, 10))
    assert isinstance(figure._controls["word"], Line) and figure.k == 5


@pytest.mark.parametrize("step, digits", [(0.25, 2), (0.1, 1), (1, 0), (0.005, 3), (10, 0), (1.5, 1), (0.125, 3)])
def test_a_slider_shows_as_many_digits_as_its_step_has(step, digits):
    assert Slider(0, 4 * step, step).digits == digits


def test_slider_positions_are_the_numbers_a_person_would_write():
    assert Slider(0, 0.3, 0.1).values == [0.0, 0.1, 0.2, 0.3]
    assert not any(math.copysign(1, v) < 0 for v in Slider(-0.1, 0.1, 0.1).values if v == 0)


def test_a_drawing_and_a_matrix_take_what_fits_only():
    def draw(ax, hand=(0.0, 0.0, 0.0, 0.0, 0.0), table=((1.0, 2.0),)):
        ax.plot(np.linspace(0, 1, 5), hand)

    figure = live(draw, hand=Drawing(np.linspace(0, 1, 5), "draw here"), table=Matrix())
    figure.hand = [1, 2, 3, 4, 5]
    for name, wrong in [
        ("hand", [1, 2]),
        ("hand", [math.nan] * 5),
        ("table", [[1]]),
        ("table", [["a", 1]]),
        ("table", 3),
    ]:
        with pytest.raises(TraitError, match=f"{name} must be"):
            setattr(figure, name, wrong)
    assert figure.hand == [1, 2, 3, 4, 5] and figure.table == [[1.0, 2.0]]


@pytest.fixture(scope="module")
def swish_figure():
    return explore(swish)


def test_a_parameter_is_an_ordinary_trait(swish_figure):
    heard = []
    swish_figure.observe(lambda change: heard.append(change["new"]), "beta")
    swish_figure.beta = 3
    swish_figure.beta = np.float64(3.5)
    assert heard == [3.0, 3.5] and swish_figure.beta == 3.5
    swish_figure.beta = 2.04
    assert swish_figure.beta == 2.0
    swish_figure.reset()
    assert (swish_figure.beta, swish_figure.x0) == (1.0, 1.0)


@pytest.mark.parametrize("wrong", [99, -2.5, math.nan, math.inf, "3", None, True, 1j, [1.0]])
def test_a_value_off_the_slider_is_refused_by_name_and_changes_nothing(swish_figure, wrong):
    swish_figure.beta = 1.0
    with pytest.raises(TraitError, match="beta must be a number from -2 to 10, got"):
        swish_figure.beta = wrong
    assert swish_figure.beta == 1.0


def test_a_choice_names_what_it_takes():
    with pytest.raises(TraitError, match="phi must be one of sigmoid, tanh, relu, leaky_relu, swish.*, got 'softsign'"):
        explore_neuron().phi = "softsign"


def test_figures_link_with_sliders_and_with_each_other(swish_figure):
    slider = ipywidgets.FloatSlider(value=1.0, min=-2, max=10, step=0.1)
    other = explore(swish)
    ipywidgets.link((slider, "value"), (swish_figure, "beta"))
    ipywidgets.link((swish_figure, "beta"), (other, "beta"))
    slider.value = 4.2
    assert swish_figure.beta == other.beta == 4.2
    other.beta = -1
    assert slider.value == -1.0
    assert ipywidgets.VBox([slider, ipywidgets.HBox([swish_figure, other])]).children[0] is slider
    link = ipywidgets.jslink((slider, "value"), (swish_figure, "beta"))
    assert isinstance(link, ipywidgets.widgets.widget_link.Link)


def test_one_message_brings_the_picture_and_that_it_has_come():
    neuron, states = explore_neuron(), []
    neuron.observe(lambda change: states.append(change["new"]), "moves")
    neuron.w1 = -1.0
    (moves,) = states
    assert neuron.answered["w1"] == -1.0
    assert "net = −1·1" in " ".join(told["words"] for told in moves.values())


def test_an_svg_is_the_same_bytes_on_every_run_and_names_no_date():
    def draw():
        figure, ax = new_figure()
        ax.plot([0, 1], [0, 1], gid="line")
        return to_svg(figure, "p-", 'say "a < b & c"')

    svg = draw()
    assert svg == draw()
    assert 'aria-label="say &quot;a &lt; b &amp; c&quot;"' in svg
    assert "Date" not in svg and "atplotlib v" not in svg and 'id="p-line"' in svg


@pytest.mark.parametrize(
    "settings",
    [
        {"text.usetex": True},
        {"path.sketch": (1, 100, 2), "font.family": ["xkcd"]},
        {"axes.prop_cycle": plt.cycler(color=["red"]), "lines.linewidth": 9, "figure.dpi": 300},
        {"svg.fonttype": "path", "axes.grid": True, "xtick.color": "red", "image.cmap": "jet", "savefig.bbox": "tight"},
        {"axes.facecolor": "black", "figure.facecolor": "black", "axes.formatter.use_locale": True},
    ],
)
def test_the_learner_s_own_settings_reach_no_figure(settings):
    plain = live(lines, k=(-1.0, 5.0, 1.5))
    with matplotlib.rc_context(settings):
        own = live(lines, k=(-1.0, 5.0, 1.5))
        own.k = plain.k = 3.5
        assert (own.svg, own.tables, own.still()) == (plain.svg, plain.tables, plain.still())
        assert {name: matplotlib.rcParams[name] for name in settings} == settings


def test_pyplot_hears_of_no_figure_and_xkcd_stays_outside():
    with plt.xkcd():
        figure = live(lines, k=(-1.0, 5.0, 1.5))
    assert plt.get_fignums() == [] and figure.svg == live(lines, k=(-1.0, 5.0, 1.5)).svg


def test_every_colour_of_the_house_has_its_twin_for_dark_pages():
    svg = explore(swish).svg
    for colour in ("#bd1f01", "#1f2328"):
        assert f"light-dark({colour}, {DARK[colour]})" in svg


def test_the_still_picture_is_the_function_at_its_settings_and_says_so():
    figure = live(lines, k=(-1.0, 5.0, 1.5), still=[{"k": -1.0}, {"k": 5.0}], title="Sines")
    svg, words = figure.still()
    assert words == "Sines. k = −1.0: k is -1. k = 5.0: k is 5."
    assert ">k = −1.0<" in svg and ">sine<" in svg
    assert live(lines, k=(-1.0, 5.0, 1.5), still={"steep": {"k": 5.0}}, alt="A line.").still()[1] == "A line."


def test_a_figure_that_is_closed_and_forgotten_is_freed():
    figure = explore_neuron()
    figure.w1 = 0.0
    gone = weakref.ref(figure)
    figure.close()
    del figure
    gc.collect()
    assert gone() is None


@pytest.mark.thorough
@pytest.mark.parametrize(
    "make",
    [
        lambda: choose("Is 1 = 1?", {"yes": "It is.", "no": "It is."}, answer="yes"),
        lambda: enter("What is 1 + 1?", 2, why="One more than one."),
        lambda: predict("What is 1 + 1?", answer=2, why="One more than one."),
        lambda: predict("Draw tanh.", curve=np.tanh, x=(-3, 3), y=(-1.5, 1.5), why="It saturates."),
        predictions,
        final_quiz,
        lambda: _Bar(max=10, description="working"),
    ],
    ids=["choose", "enter", "predict", "predict-curve", "predictions", "final_quiz", "progress"],
)
def test_a_question_a_prediction_and_a_bar_that_are_closed_are_freed(make):
    known = set(ipywidgets.widgets.widget._instances)
    widget = make()
    widget._repr_mimebundle_()
    gone = weakref.ref(widget)
    widget.close()
    del widget
    gc.collect()
    assert gone() is None
    left = [widget for key, widget in ipywidgets.widgets.widget._instances.items() if key not in known]
    assert all(isinstance(widget, (ipywidgets.Layout, ipywidgets.Style)) for widget in left)


@pytest.mark.thorough
def test_thousands_of_moves_leave_nothing_behind():
    one, many = explore(swish), explore_neuron()
    betas, weights = one._controls["beta"].values, many._controls["w1"].values

    def move(times):
        for i in range(times):
            one.beta = betas[i % len(betas)]
            if i % 10 == 0:
                many.w1 = weights[i // 10 % len(weights)]

    move(500)
    gc.collect()
    widgets, figures = len(ipywidgets.widgets.widget._instances), len(plt.get_fignums())
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    move(3000)
    gc.collect()
    grown = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    assert len(ipywidgets.widgets.widget._instances) == widgets
    assert len(plt.get_fignums()) == figures == 0
    assert grown < 1e6, f"{grown / 1e6:.1f} MB stayed behind"


def test_contents_asks_for_parameters_that_exist(swish_figure):
    with pytest.raises(ValueError, match="no parameter 'gamma': this figure has beta, x0"):
        swish_figure.picture(gamma=1)
    assert isinstance(swish_figure, LiveFigure)
