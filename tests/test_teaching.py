"""TEACHING.md says of figures, questions, times and headings what is so in the notebooks."""

import ast
import json
import re
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import pytest

from publish.glossary import anchor
from publish.question_bank import collect

ROOT = Path(__file__).parent.parent
PATHS = {path.stem[:2]: path for path in sorted((ROOT / "notebooks").glob("*.ipynb"))}
TEACHING = (ROOT / "TEACHING.md").read_text(encoding="utf-8")
MATERIAL = r"\*\*(?:Start|Move|Vote|Number|Draw)\*\*"
every_notebook = pytest.mark.parametrize("number", PATHS)


@cache
def cells(number):
    return json.loads(PATHS[number].read_text(encoding="utf-8"))["cells"]


def source(number, kind="markdown"):
    return "\n".join("".join(cell["source"]) for cell in cells(number) if cell["cell_type"] == kind)


def headings(number):
    return re.findall(r"^#+ (.+)$", source(number), re.M)


def title(number):
    return headings(number)[0].split(" · ", 1)[1]


def part(heading, text=TEACHING, level="##"):
    """What stands below a heading, as far as the next of its level."""
    return re.search(rf"^{level} {re.escape(heading)}\n(.*?)(?=^{level} |\Z)", text, re.M | re.S)[1]


def section(number):
    return part(f"{number} · {title(number)}")


@cache
def defined_in(number):
    """What the notebook's cells import and define, without running anything else; simple values where it draws."""
    names = {}
    for cell in cells(number):
        if cell["cell_type"] == "code":
            for statement in ast.parse("".join(cell["source"])).body:
                if isinstance(statement, (ast.Import, ast.ImportFrom, ast.FunctionDef)):
                    exec(compile(ast.Module([statement], []), "cell", "exec"), names)
    return names


@cache
def make_figure(number, call):
    return eval(call, dict(defined_in(number)))


def settings(figure, text):
    """The controls that “φ ReLU · step 40” names, as name -> what is shown, and every setting as it stands there."""
    named = {}
    for said in text.split(" · "):
        spec = max((c for c in figure.controls if said.startswith(f"{c['label']} ")), key=lambda c: len(c["label"]))
        named[spec["name"]] = (spec, said.removeprefix(f"{spec['label']} "))
    return named


def value_of(spec, shown):
    """The value that a person sees as `shown`."""
    if spec["kind"] == "slider":
        assert len(shown.partition(".")[2]) == spec["digits"], f"{spec['label']} shows {spec['digits']} decimals"
        return float(shown.replace("−", "-"))
    if spec["kind"] == "matrix":
        return [[float(entry) for entry in row.replace("−", "-").split()] for row in shown.split("; ")]
    return shown


def default_of(spec):
    """The default of a control as a person sees it."""
    if spec["kind"] == "choice":
        return dict(spec["options"])[spec["default"]]
    return spec["default"]


FIGURES = [
    (number, *round_)
    for number in PATHS
    for round_ in re.findall(r"^- \*\*Start\*\* `(.+?)`: (.+)\n((?:(?!- \*\*Start).*\n)*)", section(number), re.M)
]
MOVES = [
    (number, call, *move)
    for number, call, _, after in FIGURES
    for move in re.findall(r"^- \*\*Move\*\* (.+?): “(.+)”$", after, re.M)
]


@pytest.mark.thorough
@pytest.mark.parametrize("number, call, said", [row[:3] for row in FIGURES], ids=lambda part: part[:40])
def test_a_figure_starts_as_the_plan_says(number, call, said):
    """All of its controls but curves to be drawn, at their defaults; and the page calls it like this."""
    figure = make_figure(number, call)
    named = settings(figure, said)
    assert list(named) == [spec["name"] for spec in figure.controls if spec["kind"] != "drawing"]
    for spec, shown in named.values():
        assert value_of(spec, shown) == default_of(spec), spec["label"]
    assert call in source(number, "code")


