"""A connection that drops while a figure waits for its kernel."""

import pytest

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

IS_BACK = "() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.connectionStatus === 'connected'"


@pytest.mark.thorough
def test_moves_over_a_dropped_connection_are_drawn_when_it_is_back(lab):
    lab.open_cells("from actlib import explore_neuron", "neuron = explore_neuron()\nneuron")
    page = lab.run_all().page
    slider = page.locator(".actlib-figure").get_by_role("slider", name="w₁")
    slider.evaluate(DROP)
    page.wait_for_timeout(500)
    page.wait_for_function(IS_BACK)
    slider.press("ArrowRight")
    page.wait_for_function("""document.querySelector('.actlib-words').textContent.startsWith('net = 2·1 ')""")
    assert lab.value("neuron.w1") == 2.0
