"""How many students fit on one machine? `python benchmarks/class_load.py [STUDENTS ...]`

Every student has what JupyterHub gives to one: a JupyterLab server and a kernel of her own, here all at once. Each runs
a notebook from its first cell to its last and then moves a slider whose picture Python computes, two to five times a
second. All begin within ten seconds, as a class does; the browsers run on the students' own machines and are left out.
"""

import json
import os
import platform
import random
import secrets
import socket
import statistics
import struct
import subprocess
import sys
import tempfile
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
import psutil
from websocket import create_connection

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOK = ROOT / "notebooks" / "03_one_neuron.ipynb"
STUDENTS = (1, 2, 4, 8, 16)
MOVES = 40
BEGIN_WITHIN = 10  # seconds
PAUSE = 0.2, 0.5  # seconds between two moves
VIEW = "application/vnd.jupyter.widget-view+json"


class Student:
    """One server, one kernel, one connection between them, spoken to as JupyterLab speaks."""

    def __init__(self, home):
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            self.port = listener.getsockname()[1]
        self.token = secrets.token_hex(16)
        folders = {
            name: f"{home}/{name.lower()}"
            for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR", "MPLCONFIGDIR")
        }
        # One thread for each: sixteen students who each want every core stand in one another's way.
        env = os.environ | folders | {"OPENBLAS_NUM_THREADS": "1"}
        command = [
            sys.executable,
            "-m",
            "jupyterlab",
            "--no-browser",
            "--allow-root",
            "--ServerApp.ip=127.0.0.1",
            f"--ServerApp.port={self.port}",
            f"--ServerApp.root_dir={ROOT}",
            f"--IdentityProvider.token={self.token}",
        ]
        self.server = psutil.Popen(command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.opened, self.latencies = {}, []

    def wait_for_server(self):
        while True:
            try:
                return self._api("GET", "status")
            except OSError:
                if self.server.poll() is not None:
                    raise RuntimeError("a server did not start") from None
                time.sleep(0.2)

    def work(self, seed):
        """A class hour: seconds until the first picture, until the notebook has run, and for each slider move."""
        chance = random.Random(seed)
        time.sleep(chance.uniform(0, BEGIN_WITHIN))
        begin = time.perf_counter()
        self.kernel = self._api("POST", "kernels", {"name": "python3", "path": "notebooks"})["id"]
        self.socket = create_connection(
            f"ws://127.0.0.1:{self.port}/api/kernels/{self.kernel}/channels",
            timeout=300,
            header=[f"Authorization: token {self.token}"],
        )
        self.first_picture = None
        for cell in nbformat.read(NOTEBOOK, 4).cells:
            if cell.cell_type == "code":
                self._run(cell.source, begin)
        self.whole = time.perf_counter() - begin
        figure, slider = self._figure_that_python_follows()
        for _ in range(MOVES):
            time.sleep(chance.uniform(*PAUSE))
            self.latencies.append(self._move(figure, slider["name"], chance.choice(slider["values"])))

    def megabytes(self):
        """Of the server and of the kernel; memory that processes share is divided among them."""
        kernels = self.server.children(recursive=True)
        return [sum(process.memory_full_info().pss for process in group) / 1e6 for group in ([self.server], kernels)]

    def leave(self):
        for process in [*self.server.children(recursive=True), self.server]:
            process.terminate()
        self.server.wait(30)

    def _figure_that_python_follows(self):
        for model, state in self.opened.items():
            for control in state.get("controls", []):
                if control["kind"] == "slider" and control["name"] in state["answered"]:
                    return model, control
        raise RuntimeError(f"{NOTEBOOK.name} has no figure whose slider Python follows")

    def _run(self, code, begin):
        sent = self._send(
            "execute_request",
            {"code": code, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False},
        )
        for message in self._heard():
            kind, content = message["header"]["msg_type"], message["content"]
            if kind == "comm_open":
                self.opened[content["comm_id"]] = content["data"]["state"]
            elif kind in ("execute_result", "display_data") and VIEW in content["data"] and not self.first_picture:
                self.first_picture = time.perf_counter() - begin
            elif kind == "error":
                raise RuntimeError("\n".join(content["traceback"]))
            elif kind == "status" and content["execution_state"] == "idle" and _answers(message, sent):
                return

    def _move(self, figure, name, value):
        begin = time.perf_counter()
        sent = self._send(
            "comm_msg", {"comm_id": figure, "data": {"method": "update", "state": {name: value}, "buffer_paths": []}}
        )
        latency = None
        for message in self._heard():
            kind, content = message["header"]["msg_type"], message["content"]
            if kind == "comm_msg" and content["comm_id"] == figure and "moves" in content["data"].get("state", {}):
                latency = time.perf_counter() - begin
            elif kind == "status" and content["execution_state"] == "idle" and _answers(message, sent):
                return latency if latency is not None else time.perf_counter() - begin

    def _send(self, kind, content):
        header = {
            "msg_id": secrets.token_hex(16),
            "msg_type": kind,
            "username": "",
            "session": self.token,
            "date": "",
            "version": "5.3",
        }
        self.socket.send(
            json.dumps(
                {
                    "header": header,
                    "parent_header": {},
                    "metadata": {},
                    "content": content,
                    "channel": "shell",
                    "buffers": [],
                }
            )
        )
        return header["msg_id"]

    def _heard(self):
        while True:
            message = self.socket.recv()
            if isinstance(message, bytes):  # with buffers: their number, where each part begins, the message, the rest
                start, *after = struct.unpack_from(f"!{struct.unpack_from('!I', message)[0]}I", message, 4)
                message = message[start : after[0] if after else None].decode()
            yield json.loads(message)

    def _api(self, method, path, content=None):
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/api/{path}",
            method=method,
            data=None if content is None else json.dumps(content).encode(),
            headers={"Authorization": f"token {self.token}", "Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=120) as response:
            return json.loads(response.read() or "null")


def _answers(message, sent):
    return message["parent_header"].get("msg_id") == sent


def class_of(students):
    """One line of the table: what so many students saw, and what they took."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home, ThreadPoolExecutor(students) as pool:
        there = [Student(f"{home}/{i}") for i in range(students)]
        try:
            list(pool.map(Student.wait_for_server, there))
            list(pool.map(Student.work, there, range(students)))
            memory = [student.megabytes() for student in there]
        finally:
            list(pool.map(Student.leave, there))
    moves = sorted(latency for student in there for latency in student.latencies)
    return {
        "students": students,
        "first picture": statistics.median(student.first_picture for student in there),
        "last of them": max(student.first_picture for student in there),
        "whole": statistics.median(student.whole for student in there),
        "move": 1000 * statistics.median(moves),
        "move 95": 1000 * moves[int(0.95 * len(moves))],
        "server": statistics.mean(server for server, _ in memory),
        "kernel": statistics.mean(k for _, k in memory),
    }


if __name__ == "__main__":
    print(
        f"{os.cpu_count()} cores, {psutil.virtual_memory().total / 1e9:.0f} GB, {platform.system()}, "
        f"{NOTEBOOK.stem}, {MOVES} moves each\n"
    )
    print("| students | first picture, median (last) | notebook run | slider move, median (95 %) | memory a student |")
    print("|---|---|---|---|---|")
    for count in [int(number) for number in sys.argv[1:]] or STUDENTS:
        row = class_of(count)
        print(
            "| {students} | {first picture:.1f} s ({last of them:.1f} s) | {whole:.1f} s | {move:.0f} ms "
            "({move 95:.0f} ms) | {server:.0f} + {kernel:.0f} MB |".format(**row),
            flush=True,
        )
