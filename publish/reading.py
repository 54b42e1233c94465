"""Notebooks as all that is published reads them, whichever tool has written them."""

import json
from itertools import count
from pathlib import Path

import nbformat


def read_notebook(path):
    """The notebook at `path`, also if another tool has written it.

    Colab, for one, writes nbformat 4.0: without ids of cells, and with widgets of which no kernel knows. Ids that are
    missing or stand twice are given here, the same on every run.

    Returns
    -------
    nbformat.NotebookNode
    """
    content = json.loads(Path(path).read_text(encoding="utf-8-sig"))
    if content.get("nbformat") == 4:
        content["nbformat_minor"] = max(5, content.get("nbformat_minor", 0))
        content["metadata"].pop("widgets", None)
        taken = set()
        for number, cell in enumerate(content["cells"], 1):
            if cell.get("id") in {None, *taken}:
                cell["id"] = next(name for name in (f"cell-{number}" + "-" * n for n in count()) if name not in taken)
            taken.add(cell["id"])
    return nbformat.reads(json.dumps(content), as_version=4)
