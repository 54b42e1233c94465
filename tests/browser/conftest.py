"""The fixtures of the browser tests: one JupyterLab for all tests of a worker, and the site in a folder."""

import pytest
from support.lab import JupyterLab
from support.shared import make_once, shared_folder

from publish.site.pages import write


@pytest.fixture(scope="session")
def lab(browser):
    with JupyterLab(browser) as lab:
        yield lab


@pytest.fixture(scope="session")
def site(series, tmp_path_factory, worker_id):
    """The pages of the series, written once for all workers."""

    def build(folder):
        folder.mkdir()
        written = [path.stem for path in write(series, folder)]
        assert written == ["index", *(entry.name for entry in series), "glossary"]

    return make_once(shared_folder(tmp_path_factory, worker_id) / "site", build)
