"""What `import actlib` brings, and what it leaves for later."""

import subprocess
import sys

import pytest

import actlib


def test_importing_the_package_loads_numpy_and_nothing_that_draws():
    """What costs half a second waits until a figure is asked for."""
    heavy = {"numpy", "matplotlib", "ipywidgets", "anywidget", "IPython"}
    script = f"import sys, actlib; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['numpy']"


@pytest.mark.parametrize("name", actlib.__all__)
def test_every_public_name_is_there_and_says_what_it_is(name):
    thing = getattr(actlib, name)
    assert name in dir(actlib) and (thing.__doc__ or "").strip()


def test_a_name_that_is_not_there_is_an_attribute_error():
    with pytest.raises(AttributeError, match="module 'actlib' has no attribute 'softsign'"):
        actlib.softsign
