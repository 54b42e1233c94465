"""The widgets' scripts in node, which Playwright brings: their own tests, and numbers that Python has written."""

import json
import math
import os
import random
import subprocess
from pathlib import Path

import playwright
import pytest

NODE = next((Path(playwright.__file__).parent / "driver").glob("node*"))
HERE = Path(__file__).parent
SCRIPTS = HERE.parent / "actlib" / "widgets" / "js"


def run(*arguments, text=None):
    done = subprocess.run([NODE, *arguments], input=text, capture_output=True, encoding="utf-8", timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize("path", sorted((HERE / "js").glob("*.test.mjs")), ids=lambda path: path.name)
def test_scripts_pass_their_own_tests(path):
    assert "ℹ fail 0" in run("--test", "--test-reporter=spec", str(path))


def test_parse_number_reads_what_python_writes():
    """In every notation that the page accepts, for numbers of any size; Python is asked what each means."""
    draw = random.Random(16)
    written = []
    for _ in range(400):
        value = draw.choice([-1, 1]) * draw.random() * 10 ** draw.randint(-6, 6)
        decimal, short = f"{value:.4f}", f"{value:.6e}"
        mantissa, exponent = short.split("e")
        written += [
            (repr(value), value),
            (decimal.replace("-", "−"), float(decimal)),
            (decimal.replace(".", ","), float(decimal)),
            (f"{value:,.4f}", float(decimal)),
            (f"{value:,.4f}".replace(",", "\u202f").replace(".", ","), float(decimal)),
            (short.upper(), float(short)),
            (f"{mantissa} × 10^{int(exponent)}".replace("-", "−"), float(short)),
            (f"{decimal}/7", float(decimal) / 7),
        ]
    code = (
        f"import {{ parseNumber }} from {json.dumps((SCRIPTS / 'numbers.js').as_uri())};"
        "import { readFileSync } from 'node:fs';"
        "console.log(JSON.stringify(JSON.parse(readFileSync(0, 'utf-8')).map(parseNumber)));"
    )
    read = json.loads(run("--input-type=module", "-e", code, text=json.dumps([text for text, _ in written])))
    for (text, wanted), got in zip(written, read):
        assert got is not None and math.isclose(got, wanted, rel_tol=1e-15), text


@pytest.mark.thorough
def test_the_types_in_the_scripts_agree(tmp_path):
    """TypeScript reads the @type comments; `.ci/run` installs it."""
    compiler = HERE.parent / ".venv" / "types" / "node_modules" / "typescript" / "bin" / "tsc"
    if not compiler.exists():
        assert not os.environ.get("REQUIRE_TYPES"), "TypeScript is to be there"
        pytest.skip("TypeScript is not installed in .venv/types")
    settings = {
        "compilerOptions": {"checkJs": True, "noEmit": True, "target": "es2022", "module": "es2022", "types": []},
        "include": [str(SCRIPTS / "*.js")],
    }
    settings["compilerOptions"] |= {"lib": ["es2022", "dom", "dom.iterable"], "strict": False}
    settings["compilerOptions"]["moduleResolution"] = "bundler"
    (tmp_path / "tsconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    done = subprocess.run([NODE, compiler, "-p", tmp_path], capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout
