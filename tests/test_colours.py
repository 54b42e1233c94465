"""The colours of the functions for those who see them differently: each pair differs in colour or in its line.

Colour blindness is simulated with the matrices, for severity 1 and linear RGB, of G. Machado, M. Oliveira and
L. Fernandes, "A physiologically-based model for simulation of color vision deficiency", IEEE TVCG 15, 2009,
doi:10.1109/TVCG.2009.113.
"""

import re
from itertools import combinations, product
from xml.etree import ElementTree

import numpy as np
import pytest
from support.painting import SVG, corners_of
from test_explorers import EXPLORERS, every_explorer

from actlib import ACTIVATIONS
from actlib.figures import ACCENT, DARK, GHOST, INK, PAPER, SECOND
from actlib.widgets.live import PREFIX

SEEN = {
    "as it is": np.eye(3),
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "greyscale": np.tile([0.2126, 0.7152, 0.0722], (3, 1)),
}
PAGES = {"light page": lambda colour: colour, "dark page": DARK.__getitem__}
CLEAR = 10  # ΔE*ab; about 2.3 is just noticeable between two patches side by side


def linear(colour):
    """sRGB "#rrggbb" as linear light, three numbers from 0 to 1."""
    c = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)


def lab(light):
    """CIE L*a*b* of linear light, white point D65."""
    xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]) @ light
    t = xyz / [0.9505, 1.0, 1.089]
    f = np.where(t > (6 / 29) ** 3, np.cbrt(t), t / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def difference(one, other, seen):
    """ΔE*ab of two colours as they are seen."""
    first, second = (lab(np.clip(np.array(SEEN[seen]) @ linear(colour), 0, 1)) for colour in (one, other))
    return float(np.linalg.norm(first - second))


def pattern(linestyle):
    """What the eye tells apart in a line: solid, dashed, dotted, or dashes and dots."""
    if isinstance(linestyle, str):
        return {"-": "solid", "--": "dashed", ":": "dotted", "-.": "dash-dot"}[linestyle]
    marks = linestyle[1]
    return "dash-dot" if len(marks) > 2 else "dotted" if marks[0] <= 1 else "dashed"


def test_the_yardstick_measures_what_others_have_measured():
    white, red = lab(linear("#ffffff")), lab(linear("#ff0000"))
    np.testing.assert_allclose(white, [100, 0, 0], atol=0.02)
    np.testing.assert_allclose(red, [53.24, 80.09, 67.20], atol=0.05)
    grey = np.ones(3)
    for seen, matrix in SEEN.items():
        np.testing.assert_allclose(np.array(matrix) @ grey, grey, atol=2e-6, err_msg=f"grey stays grey: {seen}")
    assert difference("#d00000", "#508000", "deuteranopia") < 0.3 * difference("#d00000", "#508000", "as it is")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("seen", SEEN)
def test_two_functions_differ_in_colour_or_in_their_line(page, seen):
    for one, other in combinations(ACTIVATIONS.values(), 2):
        apart = difference(PAGES[page](one.color), PAGES[page](other.color), seen)
        assert apart >= CLEAR or pattern(one.linestyle) != pattern(other.linestyle), (
            f"{one.title} and {other.title}: ΔE = {apart:.1f}, and both are {pattern(one.linestyle)}"
        )


def lines(figure):
    """Of every curve of a live figure: axes, name, colours on the two pages, dashes, width, lowest and highest point.

    Bars, arrows and tangents, of two points or a few, are told apart by shape and place, and are left out.
    """
    for node in ElementTree.fromstring(figure.picture()).iter(f"{SVG}g"):
        if not re.fullmatch(rf"{PREFIX}\d+-\d+", node.get("id", "")):
            continue
        for path in node.findall(f"{SVG}path"):
            style, corners = path.get("style", ""), corners_of({"d": path.get("d", "")})
            stroke = re.search(r"stroke: (#\w+)", style)
            whole = corners[np.isfinite(corners).all(axis=1)]
            if "fill: none" not in style or not stroke or stroke[1] not in DARK or len(whole) < 40:
                continue
            dashes = re.search(r"stroke-dasharray: ([\d.,]+)", style)
            width = re.search(r"stroke-width: ([\d.]+)", style)
            marks = [float(mark) for mark in dashes[1].split(",")] if dashes else []
            thickness = float(width[1]) if width else 1.0
            kind = pattern((0, [mark / thickness for mark in marks])) if marks else "solid"
            pages = {"light page": stroke[1], "dark page": DARK[stroke[1]]}
            heights = whole[:, 1].min(), whole[:, 1].max()
            yield path.get("clip-path"), node.get("id"), pages, kind, thickness, heights


@pytest.mark.thorough
@every_explorer
def test_two_lines_of_a_figure_that_differ_in_colour_differ_for_everybody(name):
    for first, second in combinations(lines(EXPLORERS[name]()), 2):
        axes, one, colours, kind, width, (low, high) = first
        other_axes, other, others, other_kind, other_width, (other_low, other_high) = second
        drawn_apart = kind != other_kind or max(width, other_width) >= 1.5 * min(width, other_width)
        if axes != other_axes or drawn_apart or high < other_low or other_high < low:  # each in a lane of its own
            continue
        for page, seen in product(PAGES, SEEN):
            if difference(colours[page], others[page], "as it is") >= CLEAR:
                apart = difference(colours[page], others[page], seen)
                assert apart >= CLEAR, f"{one} and {other}, {page}, {seen}: ΔE = {apart:.1f}, and both are {kind}"


@pytest.mark.parametrize("page", PAGES)
def test_every_line_stands_out_from_its_page(page):
    """WCAG 2.2, 1.4.11: a contrast of 3 for what carries meaning."""

    def luminance(colour):
        return float(linear(PAGES[page](colour)) @ [0.2126, 0.7152, 0.0722])

    for colour in [ACCENT, SECOND, GHOST, INK, *(row.color for row in ACTIVATIONS.values())]:
        darker, lighter = sorted([luminance(colour), luminance(PAPER)])
        assert (lighter + 0.05) / (darker + 0.05) >= 3, f"{colour} on a {page}"