@pytest.mark.thorough
@pytest.mark.parametrize("number, call, moved, quoted", MOVES, ids=lambda part: part[:40])
def test_a_figure_says_what_the_plan_quotes(number, call, moved, quoted):
    figure = make_figure(number, call)
    values = {} if moved == "nothing yet" else settings(figure, moved)
    assert figure.words(**{name: value_of(spec, shown) for name, (spec, shown) in values.items()}) == quoted


@every_notebook
def test_a_plan_has_the_page_s_time_and_headings(number):
    said = section(number)
    assert re.search(r"^Time: (.+?)\.", said, re.M)[1].startswith(re.search(r"Time: (\d+ minutes)", source(number))[1])
    assert re.search(
        rf"^\| \[{number} · .+?\]\(.+?\) \| {re.search(r'Time: ([0-9]+)', source(number))[1]} \| ", TEACHING, re.M
    )
    assert set(re.findall(r"^### (.+)$", said, re.M)) <= set(headings(number))
    assert "**Short of time**" in said


@every_notebook
def test_every_prediction_stands_in_its_plan_with_its_answer(number):
    said = section(number)
    for question in collect(PATHS[number].parent):
        if question.notebook[:2] != number or not question.code.startswith("P"):
            continue
        if question.kind == "choice":
            letters = [chr(ord("A") + i) for i in range(len(question.options))]
            options = " · ".join(f"{letter} {option}" for letter, option in zip(letters, question.options))
            expected = (
                f"- **Vote** “{question.text}”\n  {options}. Right: **{letters[question.answer]}**.\n- **We expect**"
            )
        elif question.kind == "number":
            shown = f"{question.answer:g}".replace("-", "−")
            expected = f"- **Number** “{question.text}” Right: **{shown}**. {question.why}\n- **We expect**"
        else:
            expected = f"- **Draw** “{question.text}” {question.why}\n"
        assert expected in said, f"TEACHING.md lacks, or says otherwise:\n{expected}"


@every_notebook
def test_every_number_of_a_plan_stands_in_the_notebook(number):
    """Or in a sentence of a figure, which another test compares; small whole numbers are free."""
    outputs = json.dumps([cell.get("outputs") for cell in cells(number)], ensure_ascii=False)
    known = " ".join([source(number), source(number, "code"), outputs, *re.findall(MATERIAL + ".*", section(number))])
    known = set(re.findall(r"\d+(?:\.\d+)?(?:e-\d+)?", known.replace(",", "").replace("{", "")))
    own = [line for line in section(number).splitlines() if not re.match(rf"- {MATERIAL}|  A |Time:", line)]
    said = re.findall(r"\d+(?:\.\d+)?(?:e-\d+)?", "\n".join(own).replace(",", ""))
    missing = [n for n in said if n not in known and ("." in n or float(n) > 12)]
    assert missing == []


def minutes(clock):
    hours, rest = clock.split(":")
    return 60 * int(hours) + int(rest)


SHEETS = [
    re.findall(r"^\| (\d:\d\d) \| (\d+) \| (.+?) \| (.*?) ?\| (.*?) ?\|$", table, re.M)
    for table in re.findall(r"^\| clock .*\n(?:\|.*\n)+", TEACHING, re.M)
]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet[0][2][:30])
def test_the_clock_of_a_run_sheet_runs_without_a_gap(sheet):
    ends = [minutes(clock) + int(length) for clock, length, *_ in sheet]
    assert [minutes(clock) for clock, *_ in sheet] == [0, *ends[:-1]]
    assert ends[-1] in (50, 90)
    assert sheet[-1][2].startswith("slack") and int(sheet[-1][1]) >= (8 if ends[-1] == 50 else 10)
    assert ends[-1] == 50 or any(what == "break" for _, _, what, *_ in sheet)
    assert any("behind at" in late for *_, late in sheet)
    for where in (row[3] for row in sheet if row[3]):
        number, heading = where.split(" · ", 1)
        assert heading in headings(number), where
    for (clock, *_), late in [(row, row[4]) for row in sheet if row[4]]:
        start = minutes(clock)
        assert start < minutes(re.search(r"behind at (\d:\d\d)", late)[1]) < start + 8


