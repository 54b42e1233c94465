"""Where the course lies: in the package, as the wheel brings it, or in the repository to which the package belongs."""

import shutil
from pathlib import Path

HERE = Path(__file__).resolve().parent
FOLDERS = [HERE / "notebooks", HERE.parent / "notebooks"]
START = "00_start_here.ipynb"


def find_course():
    """The folder with the notebooks and their data; FileNotFoundError if there is none."""
    for folder in FOLDERS:
        if (folder / START).is_file():
            return folder
    raise FileNotFoundError(f"the notebooks are neither in {FOLDERS[0]} nor in {FOLDERS[1]}: install actlib again")


def copy_course(folder):
    """Copy the notebooks and their data into `folder`, unless they are there: a learner's work is never overwritten.

    Parameters
    ----------
    folder : path

    Returns
    -------
    bool
        Whether it was copied.

    Raises
    ------
    FileNotFoundError
        The notebooks are missing.
    FileExistsError
        `folder` holds something, but not the course.
    """
    source, folder = find_course(), Path(folder)
    if folder.is_dir() and (folder / START).is_file():
        return False
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FileExistsError(f"{folder} is there already and is not the course: name another folder")
    unneeded = shutil.ignore_patterns("__init__.py", "__pycache__", ".*")
    shutil.copytree(source, folder, ignore=unneeded, dirs_exist_ok=True)
    return True
