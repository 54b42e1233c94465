"""Everything with JavaScript: the live figure, its controls, questions, the quiz over the series, the set-up check.

The parts of a widget's script are plain ES modules in `js/`, which node tests one by one; a page gets them as one text.
"""

import re
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent


@cache
def script(*parts):
    """The modules `parts` of `js/` as one module, in which each sees what those before it export.

    A widget's script is given to anywidget as text, not as a path: of a path anywidget keeps every widget for ever.

    Parameters
    ----------
    *parts : str
        Names without the ending; what a part imports stands before it. The last one's default export is the widget.

    Returns
    -------
    str
    """
    texts = [(HERE / "js" / f"{part}.js").read_text(encoding="utf-8") for part in parts]
    joined = "\n".join(re.sub(r'^import [^;]*?from "[^"]+";\n', "", text, flags=re.M) for text in texts)
    return re.sub(r"^export (?!default\b)", "", joined, flags=re.M)


@cache
def style(name):
    """The style sheet `name` as text, for the same reason."""
    return (HERE / f"{name}.css").read_text(encoding="utf-8")
