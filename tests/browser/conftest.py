"""The fixture of the browser tests: one JupyterLab for all tests of a worker."""

import pytest
from support.lab import JupyterLab


@pytest.fixture(scope="session")
def lab(browser):
    with JupyterLab(browser) as lab:
        yield lab
