// Numbers as people type them: what is meant is read, and what may mean two things is refused.
import assert from "node:assert/strict";
import { test } from "node:test";
import { parseNumber } from "../../actlib/widgets/js/numbers.js";

const READ = {
  "a decimal comma": [["0,5", 0.5], [",5", 0.5], ["2,50", 2.5],
    ["1,2785", 1.2785], ["0,125", 0.125], ["1234,567", 1234.567]],
  "every minus sign": [..."-−‐‑‒–—－﹣"].map((minus) => [`${minus}0.5`, -0.5]),
  "a sign with a space": [["- 0.5", -0.5], ["+ 3", 3], ["+3", 3]],
  "spaces of any width": [[" 7 ", 7], ["\u00a07\u202f", 7], ["\u200e-5\ufeff", -5]],
  "digits of any script": [["－２．５", -2.5], ["٠٫٥", 0.5], ["۱۲", 12], ["०.५", 0.5], ["𝟓", 5]],
  fractions: [["1/4", 0.25], ["-1/4", -0.25], ["1/−4", -0.25],
    ["1 / 4", 0.25], ["1⁄4", 0.25], ["１／４", 0.25], ["½", 0.5],
    ["-¾", -0.75],
    ["0,5/2", 0.25]],
  "powers of ten": [["2.5e-1", 0.25], ["2.5E−1", 0.25], ["2,5e-1", 0.25], ["2.5e -1", 0.25],
    ["2.5 × 10⁻¹", 0.25],
    ["2.5·10^-1", 0.25], ["2.5*10**-1", 0.25], ["2.5 x 10^(-1)", 0.25], ["3×10⁸", 3e8],
    ["10^-6", 1e-6], ["−10⁻⁶", -1e-6]],
  "thousands that can be nothing else": [["1 000", 1000], ["12 500,75", 12500.75], ["1\u202f000", 1000],
    ["1'000", 1000],
    ["1’000.5", 1000.5], ["1,000,000", 1e6], ["1.000.000", 1e6], ["1,234.5", 1234.5], ["1.234,5", 1234.5]],
  "a point, which is always decimal": [["1.000", 1], ["1.250", 1.25], [".5", 0.5], ["5.", 5]],
};
for (const [kind, cases] of Object.entries(READ)) {
  test(`reads ${kind}`, () => {
    for (const [text, value] of cases) assert.equal(parseNumber(text), value, JSON.stringify(text));
  });
}

const REFUSED = {
  "what may mean two things": ["1,250", "12,345", "-1,250", "1½", "25 %"],
  "separators out of place": ["1 5", "1,2,3", "1,23.4", "1 00", "0 125", "1,000,00", "1.5.2", "1_000"],
  "what is no number": ["", " ", "-", ".", "e5", "abc", "x", "2x", "2^3", "2 10^3", "--1", "1-2", "1e", "1e1.5", "0x10",
    "Infinity", "NaN", "1e5e5"],
  "what is too large": ["1e999", "1/0"],
  "fractions of fractions": ["1/2/3", "½/2", "1/", "/2"],
};
for (const [kind, texts] of Object.entries(REFUSED)) {
  test(`refuses ${kind}`, () => {
    for (const text of texts) assert.equal(parseNumber(text), NaN, JSON.stringify(text));
  });
}

test("reads back every number as JavaScript and Python write it", () => {
  for (const value of [0, -0.25, 1e-7, 1.5e300, 123456.789, -2.5e-8]) assert.equal(parseNumber(String(value)), value);
});
