"""The fixtures of the browser tests: one Chromium and one JupyterLab for all tests of a worker."""

import pytest
from support.lab import JupyterLab, chromium


@pytest.fixture(scope="session")
def browser():
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def lab(browser):
    with JupyterLab(browser) as lab:
        yield lab
