"""Execute the series from fresh kernels and store outputs that are the same bytes on every run.

python tests/execute_notebooks.py                every notebook, in place
python tests/execute_notebooks.py 06_swish       only those named
"""

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat

from actlib.server import WIDGET_VIEW

from .execution import execute
from .slides import mark

NOTEBOOKS = Path(__file__).parent.parent / "notebooks"
METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
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


def store(path):
    notebook = nbformat.read(path, as_version=4)
    execute(notebook, path.parent)
    path.write_text(stored_form(notebook), encoding="utf-8", newline="\n")
    return path.name


if __name__ == "__main__":
    named = [NOTEBOOKS / f"{name.removesuffix('.ipynb')}.ipynb" for name in sys.argv[1:]]
    chosen = named or sorted(NOTEBOOKS.glob("*.ipynb"))
    with ThreadPoolExecutor(2) as pool:
        for name in pool.map(store, chosen):
            print(name)
