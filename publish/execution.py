"""Notebooks run from the first cell to the last in fresh kernels: the one executor of everything that is published."""

import asyncio
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from nbclient import NotebookClient

ROOT = Path(__file__).parents[1]


def execute(notebook, folder, *kernel_arguments):
    """Run `notebook` in place: its outputs hold what a fresh kernel answers, and no time and no widget state.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        Changed by the call.
    folder : path
        Where the kernel starts.
    *kernel_arguments : str
        What the kernel is started with.

    Raises
    ------
    nbclient.exceptions.CellExecutionError
        A cell raises.
    """
    client = NotebookClient(
        notebook,
        timeout=120,
        kernel_name="python3",
        record_timing=False,
        store_widget_state=False,
        coalesce_streams=True,
        extra_arguments=list(kernel_arguments),
        resources={"metadata": {"path": str(folder)}},
    )
    # The kernel starts in the notebook's folder, and what records its widgets lies in this one.
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}
    # Not client.execute(), which leaves behind one open event loop for every thread that calls it; and in a thread of
    # its own, because the caller's may have a loop that runs.
    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: asyncio.run(client.async_execute(env=environment))).result()


def find_notebooks(folder):
    """Paths of the notebooks of a folder, in order; FileNotFoundError if there is none."""
    paths = sorted(Path(folder).glob("*.ipynb"))
    if not paths:
        raise FileNotFoundError(f"no notebook in {folder}")
    return paths


def for_each(paths, work):
    """What `work` returns for each of `paths`, in order; two at a time, because each waits for a kernel."""
    with ThreadPoolExecutor(2) as pool:
        yield from pool.map(work, paths)
