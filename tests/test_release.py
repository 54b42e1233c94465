"""What a release is made of: one version, one address, licences file by file, wheel, sdist, the page on the index."""

import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from email.parser import BytesParser
from email.policy import EmailPolicy
from pathlib import Path

import pytest
import yaml

from publish import address, release
from publish.lite import build_wheel

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PLACE = address.repository(ROOT)


@pytest.fixture
def copy(tmp_path):
    """The files of the repository, as a repository of their own."""
    folder = tmp_path / "copy"
    for path, _ in address.texts(ROOT):
        (folder / path.relative_to(ROOT)).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, folder / path.relative_to(ROOT))
    shutil.copytree(ROOT / "notebooks" / "data", folder / "notebooks" / "data", dirs_exist_ok=True)
    for command in (["init", "-q"], ["add", "-A"]):
        subprocess.run(["git", *command], cwd=folder, check=True, capture_output=True)
    return folder


def read_metadata(text):
    return BytesParser(policy=EmailPolicy(utf8=True)).parsebytes(text)


def named_places(root):
    """Every place that a link of this repository's own leads to, as (file, place)."""
    return {
        (path.relative_to(root).as_posix(), place)
        for path, text in address.texts(root)
        if path.suffix in (".md", ".toml", ".cff", ".yml", ".yaml", ".ipynb", ".j2", ".py")
        for place in address.LINKS.findall(text)
    }


def test_links_into_the_repository_lead_where_pyproject_says():
    found = named_places(ROOT)
    assert {"README.md", "TEACHING.md"} <= {file for file, _ in found}
    assert {place for _, place in found} == {PLACE}
    assert all(url.startswith(address.HOST + PLACE) for url in PROJECT["urls"].values())


def test_another_address_is_written_into_every_link(copy):
    name = "bends.and-folds"
    new = f"ada/{name}"  # nowhere in the files themselves, this one included
    changed = {path.name for path in address.move(copy, new)}
    assert {"README.md", "TEACHING.md", "pyproject.toml", "CITATION.cff"} <= changed
    assert address.repository(copy) == new
    assert {place for _, place in named_places(copy)} == {new}
    assert not any(PLACE in text for _, text in address.texts(copy))
    assert f"lab/tree/{name}/notebooks" in (copy / "TEACHING.md").read_text(encoding="utf-8")
    address.move(copy, PLACE)
    assert all(path.read_bytes() == (ROOT / path.relative_to(copy)).read_bytes() for path, _ in address.texts(copy))


@pytest.mark.parametrize("place", ["course", "ada/", "https://github.com/ada/course", "ada/course/tree"])
def test_an_address_that_is_none_is_refused(copy, place):
    with pytest.raises(ValueError, match="is not an owner and a repository"):
        address.move(copy, place)
    assert address.repository(copy) == PLACE


def test_a_release_needs_one_version_one_day_and_the_true_address(copy):
    def change(name, pattern, new):
        text = (copy / name).read_text(encoding="utf-8")
        assert re.search(pattern, text, re.M), (name, pattern)
        (copy / name).write_text(re.sub(pattern, new, text, count=1, flags=re.M), encoding="utf-8")

    change("pyproject.toml", r'^version = ".*"$', 'version = "7.1.0"')
    change("CHANGELOG.md", r"^## .*$", "## 7.1.0, unreleased\n\n- A bend.\n\n## 7.0.0, 2026-01-01")
    for tag, place, reason in [
        ("v7.0.0", PLACE, "the tag is v7.0.0, the version in pyproject.toml 7.1.0"),
        ("v7.1.0", "ada/course", f"links lead to {PLACE}"),
        ("v7.1.0", PLACE, "no day for 7.1.0"),
    ]:
        with pytest.raises(ValueError, match=reason):
            release.notes(copy, tag, place)
    change("CHANGELOG.md", "7.1.0, unreleased", "7.1.0, 2026-02-03")
    with pytest.raises(ValueError, match="CITATION.cff does not say"):
        release.notes(copy, "v7.1.0", PLACE)
    change("CITATION.cff", r"^version: .*$", "version: 7.1.0\ndate-released: 2026-02-03")
    assert release.notes(copy, "v7.1.0", PLACE) == "- A bend.\n"


