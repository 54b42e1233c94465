"""Can this page show a live figure? The answer names the cause and the cure where it cannot.

Whatever is wrong, the check itself does not fail: it is the one cell that must run where nothing else does.
"""

from html import escape
from importlib import import_module, metadata

CURE = "pip install -r requirements.txt, then Kernel > Restart Kernel and run this cell again"
NEEDED = ["numpy>=2.0", "matplotlib>=3.10", "ipywidgets>=8.1.2", "anywidget>=0.9.13"]  # as pyproject.toml says
NO_EXTENSION = (
    "Server: actlib's extension is not enabled, so saved notebooks would lose their pictures. "
    "Cure: pip install -r requirements.txt, then restart JupyterLab."
)


def kernel_findings():
    """What the kernel lacks for a live figure, a sentence each; an empty list where all is well."""
    try:
        from packaging.requirements import Requirement
    except ImportError:
        return [f"packaging is not installed where the kernel runs. Cure: {CURE}."]
    try:
        stated = metadata.requires("actlib") or NEEDED
    except metadata.PackageNotFoundError:  # importable, but not installed: a folder on the path
        stated = NEEDED
    requirements = [Requirement(text) for text in stated]
    # A requirement of an extra has a marker that no environment without that extra fulfils.
    wanted = [one for one in requirements if one.marker is None or one.marker.evaluate({"extra": ""})]
    return [finding for one in wanted if (finding := _finding(one))]


def _finding(requirement):
    name = requirement.name
    try:
        installed = metadata.version(name)
    except metadata.PackageNotFoundError:
        return f"{name} is not installed where the kernel runs. Cure: {CURE}."
    if not requirement.specifier.contains(installed, prereleases=True):
        return f"{name} {installed} is installed, actlib needs {_in_words(requirement.specifier)}. Cure: {CURE}."
    try:
        loaded = getattr(import_module(name.replace("-", "_")), "__version__", installed)
    except Exception as error:  # a package that is broken fails in ways of its own, and is to be named all the same
        return f"{name} {installed} is installed, but cannot be loaded ({type(error).__name__}: {error}). Cure: {CURE}."
    if loaded != installed:
        return (
            f"The kernel still runs {name} {loaded} although {installed} is installed. Cure: Kernel > Restart Kernel."
        )
    return None


def _in_words(specifier):
    """ ">=2.0" as "2.0 or newer"; what says more as it stands."""
    only = list(specifier)
    return f"{only[0].version} or newer" if [one.operator for one in only] == [">="] else str(specifier)


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
            else "Page: a line below must say that it is ready. If there is none, or an error in its place, the page "
            "cannot show widgets. Cause: the widget front end is missing where JupyterLab runs, or does not fit the "
            "kernel's ipywidgets and anywidget. Cure: start JupyterLab from the course's own environment, or there: "
            "pip install -r requirements.txt; then restart JupyterLab and reload the page."
        )
        self.ready = not findings

    def __repr__(self):
        return f"{self.kernel}\n{self.page}"

    def _repr_html_(self):
        """For hosts that know no `_ipython_display_`, such as marimo."""
        return "".join(f'<p class="actlib-setup-words">{escape(words)}</p>' for words in (self.kernel, self.page))

    def _ipython_display_(self):
        from IPython.display import display

        display({"text/plain": repr(self), "text/html": self._repr_html_()}, raw=True)
        if self.ready:
            from .page_line import PageLine

            versions = ", ".join(f"{name} {metadata.version(name)}" for name in ("ipywidgets", "anywidget"))
            ready = f"{self.kernel} Page: ready, live figures move here ({versions})."
            display(PageLine(text=ready, warning=NO_EXTENSION))


def check_setup():
    """Say whether kernel and page can show live figures, and what to do where they cannot.

    Returns
    -------
    SetupCheck
        Shown as words; a page that can show widgets replaces them by one line.
    """
    return SetupCheck(kernel_findings())
