"""Projector size by the environment variable, as `make slides` and `make rise` set it."""

import os
import subprocess
import sys

import pytest

from actlib import figures


def size(value):
    """What the process that is started with this value says about it: how much larger figures are, and warnings."""
    env = {name: text for name, text in os.environ.items() if name != "ACTLIB_PROJECTOR"}
    env |= {} if value is None else {"ACTLIB_PROJECTOR": value}
    code = "import actlib.figures; print(actlib.figures.enlarged())"
    said = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
    return float(said.stdout), said.stderr


@pytest.mark.parametrize("value", ["1", "true", "Yes", " ON "])
def test_the_environment_variable_switches_projector_size_on(value):
    assert size(value) == (figures.PROJECTOR, "")


@pytest.mark.parametrize("value", [None, "", "0", "false", "False", "no", "OFF "])
def test_a_no_in_the_environment_variable_means_no(value):
    assert size(value) == (1.0, "")


@pytest.mark.parametrize("value", ["perhaps", "1.3", "-1"])
def test_what_is_neither_yes_nor_no_is_named_and_means_no(value):
    enlarged, said = size(value)
    assert enlarged == 1.0
    assert f"ACTLIB_PROJECTOR is {value!r}" in said
