"""How long after a key press on a slider is the new picture on the screen? `python benchmarks/slider_latency.py`

Plain `interact`, ipympl, the two floors (a link inside the browser, a round trip through the kernel) and the two
kinds of live figure of this project stand in one notebook, in one JupyterLab, in one Chromium, and take turns;
the server is configured as `make lab` configures it.
Absolute times belong to the machine; the ratios travel.
"""

import datetime
import os
import platform
import statistics
import sys
import time
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
from support.lab import JupyterLab  # noqa: E402

WARM_UP, PRESSES = 4, 44
BEFORE_HOME = 24  # presses before a slider starts over: none of them is shorter
DRAGS, DRAG_SECONDS, MOVES_A_SECOND = 3, 2, 60
QUIET = 250  # milliseconds in which whatever a step still sends can arrive

# The ways that draw anew draw what explore(swish) shows, both curves, the axes through zero, a legend, as large;
# INTERACT_FIVE draws what explore() shows: two panels with five curves each.
SETUP = """import matplotlib.pyplot as plt
import numpy as np
from ipympl.backend_nbagg import Canvas, FigureManager
from ipywidgets import FloatProgress, FloatSlider, Label, interact, jslink
from matplotlib.figure import Figure
from actlib import ACTIVATIONS, explore, explore_neuron, live, swish, swish_prime
%matplotlib inline
x = np.linspace(-5, 5, 201)
def slider():
    return FloatSlider(min=-5, max=5, step=0.1)
def plot(figure, beta):
    axes = figure.add_subplot(xlim=(-5, 5), ylim=(-1.6, 4.4), aspect="equal", xlabel="x")
    axes.axhline(0, color="lightgray")
    axes.axvline(0, color="lightgray")
    value, = axes.plot(x, swish(x, beta), label="Swish")
    slope, = axes.plot(x, swish_prime(x, beta), "--", label="derivative")
    axes.legend(loc="upper left")
    return value, slope"""

INTERACT = """def draw(beta):
    plot(plt.figure(figsize=(7.6, 4.9)), beta)
    plt.show()
_ = interact(draw, beta=slider())"""

INTERACT_FIVE = """def draw_five(beta):
    figure = plt.figure(figsize=(7.6, 3.7), layout="constrained")
    left, right = figure.subplots(1, 2)
    for row in ACTIVATIONS.values():
        parameter = [beta] if row.name == "swish" else []
        left.plot(x, row.function(x, *parameter), color=row.color, ls=row.linestyle, label=row.title)
        right.plot(x, row.derivative(x, *parameter), color=row.color, ls=row.linestyle)
    left.set(xlim=(-5, 5), ylim=(-1.6, 3.4), title="value")
    right.set(xlim=(-5, 5), ylim=(-0.3, 2.15), title="slope")
    figure.legend(loc="outside upper center", ncols=5)
    plt.show()
_ = interact(draw_five, beta=slider())"""

OWN = """def picture(ax, beta=1.0):
    ax.set(xlim=(-5, 5), ylim=(-1.6, 4.4), aspect="equal", xlabel="x")
    ax.axhline(0, color="lightgray")
    ax.axvline(0, color="lightgray")
    ax.plot(x, swish(x, beta), label="Swish")
    ax.plot(x, swish_prime(x, beta), "--", label="derivative")
live(picture, beta=(-5.0, 5.0, 0.1), legend="upper left")"""

IPYMPL = """figure, beta = Figure(figsize=(7.6, 4.9)), slider()
canvas = Canvas(figure)
manager = FigureManager(canvas, 1)
value, slope = plot(figure, beta.value)
def move(change):
    value.set_ydata(swish(x, change.new))
    slope.set_ydata(swish_prime(x, change.new))
    canvas.draw_idle()
beta.observe(move, "value")
display(beta, canvas)"""

BROWSER_LINK = """source, bar = slider(), FloatProgress(min=-5, max=5)
jslink((source, "value"), (bar, "value"))
display(source, bar)"""

KERNEL_ECHO = """beta, label = slider(), Label("-")
label.add_class("echo")
def tell(change):
    label.value = str(change.new)
beta.observe(tell, "value")
display(beta, label)"""


@dataclass(frozen=True)
class Way:
    """One cell of the notebook: what is pressed, what is dragged along, and what then changes."""

    name: str
    cell: str
    picture: str
    handle: str = ".noUi-handle"
    track: str = ".noUi-base"


