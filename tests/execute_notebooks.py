"""Execute the series from fresh kernels and store outputs that are the same bytes on every run.

    python tests/execute_notebooks.py                every notebook, in place
    python tests/execute_notebooks.py 06_swish       only those named
"""
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
from actlib.classroom.slides import mark
from actlib.server import WIDGET_VIEW
from nbclient import NotebookClient

NOTEBOOKS = Path(__file__).parent.parent / "notebooks"
METADATA = {"kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
            "language_info": {"name": "python"}}


def executed(path):
    """The notebook at `path` with the outputs of a fresh kernel, less everything that differs from run to run."""
    notebook = nbformat.read(path, as_version=4)
    notebook.metadata = nbformat.from_dict(METADATA)
    NotebookClient(notebook, timeout=120, kernel_name="python3", record_timing=False, store_widget_state=False,
                   coalesce_streams=True, resources={"metadata": {"path": str(path.parent)}}).execute()
    notebook.metadata = nbformat.from_dict(METADATA)
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            # A view whose widget is gone would hide the picture that lies beside it.
            output.get("data", {}).pop(WIDGET_VIEW, None)
    mark(notebook)
    return notebook


def execute(path):
    notebook = executed(path)
    path.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8", newline="\n")
    return path.name


if __name__ == "__main__":
    named = [NOTEBOOKS / f"{name.removesuffix('.ipynb')}.ipynb" for name in sys.argv[1:]]
    chosen = named or sorted(NOTEBOOKS.glob("*.ipynb"))
    with ThreadPoolExecutor(2) as pool:
        for name in pool.map(execute, chosen):
            print(name)
