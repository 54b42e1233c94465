"""Every explorer, every parameter, every slider position: what is painted is what actlib computes."""

import itertools

import numpy as np
import pytest
from support.strict import STRICT

import actlib
from actlib import ACTIVATIONS, explore
from actlib.widgets.live import Choice, Drawing, Line, Matrix, Slider

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


@pytest.fixture(scope="module")
def figures():
    return {name: build() for name, build in EXPLORERS.items()}


def floats(raw):
    return np.frombuffer(raw, dtype=np.float32)


def same(content, sent):
    """Whether what was sent for one artist is this content, to the precision of the wire."""
    if isinstance(content, str):
        return sent["text"] == content
    if isinstance(content, tuple):
        agree = all(
            np.array_equal(floats(sent[key]), np.ravel(value).astype(np.float32), equal_nan=True)
            for key, value in zip("xy", content)
        )
        return agree and (len(content) == 2 or sent["text"] == content[2])
    if np.ndim(content) == 2:
        shades = np.frombuffer(sent["shade"], dtype=np.uint8).reshape(np.shape(content)) / 255
        return np.abs(shades - np.clip(content, 0, 1)).max() <= 0.5 / 255 + 1e-12
    return np.array_equal(floats(sent["y"]), np.asarray(content, dtype=np.float32), equal_nan=True)


def positions(control):
    if isinstance(control, Slider):
        return control.values
    if isinstance(control, Choice):
        return list(control.options)
    if isinstance(control, Line):
        return ["x", "abs(x) - 1", "1/x", "no formula", "", control.default]
    if isinstance(control, Drawing):
        return [np.full(len(control.x), height).tolist() for height in (-1e6, 0.0, 1e6)] + [list(control.default)]
    rows, columns = np.shape(control.default)
    return [np.full((rows, columns), value).tolist() for value in (-1e6, -1.5, 0.0, 1e6)] + [control.default]


