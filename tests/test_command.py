"""The command `actlib`: the course comes along in the wheel, is copied once, and never over anybody's work."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from actlib import __main__ as command
from actlib import course

ROOT = Path(__file__).parents[1]


@pytest.fixture
def jupyter(monkeypatch):
    """What would have been started, instead of starting it."""
    started = []

    def run(arguments, **_):
        started.append(arguments)
        return subprocess.CompletedProcess(arguments, 0)

    monkeypatch.setattr(command.subprocess, "run", run)
    return started


def test_lab_opens_the_notebooks_of_the_clone(jupyter, capsys):
    assert command.main(["lab", "--no-browser"]) == 0
    (started,) = jupyter
    assert started[1:3] == ["-m", "jupyterlab"] and started[-1] == "--no-browser"
    assert started[-2] == str(ROOT / "notebooks" / "00_start_here.ipynb")
    assert capsys.readouterr().out == ""


def test_lab_copies_the_course_once_and_keeps_what_was_changed(jupyter, tmp_path, capsys):
    folder = tmp_path / "mein Kurs für alle"
    assert command.main(["lab", str(folder)]) == 0
    assert "the course is now in" in capsys.readouterr().out
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    wanted = [path.relative_to(ROOT / "notebooks").as_posix() for path in (ROOT / "notebooks").rglob("[!.]*.*")]
    assert names == sorted(name for name in wanted if not name.startswith(".") and "/." not in name)
    (folder / "06_swish.ipynb").unlink()
    changed = json.loads((folder / course.START).read_text(encoding="utf-8"))
    changed["cells"][0]["source"] = "mine"
    (folder / course.START).write_text(json.dumps(changed), encoding="utf-8")
    assert command.main(["lab", str(folder)]) == 0
    assert "nothing was copied" in capsys.readouterr().out
    assert json.loads((folder / course.START).read_text(encoding="utf-8"))["cells"][0]["source"] == "mine"
    assert not (folder / "06_swish.ipynb").exists()
    assert len(jupyter) == 2


@pytest.mark.parametrize("what", ["a file", "a folder of something else"])
def test_lab_leaves_anything_else_alone_and_names_it(jupyter, tmp_path, capsys, what):
    place = tmp_path / "mine"
    mine = place if what == "a file" else place / "thesis.txt"
    mine.parent.mkdir(exist_ok=True)
    mine.write_text("mine", encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        command.main(["lab", str(place)])
    assert ended.value.code == 1 and f"{place} is there already and is not the course" in capsys.readouterr().err
    assert mine.read_text(encoding="utf-8") == "mine" and jupyter == []


def test_check_says_what_the_check_cell_says(monkeypatch, capsys):
    monkeypatch.setattr(command, "kernel_findings", lambda: [])
    monkeypatch.setattr(command, "server_findings", lambda: [])
    assert command.main(["check"]) == 0 and capsys.readouterr().out.startswith("Ready: ")
    monkeypatch.setattr(command, "kernel_findings", lambda: ["anywidget is not installed where the kernel runs."])
    assert (
        command.main(["check"]) == 1
        and capsys.readouterr().out == "anywidget is not installed where the kernel runs.\n"
    )


@pytest.mark.parametrize(
    "files, findings",
    [
        ({}, 1),
        ({"jupyter_server_config.d/actlib.json": True}, 0),
        ({"jupyter_server_config.d/actlib.json": True, "jupyter_server_config.json": False}, 1),
        ({"jupyter_server_config.d/actlib.json": True, "jupyter_server_config.d/other.json": None}, 0),
    ],
)
def test_a_server_without_the_extension_is_named(tmp_path, monkeypatch, files, findings):
    for name, enabled in files.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        extensions = {"ServerApp": {"jpserver_extensions": {"actlib.server": enabled}}}
        path.write_text("not JSON" if enabled is None else json.dumps(extensions), encoding="utf-8")
    monkeypatch.setattr("jupyter_core.paths.jupyter_config_path", lambda: [str(tmp_path)])
    assert len(command.server_findings()) == findings


@pytest.mark.thorough
def test_the_wheel_installed_alone_opens_the_course_and_is_ready(tmp_path):
    """In a fresh environment and an empty folder, with no other file of the repository in reach."""
    copy, home = tmp_path / "source", tmp_path / "home"
    home.mkdir()
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            (copy / name).write_bytes((ROOT / name).read_bytes())
    build = f"from hatchling.build import build_wheel; build_wheel({str(tmp_path)!r})"
    subprocess.run([sys.executable, "-c", build], cwd=copy, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    inside = zipfile.ZipFile(wheel).namelist()
    assert sum(name.endswith(".ipynb") for name in inside) == 13 and "actlib/notebooks/data/digits.npz" in inside
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "venv"], check=True)
    scripts = next(path for path in (tmp_path / "venv" / "bin", tmp_path / "venv" / "Scripts") if path.is_dir())
    constraint = ["--constraint", ROOT / "requirements-dev.txt"]
    subprocess.run([scripts / "python", "-m", "pip", "install", "-q", *constraint, f"{wheel}[lab]"], check=True)
    kept = {name: text for name, text in os.environ.items() if not name.startswith(("PYTHON", "JUPYTER"))}
    environment = {**kept, "HOME": str(home), "USERPROFILE": str(home)}

    def actlib(*arguments):
        how = {"cwd": home, "env": environment, "capture_output": True, "text": True}
        return subprocess.run([scripts / "actlib", *arguments], **how)

    checked = actlib("check")
    assert (checked.returncode, checked.stderr) == (0, ""), checked.stdout
    # Of JupyterLab's options this one ends at once.
    opened = actlib("lab", "--version")
    assert opened.returncode == 0, opened.stderr
    assert (home / "activation-functions" / "12_questions_and_answers.ipynb").is_file()
    assert "nothing was copied" in actlib("lab", "--version").stdout
