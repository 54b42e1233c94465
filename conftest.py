"""What every run of pytest here needs, of a part or of all: one core for each worker, and what is long begins first."""

import os

# Two workers share the machine: linear algebra that spreads over all cores only makes them wait for each other.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def pytest_collection_modifyitems(items):
    """The sweep, then the notebooks, the last ones first: at the end both workers have short work left."""

    def turn(item):
        if item.path.name == "test_every_notebook.py":
            return 0, 0
        return (1, -int(item.path.name[:2])) if item.path.suffix == ".ipynb" else (2, 0)

    items.sort(key=turn)
