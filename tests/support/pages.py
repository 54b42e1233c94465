"""A live figure on a page without a kernel, held against matplotlib's own drawing of the same values."""

from .painting import differences
from .sweep import SNAPSHOT


def assert_shows(shown, figure, **values):
    """That the figure at the locator `shown` shows what Python's `figure` draws at these values, and its words."""
    seen = shown.evaluate(SNAPSHOT)
    assert differences(seen["parts"], figure, figure.values(**values)) == []
    assert figure.words(**values) in seen["words"]
