"""What takes long is made once in a run: by the first worker that needs it, for all of them."""

import time
from concurrent.futures import ThreadPoolExecutor

import nbformat

from publish.execution import ROOT, find_notebooks
from publish.site.pages import Entry, execute_and_record

PATIENCE = 1800  # seconds, for the whole series


def shared_folder(tmp_path_factory, worker_id):
    """The folder of this run that all workers see."""
    base = tmp_path_factory.getbasetemp()
    return base if worker_id == "master" else base.parent


def make_once(path, make):
    """Call `make` with the path of a file or folder to write, unless another worker has; it then stands at `path`.

    Returns
    -------
    Path
    """
    claim = path.with_name(f"{path.name}.claimed")
    part, failed = claim / "part", claim / "failed"
    try:
        claim.mkdir(parents=True)
    except FileExistsError:
        deadline = time.monotonic() + PATIENCE
        while not path.exists():
            assert not failed.exists(), f"another worker could not make {path.name}: {failed.read_text('utf-8')}"
            assert time.monotonic() < deadline, f"another worker has not made {path.name}"
            time.sleep(0.1)
        return path
    try:
        make(part)
    except BaseException as error:
        failed.write_text(repr(error), encoding="utf-8")
        raise
    part.rename(path)
    return path


def stored_series():
    """The series as a list of Entry, as its notebooks are stored."""
    return _read(find_notebooks(ROOT / "notebooks"))


def _read(paths):
    return [Entry(path.stem, nbformat.read(path, 4)) for path in paths]


def executed_series(folder):
    """The series as a list of Entry, executed and recorded into `folder`."""
    paths = find_notebooks(ROOT / "notebooks")

    def execute_one(path):
        return make_once(folder / path.name, lambda part: nbformat.write(execute_and_record(path), part))

    with ThreadPoolExecutor(2) as pool:
        return _read(pool.map(execute_one, paths))
