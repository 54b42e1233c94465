"""What newer functions do better, and what not: how often each is flat, how often 0, and how far from a line."""

from functools import cache
from statistics import NormalDist

import numpy as np

from ..activations import ACTIVATIONS

QUANTILES = np.array([NormalDist().inv_cdf((i + 0.5) / 1000) for i in range(1000)])


@cache
def largest_slope(row):
    """The largest slope of a row of `ACTIVATIONS`, at the default of its parameter, and where it is first reached.

    Measured on a fine grid from −20 to 20, which holds 0.

    Returns
    -------
    x, slope : float
    """
    grid = np.linspace(-20, 20, 400_001)
    slopes = row.derivative(grid)
    i = int(np.argmax(slopes >= slopes.max() - 1e-12))
    return float(round(grid[i], 4)) + 0.0, float(slopes[i])


@cache
def measure_shapes(spread):
    """Three properties of every function as percentages, where the net input is normally distributed around 0.

    Parameters
    ----------
    spread : float
        Standard deviation of the net input.

    Returns
    -------
    dict of dict
        "flat": how often |φ′(net)| is below 5 % of the largest slope of φ; "zero": how often φ(net) is exactly 0;
        "curved": how much of the variance of φ(net) no straight line in net explains, 1 − R². Each: name of the row ->
        percentage, from 1000 quantiles.
    """
    net = spread * QUANTILES
    measured = {"flat": {}, "zero": {}, "curved": {}}
    for name, row in ACTIVATIONS.items():
        y, steepest = row.function(net), largest_slope(row)[1]
        measured["flat"][name] = 100 * np.mean(np.abs(row.derivative(net)) < 0.05 * steepest)
        measured["zero"][name] = 100 * np.mean(y == 0)
        measured["curved"][name] = 100 * (1 - np.corrcoef(net, y)[0, 1] ** 2)
    return measured
