"""The benchmark of the sliders still runs, with little to do; what it measures is not checked here."""

import sys

import pytest
from support.lab import ROOT, JupyterLab

pytestmark = pytest.mark.thorough


def test_every_way_that_needs_no_further_package_is_measured(browser, monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    import slider_latency

    monkeypatch.delitem(sys.modules, "slider_latency")
    ways = {key: way for key, way in slider_latency.WAYS.items() if key != "ipympl"}
    setup = [line for line in slider_latency.SETUP.splitlines() if "ipympl" not in line]
    monkeypatch.setattr(slider_latency, "SETUP", "\n".join(setup))
    for name, few in {"WARM_UP": 1, "PRESSES": 2, "DRAGS": 1}.items():
        monkeypatch.setattr(slider_latency, name, few)
    with JupyterLab(browser) as lab:
        latencies, sizes, rates = slider_latency.measure(lab, ways)
    assert all(len(latencies[key]) == 2 and min(latencies[key]) > 0 for key in ways)
    assert len(list(slider_latency.table(ways, latencies, sizes, rates))) == 2 + len(ways)
