"""A plain `jupyter lab` in an environment with actlib: what it saves shows its pictures when it is opened again."""

import pytest
from support.lab import ASKS_ABOUT_NEWS, ROOT, JupyterLab

from actlib.saving import RUN_AGAIN, WIDGET_VIEW
from actlib.widgets.setup_check import NO_EXTENSION

pytestmark = pytest.mark.thorough
CELLS = [
    "from actlib import check_setup, explore, swish\nfrom ipywidgets import FloatSlider, VBox, interact",
    "check_setup()",
    "explore(swish)",
    "VBox([FloatSlider()])",
    "_ = interact(lambda x: x, x=(0.0, 1.0))",
]
WITHOUT = "--ServerApp.jpserver_extensions={'actlib.server': False}"


def test_a_saved_notebook_shows_pictures_and_sentences_and_no_error(lab):
    lab.open_cells(*CELLS).run_all()
    lab.page.locator(".actlib-setup").wait_for()
    assert NO_EXTENSION not in lab.page.locator(".actlib-setup").inner_text()
    lab.save().shut_down_kernels()
    stored = [output for cell in lab.saved("cells.ipynb").cells for output in cell.outputs]
    assert len(stored) >= 5 and not any(WIDGET_VIEW in output.get("data", {}) for output in stored)
    page = lab.reopen("cells.ipynb").page
    page.locator(".jp-RenderedHTML img[alt]").wait_for()
    assert page.get_by_text(RUN_AGAIN).count() == 2
    assert page.get_by_text("Error displaying widget").count() == 0


def test_a_page_shows_its_pictures_before_it_runs_and_asks_about_no_news(lab):
    page = lab.open(ROOT / "notebooks" / "06_swish.ipynb").page
    page.locator(".jp-RenderedHTML img[alt]").first.wait_for()
    assert not page.evaluate(ASKS_ABOUT_NEWS)


def test_where_the_extension_is_missing_the_check_cell_says_so_and_why_it_matters(browser):
    with JupyterLab(browser, WITHOUT) as lab:
        lab.open_cells(*CELLS).run_all()
        lab.page.locator(".actlib-setup", has_text=NO_EXTENSION).wait_for()
        lab.save().shut_down_kernels()
        lab.reopen("cells.ipynb").page.get_by_text("Error displaying widget").first.wait_for()
