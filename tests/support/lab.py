"""A real JupyterLab in a real browser, for tests and benchmarks: no mock between a key press and a picture."""

import ast
import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import ExitStack, contextmanager
from pathlib import Path

import nbformat
from playwright.sync_api import sync_playwright

from .browser import CURES, find_browser

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 1000  # Playwright counts in milliseconds
PATIENCE = 300  # seconds: how fast the machine is, is its own affair; a test fails when nothing comes

# What JupyterLab would otherwise do behind a test's back: keep cells out of the page until they are scrolled to, and
# save the notebook in the middle of a measurement.
SETTINGS = {
    "@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"},
    "@jupyterlab/docmanager-extension:plugin": {"autosave": False},
}

KERNEL_IS_IDLE = """() => {
    const context = window.jupyterapp?.shell.currentWidget?.sessionContext;
    return context?.isReady && context.session?.kernel?.status === "idle";
}"""

IN_KERNEL = """async (code) => {
    const future = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.requestExecute(
        {code, store_history: false});
    let said = "";
    future.onIOPub = ({content}) => { said += content.text ?? (content.traceback ?? []).join("\\n"); };
    await future.done;
    return said.trim();
}"""

# Asked like this, nothing is printed: JupyterLab would keep a log of it.
VALUE = """async (expression) => {
    const reply = await window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.requestExecute(
        {code: "", silent: true, user_expressions: {value: expression}}).done;
    const {status, data, traceback} = reply.content.user_expressions.value;
    if (status !== "ok") throw new Error(traceback.join("\\n"));
    return data["text/plain"];
}"""

# A kernel hears widgets on a thread of their own once this has started, before that where it runs cells: what was sent
# to a widget is done when both have answered.
ROUND_TRIP = """async (model) => {
    const {kernel} = window.jupyterapp.shell.currentWidget.sessionContext.session;
    await Promise.all([kernel.requestExecute({code: "", silent: true}).done,
                       kernel._comms.get(model).send({method: "custom", content: {}}).done]);
}"""

ASKS_ABOUT_NEWS = """() => window.jupyterapp.hasPlugin("@jupyterlab/apputils-extension:announcements")"""

OPEN = """async (path) => { await window.jupyterapp.commands.execute("docmanager:open", {path}); }"""

SAVE = "async () => { await window.jupyterapp.commands.execute('docmanager:save'); }"

RUN_ALL = """(command) => {
    window.runAll = "running";
    window.jupyterapp.commands.execute(command).then(
        () => { window.runAll = "done"; }, error => { window.runAll = String(error); });
}"""

# Of the notebook in front: what its cells have raised.
ERRORS = """() => window.jupyterapp.shell.currentWidget.content.widgets
    .filter(cell => cell.model.type === "code")
    .flatMap(cell => cell.model.outputs.toJSON().filter(output => output.output_type === "error")
        .map(output => `${output.ename}: ${output.evalue}\\nin the cell\\n${cell.model.sharedModel.source}`))"""


# A widget whose script has not loaded within two seconds hears nothing from its kernel any more (anywidget 0.11); its
# figure then says to run the cell again. Here it is given our own patience.
WAIT_FOR_WIDGETS = f"""{{
    const timeout = AbortSignal.timeout.bind(AbortSignal);
    AbortSignal.timeout = (wait) => timeout(Math.max(wait, {PATIENCE * SECONDS}));
}}"""


def be_patient(context):
    """Let the pages of a browser's context take their time, however slow the machine is."""
    context.set_default_timeout(PATIENCE * SECONDS)
    context.add_init_script(WAIT_FOR_WIDGETS)


@contextmanager
def chromium():
    """A headless Chromium; Playwright allows one at a time in a process."""
    executable = find_browser()
    if executable is None:
        raise RuntimeError(CURES.get(sys.platform, CURES["linux"]))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--disable-gpu", "--disable-sync"])
        try:
            yield browser
        finally:
            browser.close()


