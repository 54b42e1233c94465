"""The cheat sheet: everything on it comes from the table, and it fits on the paper."""

import re

import matplotlib
import mpmath
import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from actlib import ACTIVATIONS, activations, cheat_sheet, sigmoid
from actlib.experiments.shapes import largest_slope
from actlib.figures import Picture
from publish.cells import svg_of

A4 = (8.27, 11.69)


@activations.elementwise
def softplus(x):
    return np.maximum(x, 0) + np.log1p(np.exp(-np.abs(x)))


@pytest.fixture
def sixth_row(monkeypatch):
    row = activations.Activation(
        "softplus",
        "Softplus",
        softplus,
        sigmoid,
        latex=r"\ln(1 + e^{x})",
        derivative_latex=r"\sigma(x)",
        range=r"(0, \infty)",
        parameter=None,
        color="#a96b59",
        linestyle="-",
        when="Where an output must be positive.",
        source="Dugas, Bengio, Bélisle, Nadeau & Garcia, 2001",
    )
    monkeypatch.setitem(ACTIVATIONS, "softplus", row)
    return row


def texts(picture):
    return [text for text in picture.figure.findobj(matplotlib.text.Text) if text.get_text()]


def assert_fits(picture):
    """Nothing leaves the page, no two texts overlap, and none is smaller than 9 points."""
    figure = picture.figure
    renderer = FigureCanvasAgg(figure).get_renderer()
    page = figure.bbox
    # Tick labels that are not shown have no place on the page.
    boxes = [(text.get_text(), text.get_window_extent(renderer)) for text in texts(picture) if text.get_visible()]
    shown = [(text, box) for text, box in boxes if box.width > 0]
    for text, box in shown:
        assert page.x0 <= box.x0 and box.x1 <= page.x1 and page.y0 <= box.y0 and box.y1 <= page.y1, text
    outside_axes = [(text, box) for text, box in shown if not re.fullmatch(r"[−-]?\d+", text)]
    for i, (text, box) in enumerate(outside_axes):
        for other, another in outside_axes[:i]:
            across = min(box.x1, another.x1) - max(box.x0, another.x0)
            up = min(box.y1, another.y1) - max(box.y0, another.y0)
            assert across <= 0 or up <= 0.12 * min(box.height, another.height), f"{text} lies on {other}"
    assert min(text.get_fontsize() for text in texts(picture)) >= 9


def test_every_row_has_everything_on_one_a4_page():
    picture = cheat_sheet()
    assert isinstance(picture, Picture) and tuple(picture.figure.get_size_inches()) == A4
    said = "\n".join(text.get_text() for text in texts(picture)).replace(r"\dfrac", r"\frac")
    for row in ACTIVATIONS.values():
        for part in (row.title, row.latex, row.derivative_latex, row.range):
            assert part in said, part
        for part in (row.when, row.source):
            assert part in said.replace("\n", " ")
    assert_fits(picture)


def test_the_curves_are_the_functions(sixth_row):
    pages = cheat_sheet().figure.axes
    assert len(pages) == len(ACTIVATIONS) == 6
    for ax, row in zip(pages, ACTIVATIONS.values()):
        value, slope = [line for line in ax.lines if len(line.get_xdata()) > 2]
        np.testing.assert_allclose(value.get_ydata(), row.function(value.get_xdata()))
        drawn = np.isfinite(slope.get_ydata())
        assert drawn.mean() > 0.99
        np.testing.assert_allclose(slope.get_ydata()[drawn], row.derivative(slope.get_xdata()[drawn]))


def test_a_sixth_row_appears_by_itself_and_still_fits(sixth_row):
    picture = cheat_sheet()
    said = "\n".join(text.get_text() for text in texts(picture))
    assert tuple(picture.figure.get_size_inches()) == A4 and "Softplus" in picture.words
    assert "Softplus" in said and "value 0.6931, slope 0.5" in said and "largest slope 1 far to the right" in said
    assert_fits(picture)


def test_largest_slopes_against_calculus():
    assert largest_slope(ACTIVATIONS["sigmoid"]) == (0.0, 0.25)
    assert largest_slope(ACTIVATIONS["tanh"]) == (0.0, 1.0)
    assert largest_slope(ACTIVATIONS["relu"])[1] == largest_slope(ACTIVATIONS["leaky_relu"])[1] == 1
    # swish″ = σ′(2 + x(1 − 2σ)) is 0 where x·tanh(x/2) = 2
    x = mpmath.findroot(lambda x: x * mpmath.tanh(x / 2) - 2, 2.4)
    where, slope = largest_slope(ACTIVATIONS["swish"])
    assert where == pytest.approx(float(x), abs=1e-4)
    assert slope == pytest.approx(float(mpmath.diff(lambda x: x / (1 + mpmath.exp(-x)), x)), abs=1e-9)


@pytest.mark.parametrize(
    "fact",
    [
        "largest slope 0.25 at $x$ = 0;  at 0: value 0.5, slope 0.25",
        "largest slope 1 at $x$ = 0;  at 0: value 0, slope 1",
        "largest slope 1 for $x > 0$;  at 0: value 0, slope 0",
        "largest slope 1 for $x > 0$;  at 0: value 0, slope 0.01  (α = 0.01)",
        "largest slope 1.0998 at $x$ = 2.4;  at 0: value 0, slope 0.5  (β = 1)",
    ],
)
def test_the_facts_stand_on_the_page(fact):
    assert fact in [text.get_text() for text in texts(cheat_sheet())]


@pytest.mark.parametrize("name, start", [("sheet.pdf", b"%PDF"), ("sheet.SVG", b"<?xml")])
def test_it_is_saved_the_same_on_every_run(tmp_path, name, start):
    first, second = cheat_sheet().save(tmp_path / name), cheat_sheet().save(str(tmp_path / f"again-{name}"))
    assert first.read_bytes() == second.read_bytes() and first.read_bytes().startswith(start)
    if name.endswith("SVG"):
        page = first.read_text(encoding="utf-8")
        assert 'width="595.44pt" height="841.68pt"' in page and "<text" not in page, "the letters are in the file"


@pytest.mark.parametrize("name", ["sheet.png", "sheet", "sheet.pdf.txt"])
def test_other_names_are_refused_and_nothing_is_written(tmp_path, name):
    with pytest.raises(ValueError, match=f"the name must end in .pdf or .svg, got '{name}'"):
        cheat_sheet().save(tmp_path / name)
    assert not list(tmp_path.iterdir())


def test_the_stored_picture_is_the_same_bytes_and_says_what_it_shows():
    first, second = (cheat_sheet()._repr_mimebundle_() for _ in range(2))
    assert first == second and "Cheat sheet, one page: Sigmoid" in first["text/plain"]
    assert "<image" not in svg_of({"data": first})
