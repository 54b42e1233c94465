"""What all tests share: the series executed once, and what was measured, told at the end of the run."""

import pytest
from hypothesis import settings
from support.lite import build_lite
from support.shared import executed_series, make_once, shared_folder, stored_series

collect_ignore = ["conftest.py"]  # no doctests here, and the one in browser/ has the same name

# How long an example takes is the machine's affair and fails no test.
settings.register_profile("course", deadline=None)
settings.load_profile("course")


@pytest.fixture(scope="session")
def series(request, tmp_path_factory, worker_id):
    """The series as a list of Entry, executed and recorded; what one worker has executed no other does again.

    In `make test` it is as stored, which is how nbval finds it to be: its pages open, their figures stand still.
    """
    if request.config.option.markexpr == "not thorough":
        return stored_series()
    return executed_series(shared_folder(tmp_path_factory, worker_id) / "executed")


@pytest.fixture(scope="session")
def browser():
    """One Chromium for all tests of a worker: Playwright allows one at a time in a process."""
    from support.lab import chromium

    with chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def lite_site(tmp_path_factory, worker_id):
    """The JupyterLite site, built once."""

    def build(folder):
        made = build_lite(folder)
        assert made.returncode == 0, made.stderr

    return make_once(shared_folder(tmp_path_factory, worker_id) / "lite-site", build)


@pytest.fixture
def tell(record_property):
    """A function: the line it is given stands in the summary of the run."""
    return lambda line: record_property("told", line)


def pytest_terminal_summary(terminalreporter):
    told = [
        line
        for reports in terminalreporter.stats.values()
        for report in reports
        for name, line in getattr(report, "user_properties", [])
        if name == "told" and report.when == "call"
    ]
    if told:
        terminalreporter.section("measured")
        for line in told:
            terminalreporter.write_line(line)
