"""The command `actlib`, also `python -m actlib`: opens the course, or says whether this machine can show it."""

import argparse
import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from .course import FOLDERS, START, copy_course
from .widgets.setup_check import NO_EXTENSION, kernel_findings

FOLDER = "activation-functions"


def open_course(folder, options):
    """Open the course in JupyterLab: the clone's own notebooks, elsewhere a copy in `folder`.

    Returns
    -------
    int
        What JupyterLab returned.
    """
    if find_spec("jupyterlab") is None:
        raise ModuleNotFoundError("JupyterLab is not installed here. Cure: pip install jupyterlab ipykernel")
    clone = FOLDERS[1]
    if folder is None and (clone / START).is_file() and not FOLDERS[0].exists():
        course = clone
    else:
        course = Path(folder or FOLDER).resolve()
        said = "the course is now in" if copy_course(course) else "nothing was copied; opening what is already in"
        print(f"{said} {course}", flush=True)
    # The file browser shows the notebooks, not whatever lies around the folder.
    command = [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={course}", str(course / START), *options]
    try:
        return subprocess.run(command).returncode
    except KeyboardInterrupt:
        return 0


def server_findings():
    """Whether a server started from this environment would have actlib's extension: a list of one sentence or none."""
    try:
        from jupyter_core.paths import jupyter_config_path
    except ImportError:
        return ["Server: JupyterLab is not installed here. Cure: pip install jupyterlab ipykernel."]
    enabled = None
    for folder in reversed(jupyter_config_path()):  # the first has the last word
        parts = sorted(Path(folder, "jupyter_server_config.d").glob("*.json"))
        for path in [*parts, Path(folder, "jupyter_server_config.json")]:
            try:
                said = json.loads(path.read_text(encoding="utf-8"))
                enabled = said["ServerApp"]["jpserver_extensions"].get("actlib.server", enabled)
            except (OSError, ValueError, KeyError, TypeError, AttributeError):
                continue  # about something else, or not to be read: Jupyter itself complains of that
    return [] if enabled else [NO_EXTENSION]


def check():
    """Print what is missing for live figures; 1 if anything is."""
    findings = [*kernel_findings(), *server_findings()]
    print("\n".join(findings) or "Ready: kernel, page and server have what live figures need.")
    return int(bool(findings))


def main(arguments=None):
    """The command; `arguments` are those of the command line unless others are given. Returns the exit code."""
    parser = argparse.ArgumentParser(prog="actlib", description="Activation functions, by hand: an interactive course.")
    commands = parser.add_subparsers(dest="command", required=True)
    opening = "open the course in JupyterLab; further options are JupyterLab's"
    lab = commands.add_parser("lab", help=opening, description=opening)
    lab.add_argument("folder", nargs="?", help=f"where the course is or is to be copied to (default: {FOLDER})")
    commands.add_parser("check", help="say whether this machine can show the course", description=check.__doc__)
    given, options = parser.parse_known_args(arguments)
    if given.command == "check":
        if options:
            parser.error(f"unrecognized arguments: {' '.join(options)}")
        return check()
    try:
        return open_course(given.folder, options)
    except (FileExistsError, FileNotFoundError, ModuleNotFoundError) as error:
        parser.exit(1, f"{error}\n")


if __name__ == "__main__":
    sys.exit(main())
