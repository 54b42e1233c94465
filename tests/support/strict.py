"""Tests in which every warning is an error."""

import pytest

# ipywidgets before 8.1.5 asks traitlets in a way that has been deprecated for long; and a connection that an earlier
# test has left open may be collected, and complained about, during any other.
STRICT = pytest.mark.filterwarnings(
    "error", "ignore:Deprecated in traitlets 4.1", "ignore:unclosed <socket:ResourceWarning"
)
