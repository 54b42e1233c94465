"""Every control of a live figure moved as a person moves it, and a record of what the screen showed each time."""

import json
import re
from pathlib import Path

# Where every control stands, what every part of the picture looks like, and how much room the figure takes.
SNAPSHOT = """(root) => {
    const at = (node) => [+node.getAttribute("x"), +node.getAttribute("y")];
    const look = (node) => {
        if (node.localName === "image") return {href: node.getAttribute("href") || node.getAttribute("xlink:href")};
        if (node.localName === "g" && !node.hasAttribute("transform"))
            return {points: [...node.children].filter((use) => use.style.display !== "none").map(at)};
        if (node.localName === "path") return {d: node.getAttribute("d")};
        const numbers = (node.getAttribute("transform") ?? "").match(/-?[\\d.]+/g) ?? [];
        return {text: node.textContent, at: node.hasAttribute("x") ? at(node) : numbers.slice(0, 2).map(Number)};
    };
    const top = (node) => node.getBoundingClientRect().top;
    const all = (what) => [...root.querySelectorAll(`[data-${what}]`)];
    return {
        values: Object.fromEntries(all("parameter").map((field) => [field.dataset.parameter, field.value])),
        parts: Object.fromEntries(all("part").map((node) => [node.dataset.part, look(node)])),
        words: root.querySelector(".actlib-words").textContent,
        room: [root.offsetHeight, top(root.querySelector("svg")) - top(root)],
    };
}"""

# In the page, right after the figure has heard of each step: by then it has painted what was computed ahead.
WATCH = f"(root) => {{ root.seen = []; root.oninput = () => root.seen.push(({SNAPSHOT})(root)); }}"
SEEN = "(root) => { root.oninput = null; return root.seen; }"

FIGURES = "() => [...document.querySelectorAll('.jp-NotebookPanel:not(.lm-mod-hidden) .actlib-figure')]"
NEXT_FRAME = "() => new Promise((done) => requestAnimationFrame(() => done()))"
ALL_POSITIONS = 16  # of a slider that Python follows; of a longer one every fifth part, and steps at its ends
ENDS_AND_BETWEEN = {"range": ["Home", "PageUp", "End"], "select-one": ["Home", "ArrowDown", "End"]}
FORMULAS = ["x", "2*x +"]  # one that every figure understands, and one that none does


def figures_in_front(lab):
    """The live figures of the notebook in front, in order: what the kernel says of each, and where it is on the page.

    Returns
    -------
    list of (dict, ElementHandle)
        "model", its id in the kernel; "ahead" and "asked", the parameters that the page and that Python follow. And
        handles, because a locator would look through all open notebooks again at every step.
    """
    models = lab.page.evaluate("""() => window.jupyterapp.shell.currentWidget.content.widgets.flatMap((cell) =>
        (cell.model.outputs?.toJSON() ?? []).map(({data}) =>
            data?.["application/vnd.jupyter.widget-view+json"]?.model_id)).filter(Boolean)""")
    lab.in_kernel(f"import sys; sys.path.append({str(Path(__file__).parents[1])!r}); from support import painting")
    told = json.loads(lab.value(f"painting.describe({models})"))
    lab.page.wait_for_function(f"(wanted) => ({FIGURES})().length === wanted", arg=len(told))
    roots = lab.page.evaluate_handle(FIGURES).get_properties()
    return [(figure, roots[str(i)].as_element()) for i, figure in enumerate(told)]


