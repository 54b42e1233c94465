"""Where the texts of a picture lie when a browser has set them: off the edge, over each other, too small."""

WIDTH = 760  # pixels, about that of a notebook's cell and of a page

# A text's own box is as high as the highest and deepest letters of its font: what its letters fill is less.
FAULTS = """({pictures, width}) => pictures.map((picture) => {
    const place = document.createElement("div");
    place.style.cssText = `width: ${width}px; margin: 100px`;
    place.innerHTML = picture;
    document.body.replaceChildren(place);
    const svg = place.querySelector("svg");
    svg.style.cssText = "width: 100%; height: auto; display: block; overflow: visible";
    const frame = svg.getBoundingClientRect(), scale = frame.width / svg.viewBox.baseVal.width;
    const texts = [...svg.querySelectorAll("text")].filter((text) => text.textContent.trim()
        && getComputedStyle(text).visibility !== "hidden" && text.getClientRects().length);
    const sizes = (text) => [text, ...text.querySelectorAll("tspan")].filter((part) => [...part.childNodes]
        .some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim()))
        .map((part) => parseFloat(getComputedStyle(part).fontSize));
    const boxes = texts.map((text) => {
        const {x, y, width, height} = text.getBBox(), turn = text.getScreenCTM();
        const [top, bottom] = [y + 0.18 * height, y + 0.86 * height];
        const corners = [[x, top], [x + width, top], [x, bottom], [x + width, bottom]]
            .map(([u, v]) => new DOMPoint(u, v).matrixTransform(turn));
        const xs = corners.map((corner) => corner.x), ys = corners.map((corner) => corner.y);
        const size = Math.min(...sizes(text)) * Math.hypot(turn.a, turn.b);
        const said = text.textContent.replace(/\\s+/g, " ").trim();
        return {text: said, size, left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys),
                bottom: Math.max(...ys)};
    });
    const px = (number) => `${Math.round(10 * number) / 10} px`;
    const out = ({left, right, top, bottom}) => Math.max(
        frame.left - left, right - frame.right, frame.top - top, bottom - frame.bottom);
    const faults = boxes.flatMap((box) => [
        ...out(box) > 0.5 ? [`“${box.text}” leaves the picture by ${px(out(box))}`] : [],
        ...box.size < 11 ? [`“${box.text}” is ${px(box.size)} high`] : [],
    ]);
    boxes.forEach((one, i) => boxes.slice(i + 1).forEach((other) => {
        const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
        const high = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
        if (wide > 2 && high > 2) faults.push(`“${one.text}” meets “${other.text}” by ${px(wide)} × ${px(high)}`);
    }));
    return faults;
})"""


def faults_of(page, pictures):
    """What is wrong with the texts of SVG pictures, a list of sentences for each, as wide as a notebook shows them."""
    return page.evaluate(FAULTS, {"pictures": list(pictures), "width": WIDTH})
