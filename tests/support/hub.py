"""The JupyterHub of deploy/ with students who need no account: for its test, and for the benchmark of a class."""

import json
import os
import secrets
import shutil
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

import psutil
import pytest

from publish.execution import ROOT

from .lab import SETTINGS

HUB = ROOT / ".venv" / "hub"
CONFIG = ROOT / "deploy" / "jupyterhub_config.py"
needs_hub = pytest.mark.skipif(
    not (HUB / "ready").exists() and not os.environ.get("REQUIRE_HUB"),
    reason="JupyterHub has an environment of its own: make hub",
)

# What a test cannot have of the configuration: the machine's accounts, and ports that are always the same.
OVERRIDES = """load_subconfig({config!r})
c.JupyterHub.bind_url = "http://127.0.0.1:{ports[0]}"
c.JupyterHub.hub_bind_url = "http://127.0.0.1:{ports[1]}"
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{ports[2]}"
c.JupyterHub.authenticator_class = "dummy"
c.DummyAuthenticator.password = {password!r}
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = {homes!r} + "/{{username}}"
c.Spawner.start_timeout = c.Spawner.http_timeout = 300
c.Spawner.args = ["--allow-root", "--LabApp.expose_app_in_browser=True"]
c.Spawner.environment.update({environment!r})
c.JupyterHub.services.append({{"name": "teacher", "api_token": {token!r}}})
scopes = ["admin:users", "admin:servers", "admin:server_state", "access:servers", "tokens"]
scopes += ["list:services", "read:services"]
c.JupyterHub.load_roles.append({{"name": "teacher", "scopes": scopes, "services": ["teacher"]}})
"""


class Hub:
    """A hub that runs as long as its `with` block.

    Attributes
    ----------
    url : str
        Its address.
    password : str
        With which every student logs in, under any name.
    """

    def __init__(self, folder):
        self.folder = Path(folder)
        self.password, self._token = secrets.token_hex(8), secrets.token_hex(16)
        listeners = [socket.create_server(("127.0.0.1", 0)) for _ in range(3)]
        ports = [listener.getsockname()[1] for listener in listeners]
        for listener in listeners:
            listener.close()
        self.url = f"http://127.0.0.1:{ports[0]}"
        labconfig = self.folder / "config" / "labconfig"
        labconfig.mkdir(parents=True)
        (labconfig / "default_setting_overrides.json").write_text(json.dumps(SETTINGS), encoding="utf-8")
        overrides = OVERRIDES.format(
            config=str(CONFIG),
            ports=ports,
            password=self.password,
            homes=str(self.folder / "homes"),
            environment={"JUPYTER_CONFIG_PATH": str(labconfig.parent)},
            token=self._token,
        )
        (self.folder / "jupyterhub_config.py").write_text(overrides, encoding="utf-8")

    def __enter__(self):
        foreign = ("JUPYTER", "IPYTHON", "MPL", "MATPLOTLIB")
        env = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
        with open(self.folder / "hub.log", "wb") as log:
            command = [HUB / "bin" / "python", "-m", "jupyterhub"]
            self.process = psutil.Popen(command, cwd=self.folder, env=env, stdout=log, stderr=log)
        deadline = time.monotonic() + 300
        while True:
            try:
                self.api("GET", "")
                return self
            except OSError:
                if self.process.poll() is not None or time.monotonic() > deadline:
                    self.__exit__()
                    raise RuntimeError(f"JupyterHub did not start\n{self.log}") from None
                time.sleep(0.1)

    def __exit__(self, *_):
        """Stop the hub, and with it its proxy, its services and every student's server."""
        processes = [*self.process.children(recursive=True), self.process] if self.process.is_running() else []
        self.process.terminate()
        psutil.wait_procs([self.process], timeout=60)
        for process in processes:
            if process.is_running():
                process.kill()
        psutil.wait_procs(processes, timeout=60)

    @property
    def log(self):
        """Everything that the hub, the proxy and the students' servers have written so far."""
        return (self.folder / "hub.log").read_text(encoding="utf-8", errors="replace")

    def home(self, name):
        """The folder in which a student's files lie."""
        return self.folder / "homes" / name

    def api(self, method, path, content=None):
        """What the hub answers to its administrator."""
        return ask(method, f"{self.url}/hub/api/{path}", self._token, content)

    def enrol(self, name):
        """Add a student who does not log in through a page; her token."""
        self.api("POST", f"users/{name}")
        return self.api("POST", f"users/{name}/tokens", {})["token"]

    def start_server(self, name):
        """Start a student's server, and wait until it answers."""
        self.api("POST", f"users/{name}/server")
        while True:
            server = self.api("GET", f"users/{name}")["servers"].get("")
            if server and server["ready"]:
                return
            if not server or not server["pending"]:
                raise RuntimeError(f"the server of {name} did not start\n{self.log}")
            time.sleep(0.2)

    def services(self):
        """The processes of the hub that are no student's: its proxy and what stops unused servers."""
        servers = {user["servers"][""]["state"]["pid"] for user in self.api("GET", "users") if user["servers"]}
        return [process for process in self.process.children() if process.pid not in servers]

    def server(self, name):
        """The process of a student's server."""
        return psutil.Process(self.api("GET", f"users/{name}")["servers"][""]["state"]["pid"])


def ask(method, url, token, content=None):
    """One request to a hub or a student's server, with its answer."""
    headers = {"Authorization": f"token {token}", "Content-Type": "application/json"}
    data = None if content is None else json.dumps(content).encode()
    request = urllib.request.Request(url, method=method, data=data, headers=headers)
    with urllib.request.urlopen(request, timeout=120) as response:
        return json.loads(response.read() or "null")


def git(*command, folder):
    """Run git as somebody of the course, whoever runs the tests."""
    who = ["-c", "user.name=teacher", "-c", "user.email=teacher@localhost", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *command], cwd=folder, check=True, capture_output=True)


def make_remote(folder):
    """A git remote with the course's notebooks as they lie here; its address, for a link of nbgitpuller."""
    shutil.copytree(ROOT / "notebooks", folder / "notebooks", ignore=shutil.ignore_patterns(".*"))
    git("init", "--quiet", "--initial-branch=main", folder=folder)
    git("add", ".", folder=folder)
    git("commit", "--quiet", "--message=course", folder=folder)
    return folder.as_uri()
