"""python -m publish site|slides|student|questions|lite [FOLDER]: what can be made of the series, each into a folder.

python -m publish notebooks [NAME ...] executes notebooks in place and stores what they answer; glossary brings the
page of their terms up to date; address writes where the repository lies into every link that leads there.
"""

import argparse
import os
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
KINDS = {
    "site": "the series as plain HTML, to read without Python",
    "slides": "a deck of slides of every notebook and of every plan, to project without Python",
    "student": "the edition to hand out: no solutions, every exercise proven",
    "questions": "all questions with their reasons, for Moodle and as a page",
    "lite": "the course for any web server, with Python in the reader's browser",
}


def publish_site(notebooks, folder):
    from .site import build

    report_pages(build(notebooks, folder))
    print(f"open {folder / 'index.html'}")


def publish_slides(notebooks, folder):
    from .decks import build

    os.environ.setdefault("ACTLIB_PROJECTOR", "1")  # figures for the back row, unless their size is said already
    report_pages(build(notebooks, folder))


def publish_student(notebooks, folder):
    from .student import build

    made = build(notebooks, folder)
    for name, (stubs, solved) in made.items():
        print(f"{name:32} {len(stubs)} stub fails, {len(solved)} solution passes")
    print(
        f"{sum(len(stubs) for stubs, _ in made.values())} exercises in {len(made)} notebooks: every stub fails its "
        f"check, every solution passes it; the student edition is in {folder}"
    )


def publish_questions(notebooks, folder):
    from .question_bank import build

    count = build(notebooks, folder)
    print(f"{count} questions: {folder / 'questions.gift'} for Moodle, {folder / 'questions.md'} to read")


def publish_lite(notebooks, folder):
    from .lite import build

    build(notebooks, folder)
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    print(f"{size / 1e6:.0f} MB; to try it: python -m http.server --directory {folder}, then open lab/index.html there")


def report_pages(paths):
    for path in paths:
        print(f"{path.stat().st_size / 1e6:7.2f} MB  {path}")
    print(f"{sum(path.stat().st_size for path in paths) / 1e6:7.2f} MB  in all")


def store_notebooks(notebooks, names):
    from .notebooks import store

    for name in store(notebooks, names):
        print(name)


def store_glossary(notebooks):
    from .glossary import store

    print(store(notebooks))


def store_address(place):
    from .address import move

    try:
        changed = move(ROOT, place)
    except ValueError as error:
        sys.exit(str(error))
    for path in changed:
        print(path.relative_to(ROOT))


def main(arguments=None):
    """The command; `arguments` are those of the command line unless others are given."""
    parser = argparse.ArgumentParser(prog="python -m publish", description="Make something of the notebooks.")
    parser.add_argument("--notebooks", type=Path, default=ROOT / "notebooks", help="the folder where they lie")
    kinds = parser.add_subparsers(dest="kind", required=True)
    for kind, what in KINDS.items():
        one = kinds.add_parser(kind, help=what, description=f"Make {what}. An earlier edition is replaced.")
        one.add_argument("folder", nargs="?", type=Path, default=Path(kind), help=f"where it goes (default: {kind})")
    stored = kinds.add_parser("notebooks", help="execute the series again and store what it answers")
    stored.add_argument("names", nargs="*", help="such as 06_swish; without a name, all of them")
    kinds.add_parser("glossary", help="make the glossary anew from the definitions in the notebooks")
    address = kinds.add_parser("address", help="write where the repository lies into every link that leads there")
    address.add_argument("place", metavar="OWNER/NAME", help="on GitHub")
    given = parser.parse_args(arguments)
    try:
        if given.kind == "notebooks":
            store_notebooks(given.notebooks, given.names)
        elif given.kind == "glossary":
            store_glossary(given.notebooks)
        elif given.kind == "address":
            store_address(given.place)
        else:
            globals()[f"publish_{given.kind}"](given.notebooks, given.folder)
    except (FileExistsError, FileNotFoundError) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
