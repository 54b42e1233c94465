"""Can this page show a live figure? The answer names the cause and the cure where it cannot."""

import re
from html import escape
from importlib import import_module, metadata

CURE = "pip install -r requirements.txt, then Kernel > Restart Kernel and run this cell again"


def kernel_findings():
    """What the kernel lacks for a live figure, a sentence each; an empty list where all is well."""
    findings = []
    for requirement in metadata.requires("actlib"):
        if "extra ==" in requirement:
            continue
        name, minimum = re.match(r"([\w-]+)>=([\d.]+)", requirement).groups()
        try:
            installed = metadata.version(name)
        except metadata.PackageNotFoundError:
            findings.append(f"{name} is not installed where the kernel runs. Cure: {CURE}.")
            continue
        if _numbers(installed) < _numbers(minimum):
            findings.append(f"{name} {installed} is installed, actlib needs {minimum} or newer. Cure: {CURE}.")
        elif (loaded := import_module(name).__version__) != installed:
            findings.append(
                f"The kernel still runs {name} {loaded} although {installed} is installed. "
                "Cure: Kernel > Restart Kernel."
            )
    return findings


def _numbers(version):
    return tuple(int(part) for part in re.findall(r"\d+", version)[:3])


class SetupCheck:
    """What a kernel has found, in words; below them the page adds its own line, if it can.

    The words need nothing but a kernel. They stay where the line cannot appear: without the packages, without the
    widget front end, or with one that does not fit.
    """

    def __init__(self, findings):
        self.kernel = "Kernel: " + (" ".join(findings) or "ready.")
        self.page = (
            "Page: not tried, because the kernel is not ready."
            if findings
            else "Page: a line below must say that it is ready. If there is none, or an error in its place, the page cannot "
            "show widgets. Cause: the widget front end is missing where JupyterLab runs, or does not fit the kernel's "
            "ipywidgets and anywidget. Cure: start JupyterLab from the course's own environment, or there: "
            "pip install -r requirements.txt; then restart JupyterLab and reload the page."
        )
        self.ready = not findings

    def _ipython_display_(self):
        from IPython.display import display

        words = (self.kernel, self.page)
        display(
            {
                "text/plain": "\n".join(words),
                "text/html": "".join(f'<p class="actlib-setup-words">{escape(sentence)}</p>' for sentence in words),
            },
            raw=True,
        )
        if self.ready:
            from .page_line import PageLine

            versions = ", ".join(f"{name} {metadata.version(name)}" for name in ("ipywidgets", "anywidget"))
            display(PageLine(text=f"{self.kernel} Page: ready, live figures move here ({versions})."))


def check_setup():
    """Say whether kernel and page can show live figures, and what to do where they cannot.

    Returns
    -------
    SetupCheck
        Shown as words; a page that can show widgets replaces them by one line.
    """
    return SetupCheck(kernel_findings())
