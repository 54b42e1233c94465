"""The fixture of the browser tests: one JupyterLab and one Chromium for all of them."""
import pytest
from lab import JupyterLab


@pytest.fixture(scope="session")
def lab():
    with JupyterLab() as lab:
        yield lab
