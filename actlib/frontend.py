"""Can this page show a live figure? The answer names the cause and the cure where it cannot."""

import re
from importlib import import_module, metadata

import anywidget
import traitlets

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


class SetupCheck(anywidget.AnyWidget):
    """A line that the page itself completes: where it cannot, the cause and the cure stay."""

    _esm = """
    export default { render({ model, el }) {
      const line = document.createElement("p");
      line.className = "actlib-setup";
      line.textContent = model.get("kernel") + " " + model.get("page");
      el.append(line);
    } };
    """
    kernel = traitlets.Unicode().tag(sync=True)
    page = traitlets.Unicode().tag(sync=True)

    def _repr_mimebundle_(self, **kwargs):
        live, metadata_ = super()._repr_mimebundle_(**kwargs)
        unseen = (
            "Page: if this sentence stays after the cell has run, the page cannot show widgets. "
            "Cause: the widget front end is missing where JupyterLab runs, or does not fit the kernel's ipywidgets. "
            f"Cure: start JupyterLab from the course's own environment, or there: {CURE}; then reload the page."
        )
        return {
            **live,
            "text/plain": f"{self.kernel}\n{unseen}",
            "text/html": f"<p>{self.kernel}</p><p>{unseen}</p>",
        }, metadata_


def check_setup():
    """Say whether kernel and page can show live figures, and what to do where they cannot.

    Returns
    -------
    SetupCheck
        Shown as one line: the kernel's part is computed here, the page's part is written by the page itself.
    """
    findings = kernel_findings()
    kernel = "Kernel: " + (" ".join(findings) or "ready.")
    shown = ", ".join(f"{name} {metadata.version(name)}" for name in ("ipywidgets", "anywidget"))
    return SetupCheck(kernel=kernel, page=f"Page: ready, live figures move here ({shown}).")