def test_there_is_a_sheet_of_fifty_minutes_one_of_ninety_and_four_sessions():
    lengths = [sum(int(row[1]) for row in sheet) for sheet in SHEETS]
    assert lengths == [50, 90, 90, 90, 90, 90]
    named = [{row[3][:2] for row in sheet if row[3]} for sheet in SHEETS[2:]]
    assert [sorted(numbers) for numbers in named] == [
        ["00", "01", "02"],
        ["03", "04", "05", "06"],
        ["07", "08"],
        ["09", "10", "11", "12"],
    ]


def test_misconceptions_name_a_place_that_exists():
    rows = re.findall(r"^\| .+? \| .+? \| (\d\d) · (.+) \|$", part("Misconceptions"), re.M)
    assert len(rows) > 15
    assert [row for row in rows if row[1] not in headings(row[0])] == []


def test_the_codes_of_the_objectives_are_the_questions_of_the_page():
    """Every objective is shown by something, and every question shows one."""
    table, assessed = part("What each notebook teaches"), {}
    for start, codes in re.findall(r"^\| (?!notebook|---)(.*?) \| .* \| (.+?) \|$", table, re.M):
        number = match[1] if (match := re.match(r"\[(\d\d) ·", start)) else number  # noqa: F821
        assessed.setdefault(number, set()).update(codes.split(", "))
    asked = {}
    for question in collect(ROOT / "notebooks"):
        if question.code[0] in "PQ":
            asked.setdefault(question.notebook[:2], set()).add(question.code)
    tasks = {"E", "J", "S"}
    assert {number: codes - tasks for number, codes in assessed.items()} == asked
    for number, codes in assessed.items():
        text = source(number)
        assert codes & tasks == {
            letter for letter, mark in zip("EJS", ("Exercise", "Explain or judge", "Stretch")) if mark in text
        }


def test_every_exercise_has_a_difficulty():
    asked = [
        name
        for number in PATHS
        for cell in cells(number)
        if cell["cell_type"] == "code" and "exercise" in cell["metadata"].get("tags", [])
        for name in re.findall(r"^def (\w+)(?=.*:\n    \"\"\".*\n    \.\.\.)", "".join(cell["source"]), re.M)
    ]
    rows = re.findall(r"^\| (?:\*\*\w+\*\* )?\| `(\w+)` \((\d\d)\) \|", part("Exercises by difficulty"), re.M)
    assert sorted(name for name, _ in rows) == sorted(asked)
    for name, number in rows:
        assert name in source(number, "code")


def test_every_notebook_has_an_exam_question_with_a_solution():
    exams = part("Exam questions")
    assert re.findall(r"^### Exam (\d\d)$", exams, re.M) == list(PATHS)
    assert len(re.findall(r"^\*\*Solution\.\*\* \S", exams, re.M)) == len(PATHS)


def test_every_statement_of_the_document_has_a_home():
    """The sections follow one another as in the document, and each link names a heading of its notebook."""
    rows = re.findall(r"^\| ([\d.]+) \| .+? \| (.+) \|$", part("The document, sentence by sentence"), re.M)
    order = ["1.1", "1.2", "2.1", "2.2", "3.1", *(f"3.2.{i}" for i in range(1, 6)), "3.3", *"4567"]
    order += [f"8.{i}" for i in range(1, 6)]
    assert list(dict.fromkeys(number for number, _ in rows)) == order
    for _, homes in rows:
        links = re.findall(r"\[(\d\d) · (.+?)\]\(notebooks/(\S+?)#(\S+?)\)(?=,|$)", homes)
        assert links and len(links) == homes.count("](notebooks/")
        for number, heading, file, target in links:
            assert file == PATHS[number].name and heading in headings(number), f"{file}: {heading}"
            assert anchor(heading) == unquote(target)
