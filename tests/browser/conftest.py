"""The fixtures of the browser tests: one Chromium and one JupyterLab for all of them, and the series, executed once."""

import time
from concurrent.futures import ThreadPoolExecutor

import nbformat
import pytest
from support.lab import ROOT, JupyterLab, chromium

from publish.site.pages import Entry, execute_and_record


@pytest.fixture(scope="session")
def browser():
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def lab(browser):
    with JupyterLab(browser) as lab:
        yield lab


@pytest.fixture(scope="session")
def series(tmp_path_factory, worker_id):
    """The series as a list of Entry, executed and recorded; what one worker has executed no other does again."""
    base = tmp_path_factory.getbasetemp()
    shared = (base if worker_id == "master" else base.parent) / "executed"
    paths = sorted((ROOT / "notebooks").glob("*.ipynb"))

    def once(path):
        try:
            (shared / path.stem).mkdir(parents=True)
        except FileExistsError:
            return
        nbformat.write(execute_and_record(path), shared / f"{path.stem}.part")
        (shared / f"{path.stem}.part").rename(shared / path.name)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(once, paths))
    deadline = time.monotonic() + 300
    while missing := [path.name for path in paths if not (shared / path.name).exists()]:
        assert time.monotonic() < deadline, f"another worker has not executed {missing}"
        time.sleep(0.2)
    return [Entry(path.stem, nbformat.read(shared / path.name, 4)) for path in paths]
