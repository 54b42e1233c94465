"""Firefox and WebKit, driven by WebDriver as they speak it themselves: one over a socket (BiDi), one by requests.

Playwright drives builds of its own, which a package registry does not have; these are the ones that Debian has.
"""

import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.request
from contextlib import ExitStack, contextmanager
from pathlib import Path

from websocket import create_connection

from .lab import PATIENCE
from .sweep import NEXT_FRAME, SNAPSHOT

WIDTH, HEIGHT = 1280, 960
KEYS = {"End": "\ue010", "Home": "\ue011", "PageUp": "\ue00e", "ArrowRight": "\ue014", "ArrowDown": "\ue015"}
WITHOUT = "not installed; on Debian: sudo apt install firefox-esr webkit2gtk-driver xvfb"

FIGURE = "document.querySelectorAll('.actlib-figure')[number]"
IN_VIEW = f"""(number, nth) => {{
    const slider = {FIGURE}.querySelectorAll("input[type=range]")[nth];
    slider.scrollIntoView({{block: "center"}});
    slider.focus();
    const {{x, y, width, height}} = slider.getBoundingClientRect();
    return {{x: x + 8, width: width - 16, y: y + height / 2, value: +slider.value, last: +slider.max}};
}}"""


class Engine:
    """What both can do; one page, no window that anybody sees.

    Attributes
    ----------
    name, version : str
    """

    def evaluate(self, function, *arguments):
        """The value of a JavaScript function, also of an async one, for these arguments; RuntimeError if it throws."""
        given = ", ".join(map(json.dumps, arguments))
        answer = json.loads(self._call(f"async () => ({{value: await ({function})({given}) ?? null}})"))
        if "error" in answer:
            raise RuntimeError(f"{self.name}: {answer['error']}")
        return answer["value"]

    def wait_for(self, function, *arguments, seconds=PATIENCE):
        """Ask until the function has a value that counts as true; that value."""
        deadline = time.monotonic() + seconds
        while not (value := self.evaluate(function, *arguments)):
            assert time.monotonic() < deadline, f"{self.name} has waited in vain for {function}"
            time.sleep(0.05)
        return value

    def press(self, *keys):
        """Press keys, one after the other, where the focus is."""
        strokes = [{"type": kind, "value": KEYS.get(key, key)} for key in keys for kind in ("keyDown", "keyUp")]
        self._perform({"type": "key", "id": "keys", "actions": strokes})

    def drag(self, points, pointer="mouse"):
        """Press at the first of these points of the window, pass by the others, and let go at the last."""
        moves = [{"type": "pointerMove", "x": round(x), "y": round(y), "duration": 40} for x, y in points]
        actions = [{**moves[0], "duration": 0}, {"type": "pointerDown", "button": 0}]
        actions += [*moves[1:], {"type": "pointerUp", "button": 0}]
        self._perform({"type": "pointer", "id": pointer, "parameters": {"pointerType": pointer}, "actions": actions})


class Firefox(Engine):
    """Firefox by WebDriver BiDi."""

    name = "Firefox"

    @staticmethod
    def program():
        """Path of the browser, or None."""
        return os.environ.get("FIREFOX") or shutil.which("firefox-esr") or shutil.which("firefox")

    def __init__(self, stack):
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True)))
        log = folder / "log"
        command = [self.program(), "--headless", "--no-remote", "--profile", folder, "--remote-debugging-port=0"]
        _start(stack, command, log, HOME=str(folder))
        said = "WebDriver BiDi listening on "
        address = _wait(lambda: log.read_text(errors="replace").partition(said)[2].partition("\n")[0], self.name)
        self._socket = create_connection(f"{address}/session", timeout=PATIENCE, suppress_origin=True)
        stack.callback(self._socket.close)
        self._number = 0
        self.version = self._send("session.new", capabilities={})["capabilities"]["browserVersion"]
        # Its first page never has the focus, without which JupyterLab has no notebook in front.
        self._page = self._send("browsingContext.create", type="tab")["context"]
        viewport = {"width": WIDTH, "height": HEIGHT}
        self._send("browsingContext.setViewport", context=self._page, viewport=viewport)

    def goto(self, url):
        self._send("browsingContext.navigate", context=self._page, url=url, wait="complete")

    def _send(self, method, **parameters):
        self._number += 1
        self._socket.send(json.dumps({"id": self._number, "method": method, "params": parameters}))
        while (answer := json.loads(self._socket.recv())).get("id") != self._number:
            pass  # something that has happened
        if answer["type"] == "error":
            raise RuntimeError(f"{method}: {answer['error']}: {answer['message']}")
        return answer["result"]

    def _call(self, function):
        body = f"async () => JSON.stringify(await ({function})())"
        told = self._send("script.callFunction", functionDeclaration=body, awaitPromise=True,
                          target={"context": self._page})  # fmt: skip
        if told["type"] == "exception":
            return json.dumps({"error": told["exceptionDetails"]["text"]})
        return told["result"]["value"]

    def _perform(self, source):
        self._send("input.performActions", context=self._page, actions=[source])


