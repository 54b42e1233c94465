"""What the check cell says of a kernel; under real failures it is tried in browser/test_check_cell.py."""

import tomllib
from importlib import metadata
from pathlib import Path

import pytest

from actlib import check_setup
from actlib.widgets import setup_check as frontend


def shown(check, monkeypatch):
    """Everything that the check displays."""
    outputs = []
    monkeypatch.setattr("IPython.display.display", lambda thing, **how: outputs.append(thing))
    check._ipython_display_()
    return outputs


def test_a_healthy_kernel_has_nothing_to_report(monkeypatch):
    assert frontend.kernel_findings() == []
    words, line = shown(check_setup(), monkeypatch)
    assert "Kernel: ready." in words["text/html"] and line.text.startswith("Kernel: ready. Page: ready")


def test_the_minimum_versions_are_those_of_the_package():
    """They stand twice, because actlib may be importable without being installed."""
    project = Path(__file__).parents[1] / "pyproject.toml"
    assert tomllib.loads(project.read_text(encoding="utf-8"))["project"]["dependencies"] == frontend.NEEDED


@pytest.mark.parametrize(
    "requires",
    [
        None,
        [],
        ["numpy<9,>=2.0"],
        ["numpy~=2.0"],
        ["numpy"],
        ["numpy>=2.0; python_version < '3'"],
        ["no-such-package>=1.0; extra == 'lab'"],
        ["no-such-package; sys_platform == 'nowhere'"],
        ["matplotlib[nothing] (>=3.10)"],
    ],
)
def test_whatever_a_requirement_looks_like_it_is_understood(monkeypatch, requires):
    def stated(name):
        if requires is None:
            raise metadata.PackageNotFoundError(name)
        return requires

    monkeypatch.setattr(metadata, "requires", stated)
    assert frontend.kernel_findings() == []


def test_a_package_that_cannot_be_loaded_is_named(monkeypatch):
    def broken(name):
        raise RuntimeError("numpy was built for another Python")

    monkeypatch.setattr(frontend, "import_module", broken)
    assert (
        "cannot be loaded (RuntimeError: numpy was built for another Python). Cure: " in frontend.kernel_findings()[0]
    )


def test_a_host_that_asks_for_html_gets_the_words():
    """As marimo does, which knows no `_ipython_display_`."""
    check = frontend.SetupCheck(["<anywidget> is missing."])
    assert "&lt;anywidget&gt; is missing." in check._repr_html_() and check._repr_html_().count("<p ") == 2
    assert repr(check).startswith("Kernel: <anywidget> is missing.\nPage: ")


def test_the_stored_output_names_cause_and_cure_and_no_version(monkeypatch):
    words, line = shown(check_setup(), monkeypatch)
    assert "Cause: the widget front end is missing" in words["text/html"] and "Cure: " in words["text/plain"]
    assert metadata.version("ipywidgets") not in words["text/html"] + words["text/plain"]
    assert line._repr_mimebundle_()[0]["text/plain"] == ""


@pytest.mark.parametrize(
    "requires, message",
    [
        (["anywidget>=99.0"], "is installed, actlib needs 99.0 or newer. Cure: pip install -r requirements.txt"),
        (["anywidget<0.2,>=0.1"], "is installed, actlib needs <0.2,>=0.1. Cure: pip install -r requirements.txt"),
        (["no-such-package>=1.0"], "no-such-package is not installed where the kernel runs. Cure: pip install"),
    ],
)
def test_what_is_missing_or_too_old_is_named_and_no_widget_is_tried(monkeypatch, requires, message):
    monkeypatch.setattr(metadata, "requires", lambda name: requires)
    (words,) = shown(check_setup(), monkeypatch)
    assert message in words["text/plain"] and "Page: not tried" in words["text/plain"]
