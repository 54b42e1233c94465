"""All questions of the course as a Moodle file (GIFT) and as a page, with the reasons as feedback.

They are read from the cells of the notebooks that are tagged `predict` or `quiz`, and from the quiz over the series.
"""

import ast
from dataclasses import dataclass, field
from pathlib import Path

from actlib.widgets.series_quiz import QUESTIONS, TITLES

from .cells import tags
from .folders import replace_folder
from .reading import read_notebook

ASKING = ("predict", "choose", "enter")
KIND = "question bank"  # the word that marks its folder


@dataclass(frozen=True)
class Question:
    """A question as it is asked.

    Attributes
    ----------
    notebook : str
        The name of its file, without the ending.
    code : str
        P1, P2 … for the predictions of a notebook, Q1, Q2 … for the questions at its end, F1, F2 … for the final quiz.
    kind : str
        "choice", "number" or "curve" (to be drawn).
    text : str
    options : tuple of str
    reasons : tuple of str
        Why each option is right or wrong.
    answer : int, float or None
        Index of the right option, or the right number.
    tolerance : float or None
    why : str
        The reason for the number or the curve.
    hints : tuple of (float, str)
        Wrong numbers, and what is said about them.
    """

    notebook: str
    code: str
    kind: str
    text: str
    options: tuple = ()
    reasons: tuple = ()
    answer: float | None = None
    tolerance: float | None = None
    why: str = ""
    hints: tuple = field(default=())


def asking_call(source):
    """The call of `predict`, `choose` or `enter` with which a cell ends, or None."""
    body = ast.parse(source).body
    call = getattr(body[-1], "value", None) if body and isinstance(body[-1], ast.Expr) else None
    return call if isinstance(call, ast.Call) and getattr(call.func, "id", None) in ASKING else None


def arguments(call):
    """The arguments of such a call as name -> expression."""
    positions = ("question", "answer", "why") if call.func.id == "enter" else ("question", "options", "answer")
    return {**dict(zip(positions, call.args)), **{keyword.arg: keyword.value for keyword in call.keywords}}


def value(expression):
    """What an expression of numbers, texts and dicts is: 1/32 is 0.03125."""
    return eval(compile(ast.Expression(expression), "<question>", "eval"), {"__builtins__": {}})


def find_questions(name, notebook):
    """The questions of a notebook that lies in the file `name`, in their order.

    Returns
    -------
    list of Question
    """
    found, counts = [], {"P": 0, "Q": 0}
    for cell in notebook.cells:
        if cell.cell_type != "code" or not {"predict", "quiz"} & set(tags(cell)):
            continue
        if (call := asking_call(cell.source)) is None:
            continue
        letter = "P" if call.func.id == "predict" else "Q"
        counts[letter] += 1
        given = {key: node for key, node in arguments(call).items() if key not in ("curve", "show", "x", "y")}
        given = {key: value(node) for key, node in given.items()}
        place = {"notebook": Path(name).stem, "code": f"{letter}{counts[letter]}", "text": given["question"]}
        if options := given.get("options"):
            found.append(
                Question(
                    **place,
                    kind="choice",
                    options=tuple(options),
                    reasons=tuple(options.values()),
                    answer=list(options).index(given["answer"]),
                )
            )
        elif "answer" in given:
            found.append(
                Question(
                    **place,
                    kind="number",
                    answer=given["answer"],
                    tolerance=given.get("tolerance", 1e-3),
                    why=given["why"],
                    hints=tuple((given.get("hints") or {}).items()),
                )
            )
        else:
            found.append(Question(**place, kind="curve", why=given["why"]))
    return found


def collect(notebooks):
    """All questions of the notebooks in the folder `notebooks`, and after them the quiz over the series."""
    paths = sorted(Path(notebooks).glob("*.ipynb"))
    found = [one for path in paths for one in find_questions(path.name, read_notebook(path))]
    final = [
        Question(
            notebook=question.notebook,
            code=f"F{number}",
            kind="choice",
            text=question.text,
            options=tuple(question.options),
            reasons=tuple(question.options.values()),
            answer=list(question.options).index(question.answer),
        )
        for number, question in enumerate(QUESTIONS, 1)
    ]
    return found + final


def escape(text):
    """Text as it stands in GIFT, whose own signs are ~ = # { } : and the backslash."""
    text = text.replace("\\", "\\\\")
    for sign in "~=#{}:":
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", "\\n")


def write_gift(questions):
    """The questions in GIFT, a category for each notebook and one for the final quiz.

    A curve to be drawn becomes an essay, whose general feedback is the reason.
    """
    blocks, category = [], None
    for question in questions:
        if (now := category_of(question)) != category:
            category = now
            blocks.append(f"$CATEGORY: Activation functions/{category}")
        head = f"::{escape(f'{question.notebook[:2]} {question.code}')}::[plain]{escape(question.text)}"
        blocks.append(f"{head} {{{ANSWERS[question.kind](question)}}}")
    return "\n\n".join(blocks) + "\n"


def category_of(question):
    final = question.code.startswith("F")
    return "The quiz over the series" if final else f"{question.notebook[:2]} {TITLES[question.notebook]}"


def _options(question):
    lines = [
        f"\t{'=' if i == question.answer else '~'}{escape(option)}#{escape(reason)}"
        for i, (option, reason) in enumerate(zip(question.options, question.reasons))
    ]
    return "\n".join(["", *lines, ""])


def _numbers(question):
    """The right number earns all, a number with a hint nothing and the hint, as in the page."""
    hints = [(wrong, text) for wrong, text in question.hints if abs(wrong - question.answer) > question.tolerance]
    lines = [f"\t={question.answer!r}:{question.tolerance!r}#{escape(question.why)}"]
    lines += [f"\t=%0%{float(wrong)!r}:{question.tolerance!r}#{escape(text)}" for wrong, text in hints]
    return "\n".join(["#", *lines, ""])


ANSWERS = {"choice": _options, "number": _numbers, "curve": lambda question: f"\n\t####{escape(question.why)}\n"}


def write_page(questions):
    """The questions as Markdown, each with its answer and its reasons."""
    lines, category = ["# Question bank", "", "For the teacher: every question with its answer and its reasons."], None
    for question in questions:
        if (now := category_of(question)) != category:
            category = now
            lines += ["", f"## {category}"]
        lines += ["", f"**{question.notebook[:2]} {question.code}.** {question.text}", ""]
        if question.kind == "choice":
            for i, (option, reason) in enumerate(zip(question.options, question.reasons)):
                lines.append(f"- {f'**{option}** (right)' if i == question.answer else option}: {reason}")
        elif question.kind == "number":
            lines.append(f"- **{question.answer:g}** (± {question.tolerance:g}): {question.why}")
            lines += [f"- {wrong:g}: {text}" for wrong, text in question.hints]
        else:
            lines.append(f"- to be drawn: {question.why}")
    return "\n".join(lines) + "\n"


def build(notebooks, folder):
    """Write the bank of the folder `notebooks` into `folder`, in place of an earlier one; how many questions it has.

    Raises
    ------
    FileExistsError
        `folder` holds something that is no question bank.
    """
    questions = collect(notebooks)
    with replace_folder(folder, KIND) as made:
        (made / "questions.gift").write_text(write_gift(questions), encoding="utf-8", newline="\n")
        (made / "questions.md").write_text(write_page(questions), encoding="utf-8", newline="\n")
    return len(questions)
