"""Projector size by the environment variable, as `make slides` and `make rise` set it."""

import os
import subprocess
import sys

import pytest
from support.strict import STRICT

from actlib import figures


def size(value):
    """What the process that is started with this value says about it: how much larger figures are, and warnings."""
    env = {name: text for name, text in os.environ.items() if name != "ACTLIB_PROJECTOR"}
    env |= {} if value is None else {"ACTLIB_PROJECTOR": value}
    code = "import actlib.figures; print(actlib.figures.enlarged())"
    said = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
    return float(said.stdout), said.stderr


OFF = [pytest.param(value, 1.0, marks=pytest.mark.thorough) for value in ("no", None)]


@pytest.mark.parametrize("value, expected", [("true", figures.PROJECTOR), *OFF])
def test_the_environment_variable_switches_projector_size_from_the_start(value, expected):
    assert size(value) == (expected, "")


def test_what_is_neither_yes_nor_no_is_said_and_means_no():
    enlarged, said = size("perhaps")
    assert enlarged == 1.0 and "ACTLIB_PROJECTOR is 'perhaps'" in said


@STRICT
@pytest.mark.parametrize("value", ["1", "true", "Yes", " ON "])
def test_many_words_mean_yes(value, monkeypatch):
    monkeypatch.setenv("ACTLIB_PROJECTOR", value)
    assert figures._is_switched_on("ACTLIB_PROJECTOR")


@STRICT
@pytest.mark.parametrize("value", ["", "0", "false", "False", "no", "OFF "])
def test_many_words_mean_no(value, monkeypatch):
    monkeypatch.setenv("ACTLIB_PROJECTOR", value)
    assert not figures._is_switched_on("ACTLIB_PROJECTOR")


@pytest.mark.parametrize("value", ["1.3", "-1"])
def test_any_other_word_is_named(value, monkeypatch):
    monkeypatch.setenv("ACTLIB_PROJECTOR", value)
    with pytest.warns(UserWarning, match=f"ACTLIB_PROJECTOR is '{value}'"):
        assert not figures._is_switched_on("ACTLIB_PROJECTOR")
