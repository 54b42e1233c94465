// What Python has sent becomes coordinates and outlines; no page is needed for that.
import assert from "node:assert/strict";
import { test } from "node:test";
import { combination, contentAt, decode, decodeTable, outline, PEN_UP, rowOf, takenBack } from "../../actlib/widgets/js/decode.js";
import { formatNumber, positionOf } from "../../actlib/widgets/js/controls.js";
import { lineOf, nearest, placeOn, readProbe, valueOn } from "../../actlib/widgets/js/probe.js";

const bytes = (array) => new DataView(array.buffer);
const integers = (...numbers) => bytes(Int16Array.from(numbers));

test("one x for all positions, heights one after the other", () => {
  const column = decode({ x: integers(0, 10, 20), y: integers(1, 2, 3, 4, 5, 6) });
  assert.deepEqual([...contentAt(column, 0, 2).y], [1, 2, 3]);
  assert.deepEqual([...contentAt(column, 1, 2).y], [4, 5, 6]);
  assert.deepEqual([...contentAt(column, 1, 2).x], [0, 10, 20]);
});

test("positions of different lengths, one of them empty", () => {
  const column = decode({ x: integers(1, 2, 3), y: integers(4, 5, 6), x_ends: [2, 2, 6], y_ends: [2, 2, 6] });
  assert.deepEqual([0, 1, 2].map((i) => [...contentAt(column, i, 3).y]), [[4], [], [5, 6]]);
  assert.deepEqual([...contentAt(column, 2, 3).x], [2, 3]);
});

test("a buffer that begins at an odd byte is read all the same", () => {
  const buffer = new ArrayBuffer(7);
  new Uint8Array(buffer).set([9, 1, 0, 2, 0, 3, 0]);
  assert.deepEqual([...decode({ x: new DataView(buffer, 1, 6) }).x], [1, 2, 3]);
});

test("texts change with the position, or are the same for all", () => {
  assert.deepEqual([0, 1].map((i) => contentAt({ text: ["a", "b"] }, i, 2).text), ["a", "b"]);
  assert.deepEqual([0, 1].map((i) => contentAt({ text: ["a"] }, i, 2).text), ["a", "a"]);
  assert.equal(contentAt({ text: "" }, 0, 1).text, "");
});

test("an outline lifts the pen where it is told to, and closes what is closed", () => {
  const [x, y] = [Int16Array.of(0, 10, PEN_UP, 20, 30), Int16Array.of(0, 10, PEN_UP, 0, 10)];
  assert.equal(outline({ x, y }, 0.5), "M0.00 0.00L5.00 5.00M10.00 0.00L15.00 5.00");
  assert.equal(outline({ x, y, closed: true }, 0.5), "M0.00 0.00L5.00 5.00ZM10.00 0.00L15.00 5.00Z");
  assert.equal(outline({ x: Int16Array.of(), y: Int16Array.of() }, 0.5), "");
  assert.equal(outline({ d: "M 0 0 C 1 1 2 2 3 3" }, 0.5), "M 0 0 C 1 1 2 2 3 3");
});

test("combinations are counted as NumPy counts them: the last changes fastest", () => {
  const counts = [2, 3];
  const all = [[0, 0], [0, 1], [0, 2], [1, 0], [1, 1], [1, 2]].map((positions) => combination(positions, counts));
  assert.deepEqual(all, [0, 1, 2, 3, 4, 5]);
});

test("a table of some combinations knows the rows of these, one of all knows every row", () => {
  const columns = { "0-0.0": { x: integers(1, 2), y: integers(3, 4, 5, 6, 7, 8) } };
  const some = decodeTable({ counts: [3, 4], rows: [0, 4, 8], columns });
  assert.deepEqual([some.size, rowOf(some, [1, 0]), rowOf(some, [1, 1])], [3, 1, undefined]);
  assert.deepEqual([...contentAt(some.columns["0-0.0"], 1, some.size).y], [5, 6]);
  const all = decodeTable({ counts: [3, 4], columns: {} });
  assert.deepEqual([all.size, rowOf(all, [1, 1])], [12, 5]);
});

test("what was moved stays; of the others those of its kind go back first, and only where they must", () => {
  const [a, b] = ["a", "b"].map((name) => ({ name, kind: "slider", home: `${name} at home` }));
  const [c, d] = ["c", "d"].map((name) => ({ name, kind: "choice", home: `${name} at home` }));
  const controls = [a, b, c, d];
  assert.deepEqual(takenBack(controls, a, () => true), {});
  assert.deepEqual(takenBack(controls, a, (values) => "b" in values), { b: "b at home" });
  assert.deepEqual(takenBack(controls, c, (values) => "d" in values), { d: "d at home" });
  assert.deepEqual(Object.keys(takenBack(controls, a, (values) => "c" in values)), ["b", "c", "d"]);
});

test("a value has the position nearest to it, and an option its place", () => {
  const values = [-2, -1, 0, 1, 2];
  assert.deepEqual([-9, -2, -0.6, 0.4, 2, 9].map((value) => positionOf({ values }, value)), [0, 0, 1, 2, 4, 4]);
  assert.equal(positionOf({ options: [["a", "A"], ["b", "B"]] }, "b"), 1);
});

test("numbers have a real minus sign, and none before a zero", () => {
  assert.deepEqual([[-1.25, 2], [-0.001, 2], [3, 0]].map(([value, digits]) => formatNumber(value, digits)), ["−1.25", "0.00", "3"]);
});

const LINEAR = { x: [100, 50], y: [200, -20], log: [false, false], xlim: [-1, 1], ylim: [0, 5] };
const LOG = { ...LINEAR, log: [false, true] };

test("places and values are each other's inverse, on logarithmic axes too", () => {
  for (const scale of [LINEAR, LOG]) {
    for (const value of [0.001, 1, 42]) assert.ok(Math.abs(valueOn(scale, "y", placeOn(scale, "y", value)) - value) < 1e-9);
  }
  assert.equal(placeOn(LOG, "y", 100), 160);
  assert.deepEqual(lineOf(LINEAR, "x").limits, [-1, 1]);
});

test("the probe reads the row of the slider's position at the sample nearest to it", () => {
  const probe = { parameter: "x0", x: Float64Array.of(-1, NaN, 0, 1), words: "{name}: {x} {y} {slope}", curves: [
    { name: "f", by: "k", number: 0, value: Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8), slope: Float64Array.of(0, 0, 0, 0, 9, 9, 9, -9) }] };
  const specs = { x0: { values: [-1, 0, 1], digits: 1 }, k: { values: [0, 1] } };
  const at = { x0: 1, k: 1 };
  const read = readProbe(probe, specs, (name) => at[name]);
  assert.deepEqual([read.y0, read.slope, read.words], [8, -9, "f: 1.0 8.0000 −9.0000"]);
  assert.equal(nearest([NaN, 3, 5], 4.2), 2);
});
