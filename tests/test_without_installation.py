"""The ways in without an installation, as far as a machine without a network can try them."""

import ast
import json
import re
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import nbformat
from packaging.requirements import Requirement
from support.lite import LITE, needs_lite

ROOT = Path(__file__).parents[1]
PYODIDE = json.loads((Path(__file__).parent / "pyodide.json").read_text(encoding="utf-8"))
PURE = {"ipywidgets", "anywidget"}  # which the first line of every notebook asks for
NOT_IN_THE_BROWSER = {"__main__.py", "server.py"}


def test_repo2docker_would_build_the_environment_and_then_run_what_binder_needs():
    """The plan alone: there is no Docker engine here."""
    said = subprocess.run(
        [sys.executable, "-m", "repo2docker", "--no-build", "--debug", str(ROOT)],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    plan = said.stdout + said.stderr
    environment = (ROOT / "environment.yml").read_text(encoding="utf-8")
    python = re.search(r"python=([\d.]+)", environment)[1]
    assert f"Building conda environment for python={python}" in plan
    # requirements.txt installs this checkout itself, so all of it must have been copied by then.
    copied = re.findall(r"COPY --chown=\d+:\d+ src/ \$\{REPO_DIR\}/", plan)[-1]  # for whoever runs the tests
    steps = [
        copied,
        'env update -p ${NB_PYTHON_PREFIX} --file "environment.yml"',
        "./postBuild",
    ]
    places = [plan.rindex(step) for step in steps]
    assert places == sorted(places)
    assert "- -r requirements.txt" in environment and "-e ." in (ROOT / "requirements.txt").read_text(encoding="utf-8")


@needs_lite
def test_the_stored_list_is_that_of_the_pyodide_which_the_site_starts():
    files = list((LITE / "share" / "jupyter" / "labextensions" / "@jupyterlite").rglob("*.js"))
    found = {
        version for file in files for version in re.findall(r"pyodide/v([\d.]+)/full", file.read_text(encoding="utf-8"))
    }
    assert found == {PYODIDE["pyodide"]}


def test_pyodide_has_every_package_in_a_version_that_we_support():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = {one.name: one.specifier for one in map(Requirement, project["dependencies"])}
    assert set(wanted) == {"numpy", "matplotlib"} | PURE
    for name in {"numpy", "matplotlib"}:
        assert wanted[name].contains(PYODIDE["packages"][name]), name
    for name in PURE:
        assert wanted[name].contains(metadata.version(name)), name
    python = Requirement(f"python{project['requires-python']}").specifier
    assert python.contains(PYODIDE["python"])


def imported(source):
    """Names of packages that this code imports, neither ours nor Python's own."""
    lines = [line for line in source.splitlines() if not line.startswith("%")]
    for node in ast.walk(ast.parse("\n".join(lines))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            names = [node.module] if isinstance(node, ast.ImportFrom) and not node.level else []
        for name in names:
            if (top := name.split(".")[0]) not in {"actlib", *sys.stdlib_module_names}:
                yield top


def test_every_import_is_in_pyodide_or_asked_for_by_the_first_line():
    """Also what only IPython brings; PyTorch and the others are looked for by name, and may be missing."""
    sources = [
        path.read_text(encoding="utf-8")
        for path in (ROOT / "actlib").rglob("*.py")
        if not NOT_IN_THE_BROWSER & set(path.relative_to(ROOT / "actlib").parts)
    ]
    sources += [
        cell.source
        for path in (ROOT / "notebooks").glob("*.ipynb")
        for cell in nbformat.read(path, 4).cells
        if cell.cell_type == "code"
    ]
    found = {name.lower() for source in sources for name in imported(source)}
    assert {"numpy", "matplotlib", "anywidget"} <= found
    assert found <= set(PYODIDE["packages"]) | PURE


@needs_lite
def test_the_wheel_is_pure_and_imports_with_numpy_alone(tmp_path):
    build = f"from publish import lite; lite.build_wheel({str(tmp_path)!r})"
    subprocess.run([LITE / "bin" / "python", "-c", build], check=True, cwd=tmp_path)
    (wheel,) = tmp_path.glob("*.whl")
    assert wheel.name.endswith("-py3-none-any.whl")
    code = f"""if True:
        import sys
        sys.path.insert(0, {str(wheel)!r})
        class Absent:
            def find_spec(self, name, path=None, target=None):
                if name.split(".")[0] in {{"matplotlib", "ipywidgets", "anywidget", "IPython"}}:
                    raise ImportError(f"{{name}} was asked for")
        sys.meta_path.insert(0, Absent())
        import actlib, actlib.network, actlib.formula
        assert actlib.__file__.startswith({str(wheel)!r}), actlib.__file__
        print(*actlib.swish([-1.0, 0.0, 1.0]).round(4), *actlib.formula.parse("x*sigmoid(x)")(1.0).round(4).ravel())
    """
    said = subprocess.run([sys.executable, "-P", "-c", code], capture_output=True, text=True, cwd=tmp_path)
    assert said.returncode == 0, said.stderr
    assert said.stdout.split() == ["-0.2689", "0.0", "0.7311", "0.7311"]
