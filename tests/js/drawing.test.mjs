// A curve drawn by pointer and by keys; the page is a stand-in, the browser's own part is tested in tests/browser.
import assert from "node:assert/strict";
import { test } from "node:test";
import { element } from "./page.mjs";
import { drawable } from "../../actlib/widgets/js/drawing.js";
import { keepKeys } from "../../actlib/widgets/js/dom.js";

const XS = Array.from({ length: 41 }, (_, i) => -2 + i / 10);  // −2 to 2
const scaleX = { limits: [-2, 2], place: (x) => 100 + 50 * x, value: (at) => (at - 100) / 50 };
const scaleY = { limits: [-1, 1], place: (y) => 100 - 50 * y, value: (at) => (100 - at) / 50 };

function start(heights = XS.map(() => NaN), xs = XS) {
  const svg = element("svg"), seen = { drawn: [], ended: [] };
  svg.setAttribute("role", "img");
  svg.append(element("title"), element("g"));
  const drawing = drawable(svg, { scaleX, scaleY, xs, heights, label: "your curve",
    onDraw: (curve) => seen.drawn.push(curve), onEnd: (curve) => seen.ended.push(curve) });
  const [pad] = svg.children[2].children;
  const press = (...keys) => {
    for (const key of keys) { pad.fire("keydown", { key }); pad.fire("keyup", { key }); }
  };
  const pointer = (type, x, y, more = {}) => pad.fire(type, { pointerId: 1, button: 0, clientX: scaleX.place(x),
    clientY: scaleY.place(y), ...more });
  return { svg, pad, drawing, seen, press, pointer, curve: () => seen.drawn.at(-1) };
}
const close = (mine, wanted) =>
  mine.forEach((height, i) => assert.ok(Math.abs(height - wanted[i]) < 1e-9, `${i}: ${height}`));

test("a fast hand leaves no gap and draws a straight line", () => {
  const { pointer, curve, seen } = start();
  pointer("pointerdown", -2, -1);
  pointer("pointermove", 2, 1);
  assert.equal(seen.ended.length, 0);
  pointer("pointerup", 2, 1);
  close(curve(), XS.map((x) => x / 2));
  assert.deepEqual(seen.ended, [curve()]);
});

test("drawing backwards over a part replaces that part alone", () => {
  const { pointer, curve } = start(XS.map(() => 0.5));
  pointer("pointerdown", 1, -0.5);
  pointer("pointermove", 0, -0.5);
  pointer("pointerup", 0, -0.5);
  close(curve(), XS.map((x) => (x > -0.05 && x < 1.05 ? -0.5 : 0.5)));
});

test("a hand that leaves the axes stays at their edge", () => {
  const { pointer, curve } = start();
  pointer("pointerdown", 0, 0);
  pointer("pointermove", 9, 7);
  assert.equal(curve().at(-1), 1);
});

test("a second finger, another button and a hand in the air draw nothing", () => {
  const { pointer, seen } = start();
  pointer("pointermove", 0, 0);
  pointer("pointerdown", 0, 0, { button: 2 });
  assert.equal(seen.drawn.length, 0);
  pointer("pointerdown", 0, 0);
  pointer("pointerdown", 1, 1, { pointerId: 2 });
  pointer("pointermove", 1, 1, { pointerId: 2 });
  assert.equal(seen.drawn.length, 1);
  pointer("pointercancel", 0, 0);
  pointer("pointermove", 1, 1);
  assert.deepEqual([seen.drawn.length, seen.ended.length], [1, 1]);
});

test("arrow keys draw a whole curve, and bend it", () => {
  const { press, curve } = start();
  press("End");
  assert.deepEqual(curve(), XS.map(() => 0));
  press("ArrowUp", "ArrowUp");
  assert.ok(Math.abs(curve().at(-1) - 0.1) < 1e-12 && curve().at(-2) === 0);
  press("ArrowLeft", "PageDown", "PageDown", "PageDown", "PageDown", "PageDown");
  assert.equal(curve().at(-2), -1);
});

test("between the stops of the keys the curve is straight", () => {
  const xs = Array.from({ length: 81 }, (_, i) => -2 + i / 20);
  const { press, curve } = start(xs.map(() => 0), xs);
  press("ArrowRight", "ArrowUp", "ArrowUp");
  close(curve().slice(0, 5), [0, 0.05, 0.1, 0.05, 0]);
});

test("keys of the page stay with the page", () => {
  const { pad, seen } = start();
  for (const event of [{ key: "s", ctrlKey: true }, { key: "ArrowUp", ctrlKey: true }, { key: "Tab" }]) {
    pad.fire("keydown", { ...event, preventDefault: () => assert.fail(event.key) });
  }
  assert.equal(seen.drawn.length, 0);
});

test("a screen reader hears where the pen is, and the rest of the picture is hidden from it", () => {
  const { svg, pad, press } = start();
  assert.equal(pad.getAttribute("aria-valuetext"), "x = −2.00, height 0.00, nothing drawn here");
  press("End", "PageDown");
  assert.equal(pad.getAttribute("aria-valuetext"), "x = 2.00, height −0.25");
  assert.deepEqual([pad.getAttribute("role"), pad.getAttribute("aria-label"), svg.getAttribute("role")],
    ["slider", "your curve", "group"]);
  assert.deepEqual(svg.children.map((child) => child.getAttribute("aria-hidden")), [null, "true", null]);
});

test("locked, nothing draws and the curve stays", () => {
  const { svg, drawing, pad, press, seen } = start(XS);
  drawing.lock();
  press("End", "ArrowUp");
  assert.equal(seen.drawn.length, 0);
  assert.ok(!svg.children[2].children.includes(pad) && drawing.line.getAttribute("d").startsWith("M0.00"));
  drawing.remove();
  assert.equal(svg.children.length, 2);
});

test("gaps stay gaps", () => {
  const { drawing } = start(XS.map((x, i) => (i === 20 ? NaN : 0)));
  assert.equal(drawing.line.getAttribute("d").match(/M/g).length, 2);
});

test("a field keeps its keys, but not while Ctrl or ⌘ is down", () => {
  const field = element("input"), kept = () => field.hasAttribute("data-lm-suppress-shortcuts");
  keepKeys(field);
  assert.ok(kept());
  for (const modifier of ["ctrlKey", "metaKey"]) {
    field.fire("keydown", { [modifier]: true });
    assert.ok(!kept());
    field.fire("keyup", {});
    assert.ok(kept());
  }
  field.fire("keydown", { ctrlKey: true, getModifierState: (name) => name === "AltGraph" });
  assert.ok(kept(), "AltGr types letters");
  field.fire("keydown", { ctrlKey: true });
  field.fire("blur", {});
  assert.ok(kept(), "released elsewhere");
});
