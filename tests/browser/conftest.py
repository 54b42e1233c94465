"""The fixture of the browser tests: one JupyterLab and one Chromium for all of them."""

import pytest
from jupyterlab import JupyterLab


def pytest_itemcollected(item):
    # One JupyterLab is enough: `pytest -n 2 --dist loadgroup` keeps these tests on one worker.
    item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def lab():
    with JupyterLab() as lab:
        yield lab
