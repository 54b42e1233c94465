"""What the repository says about itself holds: the guide for contributors, the small files."""

import re
import shlex
import tomllib
from pathlib import Path

import mpmath
import numpy as np
import pytest
import yaml
from PIL import Image, ImageChops

from actlib import activations
from actlib.activations import Activation

ROOT = Path(__file__).parent.parent
TARGETS = set(re.findall(r"^([\w./-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))


@pytest.mark.parametrize("name", [path.name for path in sorted(ROOT.glob("*.md"))])
def test_links_lead_to_files_and_make_targets_exist(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    pictures = re.findall(r'(?:src|srcset)="([^"]+)"', text)
    for target in re.findall(r"\]\(((?!https?:|#)[^)]+)\)", text) + pictures:
        # On GitHub the pages of a workflow, and its badge, lie two folders above a branch.
        file = re.sub(r"^\.\./\.\./actions/(workflows/\w+\.yml)(/badge\.svg)?$", r".github/\1", target.split("#")[0])
        assert (ROOT / file).exists(), f"{name}: {target} does not exist"
    assert set(re.findall(r"(?:`|^)make ([a-z-]+)", text, re.M)) <= TARGETS


def test_the_readme_s_picture_moves_is_small_and_has_a_still_for_less_motion():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    (still,) = re.findall(r'<source media="\(prefers-reduced-motion: reduce\)" srcset="([^"]+)">', text)
    (moving,) = re.findall(r'<img src="([^"]+)" alt="[^"]{40,}">', text)
    assert (ROOT / moving).stat().st_size <= 1_000_000 and (ROOT / still).stat().st_size <= 150_000
    with Image.open(ROOT / moving) as film, Image.open(ROOT / still) as picture:
        assert film.size == picture.size and film.width >= 1200
        assert film.n_frames >= 40 and film.info["loop"] == 0, "it never ends"
        first, last = (film.seek(k) or film.convert("L") for k in (0, film.n_frames - 1))
        assert ImageChops.difference(first, last).getextrema()[1] < 64, "the end is the beginning"


def test_the_guide_s_three_edits_are_a_function_its_derivative_and_a_row():
    """Its code runs as it stands, in the module where it is to be added."""
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), re.S)
    blocks = [block for block in blocks if "import" not in block]  # the recipe of an explorer brings its own names
    assert len(blocks) == 3
    module = dict(vars(activations))
    exec(blocks[0] + blocks[1], module)
    (row,) = eval(blocks[2], module)
    x, h = np.linspace(-30, 30, 121), 1e-5
    assert isinstance(row, Activation)
    assert (row.function, row.derivative) == (module["softplus"], module["softplus_prime"])
    np.testing.assert_allclose(row.function(x), [float(mpmath.log1p(mpmath.exp(v))) for v in x], rtol=1e-13)
    np.testing.assert_allclose(row.derivative(x), (row.function(x + h) - row.function(x - h)) / (2 * h), atol=1e-9)


def test_package_changelog_and_citation_agree_on_version_and_day():
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert citation["version"] == project["version"]
    assert citation["repository-code"] == project["urls"]["Repository"]
    assert {"cff-version", "message", "title", "authors"} <= set(citation)
    newest = re.search(r"^## (\S+), (\S+)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.M)
    assert newest.groups() == (project["version"], str(citation.get("date-released", "unreleased")))


def test_the_oldest_versions_of_the_workflow_are_those_that_the_package_allows():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    oldest = dict(re.findall(r"^(\w+)==(\S+)$", (ROOT / ".github/oldest.txt").read_text(encoding="utf-8"), re.M))
    allowed = dict(dependency.split(">=") for dependency in project["dependencies"])
    assert allowed.keys() <= oldest.keys()
    for name, version in allowed.items():
        assert oldest[name].split(".")[: len(version.split("."))] == version.split("."), name


@pytest.mark.parametrize("path", sorted((ROOT / ".github").rglob("*.yml")), ids=lambda path: path.name)
def test_workflows_and_forms_can_be_read_and_call_what_exists(path):
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    if path.name == "dependabot.yml":
        assert content["version"] == 2
        assert [update["package-ecosystem"] for update in content["updates"]] == ["github-actions", "pip"]
        return
    if path.parent.name == "ISSUE_TEMPLATE":
        assert {"name", "description", "body"} == set(content) - {"labels"}
        assert all(field["type"] in ("textarea", "input", "dropdown") and field["id"] for field in content["body"])
        return
    assert content["jobs"]
    for job in content["jobs"].values():
        for command in (step["run"] for step in job["steps"] if "run" in step):
            if command.startswith("make "):
                assert {word for word in shlex.split(command)[1:] if "=" not in word} <= TARGETS
            for file in re.findall(r"(?:-r|-c|pytest(?: -\S+)*) (\S+\.(?:txt|in|py))", command):
                assert (ROOT / file).exists(), file
