// What a prediction comes to.
import assert from "node:assert/strict";
import { test } from "node:test";
import "./page.mjs";
import { judge } from "../../actlib/widgets/js/predict.js";

const options = { kind: "options", options: ["at 0", "at 5"], answer: 0,
  reasons: ["There σ′ is ¼.", "There it is flat."] };
const number = { kind: "number", answer: 0.25, tolerance: 1e-3, why: "½ · ½.", hints: [[0.5, "That is σ(0)."]] };
const curve = (f, more = {}) => ({ kind: "curve", name: "σ", why: "Because.", tolerance: 0.2,
  scale: { x: [-4, 4], y: [-1, 1], xlabel: "x" },
  curve: Array.from({ length: 321 }, (_, i) => f(-4 + i / 40)), ...more });
const drawn = (f) => Array.from({ length: 81 }, (_, i) => f(-4 + i / 10));

test("an option gets its reason, and a wrong one the right one's as well", () => {
  assert.deepEqual(judge(options, "at 0"), { right: true, words: "Your prediction came true. There σ′ is ¼." });
  assert.deepEqual(judge(options, "at 5"),
    { right: false, words: "It came out differently. There it is flat. Right is “at 0”: There σ′ is ¼." });
});

test("a number is right within its tolerance, and a known mistake has its hint", () => {
  for (const guess of [0.25, 0.251, 0.249]) assert.ok(judge(number, guess).right, String(guess));
  assert.deepEqual(judge(number, 0.5), { right: false, words: "It came out differently. That is σ(0). ½ · ½." });
  assert.equal(judge(number, -3).words, "It came out differently. ½ · ½.");
});

test("the curve itself is no distance away", () => {
  assert.equal(judge(curve(Math.tanh), drawn(Math.tanh)).words,
    "Your prediction came true. You drew it where it is. Because.");
});

test("the largest distance and its place are named", () => {
  const { right, words, far } = judge(curve(() => 0), drawn((x) => (Math.abs(x - 1) < 0.01 ? -0.5 : 0.1)));
  assert.ok(!right && far.distance === 0.5 && Math.abs(far.x - 1) < 1e-9);
  assert.equal(words,
    "It came out differently. The largest distance is 0.50, at x = 1.0: you drew −0.50, σ is 0.00. Because.");
});

test("within the tolerance is right, beyond it is not", () => {
  assert.ok(judge(curve(() => 0), drawn(() => 0.2)).right);
  assert.ok(!judge(curve(() => 0), drawn(() => 0.21)).right);
});

test("a jump drawn a little to the side is a jump", () => {
  const step = (at) => (x) => (x > at ? 1 : 0);
  for (const at of [-0.2, 0, 0.2]) assert.ok(judge(curve(step(0)), drawn(step(at))).right, String(at));
  assert.ok(!judge(curve(step(0)), drawn(step(0.5))).right);
});

test("what leaves the axes is compared at their edge", () => {
  assert.ok(judge(curve((x) => x), drawn((x) => Math.max(-1, Math.min(1, x)))).right);
});

test("what was not drawn at the ends is not judged", () => {
  assert.ok(judge(curve((x) => x / 4), drawn((x) => (Math.abs(x) < 3.7 ? x / 4 : null))).right);
});
