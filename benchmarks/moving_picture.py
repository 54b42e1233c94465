"""The moving picture at the top of README.md, recorded from the real JupyterLab: `python benchmarks/moving_picture.py`

Writes `.github/course.webp`, a loop of a few seconds, and `.github/course.png`, the still for who wants less motion.
"""

import io
import sys
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))
from support.lab import JupyterLab, chromium  # noqa: E402

PAGE = {"viewport": {"width": 1100, "height": 760}, "device_scale_factor": 1.2}
FRAME, REST = 40, 400  # milliseconds that a picture stays, and that it rests where the pointer has arrived
PACE = 16  # pixels of the page from one picture to the next, at the fastest
LARGEST = 1_000_000, 150_000  # bytes of the moving picture and of the still
# One slider after the other, to these shares of its way and back: the end is the beginning.
WAYS = [("β", [0.9, 0.02]), ("probe x₀", [0.15])]

# A page's pictures come without the pointer: it is drawn where the mouse is.
POINTER = """() => {
    const arrow = document.body.appendChild(document.createElement("div"));
    arrow.innerHTML = `<svg width="22" height="28" viewBox="0 0 11 14">
        <path d="M.5.7V12L3.4 9.6 5.2 13.4 7.2 12.5 5.4 8.9H9.2Z" fill="black" stroke="white" /></svg>`;
    arrow.style.cssText = "position: fixed; pointer-events: none; z-index: 99999; left: 0; top: 0";
    addEventListener("mousemove", ({ clientX, clientY }) => {
        arrow.style.translate = `${clientX}px ${clientY}px`;
    }, true);
}"""
PAINTED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


class Film:
    """Pictures of a page while a mouse wanders over it, and the milliseconds that each stays."""

    def __init__(self, page, begin):
        self.page, self.place = page, begin
        self.pictures, self.stays = [], []
        page.mouse.move(*begin)
        self.take(REST)

    def take(self, stay):
        self.page.evaluate(PAINTED)
        self.pictures.append(Image.open(io.BytesIO(self.page.screenshot())).convert("RGB"))
        self.stays.append(stay)

    def go(self, end):
        """Move the mouse there, slow at both ends."""
        begin = self.place
        steps = max(6, round(1.5 * max(abs(b - a) for a, b in zip(begin, end)) / PACE))
        for t in (k / steps for k in range(1, steps + 1)):
            self.place = [a + (b - a) * (3 - 2 * t) * t * t for a, b in zip(begin, end)]
            self.page.mouse.move(*self.place)
            self.take(FRAME)
        self.stays[-1] = REST


def handle(slider, share=None):
    """Where on the page the handle of a slider lies, or would lie at this share of its way."""
    box, radius = slider.bounding_box(), 8
    if share is None:
        lowest, now, highest = slider.evaluate("({ min, value, max }) => [min, value, max].map(Number)")
        share = (now - lowest) / (highest - lowest)
    return [box["x"] + radius + share * (box["width"] - 2 * radius), box["y"] + box["height"] / 2]


def record(lab):
    """The film of the first notebook's first figure while its sliders are dragged."""
    page = lab.open(ROOT / "notebooks" / "00_start_here.ipynb").page
    page.evaluate("window.jupyterapp.commands.execute('application:toggle-left-area')")
    page.locator(".jp-CodeCell .cm-content").first.click()
    page.keyboard.press("Control+Enter")
    figure = page.locator(".actlib-figure").first
    figure.locator("svg path").first.wait_for()
    page.locator(".jp-MarkdownCell", has_text="Click the next cell").evaluate("(cell) => cell.scrollIntoView()")
    page.evaluate(POINTER)
    page.wait_for_timeout(1000)  # until the notebook has come to rest
    sliders = [figure.get_by_role("slider", name=name) for name, _ in WAYS]
    begin = [slider.input_value() for slider in sliders]
    page.mouse.click(*handle(sliders[0]))  # the slider has the focus at the end, too
    film = Film(page, handle(sliders[0]))
    for slider, (_, shares) in zip(sliders, WAYS):
        home = handle(slider)
        film.go(home)
        page.mouse.down()
        for share in shares:
            film.go(handle(slider, share))
        film.go(home)
        page.mouse.up()
    film.go(handle(sliders[0]))
    assert [slider.input_value() for slider in sliders] == begin, "the end is not the beginning"
    return film


def main():
    with chromium() as browser, JupyterLab(browser) as lab:
        lab.page = browser.new_page(**PAGE)
        film = record(lab)
    moving, still = ROOT / ".github" / "course.webp", ROOT / ".github" / "course.png"
    first, *others = film.pictures
    options = {"duration": film.stays, "loop": 0, "quality": 80, "method": 6, "minimize_size": True}
    first.save(moving, save_all=True, append_images=others, **options)
    first.save(still, optimize=True)
    for path, largest in zip((moving, still), LARGEST):
        size = path.stat().st_size
        assert size <= largest, f"{path} has {size} bytes"
        print(f"{path.name}: {size / 1000:.0f} kB")
    print(f"{len(film.pictures)} pictures, {sum(film.stays) / 1000:.1f} s")


if __name__ == "__main__":
    main()
