"""The folder into which something is published: an earlier edition is replaced, anything else is left alone."""

import shutil
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

MARK = ".published"  # the file that says whose folder it is


@contextmanager
def replace_folder(folder, kind):
    """A new folder to fill, which takes the place of `folder` once it is filled.

    Parameters
    ----------
    folder : path
        Absent, empty, or an earlier edition of the same `kind`.
    kind : str
        The word for what is published: "site", "slides" ...

    Raises
    ------
    FileExistsError
        `folder` holds something else; nothing is changed.
    """
    folder = Path(folder).resolve()
    mark = folder / MARK
    if folder.is_file() or folder.is_dir() and any(folder.iterdir()):
        if not mark.is_file() or mark.read_text(encoding="utf-8").strip() != kind:
            raise FileExistsError(f"{folder} is not an earlier {kind}: name another folder")
    with TemporaryDirectory() as work:
        made = Path(work) / "made"
        made.mkdir()
        yield made
        (made / MARK).write_text(f"{kind}\n", encoding="utf-8", newline="\n")
        folder.parent.mkdir(parents=True, exist_ok=True)
        if folder.exists():
            shutil.rmtree(folder)
        shutil.move(made, folder)
