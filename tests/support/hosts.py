"""Where else a notebook of the course is opened: what each host needs, from its start to a page whose cells have run.

They are installed in an environment of their own, by `make hosts`.
"""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from .lab import PATIENCE, ROOT, JupyterLab, be_patient

HOSTS = ROOT / ".venv" / "hosts"
PYTHON = HOSTS / "bin" / "python"
needs_hosts = pytest.mark.skipif(
    not (HOSTS / "ready").exists() and not os.environ.get("REQUIRE_HOSTS"),
    reason="Notebook 7, Voilà and marimo have an environment of their own: make hosts",
)


class PlainJupyterLab(JupyterLab):
    """JupyterLab as it comes: the server extension of the course is switched off."""

    def __init__(self, browser):
        super().__init__(browser, "--ServerApp.jpserver_extensions={'actlib.server': False}", python=PYTHON)

    def show(self, name):
        """The page of a notebook of which every cell has run; errors of the host's own start do not count."""
        self.open(ROOT / "notebooks" / f"{name}.ipynb")
        self.console_errors.clear()
        return self.run_all().page


class Notebook7(JupyterLab):
    """Jupyter Notebook 7."""

    module, place = "notebook", "notebooks"

    def __init__(self, browser):
        super().__init__(browser, python=PYTHON)

    show = PlainJupyterLab.show


class Page:
    """A host that makes a page of a notebook and runs all its cells when the page is opened."""

    def __init__(self, browser):
        with ExitStack() as stack:
            self._home = Path(stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True)))
            shutil.copytree(ROOT / "notebooks", self._home / "notebooks")
            self.page = browser.new_page(viewport={"width": 1280, "height": 960})
            be_patient(self.page.context)
            stack.callback(self.page.close)
            self.console_errors = []
            self.page.on("pageerror", lambda error: self.console_errors.append(str(error)))
            self._started = stack.pop_all()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._started.close()

    def _serve(self, stack, *command):
        """Run a command that serves at the port which stands for {port} in it, until `stack` ends; the address."""
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            port = listener.getsockname()[1]
        environment = os.environ | {"PYTHONPATH": str(ROOT), "HOME": str(self._home)}
        with open(self._home / "server.log", "ab") as log:
            server = subprocess.Popen(
                [PYTHON, "-m", *(part.format(port=port) for part in command)],
                cwd=self._home / "notebooks", env=environment, stdout=log, stderr=log,
            )  # fmt: skip
        stack.callback(server.wait)
        stack.callback(server.terminate)
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                return f"http://127.0.0.1:{port}"
            except OSError:
                assert server.poll() is None and time.monotonic() < deadline, self.server_log
                time.sleep(0.1)

    @property
    def server_log(self):
        return (self._home / "server.log").read_text(encoding="utf-8", errors="replace")


class Voila(Page):
    """Voilà: the kernel stays behind the page."""

    def __init__(self, browser):
        super().__init__(browser)
        options = ["--no-browser", "--port={port}", "--Voila.ip=127.0.0.1", "--show_tracebacks=True"]
        self._url = self._serve(self._started, "voila", *options, ".")

    def show(self, name):
        self.console_errors.clear()
        self.page.goto(f"{self._url}/voila/render/{name}.ipynb", wait_until="commit")
        return self.page


class Marimo(Page):
    """marimo, with what its own `marimo convert` makes of a notebook."""

    def show(self, name):
        self.console_errors.clear()
        convert = [PYTHON, "-m", "marimo", "convert", f"{name}.ipynb", "-o", f"{name}.py"]
        subprocess.run(convert, cwd=self._home / "notebooks", check=True, capture_output=True)
        options = ["--headless", "--no-token", "--host=127.0.0.1", "--port={port}", "--no-sandbox"]
        address = self._serve(self._started, "marimo", "run", f"{name}.py", *options)
        self.page.goto(address)
        return self.page
