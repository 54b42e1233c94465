"""What shuts people out: axe-core's findings, controls that keys do not reach, and words that lie on each other."""

from axe_playwright_python.sync_playwright import Axe

# Every control and its name that the eye must tell apart: where two of one figure or question overlap.
OVERLAPS = """(selector) => [...document.querySelectorAll(selector)].flatMap((root) => {
    const parts = [...root.querySelectorAll("label, legend, input, select, button, output, .actlib-words")]
        .filter((part) => part.getClientRects().length)
        .map((part) => ({part, box: part.getBoundingClientRect()}));
    const frame = root.getBoundingClientRect();
    const outside = parts.filter(({box}) => box.left < frame.left - 1 || box.right > frame.right + 1);
    const met = parts.flatMap(({part, box}, i) => parts.slice(i + 1).filter((other) =>
        !part.contains(other.part) && !other.part.contains(part)
        && Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left) > 1
        && Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top) > 1
    ).map((other) => `${part.outerHTML} meets ${other.part.outerHTML}`));
    return [...met, ...outside.map(({part}) => `${part.outerHTML} leaves its frame`)];
})"""

# What a key should reach, once each: of radio buttons under one name only one is a stop, and what is done with is none.
MARK_STOPS = """(selector) => {
    const stops = [...document.querySelectorAll(selector)].filter((stop) => stop.checkVisibility()
        && !(stop.tabIndex < 0 && stop.getAttribute("aria-disabled") === "true"));
    stops.forEach((stop, i) => { stop.dataset.stop = i; });
    const names = stops.filter(({type}) => type === "radio").map(({name}) => name);
    return stops.length - names.length + new Set(names).size;
}"""

AT_FOCUS = """() => {
    const {outlineStyle, outlineWidth} = getComputedStyle(document.activeElement);
    return {stop: document.activeElement.dataset.stop, html: document.activeElement.outerHTML,
            framed: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2};
}"""


def found_by_axe(page, context=None, rules=None):
    """A line for every violation of axe-core's rules, all or those named, in the page or in what `context` selects."""
    options = {"resultTypes": ["violations"], **({"runOnly": rules} if rules else {})}
    response = Axe().run(page, context, options).response
    assert response["testEngine"]["name"] == "axe-core"
    return [
        f"{violation['id']}: {node['html']:.200} {node['failureSummary']}"
        for violation in response["violations"]
        for node in violation["nodes"]
    ]


def tab_through(page, selector):
    """Press Tab from the top of the page on; how many stops there should be, and where the focus was."""
    wanted = page.evaluate(MARK_STOPS, selector)
    seen = {}
    for _ in range(3 * wanted):
        page.keyboard.press("Tab")
        at = page.evaluate(AT_FOCUS)
        if at["stop"] is not None:
            if at["stop"] in seen:
                break
            seen[at["stop"]] = at
    return wanted, list(seen.values())


# Within what a selector finds, every text whose colour is less than 4.5 times as light or as dark as the ground behind
# it; of a picture's letters the ground is that of the page around it.
FAINT = """(within) => {
    within ??= "body";  // Playwright sends null where nothing is given
    const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
    const parse = (colour) => {
        canvas.clearRect(0, 0, 1, 1);
        canvas.fillStyle = colour;
        canvas.fillRect(0, 0, 1, 1);
        return [...canvas.getImageData(0, 0, 1, 1).data];
    };
    const luminance = (rgb) => rgb.slice(0, 3).map((part) => part / 255)
        .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
        .reduce((sum, part, i) => sum + part * [0.2126, 0.7152, 0.0722][i], 0);
    const paper = document.body.appendChild(document.createElement("i"));
    paper.style.background = "Canvas";
    const canvasColour = parse(getComputedStyle(paper).backgroundColor);
    paper.remove();
    const ground = (node) => {
        for (let at = node; at instanceof Element; at = at.parentElement) {
            const colour = parse(getComputedStyle(at).backgroundColor);
            if (colour[3] === 255) return colour;
        }
        return canvasColour;
    };
    const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const text = walker.currentNode, node = text.parentElement;
        if (!node.closest(within)) continue;
        if (!text.data.trim() || node.closest("script, style, [hidden], .skip") || !node.checkVisibility()) continue;
        const style = getComputedStyle(node);
        const colour = parse(node.ownerSVGElement ? style.fill : style.color);
        const [low, high] = [luminance(colour), luminance(ground(node))].sort((a, b) => a - b);
        if ((high + 0.05) / (low + 0.05) < 4.5)
            found.push(`${text.data.trim()}: ${colour} on ${ground(node)} in ${node.outerHTML.slice(0, 90)}`);
    }
    return found;
}"""