def live(name, cell, parameter):
    slider = f".actlib-figure input[data-parameter='{parameter}']"
    return Way(name, cell, ".actlib-picture path", slider, slider)


WAYS = {
    "interact": Way("`interact`, the picture of `explore(swish)`", INTERACT, "img"),
    "interact five": Way("`interact`, the picture of `explore()`", INTERACT_FIVE, "img"),
    "ipympl": Way("ipympl, `set_ydata` and `draw_idle`", IPYMPL, "canvas"),
    "browser": Way("floor: `jslink`, slider to progress bar", BROWSER_LINK, ".progress-bar"),
    "kernel": Way("floor: kernel echo, slider to label", KERNEL_ECHO, ".echo"),
    "first": live("**`explore()`**, the first notebook's", "explore()", "beta"),
    "one": live("**`explore(swish)`**", "explore(swish)", "beta"),
    "own": live("**`live(picture)`**, of a learner's own", OWN, "beta"),
    "several": live("**`explore_neuron()`**", "explore_neuron()", "w1"),
}

# A ratio, what it is a ratio to, and the most it may be (the project's bars).
BARS = [
    ("first", "browser", 1.25),
    ("first", "interact five", 1 / 8),
    ("own", "browser", 1.25),
    ("own", "interact", 1 / 8),
    ("several", "kernel", 1.3),
]

# The same for every way: something changes, the frame that shows it is painted, the clock stops. An image has changed
# once it is loaded, a canvas once it is drawn on, anything else once the document differs. A callback of
# requestAnimationFrame runs before its frame is painted, a message posted from there arrives after; a change made in
# such a callback belongs to the frame at hand, not to the next.
STOPWATCH = """
const nextFrame = window.requestAnimationFrame.bind(window);
let beforePaint = false;
window.requestAnimationFrame = callback => nextFrame(time => {
    beforePaint = true;
    try { callback(time); } finally { queueMicrotask(() => { beforePaint = false; }); }
});
const afterPaint = () => {
    const {port1, port2} = new MessageChannel();
    port1.onmessage = painted;
    port2.postMessage(null);
};
let root = null, selector = "", waiting = false, pressed = null, report = null;
const painted = () => {
    waiting = false;
    stopwatch.pictures += 1;
    if (pressed !== null) {
        report(performance.now() - pressed);
        pressed = null;
    }
};
const changed = node => {
    if (waiting || !root?.contains(node) || !node.closest(selector)) return;
    waiting = true;
    beforePaint ? afterPaint() : nextFrame(afterPaint);
};
const observer = new MutationObserver(records => {
    for (const {target} of records) {
        const node = target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement;
        if (node && !node.matches("img, canvas")) changed(node);
    }
});
const drawImage = CanvasRenderingContext2D.prototype.drawImage;
CanvasRenderingContext2D.prototype.drawImage = function(...parameters) {
    drawImage.apply(this, parameters);
    changed(this.canvas);
};
document.addEventListener("load", event => { if (event.target.tagName === "IMG") changed(event.target); }, true);
window.addEventListener("keydown", () => { if (report) pressed ??= performance.now(); }, true);
const stopwatch = window.stopwatch = {
    pictures: 0,
    watch(index, picture) {
        selector = picture;
        root = document.querySelectorAll(".jp-CodeCell")[index];
        root.scrollIntoView();
        observer.disconnect();
        observer.observe(root, {subtree: true, childList: true, attributes: true, characterData: true});
    },
    arm() {
        stopwatch.latency = new Promise((resolve, reject) => {
            report = milliseconds => { report = null; resolve(milliseconds); };
            setTimeout(() => reject(new Error(`no new picture of ${selector} within 10 s`)), 10000);
        });
        stopwatch.latency.catch(() => {});
    },
};
"""


class Traffic:
    """Bytes that a page sends and receives over its websockets."""

    def __init__(self, page):
        self.bytes = 0
        page.on("websocket", self._listen)

    def _listen(self, websocket):
        websocket.on("framesent", self._count)
        websocket.on("framereceived", self._count)

    def _count(self, payload):
        self.bytes += len(payload.encode() if isinstance(payload, str) else payload)


def press(page, handle, traffic):
    """One step to the right: milliseconds to the painted picture, bytes over the websockets."""
    before = traffic.bytes
    handle.focus()
    page.evaluate("stopwatch.arm()")
    page.keyboard.press("ArrowRight")
    latency = page.evaluate("stopwatch.latency")
    page.wait_for_timeout(QUIET)
    return latency, traffic.bytes - before


