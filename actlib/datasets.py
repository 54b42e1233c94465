"""The two small data sets of the course; they lie in `notebooks/data`, with their sources and licences beside them."""

from pathlib import Path

import numpy as np


def _find(name):
    """The data lie beside the notebook that runs, or in the repository to which this package belongs."""
    folders = [Path.cwd() / "data", Path(__file__).resolve().parents[1] / "notebooks" / "data"]
    for folder in folders:
        if (folder / name).is_file():
            return folder / name
    raise FileNotFoundError(
        f"{name} is neither in {folders[0]} nor in {folders[1]}: keep the folder notebooks/data beside the notebooks"
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
