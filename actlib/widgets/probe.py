"""A point that walks along a curve of a live figure, with its tangent and its numbers in words.

The page moves it by itself: it gets the heights of the curves at the sample points, for every position of the slider
that shapes them, as exact numbers, and calculates nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .controls import Choice, Slider


@dataclass
class Curve:
    """One curve on which the probe can stand.

    `value` and `slope` take the position of the slider `by` (nothing where `by` is None) and give heights at the
    probe's x; `number` is the function of the figure that draws it.
    """

    name: str
    number: int
    value: Callable
    slope: Callable | None = None
    by: str | None = None
    positions: tuple = ()

    def heights(self, function):
        """Heights at every position, one row each, as bytes for the page."""
        rows = [function(position) for position in self.positions] if self.by else [function()]
        return np.asarray(rows, dtype="<f8").tobytes()


class Probe:
    """The probe of a figure.

    Parameters
    ----------
    slider : Slider
        Where it stands; its positions are among `x`.
    x : ndarray
        The sample points.
    curves : list of Curve
    words : str
        What it says, with {name}, {x}, {y} and {slope}.
    marks : list of dict
        How the point, the point on the slope and the tangent look: arguments of `Axes.plot`.
    slopes : int
        On which axes slopes are drawn; values are drawn on the first.
    start : number
    name, choice : str
        The parameters of the figure that say where it stands and, of several curves, on which.
    keys : list of str
        The values of `choice`, one a curve.
    """

    def __init__(self, slider, x, curves, words, marks, slopes=0, start=1.0, name="x0", choice=None, keys=()):
        self.slider, self.x, self.curves, self.words = slider.bind(name, start), x, curves, words
        self.marks, self.slopes, self.name, self.choice = marks, slopes, name, choice
        if choice:
            options = {curve.name: key for curve, key in zip(curves, keys)}
            self.chooser = Choice(options, label="probe on").bind(choice, keys[-1])

    def controls(self):
        """The parameters that it adds to its figure."""
        return {**({self.choice: self.chooser} if self.choice else {}), self.name: self.slider}

    def draw(self, axes, values):
        """Its marks, where they stand at these values."""
        curve = self.curves[self.chooser.index(values[self.choice]) if self.choice else 0]
        at = (values[curve.by],) if curve.by else ()
        x0, i = values[self.name], int(np.nanargmin(np.abs(self.x - values[self.name])))
        y0 = float(np.asarray(curve.value(*at))[i])
        points = [(axes[0], [x0], [y0])]
        if curve.slope:
            slope = float(np.asarray(curve.slope(*at))[i])
            ends = x0 + (np.array(axes[0].get_xlim()) - x0) * 0.25
            points += [(axes[self.slopes], [x0], [slope]), (axes[0], ends, y0 + slope * (ends - x0))]
        for k, ((ax, x, y), look) in enumerate(zip(points, self.marks)):
            ax.plot(x, y, **look, gid=f"probe-{k}")

    def spec(self):
        """What the page needs to know of it."""
        curves = [
            {
                "name": curve.name,
                "number": curve.number,
                "by": curve.by,
                "value": curve.heights(curve.value),
                **({"slope": curve.heights(curve.slope)} if curve.slope else {}),
            }
            for curve in self.curves
        ]
        return {
            "parameter": self.name,
            "choice": self.choice,
            "x": np.asarray(self.x, "<f8").tobytes(),
            "curves": curves,
            "slopes": self.slopes,
            "words": self.words,
        }


def sample_slider(reach, step, label):
    """A slider over the sample points from −reach to reach."""
    return Slider(-reach, reach, step, label=label, digits=2)
