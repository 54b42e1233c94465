"""The data of the course: what is generated, and two sets in `notebooks/data`, sources and licences beside them."""

from pathlib import Path

import numpy as np

from .course import FOLDERS


def _find(name):
    """The data lie beside the notebook that runs, or in the course to which this package belongs."""
    folders = [Path.cwd() / "data", *(folder / "data" for folder in FOLDERS)]
    for folder in folders:
        if (folder / name).is_file():
            return folder / name
    raise FileNotFoundError(
        f"{name} is neither in {folders[0]} nor with the course: keep the folder notebooks/data beside the notebooks"
    )


def load_digits():
    """1,797 handwritten digits (Alpaydin & Kaynak, 1998).

    Returns
    -------
    images : ndarray of float64, shape (1797, 8, 8)
        From 0 (paper) to 1 (ink).
    labels : ndarray of int64, shape (1797,)
        0 to 9.

    Raises
    ------
    FileNotFoundError
        The folder `notebooks/data` is missing.
    """
    with np.load(_find("digits.npz")) as stored:
        return stored["images"] / 16, stored["labels"].astype(np.int64)


def load_text():
    """The first nine chapters of Melville's *Moby-Dick* (1851).

    Returns
    -------
    str

    Raises
    ------
    FileNotFoundError
        The folder `notebooks/data` is missing.
    """
    return _find("moby_dick.txt").read_text(encoding="utf-8")


def _rings(rng, count):
    angle, label = rng.uniform(0, 2 * np.pi, count), np.arange(count) % 2
    radius = np.where(label, 2.2, 0.9) + rng.normal(0, 0.2, count)
    return np.column_stack([radius * np.cos(angle), radius * np.sin(angle)]), label


def _moons(rng, count):
    angle, label = rng.uniform(0, np.pi, count), np.arange(count) % 2
    points = np.column_stack([np.cos(angle) - 0.5, np.sin(angle) - 0.25]) * np.where(label, -1, 1)[:, np.newaxis]
    return points * 1.6 + rng.normal(0, 0.15, (count, 2)), label


def _quarters(rng, count):
    points, label = rng.uniform(0.25, 2.4, (count, 2)), np.arange(count) % 2
    sign = rng.choice([-1, 1], count)
    return points * np.column_stack([sign, np.where(label, -sign, sign)]), label


def _halves(rng, count):
    label = np.arange(count) % 2
    return rng.normal(0, 0.7, (count, 2)) + np.where(label, 1, -1)[:, np.newaxis] * [1.2, 0.8], label


PROBLEMS = {
    "rings": ("two rings", _rings),
    "moons": ("two moons", _moons),
    "quarters": ("four quarters", _quarters),
    "halves": ("two clouds", _halves),
}


def chessboard(count, seed):
    """Points on a board of three by three fields, generated, and the colour of the field that each lies on.

    Returns
    -------
    points : ndarray, shape (count, 2)
        From −3 to 3.
    label : ndarray of int, shape (count,)
        1 for the four fields in the middle of the sides, 0 for the corners and the centre.
    """
    places = np.random.default_rng(seed).uniform(0, 3, (count, 2))
    return 2 * places - 3, np.floor(places).astype(int).sum(axis=1) % 2


def two_classes(problem="rings", count=160, seed=0):
    """Points in the plane that belong to two classes, generated.

    Parameters
    ----------
    problem : {"rings", "moons", "quarters", "halves"}
        The first three need a curved or broken border; for "halves" a straight line is nearly enough.
    count, seed : int

    Returns
    -------
    points : ndarray, shape (count, 2)
    label : ndarray of int, shape (count,)
        0 or 1, in turn.

    Raises
    ------
    ValueError
        There is no such problem.
    """
    if problem not in PROBLEMS:
        raise ValueError(f"problem must be one of {', '.join(PROBLEMS)}, got {problem!r}")
    return PROBLEMS[problem][1](np.random.default_rng(seed), count)


def threshold_points():
    """Twelve numbers and the answer to each, generated: mostly yes above 0.6, with two exceptions.

    Returns
    -------
    x : ndarray, shape (12,)
    target : ndarray, shape (12,)
        0 or 1.
    """
    x = np.linspace(-2.75, 2.75, 12)
    target = (x > 0.6).astype(float)
    target[[6, 7]] = 1, 0  # 0.25 says yes, 0.75 says no
    return x, target


def points_near_a_line():
    """Six examples for a first weight to learn, near the line target = 2x; the mean of x² is 1.

    Returns
    -------
    x, target : ndarray, shape (6,)
    """
    x = np.array([-1.4, -1.0, -0.2, 0.2, 1.0, 1.4])
    return x, 2 * x + np.array([0.3, -0.2, 0.1, 0.1, -0.2, 0.3])


def laboratory_points():
    """Twenty points for one neuron to learn: x from −2 to 2, and the targets max(0, 1.5x + 0.6).

    Returns
    -------
    x, target : ndarray, shape (20,)

    Examples
    --------
    >>> x, target = laboratory_points()
    >>> target[[0, -1]].tolist()
    [0.0, 3.6]
    """
    x = np.linspace(-2, 2, 20)
    return x, np.maximum(0, 1.5 * x + 0.6)
