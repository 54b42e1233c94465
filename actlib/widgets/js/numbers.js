// Numbers as people type them.

/**
 * The number that a text means, or NaN where that cannot be said.
 *
 * It reads a decimal comma, every minus sign that phones and word processors write, digits of other scripts, spaces
 * of every width, a leading +, 2.5e-1, 2.5 × 10⁻¹, 10^-1, ½ and 1/4. Thousands may be separated where nothing else is
 * possible: 12 500, 1,234.5 and 1,000,000 are read, 1,250 is refused, which may be 1250 or 1.25.
 * @param {string} text
 * @returns {number}
 */
export function parseNumber(text) {
  const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";
  // The digit of any script: each has its ten in a row, so the value is how many digits of that row stand before it.
  const digit = (character) => {
    let value = 0;
    for (let code = character.codePointAt(0) - 1; /\p{Nd}/u.test(String.fromCodePoint(code)); code -= 1) value += 1;
    return String(value % 10);
  };

  // 10.5, 10,5 or 12 500,75 without a sign, in the one form that Number reads.
  const plain = (digits) => {
    const kinds = [...new Set(digits.replace(/\d/g, ""))], [first, second] = kinds;
    const count = (kind) => digits.split(kind).length - 1;
    if (!/\d/.test(digits) || kinds.length > 2) return NaN;
    const decimal = second ?? (count(first) === 1 && (first === "." || first === ",") ? first : undefined);
    const [whole, part = ""] = decimal ? digits.split(decimal) : [digits];
    if (decimal && count(decimal) > 1 || decimal === " " || decimal === "'") return NaN;
    const group = kinds.find((kind) => kind !== decimal);
    if (group && !(/^[1-9]\d{0,2}$/.test(whole.split(group)[0])
      && whole.split(group).slice(1).every((three) => /^\d{3}$/.test(three)))) return NaN;
    if (!second && decimal === "," && part.length === 3 && /^[1-9]\d{0,2}$/.test(whole)) return NaN;
    return Number(`${group ? whole.split(group).join("") : whole}.${part}`);
  };

  const one = (term) => {
    const power = /^([+-]?) *10 *\^ *([+-]? *\d+)$/.exec(term);
    if (power) return Number(`${power[1]}1e${power[2].replaceAll(" ", "")}`);
    const [, sign, digits, exponent = "0"] =
      /^([+-]?) *([\d.,' ]+?) *(?:(?:e|[x*] *10 *\^) *([+-]? *\d+))?$/i.exec(term) ?? [];
    return digits === undefined ? NaN : Number(`${sign}${plain(digits)}e${exponent.replaceAll(" ", "")}`);
  };

  if (/\d[¼-¾⅐-⅞]/u.test(text)) return NaN;  // 1½ would become 11/2
  const tidy = text
    .replace(/[\u200b-\u200f\u2060\u061c\ufeff]/g, "")
    .replace(/([⁺⁻]?)([⁰¹²³⁴-⁹]+)/g, (_, sign, raised) =>
      `^${sign === "⁻" ? "-" : ""}${[...raised].map((each) => RAISED.indexOf(each)).join("")}`)
    .normalize("NFKC")
    .replace(/[\u2010-\u2015\u2212\u02d7\u2796\u00ad]/g, "-")
    .replace(/(?![0-9])\p{Nd}/gu, digit)
    .replace(/[٫]/g, ",").replace(/[’`´ʼ٬]/g, "'").replace(/[×·⋅∙✕]/g, "x").replace(/[⁄∕÷]/g, "/")
    .replace(/\*\*/g, "^").replace(/\^ *\(([^()]*)\)/g, "^$1")
    .replace(/\s+/g, " ").trim();
  const terms = tidy.split("/").map((term) => one(term.trim()));
  const value = terms.length === 1 ? terms[0] : terms.length === 2 ? terms[0] / terms[1] : NaN;
  return Number.isFinite(value) ? value : NaN;
}
