"""A JupyterHub with the course on one Linux machine: accounts are the machine's own, and so are the limits.

Start it in a folder where it may keep its state; README.md beside this file says how.
"""

import sys
from pathlib import Path

# One process of one student: a kernel of the course takes 100 to 225 MB, and what asks for more than this gets a
# MemoryError in its cell. No file of the course is larger than 2 MB: one without end stops here.
MEMORY = 1_000_000_000
FILE = 200_000_000
UNUSED = 3600  # seconds

c = get_config()  # noqa: F821

c.JupyterHub.bind_url = "http://:8000"
c.ConfigurableHTTPProxy.command = [str(Path(sys.prefix) / "node_modules" / ".bin" / "configurable-http-proxy")]

c.JupyterHub.authenticator_class = "pam"
c.Authenticator.allow_all = True  # whoever has an account on this machine

# `nice` lets the hub and the proxy go first: they answer while every kernel computes.
c.Spawner.cmd = [
    "prlimit",
    f"--data={MEMORY}",
    f"--fsize={FILE}",
    "nice",
    "--adjustment=3",
    sys.executable,
    "-m",
    "jupyterhub.singleuser",
]
c.Spawner.default_url = "/lab"
c.Spawner.start_timeout = 120  # a class starts at once
c.Spawner.http_timeout = 120
c.JupyterHub.concurrent_spawn_limit = 100
# One thread for each kernel: students who each want every core stand in one another's way.
c.Spawner.environment = {"OPENBLAS_NUM_THREADS": "1"}

c.JupyterHub.services = [
    {
        "name": "culler",
        "command": [sys.executable, "-m", "jupyterhub_idle_culler", f"--timeout={UNUSED}"],
    }
]
c.JupyterHub.load_roles = [
    {
        "name": "culler",
        "scopes": ["list:users", "read:users:activity", "read:servers", "delete:servers"],
        "services": ["culler"],
    }
]