def drag(page, handle, track):
    """Pictures a second while the mouse goes along the slider and back, a second each way."""
    box = track.bounding_box()
    handle.hover()
    page.mouse.down()
    page.wait_for_timeout(QUIET)
    before, start = page.evaluate("stopwatch.pictures"), time.perf_counter()
    for step in range(DRAG_SECONDS * MOVES_A_SECOND):
        time.sleep(max(0, start + step / MOVES_A_SECOND - time.perf_counter()))
        elapsed = time.perf_counter() - start
        along = 1 - abs(1 - elapsed % 2)
        page.mouse.move(box["x"] + 1 + along * (box["width"] - 2), box["y"] + box["height"] / 2)
        if elapsed > DRAG_SECONDS:
            break
    pictures, seconds = page.evaluate("stopwatch.pictures") - before, time.perf_counter() - start
    page.mouse.up()
    page.wait_for_timeout(4 * QUIET)
    return pictures / seconds


def measure(lab, ways):
    """Latencies, bytes and pictures a second of each way, lists under the way's key."""
    page = lab.page
    page.add_init_script(f"(() => {{ {STOPWATCH} }})()")
    traffic = Traffic(page)
    lab.open_cells(SETUP, *(way.cell for way in ways.values())).run_all()
    cells = page.locator(".jp-CodeCell")
    latencies, sizes, rates = ({key: [] for key in ways} for _ in range(3))

    def turn(number, way):
        page.evaluate("([index, picture]) => stopwatch.watch(index, picture)", [number, way.picture])
        cell = cells.nth(number)
        cell.locator(way.picture).first.wait_for(state="attached")
        page.wait_for_timeout(QUIET)
        return cell.locator(way.handle), cell.locator(way.track)

    for repeat in range(WARM_UP + PRESSES):
        for number, (key, way) in enumerate(ways.items(), 1):
            handle, _ = turn(number, way)
            if repeat % BEFORE_HOME == 0:
                handle.press("Home")
                page.wait_for_timeout(4 * QUIET)
            latency, size = press(page, handle, traffic)
            if repeat >= WARM_UP:
                latencies[key].append(latency)
                sizes[key].append(size)
    for _ in range(DRAGS):
        for number, (key, way) in enumerate(ways.items(), 1):
            rates[key].append(drag(page, *turn(number, way)))
    lab.screenshot("slider_latency")
    return latencies, sizes, rates


def table(ways, latencies, sizes, rates):
    """The result as lines of Markdown."""
    median = {key: statistics.median(latencies[key]) for key in ways}
    columns = [
        "way",
        "median, ms",
        "90th percentile, ms",
        "/ `interact`",
        "/ `jslink`",
        "/ kernel echo",
        "pictures a second",
        "bytes a step",
    ]
    yield f"| {' | '.join(columns)} |"
    yield "|---" * len(columns) + "|"
    for key, way in ways.items():
        ratios = " | ".join(f"{median[key] / median[other]:.2f}" for other in ("interact", "browser", "kernel"))
        p90 = statistics.quantiles(latencies[key], n=10)[-1]
        yield (
            f"| {way.name} | {median[key]:.1f} | {p90:.1f} | {ratios} "
            f"| {statistics.median(rates[key]):.0f} | {statistics.median(sizes[key]):,.0f} |"
        )


def main():
    with JupyterLab() as lab:
        latencies, sizes, rates = measure(lab, WAYS)
        browser = lab.browser_version
    packages = ", ".join(f"{name} {version(name)}" for name in ("jupyterlab", "ipywidgets", "ipympl", "matplotlib"))
    print(
        f"Key press to painted picture, {PRESSES} presses each, {datetime.date.today()}; {os.cpu_count()} cores, "
        f"{platform.machine()}, {platform.system()}; Chromium {browser}, Python {platform.python_version()}, "
        f"{packages}\n"
    )
    print("\n".join(table(WAYS, latencies, sizes, rates)) + "\n")
    for key, other, most in BARS:
        ratio = statistics.median(latencies[key]) / statistics.median(latencies[other])
        verdict = "met" if ratio <= most else "not met"
        print(f"- {WAYS[key].name} / {WAYS[other].name}: {ratio:.3f}, at most {most:.3f}: {verdict}")


if __name__ == "__main__":
    main()
