"""What `import actlib` brings, and what it leaves for later."""

import subprocess
import sys

import pytest

import actlib

HEAVY = {"matplotlib", "ipywidgets", "anywidget", "IPython"}


def modules_after(statement):
    """The names of all modules that a fresh process has loaded after a statement."""
    script = f"import sys; {statement}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_importing_the_package_loads_numpy_and_nothing_that_draws():
    """What costs half a second waits until a figure is asked for."""
    assert modules_after("import actlib") & (HEAVY | {"numpy"}) == {"numpy"}


EXPERIMENTS = sorted(module for module in actlib._MODULES if module.startswith("experiments."))


def test_the_numbers_of_every_experiment_need_numpy_alone():
    """Whoever wants the numbers need not wait for what draws, nor have a screen."""
    loaded = modules_after("import " + ", ".join(f"actlib.{module}" for module in EXPERIMENTS))
    assert not [name for name in loaded if name in HEAVY or name.startswith("actlib.explorers")]


def test_explorers_bring_figures_and_nothing_else():
    """Their numbers, which notebooks and other experiments use, too, lie in `experiments`."""
    pictures = {"cheat_sheet", "compare_frameworks", "family_portrait", "misread_digits"}
    brought = {name for module, names in actlib._MODULES.items() if module.startswith("explorers.") for name in names}
    assert {name for name in brought if not name.startswith("explore")} == pictures


@pytest.mark.parametrize("name", actlib.__all__)
def test_every_public_name_is_there_and_says_what_it_is(name):
    thing = getattr(actlib, name)
    assert name in dir(actlib) and (thing.__doc__ or "").strip()


def test_a_name_that_is_not_there_is_an_attribute_error():
    with pytest.raises(AttributeError, match="module 'actlib' has no attribute 'softsign'"):
        actlib.softsign
