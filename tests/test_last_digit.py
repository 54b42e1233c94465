"""No output of the course hangs on the last digit of a float, in which processors differ."""

import os
import subprocess
import sys

import pytest
from support.lab import ROOT

from actlib import Network

WEIGHT = "from actlib import Network; print(float(Network([1, 1], [None]).layers[0].values['W'][0, 0]))"


def run(*arguments):
    """Python with first weights that differ in the last digit."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    environment["PYTHONPATH"] = os.pathsep.join([str(ROOT / "tests/support/last_digit"), str(ROOT)])
    return subprocess.run([sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True)


@pytest.mark.thorough
def test_first_weights_of_another_last_digit_change_no_output():
    weight = Network([1, 1], [None]).layers[0].values["W"][0, 0]
    assert 0 < abs(float(run("-c", WEIGHT).stdout) / weight - 1) < 1e-14
    tests = run("-m", "pytest", "-q", "-p", "no:cacheprovider", "notebooks")
    assert tests.returncode == 0, tests.stdout[-4000:]
