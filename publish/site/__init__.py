"""The series as plain HTML: `python -m publish site` builds it, any browser reads it, from a host or from a folder.

Every page is one file that asks for nothing outside itself. Figures that the browser can move by itself stay live,
questions answer, mathematics is MathML; what needs Python shows its still picture and says how to run it.

`recording` runs in the kernel and stores what a widget holds; `pages` turns an executed notebook into a page.
"""

from .pages import build

__all__ = ["build"]
