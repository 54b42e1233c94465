// A curve drawn by hand, or by arrow keys, into one axes of an SVG.
//
// drawable(svg, { scaleX, scaleY, xs, heights, label, xName, onDraw, onEnd })
//   svg             the picture; what else it holds stays as it is, and is hidden from screen readers
//   scaleX, scaleY  { limits: [low, high], place(value) -> SVG coordinate, value(SVG coordinate) -> value }
//   xs              increasing numbers
//   heights         as many; NaN where nothing is drawn
//   label           what a screen reader calls the place to draw in
//   xName           what it calls x; "x" if nothing is said
//   onDraw(heights) called after every change, with a copy
//   onEnd(heights)  called when the hand, or the key, is lifted
// gives { line, set(heights), lock(), remove() }
//   line            the <path> of the curve, class "actlib-drawing-line", to be styled by the page
//   set             shows other heights without calling anybody
//   lock            ends the drawing; the curve stays
//   remove          takes everything away again
//
// A pointer draws inside the axes only; outside them a finger scrolls the page. Keys: ← and → move the pen and draw
// where nothing was, ↑ and ↓ bend the curve at the pen, Home and End jump, Page Up and Page Down take large steps.
import { keepKeys } from "./dom.js";

const STOPS = 40;  // key presses from one end to the other
const RISE = 1 / 40, BIG_RISE = 1 / 8;  // of the height of the axes

const quiet = () => {};

export function drawable(svg, options) {
  const { scaleX, scaleY, xs, heights, label, xName = "x", onDraw = quiet, onEnd = quiet } = options;
  const draw = (tag, attributes) => {
    const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    return node;
  };
  const last = xs.length - 1, stride = Math.max(1, Math.round(last / STOPS)), [low, high] = scaleY.limits;
  const clamp = (value, least, most) => Math.max(least, Math.min(most, value));
  const drawn = (i) => i >= 0 && i <= last && Number.isFinite(curve[i]);
  let curve = [...heights], pen = 0, penHeight = clamp(0, low, high), stroke;

  const [left, right] = scaleX.limits.map(scaleX.place), [bottom, top] = scaleY.limits.map(scaleY.place);
  const margin = 0.02 * (right - left);  // so that the hand can begin a little before the curve does
  const pad = draw("rect", { class: "actlib-drawing-pad", fill: "transparent", x: left - margin,
    y: Math.min(top, bottom), width: right - left + 2 * margin, height: Math.abs(bottom - top), tabindex: 0, role: "slider", "aria-label": label,
    "aria-valuemin": low, "aria-valuemax": high, style: "touch-action: none; user-select: none; cursor: crosshair" });
  const line = draw("path", { class: "actlib-drawing-line", fill: "none", "pointer-events": "none" });
  const dot = draw("circle", { class: "actlib-drawing-pen", r: 6, "pointer-events": "none" });
  const group = draw("g", { class: "actlib-drawing" });
  group.append(pad, line, dot);
  for (const other of svg.children) if (other.tagName !== "title") other.setAttribute("aria-hidden", "true");
  svg.setAttribute("role", "group");  // an image has no parts that can be reached
  svg.append(group);
  keepKeys(pad);

  function paint() {
    let d = "", down = false;
    curve.forEach((height, i) => {
      if (Number.isFinite(height)) {
        d += `${down ? "L" : "M"}${scaleX.place(xs[i]).toFixed(2)} ${scaleY.place(height).toFixed(2)}`;
      }
      down = Number.isFinite(height);
    });
    line.setAttribute("d", d);
    dot.setAttribute("cx", scaleX.place(xs[pen]));
    dot.setAttribute("cy", scaleY.place(penHeight));
    const number = (value, [least, most]) => value.toFixed(Math.max(0, Math.ceil(-Math.log10((most - least) / 100))))
      .replace(/^-(?=0\.?0*$)/, "").replace("-", "−");
    pad.setAttribute("aria-valuenow", penHeight);
    const where = `${xName} = ${number(xs[pen], scaleX.limits)}, height ${number(penHeight, scaleY.limits)}`;
    pad.setAttribute("aria-valuetext", where + (drawn(pen) ? "" : ", nothing drawn here"));
  }

  // Straight from one point to another: a fast hand skips points, and keys stop at every few.
  function join(i, from, k, to) {
    const step = Math.sign(k - i);
    for (let j = i; j !== k + step && step; j += step) curve[j] = from + ((to - from) * (j - i)) / (k - i);
    curve[k] = to;
  }
  const changed = () => { paint(); onDraw([...curve]); };

  const at = (event) => {
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(pad.getScreenCTM().inverse());
    const x = scaleX.value(point.x);
    let i = 0;
    xs.forEach((each, k) => { if (Math.abs(each - x) < Math.abs(xs[i] - x)) i = k; });
    return [i, clamp(scaleY.value(point.y), low, high)];
  };
  const onDown = (event) => {
    if (stroke || event.button !== 0) return;
    stroke = { id: event.pointerId };
    pad.setPointerCapture(event.pointerId);
    onMove(event);
  };
  const onMove = (event) => {
    if (event.pointerId !== stroke?.id) return;
    const [i, height] = at(event);
    join(stroke.i ?? i, stroke.height ?? height, i, height);
    Object.assign(stroke, { i, height });
    [pen, penHeight] = [i, height];
    changed();
  };
  const onUp = (event) => {
    if (event.pointerId !== stroke?.id) return;
    stroke = undefined;
    onEnd([...curve]);
  };

  const goTo = (target) => {
    const next = clamp(target, 0, last);
    if (drawn(next)) penHeight = curve[next];
    else join(pen, penHeight, next, penHeight);
    pen = next;
  };
  const rise = (share) => {
    penHeight = clamp(penHeight + share * (high - low), low, high);
    for (const side of [pen - stride, pen + stride]) {
      const end = clamp(side, 0, last);
      if (drawn(end) && end !== pen) join(end, curve[end], pen, penHeight);
    }
    curve[pen] = penHeight;
  };
  const KEYS = {
    ArrowLeft: () => goTo(Math.ceil(pen / stride) * stride - stride),
    ArrowRight: () => goTo(Math.floor(pen / stride) * stride + stride),
    Home: () => goTo(0),
    End: () => goTo(last),
    ArrowUp: () => rise(RISE),
    ArrowDown: () => rise(-RISE),
    PageUp: () => rise(BIG_RISE),
    PageDown: () => rise(-BIG_RISE),
  };
  const onKey = (event) => {
    if (!KEYS[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    KEYS[event.key]();
    changed();
  };
  const onKeyUp = (event) => { if (KEYS[event.key]) onEnd([...curve]); };

  const listeners = { pointerdown: onDown, pointermove: onMove, pointerup: onUp, pointercancel: onUp, keydown: onKey,
    keyup: onKeyUp };
  for (const [type, listener] of Object.entries(listeners)) pad.addEventListener(type, listener);
  // Not every browser heeds touch-action inside an SVG. Two fingers zoom.
  pad.addEventListener("touchstart", (event) => { if (event.touches.length === 1) event.preventDefault(); },
    { passive: false });
  if (drawn(0)) penHeight = curve[0];
  paint();

  return {
    line,
    set(others) {
      curve = [...others];
      if (drawn(pen)) penHeight = curve[pen];
      paint();
    },
    lock() {
      for (const [type, listener] of Object.entries(listeners)) pad.removeEventListener(type, listener);
      pad.remove();
      dot.remove();
    },
    remove() { group.remove(); },
  };
}
