"""The fixtures of the tests in other engines than Chromium's: each started once, and the pages of the series."""

import os

import pytest
from support.engines import ENGINES, WITHOUT, started

from publish.site.pages import write


@pytest.fixture(scope="session", params=ENGINES)
def engine(request):
    """Firefox and WebKit, one after the other; left out where it is not installed, unless REQUIRE_ENGINES is set."""
    if not ENGINES[request.param].program() and not os.environ.get("REQUIRE_ENGINES"):
        pytest.skip(f"{request.param} is {WITHOUT}")
    with started(request.param) as engine:
        yield engine


@pytest.fixture(scope="session")
def pages(series, tmp_path_factory):
    """The site in a folder; each page keeps account of the errors of its scripts from its first one on."""
    folder = tmp_path_factory.mktemp("pages")
    for path in write(series, folder):
        text = path.read_text(encoding="utf-8").replace("<script>", f"<script>{RECORD_ERRORS}</script><script>", 1)
        path.write_text(text, encoding="utf-8")
    return folder


RECORD_ERRORS = 'window.errors = []; addEventListener("error", ({message}) => errors.push(message));'
