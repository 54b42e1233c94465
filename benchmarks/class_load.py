"""How many students fit on one machine? `python benchmarks/class_load.py [STUDENTS ...]`, after `make hub`

The JupyterHub of deploy/ starts a server and a kernel for each student, all at once, behind its one proxy. Each runs a
notebook from its first cell to its last and then moves a slider whose picture Python computes, two to five times a
second. All begin within ten seconds, as a class does; the browsers run on the students' own machines and are left out.
"""

import json
import os
import platform
import random
import secrets
import statistics
import struct
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
import psutil
from websocket import create_connection

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
from support.hub import Hub, ask  # noqa: E402

NOTEBOOK = ROOT / "notebooks" / "03_one_neuron.ipynb"
STUDENTS = (1, 2, 4, 8, 16, 32)
MOVES = 40
BEGIN_WITHIN = 10  # seconds
PAUSE = 0.2, 0.5  # seconds between two moves
HEADER = "| students | first picture, median (last) | notebook run | slider move, median (95 %) | memory a student |"
ROW = (
    "| {students} | {first picture:.1f} s ({last picture:.1f} s) | {whole:.1f} s | {move:.0f} ms ({move 95:.0f} ms) "
    "| {server MB:.0f} + {kernel MB:.0f} MB |"
)
SERVERS = "{server:.1f} s ({last server:.1f} s)"
VIEW = "application/vnd.jupyter.widget-view+json"


class Student:
    """One server, one kernel, one connection through the hub's proxy, spoken to as JupyterLab speaks."""

    def __init__(self, hub, number):
        self.hub, self.name = hub, f"student-{number}"
        self.token = hub.enrol(self.name)
        self.url = f"{hub.url}/user/{self.name}/api"
        self.opened, self.latencies = {}, []

    def work(self, seed):
        """A class hour: seconds until the server is there, the first picture, the whole notebook, and each move."""
        chance = random.Random(seed)
        time.sleep(chance.uniform(0, BEGIN_WITHIN))
        begin = time.perf_counter()
        self.hub.start_server(self.name)
        self.started = time.perf_counter() - begin
        begin = time.perf_counter()
        kernel = ask("POST", f"{self.url}/kernels", self.token, {"name": "python3"})["id"]
        self.socket = create_connection(
            f"{self.url}/kernels/{kernel}/channels".replace("http", "ws", 1),
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
        """Of the server and of the kernel."""
        server = self.hub.server(self.name)
        return megabytes([server]), megabytes(server.children(recursive=True))

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


def _answers(message, sent):
    return message["parent_header"].get("msg_id") == sent


def megabytes(processes):
    """What these processes take; memory that several share is divided among them."""
    return sum(process.memory_full_info().pss for process in processes) / 1e6


def class_of(students):
    """One line of the table: what so many students saw, and what they took."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder, Hub(folder) as hub:
        there = [Student(hub, number) for number in range(students)]
        with ThreadPoolExecutor(students) as pool:
            list(pool.map(Student.work, there, range(students)))
        memory = [student.megabytes() for student in there]
        shared = megabytes([hub.process, *hub.services()])
    moves = sorted(latency for student in there for latency in student.latencies)
    return {
        "students": students,
        "server": statistics.median(student.started for student in there),
        "last server": max(student.started for student in there),
        "first picture": statistics.median(student.first_picture for student in there),
        "last picture": max(student.first_picture for student in there),
        "whole": statistics.median(student.whole for student in there),
        "move": 1000 * statistics.median(moves),
        "move 95": 1000 * moves[int(0.95 * len(moves))],
        "server MB": statistics.mean(server for server, _ in memory),
        "kernel MB": statistics.mean(kernel for _, kernel in memory),
        "hub MB": shared,
    }


def main():
    print(
        f"{os.cpu_count()} cores, {psutil.virtual_memory().total / 1e9:.0f} GB, {platform.system()}, "
        f"{NOTEBOOK.stem}, {MOVES} moves each\n\n{HEADER}\n{'|---' * HEADER.count(' | ')}|---|"
    )
    rows = []
    for count in [int(number) for number in sys.argv[1:]] or STUDENTS:
        rows.append(class_of(count))
        print(ROW.format(**rows[-1]), flush=True)
    print("\nBeside the table, for the same classes:")
    print("their servers were there after, median (last):", *map(SERVERS.format_map, rows))
    print("the hub, its proxy and its culler took:", *map("{hub MB:.0f} MB".format_map, rows))


if __name__ == "__main__":
    main()
