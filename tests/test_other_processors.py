"""What the course prints is the same on an older processor, which rounds otherwise in the last digit."""

import os
import subprocess
import sys

import numpy as np
import pytest
from support.lab import ROOT

PRODUCT = (
    "import numpy as np; x = np.random.default_rng(0).normal(size=(64, 64)); print((x @ np.exp(x)).tobytes().hex())"
)


def run(*arguments, **variables):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=ROOT, env={**environment, **variables}, capture_output=True, text=True)


@pytest.mark.thorough
def test_without_the_newer_half_of_the_processor_no_output_changes():
    """NumPy and its linear algebra do with what every x86 processor has had since 2008."""
    newer = np.show_config(mode="dicts")["SIMD Extensions"]["found"]
    old = {"NPY_DISABLE_CPU_FEATURES": " ".join(newer), "OPENBLAS_CORETYPE": "Nehalem"}
    if run("-c", PRODUCT).stdout == run("-c", PRODUCT, **old).stdout:
        pytest.skip("this processor cannot be an older one")
    tests = run("-m", "pytest", "-q", "-p", "no:cacheprovider", "notebooks", **old)
    assert tests.returncode == 0, tests.stdout[-4000:]
