"""The same notebook gives the same bytes, in whatever order Python keeps its sets and hashes its strings."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from publish.execution import ROOT
from publish.notebooks import NOTEBOOKS

MAKE = """
import sys
from pathlib import Path
from publish import decks, site
from publish.notebooks import store

folder = Path(sys.argv[1])
list(store(folder / "notebooks"))
site.build(folder / "notebooks", folder / "site")
decks.build(folder / "notebooks", folder / "slides")
"""
NAME = "01_why_activation_functions.ipynb"  # it stacks figures that a choice switches


def made_with(seed, folder):
    """All that is made of a notebook of the series where Python's hashes begin with this seed: path -> bytes."""
    (folder / "notebooks").mkdir(parents=True)
    shutil.copy(NOTEBOOKS / NAME, folder / "notebooks")
    environment = os.environ | {"PYTHONHASHSEED": str(seed)}
    subprocess.run([sys.executable, "-c", MAKE, folder], check=True, env=environment, cwd=ROOT)
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.*") if path.is_file()}


@pytest.mark.thorough
def test_no_hash_seed_changes_a_byte_of_notebook_page_or_deck(tmp_path):
    one, two = (made_with(seed, tmp_path / str(seed)) for seed in (1, 2))
    assert [path.suffix for path in one].count(".html") >= 3 and Path("notebooks", NAME) in one
    assert [path for path in one | two if one.get(path) != two.get(path)] == []
