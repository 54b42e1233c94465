"""Pages served, opened and moved, and a live figure on one held against matplotlib's own drawing of its values."""

import ast
import threading
import time
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import nbformat

from actlib import LiveFigure
from actlib.widgets.controls import Choice
from publish.notebooks import NOTEBOOKS

from .painting import differences, values_at
from .sweep import SNAPSHOT


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        """A test needs no log."""


@contextmanager
def serve(folder):
    """The address at which a folder is served as a web site.

    What a page remembers is tested there: where a page is read from a file, Chromium 156 gives about one loading in a
    hundred an empty localStorage, which is gone with it.
    """
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()


def show(page, address=None):
    """Open a page of the site or a deck, or load the one in front again, and wait until everything on it is alive."""
    page.goto(address) if address else page.reload()
    page.wait_for_function("window.awake?.then(() => window.Reveal?.isReady() ?? true)")


def first_figure(name):
    """The first live figure of a notebook, made by its own cells; LookupError if there is none."""
    for figure in figures_of(name):
        return figure
    raise LookupError(f"{name} has no live figure")


def figures_of(name):
    """The live figures that the cells of a notebook end with, made here one after the other."""
    names = {}
    for cell in nbformat.read(NOTEBOOKS / f"{name}.ipynb", 4).cells:
        if cell.cell_type != "code":
            continue
        *lines, last = ast.parse(cell.source).body
        exec(compile(ast.Module(lines, []), name, "exec"), names)
        if isinstance(last, ast.Expr):
            made = eval(compile(ast.Expression(last.value), name, "eval"), names)
            if isinstance(made, LiveFigure):
                yield made
        else:
            exec(compile(ast.Module([last], []), name, "exec"), names)


def assert_shows(shown, figure, **values):
    """That the figure at the locator `shown` shows what Python's `figure` draws at these values, and its words."""
    seen = shown.evaluate(SNAPSHOT)
    wrong = differences(seen["parts"], figure, figure.values(**values))
    assert not wrong, "\n".join(wrong)
    assert figure.words(**values) in seen["words"]


def assert_as_computed(look, figure, patience=30):
    """That what `look` takes of a page is what Python's `figure` draws where the controls on the page stand.

    A kernel behind the page has so many seconds to answer. Returns the values of the controls.
    """
    deadline = time.monotonic() + patience
    while True:
        seen = look()
        values = values_at(figure, seen["values"])
        if figure.words(**values) in seen["words"] or time.monotonic() > deadline:
            break
        time.sleep(0.1)
    assert figure.words(**values) in seen["words"]
    assert differences(seen["parts"], figure, values) == []
    return values


def put(field, place):
    """Move a control of a page to its position number `place`, as a hand does."""
    field.evaluate(
        """(field, place) => {
            const name = field.localName === "select" ? "selectedIndex" : "value";
            const count = field.localName === "select" ? field.length : +field.max + 1;
            field[name] = Math.min(place, count - 1);
            field.dispatchEvent(new Event(field.localName === "select" ? "change" : "input", {bubbles: true}));
        }""",
        place,
    )


def values_shown(shown, figure, specs):
    """The value of every parameter of Python's `figure` at which its page, whose controls are `specs`, stands."""
    values = {name: control.default for name, control in figure._controls.items()}
    fields = shown.evaluate(SNAPSHOT)["values"]
    for spec in specs:
        name, control = spec["name"], figure._controls[spec["name"]]
        if "values" in spec:
            values[name] = spec["values"][int(fields[name])]
        elif isinstance(control, Choice):
            values[name] = control.from_page(fields[name])
        else:
            values[name] = next(value for value in control.offered() if control.write(value) == fields[name])
    return values