class Sweep:
    """Moves the controls of one figure, and has the kernel compare what was seen with what should have been.

    Attributes
    ----------
    controls, positions, artists : int
        How many controls were moved, to how many positions, and how many artists were compared there.
    wrong : list of str
        Every difference.
    jumps : list of str
        Sliders that changed the height of the figure or the place of its picture, and other controls that did so by
        more than two lines of words.
    """

    def __init__(self, lab, figure, root, folder):
        self.lab, self.page, self.figure, self.root = lab, lab.page, figure, root
        self.record, self.seen, self.drawn = folder / "seen.json", [], True
        self.controls, self.positions, self.artists, self.wrong, self.jumps = 0, 0, 0, [], []

    @staticmethod
    def kind_of(field):
        """The type of its input; of one that is part of a table of numbers, "number"."""
        in_table = re.search(r"-\d+-\d+$", field.get_attribute("data-parameter"))
        return "number" if in_table else field.evaluate("(field) => field.type")

    def every_control(self, thoroughly=True):
        """Each control from its default, by keys and mouse; or, by keys alone, to its ends and one place between.

        The first is held against pictures that matplotlib draws from nothing, the second against what is computed.
        """
        self.drawn = thoroughly
        self.root.scroll_into_view_if_needed()
        self.look()
        for field in self.root.query_selector_all("[data-parameter]"):
            kind = self.kind_of(field)
            if thoroughly or kind not in ENDS_AND_BETWEEN:
                getattr(self, {"select-one": "choice"}.get(kind, kind))(field)
            else:
                self.press(field, ENDS_AND_BETWEEN[kind])
            self.controls += 1
            self.stays_in_place(field.get_attribute("data-parameter"), 0 if kind == "range" else 48)
            self.compare()
        if self.figure["touched"]:
            self.touch()
            self.controls += 1
            self.stays_in_place("the picture", 0)
            self.compare()
        self.look()
        self.compare()

    def press(self, field, keys):
        field.evaluate("(field) => field.focus()")
        for key in keys:
            self.page.keyboard.press(key)
            self.look()

    def range(self, field):
        name, last = field.get_attribute("data-parameter"), int(field.get_attribute("max"))
        follows = name in self.figure["ahead"] and name not in self.figure["asked"]
        if follows or last < ALL_POSITIONS:
            keys = ["Home", *["ArrowRight"] * last]
        else:
            keys = ["Home", "ArrowRight", *["PageUp"] * 8, "End", "ArrowLeft"]
        field.focus()
        if name in self.figure["asked"]:
            for i, key in enumerate(keys):
                self.page.keyboard.press(key)
                if key != "PageUp" or i % 2:
                    self.look(in_a_row=key == "PageUp")
        else:
            self.root.evaluate(WATCH)
            for key in keys:
                self.page.keyboard.press(key)
            self.seen += self.root.evaluate(SEEN)
        self.drag(field)
        if play := field.query_selector("xpath=following-sibling::button"):
            play.click()  # whoever wants less motion is taken to the end at once
            self.look()

    def drag(self, slider):
        """Press the thumb, run over the whole range and back, and let go in the middle of the way."""
        box = slider.bounding_box()
        ratio = int(slider.input_value()) / int(slider.get_attribute("max"))
        left, width, y = box["x"] + 8, box["width"] - 16, box["y"] + box["height"] / 2
        self.page.mouse.move(left + ratio * width, y)
        self.page.mouse.down()
        for ratio in (0.0, 0.5, 1.0, 0.37):
            self.page.mouse.move(left + ratio * width, y, steps=2)
        self.page.mouse.up()
        self.look(in_a_row=True)
        steps = int(slider.get_attribute("max"))
        assert abs(int(slider.input_value()) / steps - 0.37) < 0.06 + 0.5 / steps, "the thumb did not follow"

    def choice(self, field):
        field.focus()
        self.page.keyboard.press("Home")
        for _ in field.query_selector_all("option"):
            self.look()
            self.page.keyboard.press("ArrowDown")
        field.select_option(index=0)
        self.look()

    def text(self, field):
        for formula in FORMULAS:
            field.click(click_count=3)
            self.page.keyboard.type(formula)
            self.page.keyboard.press("Enter")
            self.look()

    def number(self, field):
        for typed in ("-0.75", "1e9", "2"):
            field.click(click_count=3)
            self.page.keyboard.type(typed)
            if typed == "1e9":
                assert field.get_attribute("aria-invalid") == "true", "a number out of range is marked"
            else:
                self.look(in_a_row=True)  # "-0" was a number on the way

    def touch(self):
        """Press into the picture and pull: a point on a curve walks along, a curve is drawn."""
        box = self.root.query_selector("svg").bounding_box()
        self.page.mouse.move(box["x"] + 0.3 * box["width"], box["y"] + 0.5 * box["height"])
        self.page.mouse.down()
        self.page.mouse.move(box["x"] + 0.4 * box["width"], box["y"] + 0.3 * box["height"], steps=6)
        self.page.mouse.up()
        self.look(in_a_row=True)

    def arrive(self, in_a_row=False):
        """Wait for one round trip, or for one frame where the page needs nobody.

        The last of several values in a row waits, in the page, until the first is answered: that is one trip more.
        """
        if self.figure["asked"]:
            for _ in range(1 + in_a_row):
                self.lab.round_trip(self.figure["model"])
        else:
            self.page.evaluate(NEXT_FRAME)

    def look(self, in_a_row=False):
        """Record what is seen when the last move has arrived."""
        self.arrive(in_a_row)
        self.seen.append(self.root.evaluate(SNAPSHOT))

    def stays_in_place(self, control, pixels):
        heights, tops = zip(*[look["room"] for look in self.seen])
        if max(heights) - min(heights) > pixels or max(tops) != min(tops):
            self.jumps.append(f"{control} moves the height from {min(heights)} to {max(heights)} pixels")

    def compare(self):
        """Give the record to the kernel, which holds it against the figure's own functions; then press Reset."""
        self.record.write_text(json.dumps(self.seen), encoding="utf-8")
        if not self.figure["asked"]:
            self.lab.round_trip(self.figure["model"])  # nobody has waited for the kernel yet
        asked = f"painting.compare({self.figure['model']!r}, {str(self.record)!r}, {self.drawn})"
        told = json.loads(self.lab.value(asked))
        self.positions += told["positions"]
        self.artists += told["artists"]
        self.wrong += told["wrong"]
        self.seen = []
        self.root.query_selector(".actlib-reset").evaluate("(button) => button.click()")
        self.arrive()
