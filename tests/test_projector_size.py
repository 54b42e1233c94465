"""Projector size by the environment variable, as `make slides` and `make rise` set it."""

import os
import subprocess
import sys

import pytest

from actlib import figures


@pytest.mark.parametrize("value, enlarged", [("1", figures.PROJECTOR), ("0", 1.0), (None, 1.0)])
def test_the_environment_variable_does_the_same(value, enlarged):
    env = {name: text for name, text in os.environ.items() if name != "ACTLIB_PROJECTOR"}
    env |= {"ACTLIB_PROJECTOR": value} if value else {}
    code = "import actlib.figures; print(actlib.figures.enlarged())"
    said = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True).stdout
    assert float(said) == enlarged
