"""What deploy/ says of versions and of the chart for Kubernetes; browser/test_hub.py runs its hub."""

import re

import yaml

from publish.execution import ROOT

# Of the chart's values.schema.yaml at commit 02dd73df of jupyterhub/zero-to-jupyterhub-k8s: the keys that values.yaml
# uses, which the chart refuses in any other spelling, with the types that it allows. Below `config` it allows anything.
ALLOWED = {
    "singleuser": {
        "image": {"name": str, "tag": str},
        "defaultUrl": str,
        "startTimeout": int,
        "memory": {"guarantee": (str, int, float), "limit": (str, int, float)},
        "cpu": {"guarantee": (int, float), "limit": (int, float)},
        "extraEnv": dict,
        "storage": {"type": str, "homeMountPath": str, "capacity": str},
    },
    "cull": {"enabled": bool, "timeout": int, "every": int},
    "prePuller": {"hook": {"enabled": bool}, "continuous": {"enabled": bool}},
    "hub": {"config": dict},
}


def strangers(values, allowed, path=""):
    """Where these values have a key or a type that the chart does not know."""
    for key, value in values.items():
        here = f"{path}.{key}".lstrip(".")
        if isinstance(allowed.get(key), dict) and isinstance(value, dict):
            yield from strangers(value, allowed[key], here)
        elif key not in allowed or not isinstance(allowed[key], (type, tuple)) or not isinstance(value, allowed[key]):
            yield here


def pins(name):
    """What a list of requirements pins, package by package."""
    return dict(re.findall(r"^([\w.-]+)==(\S+)", (ROOT / name).read_text(encoding="utf-8"), re.M))


def test_the_hub_has_the_versions_of_the_course_and_an_image_those_of_the_hub():
    course, hub = pins("requirements.txt"), pins("requirements-hub.txt")
    assert course.items() <= hub.items()
    installed = re.findall(r"([\w-]+)==(\S+)", (ROOT / "postBuild").read_text(encoding="utf-8"))
    assert installed == [("nbgitpuller", hub["nbgitpuller"])]


def test_the_values_for_kubernetes_are_keys_and_types_of_the_chart():
    values = yaml.safe_load((ROOT / "deploy" / "values.yaml").read_text(encoding="utf-8"))
    assert list(strangers(values, ALLOWED)) == []
    assert list(strangers({"singleuser": {"memory": {"limits": "1G"}, "cpu": {"limit": "1"}}}, ALLOWED)) == [
        "singleuser.memory.limits",
        "singleuser.cpu.limit",
    ]
    # What the environment hands to a process is text: Kubernetes refuses a number.
    assert all(isinstance(value, str) for value in values["singleuser"]["extraEnv"].values())