class Server:
    """A Jupyter server with `options`, until it is closed.

    It runs from the root of the project with configuration, data, settings and notebooks in a temporary folder: what is
    installed in `python` counts, what a user has configured does not.

    Attributes
    ----------
    folder : Path
        Where its notebooks lie.
    """

    module, place = "jupyterlab", "lab/tree"  # what is started, and where it shows a notebook

    def __init__(self, *options, python=sys.executable):
        self.options, self._python = options, python
        with ExitStack() as stack:
            folder = tempfile.TemporaryDirectory(prefix="actlib-jupyterlab-", ignore_cleanup_errors=True)
            self._home = Path(stack.enter_context(folder))
            self.folder = self._home / "notebooks"
            self.folder.mkdir()
            self._start_server()
            stack.callback(self._stop_server)
            self._started = stack.pop_all()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        """Shut down every kernel and the server."""
        self._started.close()

    def address(self, name):
        """Where a notebook is opened, alone."""
        return f"{self._url}/{self.place}/{name}?reset&token={self._token}"

    def copy(self, notebook):
        """Lay a fresh copy of a notebook, its folder around it, where the server finds it; its name."""
        shutil.copytree(Path(notebook).parent, self.folder, dirs_exist_ok=True)
        return Path(notebook).name

    @property
    def server_log(self):
        """Everything the server, its kernels included, has written so far."""
        return (self._home / "server.log").read_text(encoding="utf-8", errors="replace")

    def shut_down_kernels(self):
        """Shut down every kernel behind the page's back, as a server does that is stopped."""
        for session in self._api("GET", "sessions"):
            self._api("DELETE", f"sessions/{session['id']}")

    def add_kernel(self, name, python):
        """Offer the kernel of another Python under a name of its own."""
        folder = self._home / "data" / "kernels" / name
        folder.mkdir(parents=True)
        argv = [str(python), "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        (folder / "kernel.json").write_text(
            json.dumps({"argv": argv, "display_name": name, "language": "python"}), encoding="utf-8"
        )

    def saved(self, name):
        """The notebook as it lies on disk."""
        return nbformat.read(self.folder / name, as_version=4)

    def _start_server(self):
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            port = listener.getsockname()[1]
        self._token = secrets.token_hex(16)
        self._url = f"http://127.0.0.1:{port}"
        labconfig = self._home / "config" / "labconfig"
        labconfig.mkdir(parents=True)
        (labconfig / "default_setting_overrides.json").write_text(json.dumps(SETTINGS), encoding="utf-8")
        foreign = ("JUPYTER", "IPYTHON", "MPL", "MATPLOTLIB")
        env = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
        env |= {
            "JUPYTER_CONFIG_DIR": f"{self._home}/config",
            "JUPYTER_DATA_DIR": f"{self._home}/data",
            "JUPYTER_RUNTIME_DIR": f"{self._home}/runtime",
            "IPYTHONDIR": f"{self._home}/ipython",
            "MPLCONFIGDIR": f"{self._home}/matplotlib",
            "PYTHONNOUSERSITE": "1",
        }
        command = [
            self._python,
            "-m",
            self.module,
            "--no-browser",
            "--allow-root",
            "--expose-app-in-browser",
            "--ServerApp.ip=127.0.0.1",
            f"--ServerApp.port={port}",
            "--ServerApp.port_retries=0",
            f"--ServerApp.root_dir={self.folder}",
            f"--IdentityProvider.token={self._token}",
            *self.options,
        ]
        with open(self._home / "server.log", "wb") as log:
            self._server = subprocess.Popen(command, cwd=ROOT, env=env, stdout=log, stderr=log)
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                return self._api("GET", "status")
            except OSError:
                if self._server.poll() is not None or time.monotonic() > deadline:
                    self._server.kill()
                    raise RuntimeError(f"JupyterLab did not start\n{self.server_log}") from None
                time.sleep(0.1)

    def _stop_server(self):
        if self._server.poll() is None:
            self._api("POST", "shutdown")
        try:
            self._server.wait(30)
        except subprocess.TimeoutExpired:
            self._server.kill()
            raise

    def _api(self, method, path):
        request = urllib.request.Request(
            f"{self._url}/api/{path}", method=method, headers={"Authorization": f"token {self._token}"}
        )
        with urllib.request.urlopen(request, timeout=PATIENCE) as response:
            return json.loads(response.read() or "null")


