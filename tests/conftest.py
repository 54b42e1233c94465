"""What tests have measured and counted is told at the end of the run, whichever worker ran them."""

import pytest

collect_ignore = ["conftest.py"]  # no doctests here, and the one in browser/ has the same name


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
