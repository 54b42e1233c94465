"""A connection that drops while a figure waits for its kernel."""

import time

import pytest
from support.lab import PATIENCE

DROP = """(slider) => {
    const move = (by) => {
        slider.value = +slider.value + by;
        slider.dispatchEvent(new Event("input", {bubbles: true}));
    };
    const {kernel} = window.jupyterapp.shell.currentWidget.sessionContext.session;
    for (let i = 0; i < 3; i++) move(1);
    kernel._ws.close();
    for (let i = 0; i < 4; i++) move(1);
}"""

WATCH = """() => {
    const {kernel} = window.jupyterapp.shell.currentWidget.sessionContext.session;
    window.connection = [];
    kernel.connectionStatusChanged.connect((_, status) => { window.connection.push(status); });
}"""

IS_BACK = "() => window.connection.includes('connecting') && window.connection.at(-1) === 'connected'"


@pytest.mark.thorough
def test_a_figure_follows_again_when_a_dropped_connection_is_back(lab):
    lab.open_cells("from actlib import explore_neuron", "neuron = explore_neuron()\nneuron")
    page = lab.run_all().page
    slider = page.locator(".actlib-figure").get_by_role("slider", name="w₁")
    page.evaluate(WATCH)
    slider.evaluate(DROP)
    page.wait_for_function(IS_BACK)
    # Then ipywidgets asks the kernel for the state of every widget, and may set a slider back to what Python knew
    # before its last moves had arrived: here somebody goes on pressing until the figure follows.
    end = time.monotonic() + PATIENCE
    while not page.locator(".actlib-words").text_content().startswith("net = 2·1 "):
        assert time.monotonic() < end, "the figure does not follow any more"
        slider.press("End")
        page.wait_for_timeout(200)
    assert lab.value("neuron.w1") == 2.0
    assert slider.input_value() == slider.get_attribute("max")