class WebKit(Engine):
    """WebKitGTK's MiniBrowser by WebDriver, on a screen that nobody sees."""

    name = "WebKitGTK"

    @staticmethod
    def program():
        """Path of the browser, or None; what drives it and what it needs of a screen are there, too."""
        found = sorted(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"))
        return str(found[-1]) if found and shutil.which("WebKitWebDriver") and shutil.which("Xvfb") else None

    def __init__(self, stack):
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True)))
        screen = folder / "screen"
        _start(stack, ["Xvfb", "-displayfd", "1", "-screen", "0", "1400x1100x24", "-nolisten", "tcp"], screen)
        display = ":" + _wait(lambda: _first_number(screen.read_text(errors="replace")), "Xvfb")
        port, log = _free_port(), folder / "log"
        _start(stack, ["WebKitWebDriver", f"--port={port}"], log, DISPLAY=display, HOME=str(folder))
        self._base = f"http://127.0.0.1:{port}"
        _wait(lambda: self._answers(), self.name)
        options = {"binary": self.program(), "args": ["--automation"]}
        wanted = {"alwaysMatch": {"webkitgtk:browserOptions": options}}
        made = self._send("POST", "/session", capabilities=wanted)
        self.version = made["capabilities"]["browserVersion"]
        self._base += f"/session/{made['sessionId']}"
        stack.callback(self._send, "DELETE", "")
        self._send("POST", "/window/rect", width=WIDTH, height=HEIGHT)
        self._send("POST", "/timeouts", script=PATIENCE * 1000, pageLoad=PATIENCE * 1000)

    def _answers(self):
        try:
            return self._send("GET", "/status")["ready"]
        except OSError:
            return False

    def goto(self, url):
        self._send("POST", "/url", url=url)

    def _send(self, method, path, **parameters):
        body = json.dumps(parameters).encode() if method == "POST" else None
        request = urllib.request.Request(self._base + path, body, {"Content-Type": "application/json"}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=2 * PATIENCE) as response:
                return json.load(response)["value"]
        except urllib.error.HTTPError as error:
            raise RuntimeError(f"{path}: {error.read().decode()}") from None

    def _call(self, function):
        script = f"""const done = arguments[arguments.length - 1];
            ({function})().then((told) => done(JSON.stringify(told)),
                                (error) => done(JSON.stringify({{error: String(error)}})));"""
        return self._send("POST", "/execute/async", script=script, args=[])

    def _perform(self, source):
        self._send("POST", "/actions", actions=[source])


class ShownFigure:
    """The live figure with this number on the page of an engine, its sliders moved as a person moves them."""

    def __init__(self, engine, number):
        self.engine, self.number = engine, number

    def look(self):
        """What it shows, in the next frame."""
        self.engine.evaluate(NEXT_FRAME)
        return self.engine.evaluate(f"(number) => ({SNAPSHOT})({FIGURE})", self.number)

    def sliders(self):
        return self.engine.evaluate(f"(number) => {FIGURE}.querySelectorAll('input[type=range]').length", self.number)

    def press(self, nth, key):
        """Press a key on its slider number `nth`."""
        self._focus(nth)
        self.engine.press(key)

    def drag(self, nth, pointer, share):
        """Take the thumb over the whole range by "mouse" or "touch", and let go of it at this share of the way."""
        at = self._focus(nth)
        stops = [at["value"] / at["last"], 0.0, 1.0, share]
        self.engine.drag([(at["x"] + stop * at["width"], at["y"]) for stop in stops], pointer)
        at = self._focus(nth)
        assert abs(at["value"] / at["last"] - share) < 0.06 + 1 / at["last"], f"by {pointer} the thumb did not follow"

    def _focus(self, nth):
        return self.engine.evaluate(IN_VIEW, self.number, nth)


ENGINES = {engine.name: engine for engine in (Firefox, WebKit)}


@contextmanager
def started(name):
    """The engine of this name, until it is not needed any more."""
    with ExitStack() as stack:
        yield ENGINES[name](stack)


def _start(stack, command, log, **environment):
    with open(log, "wb") as output:
        process = subprocess.Popen(
            list(map(str, command)), stdout=output, stderr=output, env=os.environ | environment, start_new_session=True
        )
    stack.callback(_stop, process)


def _stop(process):
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _wait(asked, name):
    deadline = time.monotonic() + PATIENCE
    while not (value := asked()):
        assert time.monotonic() < deadline, f"{name} has not started"
        time.sleep(0.1)
    return value


def _first_number(text):
    return next((line for line in text.splitlines() if line.isdigit()), None)


def _free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]
