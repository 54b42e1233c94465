"""Notebooks executed in place, in fresh kernels; what is stored is the same bytes on every run."""

from pathlib import Path

import nbformat

from actlib.saving import WIDGET_VIEW

from .execution import ROOT, execute, find_notebooks, for_each
from .reading import read_notebook
from .slides import mark

NOTEBOOKS = ROOT / "notebooks"
METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python", "file_extension": ".py", "mimetype": "text/x-python"},
    "rise": {"scroll": True},
}  # in JupyterLab's slides a cell may be taller than the projector


def stored_form(notebook):
    """The text of an executed notebook as the repository holds it, less everything that differs from run to run."""
    notebook.metadata = nbformat.from_dict(METADATA)
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            # A view whose widget is gone would hide the picture that lies beside it.
            output.get("data", {}).pop(WIDGET_VIEW, None)
    mark(notebook)
    return nbformat.writes(notebook) + "\n"


def store(notebooks=NOTEBOOKS, names=()):
    """Execute the notebooks of a folder, all or those of `names`, and store each; yields the name of each.

    Raises
    ------
    FileNotFoundError
        There is no such notebook.
    nbclient.exceptions.CellExecutionError
        A cell raises; that notebook stays as it was.
    """
    named = [Path(notebooks) / f"{name.removesuffix('.ipynb')}.ipynb" for name in names]
    for path in named:
        if not path.is_file():
            raise FileNotFoundError(f"no notebook {path}")
    yield from for_each(named or find_notebooks(notebooks), _store_one)


def _store_one(path):
    notebook = read_notebook(path)
    execute(notebook, path.parent)
    path.write_text(stored_form(notebook), encoding="utf-8", newline="\n")
    return path.name


if __name__ == "__main__":
    import sys

    from .__main__ import main

    main(["notebooks", *sys.argv[1:]])