class JupyterLab(Server):
    """A JupyterLab server with `options`, and a page in a headless Chromium: in `browser`, or in one of its own.

    Attributes
    ----------
    page : playwright.sync_api.Page
        The page; it stays the same object from notebook to notebook.
    console_errors : list of str
        Errors that the browser's console and the page reported since the notebook was opened.
    dialogs : list of str
        Texts of the dialogs (such as "Select Kernel") that had to be accepted to open the notebook.
    browser_version : str
        Version of the Chromium.
    """

    def __init__(self, browser=None, *options, python=sys.executable):
        super().__init__(*options, python=python)
        self.console_errors, self.dialogs = [], []
        with self._started as stack:
            browser = browser or stack.enter_context(chromium())
            self.browser_version = browser.version
            self.page = browser.new_page(viewport={"width": 1280, "height": 960})
            be_patient(self.page.context)
            stack.callback(self.page.close)
            self.page.on("pageerror", lambda error: self.console_errors.append(str(error)))
            self.page.on(
                "console",
                lambda message: (
                    message.type == "error"
                    and self.console_errors.append(f"{message.text} ({message.location['url']})")
                ),
            )
            self._started = stack.pop_all()

    def open(self, notebook):
        """Open a fresh copy of a notebook, its folder around it, and wait until its kernel is idle.

        The notebook opened before is closed and its kernel shut down; the theme is light again.
        """
        self.page.goto("about:blank")
        self.shut_down_kernels()
        shutil.rmtree(self._home / "config" / "lab", ignore_errors=True)
        return self.reopen(self.copy(notebook))

    def reopen(self, name):
        """Open a notebook as it was saved, alone, and wait until its kernel is idle."""
        self.console_errors.clear()
        self.dialogs.clear()
        self.page.goto(self.address(name))
        dialog = self.page.locator(".jp-Dialog")
        deadline = time.monotonic() + PATIENCE
        while not self.page.evaluate(KERNEL_IS_IDLE):
            if dialog.count():
                self.dialogs.append(dialog.first.inner_text())
                dialog.first.locator("button.jp-mod-accept").click()
            if time.monotonic() > deadline:
                raise TimeoutError(f"the kernel of {name} is not idle\n{self.server_log}")
            self.page.wait_for_timeout(50)
        self._splash_is_gone()
        return self

    def open_beside(self, name):
        """Open another notebook of the same folder, in a tab of its own, and wait until its kernel is idle."""
        self.page.evaluate(OPEN, name)
        self.page.wait_for_function("name => window.jupyterapp.shell.currentWidget?.context?.path === name", arg=name)
        self.page.wait_for_function(KERNEL_IS_IDLE)
        return self

    def put_away(self):
        """Close the notebook in front without saving it, and shut down its kernel."""
        self.page.evaluate("window.jupyterapp.shell.currentWidget.dispose()")
        self.shut_down_kernels()
        return self

    def bring_to_front(self, name):
        """Show the tab of a notebook that is open."""
        self.page.evaluate(
            """(name) => {
            const { shell } = window.jupyterapp;
            shell.activateById([...shell.widgets("main")].find(({ context }) => context?.path === name).id);
        }""",
            name,
        )
        self.page.wait_for_function("name => window.jupyterapp.shell.currentWidget?.context?.path === name", arg=name)
        return self

    def save(self):
        """Save the notebook in front."""
        self.page.evaluate(SAVE)
        return self

    def save_by_key(self):
        """Press Ctrl+S where the focus is until the notebook is saved: JupyterLab heeds it only once a save is over."""
        model = "jupyterapp.shell.currentWidget.context.model"
        self.page.evaluate(f"{model}.dirty = true")
        deadline = time.monotonic() + PATIENCE
        while self.page.evaluate(f"{model}.dirty"):
            assert time.monotonic() < deadline, "Ctrl+S saves nothing"
            self.page.keyboard.press("Control+s")
            self.page.wait_for_timeout(200)

    def in_kernel(self, code):
        """What the kernel of the notebook in front prints when it runs this code."""
        return self.page.evaluate(IN_KERNEL, code)

    def value(self, expression):
        """The value of a Python expression, a text or a number, in the kernel of the notebook in front."""
        return ast.literal_eval(self.page.evaluate(VALUE, expression))

    def round_trip(self, model):
        """Send the widget `model` a message and wait for the answer: what was sent to it before is done, too."""
        self.page.evaluate(ROUND_TRIP, model)

    def open_cells(self, *sources, kernel="python3"):
        """Open a new notebook with these code cells."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "cells.ipynb"
            kernel = {"name": kernel, "display_name": kernel, "language": "python"}
            cells = [nbformat.v4.new_code_cell(source) for source in sources]
            nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel}), path)
            return self.open(path)

    def run_all(self, restart=False):
        """Run all cells, in a new kernel if asked, and wait until each has run; AssertionError if one raises."""
        self.page.evaluate(RUN_ALL, "notebook:restart-run-all" if restart else "notebook:run-all-cells")
        if restart:
            self.page.locator(".jp-Dialog button.jp-mod-warn").click()
        self.page.wait_for_function("window.runAll !== 'running'")
        errors = self.page.evaluate(ERRORS)
        assert self.page.evaluate("window.runAll") == "done" and not errors, "\n\n".join(errors)
        return self

    def theme(self, name):
        """Switch to JupyterLab's "light" or "dark" theme."""
        theme = {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}[name]
        self.page.evaluate("theme => window.jupyterapp.commands.execute('apputils:change-theme', {theme})", theme)
        self.page.locator(f"body[data-jp-theme-name='{theme}']").wait_for(state="attached")
        self._splash_is_gone()

    def screenshot(self, name):
        """Save the page as `name`.png in the folder that the environment variable SCREENSHOTS names, if it is set."""
        if folder := os.environ.get("SCREENSHOTS"):
            self.page.screenshot(path=Path(folder) / f"{name}.png")

    def _splash_is_gone(self):
        self.page.locator("#jupyterlab-splash").wait_for(state="detached")
