"""What a server stores of widgets: pictures and words stay, views go where their models will be gone."""

import subprocess
import sys

import pytest
from ipywidgets import FloatSlider, VBox, interactive

from actlib import explore, swish
from actlib.saving import RUN_AGAIN, WIDGET_STATE, WIDGET_VIEW, keep_pictures
from actlib.widgets.page_line import PageLine
from publish.cells import svg_of


def save(*bundles, **metadata):
    """The bundles as they are stored."""
    outputs = [{"output_type": "display_data", "data": dict(bundle), "metadata": {}} for bundle in bundles]
    cells = [{"cell_type": "markdown", "source": ""}, {"cell_type": "code", "source": "", "outputs": outputs}]
    keep_pictures({"type": "notebook", "content": {"cells": cells, "metadata": metadata}}, path="a.ipynb")
    return [output["data"] for output in outputs]


def test_a_live_figure_leaves_its_picture():
    (stored,) = save(explore(swish)._repr_mimebundle_()[0])
    assert WIDGET_VIEW not in stored and svg_of({"data": stored}).startswith("<svg")
    assert stored["text/plain"] != RUN_AGAIN


@pytest.mark.parametrize(
    "widget",
    [FloatSlider(), VBox([FloatSlider()]), interactive(lambda x: x, x=(0.0, 1.0))],
    ids=["slider", "box", "interact"],
)
def test_a_widget_without_a_picture_leaves_a_sentence(widget):
    (stored,) = save(widget._repr_mimebundle_())
    assert stored == {"text/plain": RUN_AGAIN}


def test_the_page_s_own_line_leaves_nothing():
    (stored,) = save(PageLine()._repr_mimebundle_()[0])
    assert stored == {"text/plain": ""}


def test_a_view_whose_state_is_stored_stays():
    view = {WIDGET_VIEW: {"model_id": "kept"}, "text/plain": "FloatSlider()"}
    gone = {WIDGET_VIEW: {"model_id": "gone"}, "text/plain": "FloatSlider()"}
    assert save(view, gone, widgets={WIDGET_STATE: {"state": {"kept": {}}}}) == [view, {"text/plain": RUN_AGAIN}]


@pytest.mark.parametrize("model", [{"type": "file", "content": "text"}, {"type": "notebook", "content": None}])
def test_what_is_no_notebook_is_left_alone(model):
    before = dict(model)
    keep_pictures(model)
    assert model == before


def test_saving_needs_no_server():
    code = "import sys, actlib.saving; print('jupyter_server' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "False\n"
