"""Benchmarks still run, with little to do; what they measure is not checked. The sliders have a test in browser/."""

import importlib.util
import sys

import pytest
from support.hub import needs_hub

from publish.execution import ROOT

pytestmark = pytest.mark.thorough


@pytest.fixture
def load():
    """Loads a script of benchmarks/ as a module; what it puts on the path is taken away again."""
    path = list(sys.path)

    def from_file(name):
        spec = importlib.util.spec_from_file_location(name, ROOT / "benchmarks" / f"{name}.py")
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
        return module

    yield from_file
    sys.path[:] = path


def test_numerics_compares_every_pair(load):
    pytest.importorskip("scipy")
    numerics = load("numerics")
    numerics.ROUNDS = 2
    x = numerics.np.linspace(-5, 5, 1000)
    ratios = [numerics.ratio(ours, theirs, x) for _, ours, theirs, _ in numerics.pairs()]
    assert len(ratios) >= 4 and min(ratios) > 0


def test_a_class_is_measured_in_the_columns_of_teaching(load):
    class_load = load("class_load")
    assert class_load.HEADER in (ROOT / "TEACHING.md").read_text(encoding="utf-8").splitlines()
    assert class_load.ROW.count(" | ") == class_load.HEADER.count(" | ")


@needs_hub
def test_a_class_of_two_runs_its_notebook_and_moves_its_slider(load):
    class_load = load("class_load")
    class_load.MOVES, class_load.BEGIN_WITHIN = 3, 0.1
    row = class_load.class_of(2)
    assert row["students"] == 2
    assert 0 < row["first picture"] <= row["last picture"] and row["first picture"] <= row["whole"]
    assert 0 < row["server"] <= row["last server"] and class_load.ROW.format(**row) and class_load.SERVERS.format(**row)
    assert row["move"] > 0 and min(row["server MB"], row["kernel MB"], row["hub MB"]) > 10
