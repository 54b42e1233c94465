"""The bar passes everything on, ends where the work ends, and says nothing of when it ran."""

import pytest

from actlib import progress
from actlib.widgets.progress_bar import _Bar


@pytest.fixture
def bars(monkeypatch):
    shown = []
    monkeypatch.setattr("actlib.widgets.progress_bar.display", shown.append)
    return shown


def test_everything_passes_and_the_bar_is_full(bars):
    assert list(progress(range(250), 250, "training")) == list(range(250))
    assert (bars[0].value, bars[0].max, bars[0].bar_style) == (250, 250, "success")


def test_work_that_is_interrupted_leaves_the_bar_where_it_was(bars):
    for step in progress(range(200), 200, "training"):
        if step == 99:
            break
    assert 95 <= bars[0].value < 100 and bars[0].bar_style == "warning"


def test_what_is_stored_is_the_label():
    bundle = _Bar(value=17, description="a < b")._repr_mimebundle_()
    assert bundle["text/plain"] == "a < b" and bundle["text/html"] == "<p>a &lt; b</p>"


def test_a_total_that_is_no_total_is_named(bars):
    with pytest.raises(ValueError, match="total must be at least 1, got 0"):
        list(progress([], 0, "training"))
