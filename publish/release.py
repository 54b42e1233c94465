"""python -m publish.release TAG PLACE: what is new in the version of a tag, or why it cannot be released yet."""

import re
import sys
import tomllib
from pathlib import Path

from .address import repository

ROOT = Path(__file__).parents[1]


def notes(root, tag, place):
    """The changelog's section for a release.

    Parameters
    ----------
    root : path
        The repository.
    tag : str
        v and the version.
    place : str
        Where the repository lies: the owner, a slash, the repository's name.

    Raises
    ------
    ValueError
        The tag is not the version of pyproject.toml, the changelog or the citation has no day for it, or links lead
        to another place.
    """
    root = Path(root)
    version = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    changes = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    if tag != f"v{version}":
        raise ValueError(f"the tag is {tag}, the version in pyproject.toml {version}")
    if repository(root) != place:
        raise ValueError(f"links lead to {repository(root)}: run python -m publish address {place}")
    section = re.search(rf"^## {re.escape(version)}, (\d{{4}}-\d\d-\d\d)$(.*?)(?=^## |\Z)", changes, re.M | re.S)
    if not section:
        raise ValueError(f"CHANGELOG.md has no day for {version}")
    if f"date-released: {section[1]}\n" not in (root / "CITATION.cff").read_text(encoding="utf-8"):
        raise ValueError(f"CITATION.cff does not say that {version} was released on {section[1]}")
    return section[2].strip() + "\n"


def main(arguments=None):
    """The command; `arguments` are those of the command line unless others are given."""
    tag, place = sys.argv[1:] if arguments is None else arguments
    try:
        print(notes(ROOT, tag, place), end="")
    except ValueError as error:
        sys.exit(f"no release: {error}")


if __name__ == "__main__":
    main()
