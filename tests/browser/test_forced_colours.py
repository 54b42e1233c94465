"""High contrast as Windows has it, in JupyterLab: figures, questions and predictions in the system's own colours."""

import pytest
from support.barriers import FAINT

pytestmark = pytest.mark.thorough
OURS = ".actlib-figure, .actlib-quiz, .actlib-predict"
CELLS = [
    "from actlib import choose, enter, explore, explore_neuron, predict, predictions, sigmoid_prime",
    "explore()",
    "explore_neuron()",
    'choose("Which?", {"this": "It is.", "that": "It is not."}, answer="this")',
    'enter("And how much?", answer=2, why="One and one.", hints={3: "One too many."})',
    'predict("What comes?", options={"this": "It does.", "that": "It does not."}, answer="this")',
    'predict("Draw it.", curve=sigmoid_prime, x=(-6, 6), y=(-0.1, 0.5), why="Steepest at 0.", name="σ′")',
    "predictions()",
]


def test_in_the_system_s_own_colours_every_text_of_ours_is_read(lab):
    page = lab.open_cells(*CELLS).run_all().page
    page.locator(".actlib-quiz").get_by_role("radio").first.check()
    page.locator(".actlib-quiz").get_by_role("textbox").fill("3")
    page.locator(".actlib-quiz").get_by_role("textbox").press("Enter")
    for question in page.locator("fieldset.actlib-predict").all():
        if radio := question.get_by_role("radio").all():
            radio[1].check()
        else:
            question.get_by_role("slider").first.press("ArrowUp")
        question.get_by_role("button", name="Commit").click()
    assert page.locator(OURS).count() == 7
    try:
        for theme in ("light", "dark"):
            lab.theme(theme)
            for scheme in ("light", "dark"):
                page.emulate_media(forced_colors="active", color_scheme=scheme)
                assert page.evaluate(FAINT, OURS) == [], f"JupyterLab {theme}, system {scheme}"
                lab.screenshot(f"forced-{theme}-{scheme}")
    finally:
        page.emulate_media(forced_colors="null", color_scheme="null")
