"""The check cell names the cause and the cure, for failures that really occur."""
from importlib import metadata

import anywidget
import pytest

from actlib import check_setup, frontend


def test_a_healthy_kernel_has_nothing_to_report():
    assert frontend.kernel_findings() == []
    assert check_setup().kernel == "Kernel: ready."


def test_the_stored_output_names_cause_and_cure_and_no_version():
    bundle = check_setup()._repr_mimebundle_()[0]
    assert "Cause: the widget front end is missing" in bundle["text/html"] and "Cure: " in bundle["text/html"]
    assert metadata.version("ipywidgets") not in bundle["text/html"] + bundle["text/plain"]


def test_a_package_upgraded_under_a_running_kernel_is_named(monkeypatch):
    monkeypatch.setattr(anywidget, "__version__", "0.9.0")
    (finding,) = frontend.kernel_findings()
    assert finding.startswith("The kernel still runs anywidget 0.9.0 although") and "Restart" in finding


@pytest.mark.parametrize("requires, message", [
    (["anywidget>=99.0"], "is installed, actlib needs 99.0 or newer. Cure: pip install -r requirements.txt"),
    (["no-such-package>=1.0"], "no-such-package is not installed where the kernel runs. Cure: pip install"),
])
def test_what_is_missing_or_too_old_is_named(monkeypatch, requires, message):
    monkeypatch.setattr(metadata, "requires", lambda name: requires)
    (finding,) = frontend.kernel_findings()
    assert message in finding