def test_nobody_releases_a_version_without_a_day(capsys):
    if re.search(r"^## \S+, unreleased$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.M):
        with pytest.raises(SystemExit, match="no release: CHANGELOG.md has no day"):
            release.main([f"v{PROJECT['version']}", PLACE])


def test_actions_are_pinned_by_commit_and_say_their_version():
    used = [
        line
        for path in (ROOT / ".github" / "workflows").glob("*.yml")
        for line in re.findall(r"uses: (.*)", path.read_text(encoding="utf-8"))
    ]
    assert len(used) > 10
    for line in used:
        assert re.fullmatch(r"[\w.-]+/[\w.-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line
    assert len({line.split("@")[0] for line in used}) == len(set(used)), "one action, two versions"


def test_the_index_shows_the_readme_with_links_that_lead_somewhere(tmp_path):
    """Built as `make lite` builds it, so this is its wheel, too."""
    wheel = build_wheel(tmp_path)
    assert wheel.name == f"actlib-{PROJECT['version']}-py3-none-any.whl"
    with zipfile.ZipFile(wheel) as inside:
        (name,) = (name for name in inside.namelist() if name.endswith(".dist-info/METADATA"))
        metadata = read_metadata(inside.read(name))
    assert metadata["Description-Content-Type"] == "text/markdown"
    text = metadata.get_payload()
    targets = re.findall(r"\]\(([^)\s]+)\)", text)
    assert len(targets) == len(re.findall(r"\]\(([^)\s]+)\)", (ROOT / "README.md").read_text(encoding="utf-8")))
    targets += re.findall(r'(?:src|srcset)="([^"]+)"', text)
    assert [target for target in targets if not re.match("https?:|#", target)] == []
    home = f"{address.HOST}{PLACE}/"
    for target in (target.removeprefix(home) for target in targets if target.startswith(home)):
        kind, *rest = target.split("#")[0].split("/")
        if kind == "actions":
            assert (ROOT / ".github" / "/".join(rest).removesuffix("/badge.svg")).is_file(), target
        else:
            assert rest[0] == f"v{PROJECT['version']}" and (ROOT / "/".join(rest[1:])).exists(), target
            assert (kind == "raw") == target.endswith((".png", ".webp"))
    assert home + "actions/workflows/tests.yml/badge.svg" in targets


def test_licences_of_the_wheel_are_those_of_what_lies_in_it():
    said = tomllib.loads((ROOT / "REUSE.toml").read_text(encoding="utf-8"))["annotations"]
    in_wheel = [one for one in said if not str(one["path"]).startswith("tests/")]
    used = {name for one in in_wheel for name in re.split(r" AND ", one["SPDX-License-Identifier"])}
    assert set(PROJECT["license"].split(" AND ")) == used
    everywhere = {name for one in said for name in one["SPDX-License-Identifier"].split(" AND ")}
    assert {path.stem for path in (ROOT / "LICENSES").iterdir()} == everywhere
    assert set(yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))["license"]) <= used


@pytest.mark.thorough
def test_wheel_and_sdist_hold_the_same_and_the_index_and_reuse_accept_them(copy, tmp_path):
    built, again = tmp_path / "built", tmp_path / "again"
    for folder in (built, again):
        folder.mkdir()

    def build(kind, source, folder):
        command = f"from hatchling.build import build_{kind}; build_{kind}({str(folder)!r})"
        subprocess.run([sys.executable, "-c", command], cwd=source, check=True, capture_output=True)

    for path in (ROOT / ".github").glob("course.*"):
        shutil.copy(path, copy / ".github")
    build("wheel", copy, built)
    build("sdist", copy, built)
    (sdist,) = built.glob("*.tar.gz")
    subprocess.run([sys.executable, "-m", "tarfile", "-e", sdist, again], check=True)
    (source,) = again.iterdir()
    build("wheel", source, again)
    (first,), (second,) = built.glob("*.whl"), again.glob("*.whl")
    with zipfile.ZipFile(first) as one, zipfile.ZipFile(second) as other:
        assert sorted(one.namelist()) == sorted(other.namelist())
        assert all(one.read(name) == other.read(name) for name in one.namelist())

    subprocess.run([sys.executable, "-m", "venv", tmp_path / "venv"], check=True)
    scripts = next(path for path in (tmp_path / "venv" / "bin", tmp_path / "venv" / "Scripts") if path.is_dir())
    subprocess.run([scripts / "python", "-m", "pip", "install", "-q", "twine", "reuse", "cffconvert"], check=True)
    for command in (
        ["twine", "check", "--strict", first, sdist],
        ["reuse", "--root", copy, "lint"],
        ["cffconvert", "--validate", "-i", copy / "CITATION.cff"],
    ):
        said = subprocess.run([scripts / command[0], *command[1:]], capture_output=True, text=True)
        assert said.returncode == 0, said.stdout + said.stderr
