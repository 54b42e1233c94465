"""JupyterLite has an environment of its own; what needs it is left out where it is missing."""

import os
import subprocess

import pytest

from publish.execution import ROOT

LITE = ROOT / ".venv" / "lite"
needs_lite = pytest.mark.skipif(
    not (LITE / "ready").exists() and not os.environ.get("REQUIRE_LITE"),
    reason="JupyterLite has an environment of its own: make .venv/lite/ready",
)


def build_lite(folder):
    """`python -m publish lite`, run where JupyterLite is."""
    command = [LITE / "bin" / "python", "-m", "publish", "lite", folder]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
