"""The browser of the tests: found on the machine, or installed. `python tests/support/browser.py` makes sure of it.

Needs nothing but Python; Playwright's own browser is tried where Playwright is installed.
"""

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "msedge")
# Where macOS and Windows keep programs, which lie on no PATH.
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "{ProgramFiles}/Google/Chrome/Application/chrome.exe",
    "{ProgramFiles(x86)}/Google/Chrome/Application/chrome.exe",
    "{ProgramFiles(x86)}/Microsoft/Edge/Application/msedge.exe",
)
CURES = {
    "linux": "Install Chromium (Debian: sudo apt install chromium) or Google Chrome, or set CHROMIUM to its path.",
    "darwin": "Install Google Chrome (brew install --cask google-chrome), or set CHROMIUM to its path.",
    "win32": "Install Google Chrome (winget install Google.Chrome), or set CHROMIUM to its path.",
}
WITHOUT = "Without a browser, everything else is tested by: {python} -m pytest --ignore=tests/browser"


def find_browser():
    """Path of a browser of the Chromium family, or None.

    Returns
    -------
    str or None
        What the environment variable CHROMIUM says, else the first one on the machine, else Playwright's own.
    """
    if path := os.environ.get("CHROMIUM"):
        return path
    on_path = filter(None, map(shutil.which, NAMES))
    elsewhere = (place.format_map(_Environment()) for place in PLACES)
    return next(on_path, None) or next(filter(os.path.isfile, elsewhere), None) or _playwright_s_own()


class _Environment(dict):
    def __missing__(self, name):
        return os.environ.get(name, "")


def _playwright_s_own():
    if not find_spec("playwright"):
        return None
    # In a process of its own, because Playwright allows one at a time.
    code = """from playwright.sync_api import sync_playwright
with sync_playwright() as playwright: print(playwright.chromium.executable_path)"""
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip()
    return said if said and Path(said).is_file() else None


def starts(path):
    """Whether this browser shows a page: one without its system libraries is a file that does not."""
    try:
        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--dump-dom"]
        said = subprocess.run([path, *flags, "about:blank"], capture_output=True, text=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return said.returncode == 0 and "<html>" in said.stdout


def install_browser():
    """Install one: Playwright's, where that can be had; else the system's package, on Debian where the user may.

    Returns
    -------
    str or None
        Its path, if it starts.
    """
    if find_spec("playwright"):
        _run([sys.executable, "-m", "playwright", "install", "chromium"])
        if (path := _playwright_s_own()) and starts(path):
            return path
    if shutil.which("apt-get"):
        may = [] if os.geteuid() == 0 else ["sudo", "-n"]
        if not may or shutil.which("sudo") and _run([*may, "true"]):
            _run([*may, "apt-get", "update", "-qq"])
            _run([*may, "apt-get", "install", "-y", "-qq", "chromium"])
            if (path := shutil.which("chromium")) and starts(path):
                return path
    return None


def _run(command):
    """Whether the command succeeded; what it says goes where errors go."""
    try:
        return subprocess.run(command, stdout=sys.stderr, timeout=600).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def main():
    path = find_browser()
    if path and starts(path) or (not os.environ.get("CHROMIUM") and (path := install_browser())):
        print(f"The tests use {path}")
        return 0
    if chosen := os.environ.get("CHROMIUM"):
        print(f"CHROMIUM is {chosen}, which does not start.", file=sys.stderr)
    print(CURES.get(sys.platform, CURES["linux"]), file=sys.stderr)
    print(WITHOUT.format(python=os.path.relpath(sys.executable)), file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
