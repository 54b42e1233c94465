"""The glossary of the course, made of the sentences in which its notebooks define their terms.

A notebook marks a term where it defines it, `<dfn>loss</dfn>`; the sentence around the mark is the entry.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from .reading import read_notebook

NAME = "GLOSSARY.md"
TERM = re.compile(r"<dfn>(.+?)</dfn>")
LATIN = str.maketrans({"α": "alpha", "β": "beta", "δ": "delta", "φ": "phi", "∂": "partial"})  # where they are sorted
HEAD = """<!-- Made of the notebooks by `python -m publish glossary`; not to be edited. -->

# Glossary

The terms of the course, each with the sentence that defines it and the place where that sentence stands. Before this
place the text does without the term.
"""


@dataclass(frozen=True)
class Definition:
    """A term, the sentence that defines it, and where: the notebook's file name and title, the heading above."""

    term: str
    sentence: str
    notebook: str
    title: str
    heading: str

    @property
    def place(self):
        """Where, in words: the number of the notebook and the heading, “7 · The chain rule”."""
        return self.title if self.heading == self.title else f"{self.title.split(' ')[0]} · {self.heading}"

    @property
    def link(self):
        """From the folder of the notebooks; JupyterLab and the pages name a heading alike."""
        return f"{self.notebook}#{quote(anchor(self.heading))}"


def anchor(heading):
    """By what name a link reaches a heading: without markup, hyphens for spaces."""
    return re.sub(r"<[^>]*>|[`*$]", "", heading).strip().replace(" ", "-")


def find_definitions(name, notebook):
    """The definitions of a notebook that lies in the file `name`, in their order.

    Returns
    -------
    list of Definition
    """
    found, title, heading = [], "", ""
    for cell in notebook.cells:
        if cell.cell_type != "markdown":
            continue
        for line in cell.source.splitlines():
            if match := re.match(r"#+ (.+)", line):
                heading = match[1]
                title = title or heading
            for sentence in sentences(line):
                for term in TERM.findall(sentence):
                    plain = re.sub(r"^\((.*)\)$", r"\1", TERM.sub(r"\1", sentence))  # an aside is a sentence, too
                    found.append(Definition(_as_word(term, sentence), plain, name, title, heading))
    return found


def sentences(line):
    """The sentences of a line of Markdown; no full stop within a formula, a code or the target of a link ends one."""
    line = re.sub(r"^\s*(?:[-*]|\d+\.)\s+", "", line)
    masked = re.sub(r"\$[^$]+\$|`[^`]+`|\]\([^)]*\)", lambda part: "x" * len(part[0]), line)
    ends = [end.end() for end in re.finditer(r"[.!?][)”*]*\s+", masked)]
    return [line[start:end].strip() for start, end in zip([0, *ends], [*ends, len(line)])]


def _as_word(term, sentence):
    """The term as it is written within a sentence: no capital where it has one only because it begins its own."""
    begins = re.sub(r"^\W*", "", sentence).startswith(f"dfn>{term}")
    return term[0].lower() + term[1:] if begins and term[1:].islower() else term


def write_glossary(definitions):
    """The page as Markdown, in the order of the alphabet."""
    ordered = sorted(definitions, key=lambda definition: definition.term.lower().translate(LATIN))
    entries = [f"- **{one.term}**: {one.sentence} ([{one.place}]({one.link}))" for one in ordered]
    return "\n".join([HEAD, *entries]) + "\n"


def collect(notebooks):
    """All definitions of the notebooks in the folder `notebooks`, in the order of the series."""
    paths = sorted(Path(notebooks).glob("*.ipynb"))
    return [one for path in paths for one in find_definitions(path.name, read_notebook(path))]


def store(notebooks):
    """Write the glossary beside the notebooks, where every edition of the course finds it; its path."""
    path = Path(notebooks) / NAME
    path.write_text(write_glossary(collect(notebooks)), encoding="utf-8", newline="\n")
    return path
