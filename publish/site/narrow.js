// Pictures where there is little room: letters stay readable. Axes that stand side by side are put under each other,
// in the picture that is there; what is still wider than the page scrolls sideways in its own box.

const SMALLEST = 11, GAP = 12;  // letters in CSS pixels; units of the picture between axes

/** How large the letters of a text are on the screen: those of an index may be smaller. */
const sizeOf = (text) => {
  const { b, d } = text.getScreenCTM(), spans = [...text.querySelectorAll("tspan")];
  const sizes = (spans.length ? spans : [text]).map((part) => parseFloat(getComputedStyle(part).fontSize));
  return Math.hypot(b, d) * Math.max(...sizes);
};
const written = (node) =>
  [...node.querySelectorAll("text")].filter((text) => text.textContent.trim() && (text.checkVisibility?.() ?? true));

/** The smallest box around nodes, in units of the picture as matplotlib has drawn it. */
function boxAround(nodes, unit) {
  const boxes = nodes.map((node) => node.getBoundingClientRect());
  const [left, top] = ["left", "top"].map((side) => Math.min(...boxes.map((box) => unit(box)[side])));
  const [right, bottom] = ["right", "bottom"].map((side) => Math.max(...boxes.map((box) => unit(box)[side])));
  return { left, top, right, bottom };
}

/** Axes with all that is written on them, and the picture's legends; undefined where there is more than these. */
function piecesOf(svg, unit) {
  const pieces = { axes: [], legend: [], patch: [] };
  for (const node of svg.querySelectorAll(":scope > g > g")) {
    const kind = node.id.match(/(axes|legend|patch)_\d+$/)?.[1];
    if (!kind) return undefined;
    pieces[kind].push(node);
  }
  if (pieces.axes.some((node) => !node.querySelector("path"))) return undefined;  // axes without a frame
  const all = pieces.axes.map((node) => {
    const path = node.querySelector("path");
    return { nodes: [node], frame: boxAround([path], unit), ...boxAround([path, ...written(node)], unit) };
  });
  const widest = Math.max(...all.map(({ frame }) => frame.right - frame.left));
  const isBar = ({ frame }) => frame.right - frame.left < 0.15 * widest;
  const panels = all.filter((one) => !isBar(one));
  for (const bar of all.filter(isBar)) {
    // A bar of colours belongs to the axes on its left.
    const left = panels.filter(({ frame }) => frame.right <= bar.frame.left);
    const before = left.sort((one, other) => other.frame.right - one.frame.right)[0];
    before?.nodes.push(...bar.nodes);
    if (before) before.right = Math.max(before.right, bar.right);
  }
  return { panels, legends: pieces.legend };
}

/** Put the entries of a legend into lines of a width, from a height on; the height at which they end. */
function foldLegend(legend, unit, width, top) {
  let entry = [], x = 0, y = top, low = top;
  for (const node of legend.children) {
    if (/patch_\d+$/.test(node.id) && !entry.length && !node.nextElementSibling?.matches("[id*=text_]")) continue;
    entry.push(node);
    if (!/text_\d+$/.test(node.id)) continue;
    const box = boxAround(entry, unit);
    if (x && x + box.right - box.left > width) [x, y] = [0, low + 4];
    for (const part of entry) part.setAttribute("transform", `translate(${x - box.left} ${y - box.top})`);
    low = Math.max(low, y + box.bottom - box.top);
    x += box.right - box.left + GAP;
    entry = [];
  }
  return low;
}

/** How wide and how high a picture is, in units: its shape on the page follows. */
function shape(svg, width, height) {
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  svg.setAttribute("width", `${width}pt`);
  svg.setAttribute("height", `${height}pt`);
}

