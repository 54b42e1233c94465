"""The check cell under real failures: each is brought about in a real environment and named with its cure."""

import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
from support.lab import JupyterLab

pytestmark = pytest.mark.thorough
PACKAGES = Path(sysconfig.get_path("purelib"))
CHECK = "from actlib import check_setup\ncheck_setup()"


class Environment:
    """A Python of its own whose packages are those of this one, but for what is changed."""

    def __init__(self, folder):
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
        self.python = next(path for path in (folder / "bin/python", folder / "Scripts/python.exe") if path.exists())
        self.packages = Path(sysconfig.get_path("purelib", vars={"base": str(folder), "platbase": str(folder)}))
        for path in PACKAGES.iterdir():
            (self.packages / path.name).symlink_to(path)

    def remove(self, name):
        for path in [self.packages / name, *self.packages.glob(f"{name}-*.dist-info")]:
            path.unlink()
        return self

    def install(self, name, version):
        """Another version of a package: its files and its metadata, with another number in them."""
        for link in [self.packages / name, *self.packages.glob(f"{name}-*.dist-info")]:
            source = link.resolve()
            if link.is_symlink():
                link.unlink()
                shutil.copytree(source, link, ignore=shutil.ignore_patterns("__pycache__"))
            if link.suffix == ".dist-info":
                metadata = link / "METADATA"
                text = metadata.read_text(encoding="utf-8")
                metadata.write_text(re.sub(r"^Version: .*$", f"Version: {version}", text, flags=re.M), encoding="utf-8")
        return self


@pytest.fixture(scope="module")
def kernels(lab, tmp_path_factory):
    """Adds a kernel in an environment of its own to JupyterLab."""
    folder = tmp_path_factory.mktemp("environments")

    def add(name, change):
        environment = Environment(folder / name)
        change(environment)
        lab.add_kernel(name, environment.python)
        return environment

    add("incomplete", lambda environment: environment.remove("anywidget"))
    add("too-old", lambda environment: environment.install("anywidget", "0.9.0"))
    add("too-new", lambda environment: environment.install("anywidget", "0.99.0"))
    return {"upgraded": add("upgraded", lambda environment: None)}


def said(lab):
    """What the check cell shows, without what it hides."""
    lab.page.locator(".jp-OutputArea-output").last.wait_for()
    return " ".join(lab.page.locator(".jp-OutputArea").last.inner_text().split())


def test_when_all_is_well_one_line_says_so(lab, kernels):
    lab.open_cells(CHECK).run_all()
    lab.page.locator(".actlib-setup").wait_for()
    line = r"Kernel: ready\. Page: ready, live figures move here \(ipywidgets [\d.]+, anywidget [\d.]+\)\.$"
    assert re.search(line, said(lab))


@pytest.mark.parametrize(
    "kernel, finding",
    [
        (
            "incomplete",
            "anywidget is not installed where the kernel runs. Cure: pip install -r requirements.txt, then "
            "Kernel > Restart Kernel and run this cell again.",
        ),
        (
            "too-old",
            "anywidget 0.9.0 is installed, actlib needs 0.9.13 or newer. Cure: pip install -r requirements.txt, "
            "then Kernel > Restart Kernel and run this cell again.",
        ),
    ],
)
def test_what_the_kernel_lacks_is_named(lab, kernels, kernel, finding):
    lab.open_cells(CHECK, kernel=kernel).run_all()
    assert f"Kernel: {finding} Page: not tried, because the kernel is not ready." in said(lab)


def test_a_kernel_and_a_page_of_different_versions_are_named(lab, kernels):
    """The kernel's anywidget is newer than the front end of this JupyterLab."""
    lab.open_cells(CHECK, kernel="too-new")
    with lab.page.expect_console_message(lambda message: "is not registered" in message.text):
        lab.run_all()
    assert lab.page.locator(".actlib-setup").count() == 0
    assert (
        "Cause: the widget front end is missing where JupyterLab runs, or does not fit the kernel's ipywidgets and "
        "anywidget. Cure: start JupyterLab from the course's own environment"
    ) in said(lab)
    assert any("version ~0.99.* is not registered" in error for error in lab.console_errors), "no mismatch, no test"


def test_a_kernel_that_has_outlived_an_upgrade_is_named(lab, kernels):
    lab.open_cells("import anywidget\nanywidget.__version__", CHECK, kernel="upgraded")
    lab.in_kernel("import anywidget")
    before = lab.value("anywidget.__version__")
    kernels["upgraded"].install("anywidget", "0.98.0")
    lab.run_all()
    assert (
        f"Kernel: The kernel still runs anywidget {before} although 0.98.0 is installed. Cure: Kernel > Restart Kernel."
    ) in said(lab)


def test_a_jupyterlab_without_the_widget_front_end_is_named(browser, tmp_path):
    with JupyterLab(browser, f"--LabApp.labextensions_path={tmp_path}") as lab:
        lab.open_cells(CHECK, "from actlib import explore\nexplore()").run_all()
        words = lab.page.locator(".actlib-setup-words").all_inner_texts()
        assert words[0] == "Kernel: ready." and "Cure: start JupyterLab from the course's own environment" in words[1]
        # And the figure shows its still picture instead of nothing.
        lab.page.locator(".jp-RenderedHTML img[alt]").wait_for()


def test_without_a_network_all_is_well_and_nothing_is_asked_of_it(lab, kernels):
    strangers = []

    def refuse(route):
        strangers.append(route.request.url)
        route.abort()

    lab.page.route(lambda url: not re.match(r"(https?|wss?)://127\.0\.0\.1[:/]|data:|blob:|about:", url), refuse)
    lab.open_cells(CHECK, "from actlib import explore\nexplore()").run_all()
    lab.page.locator(".actlib-setup").wait_for()
    lab.page.locator(".actlib-figure").wait_for()
    assert "Page: ready" in lab.page.locator(".actlib-setup").inner_text()
    lab.page.unroute_all()
    assert strangers == []
