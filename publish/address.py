"""Where the repository lies: said by [project.urls] in pyproject.toml, written out again wherever a link needs it."""

import re
import subprocess
import tomllib
from pathlib import Path

HOST = "https://github.com/"
PLACE = r"[A-Za-z0-9][\w.-]*/[\w-][\w.-]*"  # the owner, a slash, the repository's name
# What names the place of this repository, and never of another one: installing, cloning, Binder, Colab, nbgitpuller.
LINKS = re.compile(
    rf"(?:git\+{HOST}|git clone (?:-\w+ )*{HOST}|mybinder\.org/v2/gh/|colab\.research\.google\.com/github/"
    rf"|git-pull\?repo={HOST})({PLACE}?)(?=[/\"&\s`?]|\.git\b|$)",
    re.M,
)


def repository(root):
    """The place as pyproject.toml in the folder `root` says it: the owner, a slash, the repository's name.

    Raises
    ------
    ValueError
        It is not the address of a repository on GitHub.
    """
    project = tomllib.loads((Path(root) / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    found = re.fullmatch(f"{HOST}({PLACE})", project["urls"]["Repository"])
    if not found:
        raise ValueError(f"{project['urls']['Repository']} is not {HOST} with an owner and a repository")
    return found[1]


def texts(root):
    """Every file of the repository in `root` that is a text, with the text."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=root, check=True, capture_output=True, text=True).stdout
    for path in (Path(root) / name for name in listed.split("\0") if name):
        try:
            yield path, path.read_bytes().decode("utf-8")
        except (UnicodeDecodeError, FileNotFoundError):
            continue


def move(root, place):
    """Write `place` wherever the files of `root` name the old one; the paths of the files that changed.

    Raises
    ------
    ValueError
        `place` is not an owner and a repository.
    """
    if not re.fullmatch(PLACE, place):
        raise ValueError(f"{place} is not an owner and a repository, such as octocat/course")
    old, changed = repository(root), []
    for path, text in texts(root):
        new = re.sub(rf"(?<![\w.-]){re.escape(old)}(?![\w-])", place, text)
        # nbgitpuller opens a folder that has the name of the repository.
        new = new.replace(f"lab/tree/{old.split('/')[1]}/", f"lab/tree/{place.split('/')[1]}/")
        if new != text:
            path.write_bytes(new.encode("utf-8"))
            changed.append(path)
    return changed
