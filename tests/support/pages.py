"""A live figure on a page without a kernel, held against matplotlib's own drawing of the same values."""

import ast

import nbformat

from actlib import LiveFigure
from publish.notebooks import NOTEBOOKS

from .painting import differences
from .sweep import SNAPSHOT


def first_figure(name):
    """The first live figure of a notebook, made by its own cells."""
    names = {}
    for cell in nbformat.read(NOTEBOOKS / f"{name}.ipynb", 4).cells:
        if cell.cell_type != "code":
            continue
        *lines, last = ast.parse(cell.source).body
        exec(compile(ast.Module(lines, []), name, "exec"), names)
        if isinstance(last, ast.Expr):
            made = eval(compile(ast.Expression(last.value), name, "eval"), names)
            if isinstance(made, LiveFigure):
                return made
        else:
            exec(compile(ast.Module([last], []), name, "exec"), names)
    raise LookupError(f"{name} has no live figure")


def assert_shows(shown, figure, **values):
    """That the figure at the locator `shown` shows what Python's `figure` draws at these values, and its words."""
    seen = shown.evaluate(SNAPSHOT)
    wrong = differences(seen["parts"], figure, figure.values(**values))
    assert not wrong, "\n".join(wrong)
    assert figure.words(**values) in seen["words"]