/** What is written beside axes that share their heights with others stands on the first of them alone. */
function copyHeights([first, ...others]) {
  const heights = ({ nodes }) => [...nodes[0].querySelectorAll("[id*=ytick_]")];
  const texts = heights(first).flatMap(written);
  for (const { frame, nodes } of others.filter((one) => heights(one).length && !heights(one).flatMap(written).length)) {
    for (const text of texts) {
      const copy = document.createElementNS("http://www.w3.org/2000/svg", "g");
      copy.setAttribute("class", "copied");
      copy.setAttribute("transform", `translate(${frame.left - first.frame.left} ${frame.top - first.frame.top})`);
      copy.append(text.cloneNode(true));
      nodes[0].append(copy);
    }
  }
}

function spread(svg) {
  shape(svg, ...svg.dataset.box.split(" ").slice(2));
  const moved = [":scope > g > g", ":scope > .actlib-drawing", ":scope > g > [id*=legend_] > g"];
  for (const node of svg.querySelectorAll(moved)) node.removeAttribute("transform");
  for (const copy of svg.querySelectorAll(".copied")) copy.remove();
  for (const node of svg.querySelectorAll("[id*=axes_] > g, [id*=axis_1] > g")) node.removeAttribute("transform");
  for (const text of svg.querySelectorAll(".crowded")) text.classList.remove("crowded");
  for (const use of svg.querySelectorAll("[data-mark]")) use.href.baseVal = use.dataset.mark;
  svg.classList.remove("squeezed");
  delete svg.panels;
}

/** Fit a picture into a width. */
function fit(svg, room) {
  svg.dataset.box ??= svg.getAttribute("viewBox");
  if (svg.panels) spread(svg);
  svg.style.minWidth = "";
  const [, , width] = svg.dataset.box.split(" ").map(Number);
  const here = svg.getBoundingClientRect(), scale = here.width / width;
  const letters = written(svg).map(sizeOf);
  if (!scale || !letters.length || Math.min(...letters) >= SMALLEST) return;
  const enough = SMALLEST / Math.min(...letters) * scale;  // CSS pixels a unit
  const unit = (box) => ({ left: (box.left - here.left) / scale, right: (box.right - here.left) / scale,
    top: (box.top - here.top) / scale, bottom: (box.bottom - here.top) / scale });
  const pieces = piecesOf(svg, unit);
  const columns = pieces?.panels.filter(({ frame }, i, all) => !i || frame.left >= all[i - 1].frame.right);
  if (columns?.length > 1) return stack(svg, pieces, unit, room, enough);
  if (!pieces || pieces.panels.length !== 1 || !squeeze(svg, pieces, unit, room / enough)) {
    svg.style.minWidth = `${Math.ceil(enough * width)}px`;
  }
}

/**
 * Bring one axes to a width: what is drawn in it becomes narrower, what is written keeps its shape. False where that
 * cannot be.
 */
