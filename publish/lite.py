"""JupyterLite: the course as a folder for any web server; Python then runs in the reader's browser."""

import json
import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path
from tempfile import TemporaryDirectory

from .folders import replace_folder
from .reading import read_notebook

ROOT = Path(__file__).parents[1]
# The folder carries actlib and the browser's half of the widgets; the kernel's half must be of the same version.
FIRST_LINE = "%pip install -q actlib ipywidgets=={} anywidget=={}\n\n".format(
    metadata.version("ipywidgets"), metadata.version("anywidget")
)
SETTINGS = {"jupyter-lite-schema-version": 0, "jupyter-config-data": {"appName": "Activation functions, by hand"}}
README = """This folder is the course as JupyterLite: put it on any web server and open lab/index.html there.
From a file: address it does not run; to try it, start `python -m http.server` in it.
"""


def build_wheel(folder):
    """The wheel of this checkout's actlib, in `folder`; built from a copy without the notebooks, which the site has."""
    with TemporaryDirectory() as copy:
        for name in ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE"):
            shutil.copy(ROOT / name, copy)
        shutil.copytree(ROOT / "LICENSES", Path(copy) / "LICENSES")
        shutil.copytree(ROOT / "actlib", Path(copy) / "actlib", ignore=shutil.ignore_patterns("__pycache__"))
        (Path(copy) / "notebooks").mkdir()
        build = f"from hatchling.build import build_wheel; build_wheel({str(folder)!r})"
        subprocess.run([sys.executable, "-c", build], cwd=copy, check=True, stdout=subprocess.DEVNULL)
    return next(Path(folder).glob("actlib-*.whl"))


def browser_edition(notebook):
    """The notebook with the one more line that it needs where nothing is installed beforehand.

    Its cells are marked as trusted, as a server does with what its user trusts: without that no SVG is shown.
    """
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    code[0].source = FIRST_LINE + code[0].source
    for cell in code:
        cell.metadata.trusted = True
    return notebook


def build(notebooks, folder):
    """Write the site of the folder `notebooks` into `folder`, in place of an earlier one.

    Raises
    ------
    FileExistsError
        `folder` holds something that is no such site.
    """
    with replace_folder(folder, "JupyterLite site") as made, TemporaryDirectory() as work:
        work = Path(work)
        pages = work / "pages"
        shutil.copytree(notebooks, pages, ignore=shutil.ignore_patterns(".ipynb_checkpoints", "__pycache__"))
        for path in pages.glob("*.ipynb"):
            # Not by nbformat, which never writes whom it trusts.
            path.write_text(json.dumps(browser_edition(read_notebook(path))), encoding="utf-8")
        (work / "jupyter-lite.json").write_text(json.dumps(SETTINGS), encoding="utf-8")
        options = [
            f"--lite-dir={work}",
            f"--contents={pages}",
            f"--output-dir={made}",
            "--apps=lab",
            "--no-sourcemaps",
            "--no-libarchive",
            "--log-level=ERROR",
            f"--piplite-wheels={build_wheel(work)}",
        ]
        subprocess.run(
            [sys.executable, "-m", "jupyterlite_core", "build", *options],
            cwd=work,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        (made / "README.txt").write_text(README, encoding="utf-8", newline="\n")
