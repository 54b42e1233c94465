"""What the first page shows of every notebook, and what stands in the foot of all pages."""

import re
import subprocess
import tomllib
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg

from actlib import ACTIVATIONS, figures

from ..address import HOST, repository
from ..cells import svg_of

ROOT = Path(__file__).parents[2]
SVG, LINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
UNKNOWN = "OWNER/REPOSITORY"  # as pyproject.toml says it while nobody has said where the repository lies
# The cell whose picture stands for a notebook, where it is not that of the first figure.
EMBLEMS = {
    "03_one_neuron": "decision-surface",
    "07_gradients": "lesson",
    "08_forward_pass": "network-figure",
    "09_applications": "gan-live",
    "10_tools": "gelu-figure",
    "11_trends_and_challenges": "unit",
    "12_questions_and_answers": "race",
}


def emblem(name, notebook):
    """A small picture of a notebook: the first axes of one of its figures, without words; "" where it has none."""
    pictures = {
        cell.id: svg
        for cell in reversed(notebook.cells)
        for output in cell.get("outputs", [])
        if (svg := svg_of(output))
    }
    if not pictures:
        return ""
    return crop(pictures.get(EMBLEMS.get(name), list(pictures.values())[-1]))


def crop(svg):
    """The first axes of a picture: what is drawn on them, without a word or a tick."""
    root = ElementTree.fromstring(svg)
    axes = next((node for node in root.iter(f"{{{SVG}}}g") if re.search(r"axes_1$", node.get("id", ""))), None)
    if axes is None:
        return ""
    numbers = [float(number) for number in re.findall(r"[-\d.]+", axes.find(f".//{{{SVG}}}path").get("d"))]
    left, top = min(numbers[::2]), min(numbers[1::2])
    width, height = max(numbers[::2]) - left, max(numbers[1::2]) - top
    for parent in list(axes.iter()):
        for child in list(parent):
            if re.search(r"(tick|text|legend|axis)_\d+$", child.get("id", "")) or child.tag == f"{{{SVG}}}text":
                parent.remove(child)
        parent.attrib.pop("clip-path", None)
        if "d" in parent.attrib:
            parent.set("d", re.sub(r"-?\d+\.\d+", lambda number: f"{float(number[0]):.1f}", parent.get("d")))
    ElementTree.register_namespace("", SVG)
    ElementTree.register_namespace("xlink", LINK)
    box = f"{left:.1f} {top:.1f} {width:.1f} {height:.1f}"
    cropped = ElementTree.Element(f"{{{SVG}}}svg", {"viewBox": box, "aria-hidden": "true"})
    cropped.append(axes)
    return ElementTree.tostring(cropped, encoding="unicode")


def minutes(notebook):
    """How long a notebook takes, as its first cell says; None where it does not."""
    said = re.search(r"^Time: (\d+) minutes", notebook.cells[0].source, re.M)
    return int(said[1]) if said else None


def edition(root=ROOT):
    """Which version of the course this is, from which day, and where a wrong sentence is reported.

    The day is that of the last commit, so that the same input gives the same bytes.

    Returns
    -------
    dict
        "version"; "day", None outside a git repository; "report", None while nobody knows where the repository lies.
    """
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = subprocess.run(["git", "log", "-1", "--format=%cs"], cwd=root, capture_output=True, text=True, check=False)
    place = repository(root)
    return {
        "version": project["version"],
        "day": asked.stdout.strip() or None,
        "report": None if place == UNKNOWN else f"{HOST}{place}/issues/new?template=sentence.yml",
    }


def draw_preview(path):
    """Write the picture that stands beside a link to the course elsewhere: the five functions, 1200 by 630 pixels."""
    figure, ax = figures.new_figure(size=(12, 6.3))
    figure.set_facecolor(figures.PAPER)
    x = np.linspace(-5, 5, 401)
    with figures.house_style():
        figures.through_zero(ax, (-5, 5), (-1.3, 3.2))
        for row in ACTIVATIONS.values():
            ax.plot(x, row.function(x), color=row.color, ls=row.linestyle, lw=5)
        ax.set_axis_off()
        ax.text(-4.8, 2.2, "Activation\nfunctions, by hand", fontsize=38, fontweight="bold", linespacing=1.15)
        ax.text(-4.8, 1.75, "Predict, move a slider, see.", fontsize=22)
        FigureCanvasAgg(figure)
        figure.savefig(path, dpi=100, metadata={"Software": None})