function squeeze(svg, { panels: [{ nodes, frame, right }], legends }, unit, width) {
  const share = (width - frame.left - Math.max(2, right - frame.right)) / (frame.right - frame.left);
  const isDrawn = (node) => !/(axis|text|legend|title)[_-]\d+$/.test(node.id);
  const drawn = [...nodes[0].children].filter(isDrawn), texts = drawn.flatMap(written);
  const upright = /^(rotate\(-?0 .*)?$/;
  const isUpright = (text) => text.hasAttribute("x") && upright.test(text.getAttribute("transform") ?? "");
  const turned = !texts.every(isUpright);
  if (nodes.length > 1 || share < 0.4 || share >= 1 || turned) return false;
  const middle = (node) => { const { left: a, right: b } = boxAround([node], unit); return (a + b) / 2; };
  const shift = (node, x) => node.setAttribute("transform", `translate(${(x - frame.left) * (share - 1)} 0)`);
  const narrower = `translate(${frame.left * (1 - share)} 0) scale(${share} 1)`;
  for (const node of nodes[0].children) {
    const isOnTheRight = middle(node) > (frame.left + frame.right) / 2;
    if (isDrawn(node)) node.setAttribute("transform", narrower);
    else if (/legend_\d+$/.test(node.id)) shift(node, isOnTheRight ? frame.right : frame.left);
    else if (!/axis_\d+$/.test(node.id)) shift(node, middle(node));
    if (!/axis_1$/.test(node.id)) continue;
    for (const tick of node.children) shift(tick, middle(tick.querySelector("use") ?? tick));
  }
  svg.querySelector(":scope > .actlib-drawing")?.setAttribute("transform", narrower);
  const [, , , height] = svg.dataset.box.split(" ").map(Number);
  let low = 0;
  for (const legend of legends) low = foldLegend(legend, unit, width, 2) + GAP - boxAround(nodes, unit).top;
  if (low > 0) nodes[0].setAttribute("transform", `translate(0 ${low})`);
  svg.panels = [{ dx: 0, dy: Math.max(0, low), end: Infinity, left: frame.left, share }];
  widenMarks(drawn.flatMap((node) => [...node.querySelectorAll("use")]), 1 / share);
  svg.classList.add("squeezed");
  svg.style.setProperty("--wider", 1 / share);
  shape(svg, width, height + Math.max(0, low));
  leaveOut(svg.querySelectorAll("[id*=xtick_] text"));
  return true;
}

/** Marks that keep their shape have one of their own, for a legend may use the same. */
function widenMarks(uses, wider) {
  for (const use of uses) {
    const name = use.href.baseVal, mark = use.ownerSVGElement.querySelector(name);
    let wide = use.ownerSVGElement.querySelector(`${name}-wide`);
    if (!wide) {
      wide = mark.cloneNode();
      wide.id = `${mark.id}-wide`;
      mark.after(wide);
    }
    wide.setAttribute("transform", `scale(${wider} 1)`);
    use.dataset.mark = name;
    use.href.baseVal = `${name}-wide`;
  }
}

/** Numbers on an axis that would touch the one before are not shown. */
function leaveOut(texts) {
  let end = -Infinity;
  for (const text of texts) {
    const { left, right } = text.getBoundingClientRect();
    text.classList.toggle("crowded", left < end + 4);
    if (left >= end + 4) end = right;
  }
}

function stack(svg, { panels, legends }, unit, room, enough) {
  const before = Math.max(...panels.map(({ frame, left }) => frame.left - left));
  const width = before + Math.max(...panels.map(({ frame, right }) => right - frame.left)) + 2;
  const pad = svg.querySelector(":scope > .actlib-drawing"), drawn = pad && boxAround([pad.firstElementChild], unit);
  copyHeights(panels);
  let y = 2;
  for (const legend of legends) y = foldLegend(legend, unit, width, y) + GAP;
  svg.panels = panels.map(({ nodes, frame, top, bottom }) => {
    const dx = before - frame.left, dy = y - top, move = `translate(${dx} ${dy})`;
    for (const node of nodes) node.setAttribute("transform", move);
    if (drawn && drawn.left < frame.right && drawn.right > frame.left) pad.setAttribute("transform", move);
    y += bottom - top + GAP;
    return { dx, dy, end: y };
  });
  shape(svg, width, y - GAP + 2);
  const wanted = Math.ceil(enough * width);
  if (wanted > room) svg.style.minWidth = `${wanted}px`;
}

const fitPicture = (place) => {
  const svg = place.querySelector(":scope > svg");
  if (svg) fit(svg, place.clientWidth);
};
// In the next frame: what is made narrower here would otherwise be reported while it is being watched, as an error.
const resized = new ResizeObserver((entries) => requestAnimationFrame(
  () => entries.forEach(({ target }) => fitPicture(target))));
function watch(root) {
  for (const place of root.querySelectorAll(".actlib-picture, .still, .actlib-predict-picture")) {
    resized.observe(place);
    new MutationObserver(() => fitPicture(place)).observe(place, { childList: true });  // where a whole picture comes
  }
}
watch(document);
document.addEventListener("actlib-alive", ({ target }) => watch(target));
