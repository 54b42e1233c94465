"""JupyterLab in other engines than Chromium's: a notebook run, a figure moved that the kernel computes, saved."""

import pytest
from support.engines import ShownFigure
from support.lab import ERRORS, KERNEL_IS_IDLE, ROOT, RUN_ALL, SAVE, Server
from support.pages import assert_as_computed, first_figure

from actlib.saving import WIDGET_VIEW

pytestmark = pytest.mark.thorough
NOTEBOOK = ROOT / "notebooks" / "03_one_neuron.ipynb"
LISTEN = 'window.complaints = []; addEventListener("error", ({message}) => complaints.push(message))'


def open_notebook(engine, address):
    """Until its kernel is idle. WebKitGTK, now and then, leaves JupyterLab at its start and has to load it again."""
    for _ in range(2):
        engine.goto(address)
        try:
            return engine.wait_for(KERNEL_IS_IDLE, seconds=60)
        except AssertionError:
            continue
    engine.goto(address)
    engine.wait_for(KERNEL_IS_IDLE)


def test_every_slider_of_a_neuron_is_followed_by_the_kernel(engine, tell):
    with Server() as server:
        name = server.copy(NOTEBOOK)
        open_notebook(engine, server.address(name))
        engine.evaluate(f"() => {{ {LISTEN}; }}")
        engine.evaluate(RUN_ALL, "notebook:run-all-cells")
        engine.wait_for("() => window.runAll !== 'running'")
        assert engine.evaluate(ERRORS) == []
        engine.wait_for("() => document.querySelectorAll('.actlib-figure').length > 1")
        shown, figure = ShownFigure(engine, 0), first_figure(NOTEBOOK.stem)
        for nth in range(shown.sliders()):
            seen = []
            for key in ("Home", "PageUp", "End"):
                shown.press(nth, key)
                seen.append(assert_as_computed(shown.look, figure))
            assert seen[0] != seen[1] != seen[2], f"slider {nth} moves nothing"
            shown.drag(nth, "mouse", 0.37)
            assert_as_computed(shown.look, figure)
        assert engine.evaluate("() => window.complaints") == []
        engine.evaluate(SAVE)
        stored = [output for cell in server.saved(name).cells for output in cell.get("outputs", [])]
        assert stored and not any(WIDGET_VIEW in output.get("data", {}) for output in stored)
        tell(f"{engine.name} {engine.version}: {shown.sliders()} sliders of a neuron in JupyterLab")
        engine.goto("about:blank")
