"""What a cell of a notebook is: its tags say so, never its wording."""

import re
from urllib.parse import unquote

FOLDED_NOTE = "**Solution** (folded: click the three dots to open it)"  # what stands above every solution


def tags(cell):
    """The tags of a cell.

    Returns
    -------
    list of str
        "predict" asks for a prediction and "seen" answers it; "quiz" is a question, "exercise" an exercise and its
        stub, "solution" all that belongs to its solution; "teacher" is for the teacher alone; "jupyter-only" makes
        sense only where cells can be run; "plumbing" is code that needs no reading; "takeaways", "references" and
        "links" end a notebook.
    """
    return cell.metadata.get("tags", [])


def svg_of(output):
    """The picture of an output, which `actlib.figures.still_image` has stored, as SVG; None where there is none."""
    address = re.search(r' src="data:image/svg\+xml,([^"]*)">$', output.get("data", {}).get("text/html", ""))
    return address and unquote(address[1].replace("\n", ""))


def is_figure(cell):
    """Whether a cell shows a picture."""
    return any(map(svg_of, cell.get("outputs", [])))


def is_stub(cell):
    """Whether this is the code of an exercise: it checks what the learner has yet to write."""
    return cell.cell_type == "code" and "exercise" in tags(cell)


def solutions(notebook):
    """The cells that belong to solutions: the note above the folded code, the code, and the remarks after it."""
    return [cell for cell in notebook.cells if "solution" in tags(cell)]
