"""What the check cell says of a kernel; under real failures it is tried in browser/test_check_cell.py."""

from importlib import metadata

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


def test_the_stored_output_names_cause_and_cure_and_no_version(monkeypatch):
    words, line = shown(check_setup(), monkeypatch)
    assert "Cause: the widget front end is missing" in words["text/html"] and "Cure: " in words["text/plain"]
    assert metadata.version("ipywidgets") not in words["text/html"] + words["text/plain"]
    assert line._repr_mimebundle_()[0]["text/plain"] == ""


@pytest.mark.parametrize(
    "requires, message",
    [
        (["anywidget>=99.0"], "is installed, actlib needs 99.0 or newer. Cure: pip install -r requirements.txt"),
        (["no-such-package>=1.0"], "no-such-package is not installed where the kernel runs. Cure: pip install"),
    ],
)
def test_what_is_missing_or_too_old_is_named_and_no_widget_is_tried(monkeypatch, requires, message):
    monkeypatch.setattr(metadata, "requires", lambda name: requires)
    (words,) = shown(check_setup(), monkeypatch)
    assert message in words["text/plain"] and "Page: not tried" in words["text/plain"]
