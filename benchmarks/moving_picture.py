"""The moving picture at the top of README.md, recorded from the real JupyterLab: `python benchmarks/moving_picture.py`

Writes `.github/course.webp`, a loop of a few seconds, and `.github/course.png`, the still for who wants less motion.
"""

import io
import sys
from itertools import pairwise
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))
from support.lab import JupyterLab  # noqa: E402

SIZE = {"width": 1000, "height": 820}
STEPS = 12
FRAME, REST = 70, 700  # milliseconds that a picture stays; that it rests where a slider has arrived
LARGEST = 1_000_000  # bytes
# One slider after the other, to these shares of its way and back: the end is the beginning.
WAYS = [("β", [0.75, 0.05]), ("α", [0.4])]
MOVE = """(slider, position) => {
    slider.value = position;
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
}"""


def positions(begin, end, steps):
    """From one position to the next, slow at both ends, without the first."""
    return [round(begin + (end - begin) * (3 - 2 * t) * t * t) for t in (k / steps for k in range(1, steps + 1))]


def record(lab):
    """Pictures of the first notebook while its two sliders move, each with the milliseconds that it stays."""
    page = lab.open(ROOT / "notebooks" / "00_start_here.ipynb").page
    page.set_viewport_size(SIZE)
    page.locator(".jp-CodeCell .cm-content").first.click()
    page.keyboard.press("Shift+Enter")
    figure = page.locator(".actlib-figure").first
    figure.locator("svg path").first.wait_for()
    figure.get_by_role("slider", name="β").focus()
    page.mouse.move(0, 0)
    page.wait_for_timeout(1000)

    def picture():
        return Image.open(io.BytesIO(page.screenshot())).convert("RGB")

    taken = [(picture(), REST)]
    for name, shares in WAYS:
        slider = figure.get_by_role("slider", name=name)
        slider.focus()
        start, last = int(slider.input_value()), int(slider.get_attribute("max"))
        stops = [start, *(round(share * last) for share in shares), start]
        for begin, end in pairwise(stops):
            for position in positions(begin, end, STEPS):
                slider.evaluate(MOVE, position)
                taken.append((picture(), REST if position == end else FRAME))
    return taken


def main():
    with JupyterLab() as lab:
        pictures, stays = zip(*record(lab))
    still, moving = ROOT / ".github" / "course.png", ROOT / ".github" / "course.webp"
    pictures[STEPS // 2].quantize(128).save(still, optimize=True)
    options = {"duration": stays, "loop": 0, "quality": 80, "method": 6, "minimize_size": True}
    pictures[0].save(moving, save_all=True, append_images=pictures[1:], **options)
    assert moving.stat().st_size <= LARGEST, f"{moving} has {moving.stat().st_size} bytes"
    print(f"{moving.name}: {len(pictures)} pictures, {sum(stays) / 1000:.1f} s, {moving.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
