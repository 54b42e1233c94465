"""`python tests/support/first_curve.py`: waits for the course's JupyterLab of this user, and moves its first curve.

What `make lab` opens, tried as a learner does: run the first cells, focus a slider, press keys. Needs Playwright.
"""

import json
import sys
import time
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from support.browser import find_browser  # noqa: E402

PATIENCE = 300  # seconds, in which an environment is made, too
SHAPE = """() => [...document.querySelectorAll(".actlib-figure")[0].querySelectorAll("svg path")]
    .map((path) => path.getAttribute("d")).join()"""


def running_server():
    """Address of the JupyterLab that this user has started, as its own file says it."""
    folder = Path.home() / ".local" / "share" / "jupyter" / "runtime"
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        for path in folder.glob("jpserver-*.json"):
            try:
                server = json.loads(path.read_text(encoding="utf-8"))
                urlopen(f"{server['url']}api/status?token={server['token']}", timeout=5)
            except (OSError, ValueError):
                continue  # it is still being written, or not ready yet
            return server
        time.sleep(0.5)
    raise TimeoutError(f"no JupyterLab has started: nothing in {folder}")


def main():
    server = running_server()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser())
        page = browser.new_page(viewport={"width": 1280, "height": 960})
        page.set_default_timeout(PATIENCE * 1000)
        page.goto(f"{server['url']}lab/tree/00_start_here.ipynb?token={server['token']}")
        page.locator(".jp-Notebook .jp-CodeCell").first.wait_for()
        page.locator(".jp-RenderedHTML img[alt]").first.wait_for()
        cell, curve = page.locator(".jp-CodeCell").first, page.locator(".actlib-figure svg path").first
        deadline = time.monotonic() + PATIENCE
        while not curve.count() and time.monotonic() < deadline:
            if cell.locator(".jp-InputPrompt").inner_text() != "[*]:":
                # JupyterLab drops what is run before the kernel has answered for the first time.
                cell.locator(".cm-content").click()
                page.keyboard.press("Shift+Enter")
            page.wait_for_timeout(1000)
        slider = page.locator(".actlib-figure input[type=range]").first
        before = page.evaluate(SHAPE)
        slider.focus()
        page.keyboard.press("End")
        page.wait_for_function(f"(before) => ({SHAPE})() !== before", arg=before)
        browser.close()
    print(f"The first curve has moved at {server['url']}")


if __name__ == "__main__":
    main()