def sent_row(figure, name, gid, position):
    """What the browser finds in the table that was computed ahead, at one position of a slider."""
    content, count = figure.ahead[name][gid], len(figure._controls[name].values)
    return {
        key: value[position]
        if key == "text"
        else value[position * len(value) // count : (position + 1) * len(value) // count]
        for key, value in content.items()
    }


@pytest.mark.parametrize("name", EXPLORERS)
def test_every_position_of_every_control_sends_what_the_explorer_computes(figures, name):
    figure, compared = figures[name], 0
    for control in figure._controls.values():
        for i, value in enumerate(positions(control)):
            setattr(figure, control.name, value)
            assert getattr(figure, control.name) == value
            for gid, content in figure.contents().items():
                table = figure.ahead.get(control.name, {})
                sent = sent_row(figure, control.name, gid, i) if gid in table else figure.frame.get(gid)
                if sent is not None:
                    assert same(content, sent), f"{name}: {gid} is wrong at {control.name} = {value}"
                    compared += 1
        setattr(figure, control.name, control.default)
    assert compared or not (figure.ahead or figure.frame)


@pytest.mark.parametrize("name", EXPLORERS)
def test_extremes_in_every_combination_paint_without_a_warning(figures, name):
    figure = figures[name]
    ends = [(positions(c)[0], c.default, positions(c)[-1]) for c in figure._controls.values() if c.name != "x0"]
    for values in itertools.islice(itertools.product(*ends), 300):
        contents = figure.contents(**dict(zip((n for n in figure._controls if n != "x0"), values)))
        assert set(contents) - {"words"} <= set(figure.artists), "something moves that was never drawn"


@pytest.mark.parametrize("name", [n for n, row in ACTIVATIONS.items() if row.parameter])
def test_curves_computed_ahead_are_the_functions_of_the_table(figures, name):
    """The independent side of the sweep: straight from ACTIVATIONS, not through the explorer."""
    row, figure = ACTIVATIONS[name], figures[name]
    p = row.parameter
    values = figure._controls[p.name].values
    assert (values[0], values[-1]) == (p.minimum, p.maximum) and p.default in values
    x = floats(figure.artists["value"]["x"]).astype(float)
    grid = np.where(np.abs(x) < 1e-8, x, np.round(x, 6))
    for gid, function in (("value", row.function), ("slope", row.derivative)):
        for i, value in enumerate(values):
            seen = floats(sent_row(figure, p.name, gid, i)["y"])
            np.testing.assert_allclose(
                seen, function(grid, value), rtol=1e-6, atol=1e-6, err_msg=f"{name}, {p.name} = {value}"
            )


def test_the_curves_of_functions_without_a_parameter_are_drawn_from_the_table(figures):
    for name, row in ACTIVATIONS.items():
        artist = figures["all"].artists
        x = floats(artist[name]["x"]).astype(float)
        grid = np.where(np.abs(x) < 1e-8, x, np.round(x, 6))
        np.testing.assert_allclose(floats(artist[name]["y"]), row.function(grid), rtol=1e-6, atol=1e-6)
        np.testing.assert_allclose(floats(artist[f"{name}-slope"]["y"]), row.derivative(grid), rtol=1e-6, atol=1e-6)


def test_the_neuron_shows_its_own_sum():
    figure = actlib.explore_neuron()
    figure.x1, figure.w1, figure.x2, figure.w2, figure.b, figure.phi = 0.5, -2.0, -1.0, 1.5, 0.3, "tanh"
    net = 0.5 * -2.0 + -1.0 * 1.5 + 0.3
    x, y, _ = figure.contents()["y-number"]
    assert figure.frame["net-number"]["text"] == "−2.20"
    assert floats(figure.frame["dot"]["x"])[0] == pytest.approx(net)
    assert floats(figure.frame["dot"]["y"])[0] == pytest.approx(np.tanh(net))


def test_the_surface_is_the_neuron_and_the_border_is_where_net_is_zero():
    figure = actlib.explore_decision_surface()
    for w1, w2, b in [(1.0, 0.5, 0.0), (-2.0, 1.3, 0.7), (0.0, 2.0, -2.0), (0.1, 0.0, 0.2)]:
        contents = figure.contents(w1=w1, w2=w2, b=b, phi="tanh")
        ticks = np.linspace(-3, 3, 61)
        x1, x2 = np.meshgrid(ticks, ticks[::-1])
        np.testing.assert_allclose((contents["surface"] - 0.5) * 4, np.tanh(w1 * x1 + w2 * x2 + b), atol=1e-12)
        line = contents["border"]
        np.testing.assert_allclose(w1 * line[0] + w2 * line[1] + b, 0, atol=1e-9)
    assert np.isnan(figure.contents(w1=0.0, w2=0.0)["border"][0]).all()


def test_the_forward_table_shows_the_document_s_numbers():
    figure = actlib.explore_forward()
    expected = {"net11": "1.4", "net12": "0.6", "net21": "2.4", "net22": "0.4", "y11": "0.8022", "y22": "0.5987"}
    assert {gid: figure.frame[gid]["text"] for gid in expected} == expected


@pytest.mark.parametrize("name", EXPLORERS)
def test_the_still_picture_is_the_same_bytes_twice_and_after_every_move_and_says_what_it_shows(figures, name):
    moved, again, fresh = (figure._repr_mimebundle_()[0] for figure in (*[figures[name]] * 2, EXPLORERS[name]()))
    assert moved["image/svg+xml"] == again["image/svg+xml"] == fresh["image/svg+xml"]
    assert len(moved["text/plain"]) > 20 and "aria-label=" in moved["image/svg+xml"]
    assert "application/vnd.jupyter.widget-view+json" in moved


@pytest.mark.parametrize("name", EXPLORERS)
def test_what_is_computed_ahead_stays_small(figures, name):
    sent = [
        len(value)
        for table in figures[name].ahead.values()
        for content in table.values()
        for value in content.values()
        if isinstance(value, bytes)
    ]
    assert sum(sent) < 600_000 and max(sent, default=0) < 200_000, "bytes in all, bytes of one moving line"


@pytest.mark.parametrize(
    "call, message",
    [
        (lambda: explore("swish"), "explore takes functions such as explore.swish., got 'swish'"),
        (lambda: explore(actlib.swish, beta=(0, 1, 0.1)), "beta: Swish brings its own slider"),
        (lambda: explore(doubled, q=(0, 1, 0.1)), "q: one slider, for a parameter of doubled that has a default"),
        (lambda: explore(doubled, k=3), r"k must be \(minimum, maximum, step\), got 3"),
        (lambda: explore(doubled, k=(0, 1, -1)), "k: step must be positive"),
        (lambda: explore(doubled, actlib.tanh), "several functions must all be rows of ACTIVATIONS"),
    ],
)
def test_what_cannot_be_explored_is_named(call, message):
    with pytest.raises((TypeError, ValueError), match=message):
        call()


def test_matrices_take_numbers_of_their_own_shape_only():
    figure = actlib.explore_forward()
    before = figure.X
    for wrong in ([[1, 2]], [[1, 2], [3, "a"]], [[1, 2], [3, float("nan")]], "X", None):
        with pytest.raises(Exception, match="X must be 2 rows of 2 numbers"):
            figure.X = wrong
        assert figure.X == before
    assert isinstance(figure._controls["X"], Matrix)
