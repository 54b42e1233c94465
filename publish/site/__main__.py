"""python -m publish.site [FOLDER]: build the series in notebooks/ into FOLDER, by default site/."""

import argparse
from pathlib import Path

from . import build

parser = argparse.ArgumentParser(prog="python -m publish.site", description="Build the series as plain HTML.")
parser.add_argument("folder", nargs="?", type=Path, default=Path("site"), help="where the pages go (default: site)")
parser.add_argument("--notebooks", type=Path, default=Path("notebooks"), help="where the notebooks are")
arguments = parser.parse_args()

written = build(arguments.notebooks, arguments.folder)
for path in written:
    print(f"{path.stat().st_size / 1e6:7.2f} MB  {path}")
print(f"{sum(path.stat().st_size for path in written) / 1e6:7.2f} MB  in all; open {arguments.folder / 'index.html'}")
