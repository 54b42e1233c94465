"""No legend lies on a curve: neither at a figure's start nor at its controls' ends, at a desk or a projector."""

import numpy as np
import pytest
from matplotlib.patches import StepPatch
from support.painting import positions
from test_explorers import EXPLORERS, PROBED

import actlib
from actlib import figures

pytestmark = pytest.mark.thorough

GRAZED = 3  # pixels of a curve that may reach into the box of a name: the air around its letters


def crossings(figure):
    """What crosses a name in a legend of a drawn matplotlib figure: (name, label of the curve)."""
    figures.lay_out(figure)
    found = []
    for ax in figure.axes:
        curves = [(line.get_label(), points_of(line)) for line in ax.lines if line.get_color() != figures.GRID]
        curves += [(patch.get_label(), points_of(patch)) for patch in ax.patches if isinstance(patch, StepPatch)]
        for text in ax.get_legend().get_texts() if ax.get_legend() else []:
            (left, low), (right, high) = text.get_window_extent().get_points()
            for label, points in curves:
                inside = (points > [left, low]).all(axis=1) & (points < [right, high]).all(axis=1)
                if inside.sum() > GRAZED:
                    found.append((text.get_text(), label))
    return found


def points_of(artist):
    """Where it is to be seen, a point every pixel."""
    corners = artist.get_transform().transform(artist.get_path().vertices)
    points = [corners]
    if not hasattr(artist, "get_linestyle") or artist.get_linestyle() not in ("None", ""):
        for start, end in zip(corners[:-1], corners[1:]):
            if np.isfinite([start, end]).all():
                steps = int(np.clip(np.hypot(*(end - start)), 1, 5000))
                points.append(start + (end - start) * np.linspace(0, 1, steps + 1)[:, None])
    points = np.concatenate(points)
    axes = artist.axes.bbox.get_points()
    return points[(points >= axes[0]).all(axis=1) & (points <= axes[1]).all(axis=1)]


def drawn(figure, values):
    """The picture at these values as matplotlib's figure, not as SVG."""
    stage = figure._stage
    with figures.house_style():
        picture, axes = stage._new()
        for number in range(len(stage.functions)):
            stage._call(number, axes, values)
        stage._finish(axes, [], values)
    return picture


@pytest.fixture(params=[False, True], ids=["desk", "projector"])
def size(request):
    actlib.projector(request.param)
    yield
    actlib.projector(False)


@pytest.mark.parametrize("name", EXPLORERS)
def test_no_legend_lies_on_a_curve(size, name):
    figure, found = EXPLORERS[name](), {}
    settings = [{}]
    for control_name, control in figure._controls.items():
        if control_name not in PROBED:
            every = positions(control)
            settings += [{control_name: value} for value in (every[0], every[-1])]
    for setting in settings:
        if crossed := crossings(drawn(figure, figure.values(**setting))):
            found[str(setting)] = crossed
    assert found == {}


def test_a_curve_through_a_name_is_found():
    picture, ax = figures.new_figure()
    ax.plot([0, 1], [0, 1], label="a curve with a long name")
    ax.legend(loc="center")
    assert crossings(picture) == [("a curve with a long name", "a curve with a long name")]
