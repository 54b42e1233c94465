// One builder a kind of control: the browser's own inputs, so that keyboard, touch and screen reader work as everywhere.
import { isEnter, keepKeys, make } from "./dom.js";
import { parseNumber } from "./numbers.js";

/**
 * @typedef {Object<string, any>} Spec  what Python says of a control
 * @typedef {{field: HTMLElement, update: () => void, stop?: () => void}} Field
 */

/** A number with so many digits, a real minus sign, and none before a zero. @param {number} value @param {number} digits */
export const formatNumber = (value, digits) => value.toFixed(digits).replace(/^-(?=0\.?0*$)/, "").replace("-", "−");

/**
 * Which of its positions a control has: of a slider the nearest to its value.
 * @param {Spec} spec
 * @param {any} value
 * @returns {number}
 */
export function positionOf({ values, options }, value) {
  if (options) return Math.max(0, options.findIndex(([key]) => key === value));
  const last = values.length - 1;
  return Math.max(0, Math.min(last, Math.round((value - values[0]) / (values[last] - values[0]) * last)));
}

/** @param {string} label @param {HTMLElement} input @param {...Node} rest */
const labelled = (label, input, ...rest) =>
  make("div", { className: "actlib-field" }, make("label", { htmlFor: input.id, textContent: label }), input, ...rest);

/** @type {Object<string, (spec: Spec, get: () => any, set: (value: any) => void, id: string) => Field>} */
export const FIELDS = {
  slider(spec, get, set, id) {
    const { name, label, values, digits, plays } = spec, last = values.length - 1;
    const input = make("input", { type: "range", id: `${id}field-${name}`, min: 0, max: last, step: 1 });
    input.dataset.parameter = name;
    const number = make("output", { className: "actlib-number" });
    number.setAttribute("for", input.id);
    number.setAttribute("aria-live", "off");  // the slider says its value itself; an output would say it again
    const update = () => {
      input.value = positionOf(spec, get());
      const text = formatNumber(values[+input.value], digits);
      number.textContent = text;
      input.setAttribute("aria-valuetext", text);
    };
    const field = labelled(label, input, number);
    if (!plays) {
      input.oninput = () => set(values[+input.value]);
      return { field, update };
    }
    const { button, stop } = playing(spec, input, set);
    input.oninput = () => { stop(); set(values[+input.value]); };
    field.append(button);
    return { field, update, stop };
  },

  choice(spec, get, set, id) {
    const select = make("select", { id: `${id}field-${spec.name}` });
    select.dataset.parameter = spec.name;
    for (const [value, text] of spec.options) select.append(make("option", { value, textContent: text }));
    select.onchange = () => set(select.value);
    return { field: labelled(spec.label, select), update: () => { select.value = get(); } };
  },

  line({ name, label, longest }, get, set, id) {
    const input = make("input", { type: "text", id: `${id}field-${name}`, spellcheck: false, maxLength: longest });
    input.dataset.parameter = name;
    input.dir = "auto";
    input.onchange = () => set(input.value);
    input.onkeydown = (event) => { if (isEnter(event)) set(input.value); };
    return { field: labelled(label, input), update: () => { if (input.value !== get()) input.value = get(); } };
  },

  drawing({ label }) {
    return { field: make("p", { className: "actlib-field", textContent: label }), update() {} };
  },

  matrix({ name, label, largest }, get, set) {
    const complaint = make("p", { className: "actlib-complaint", role: "status" });
    const inputs = get().map((row, i) => row.map((_, j) => {
      const input = make("input", { type: "text", autocomplete: "off", spellcheck: false });
      input.dataset.parameter = `${name}-${i + 1}-${j + 1}`;
      input.setAttribute("aria-label", `${label}, row ${i + 1}, column ${j + 1}`);
      input.oninput = () => {
        const value = parseNumber(input.value), fits = Math.abs(value) <= largest;
        input.setAttribute("aria-invalid", !fits);
        complaint.textContent = fits ? "" : `${label}, row ${i + 1}, column ${j + 1}: type a number such as −0.5, at most ${largest}.`;
        if (fits) set(get().map((r, k) => r.map((entry, l) => (k === i && l === j ? value : entry))));
      };
      return input;
    }));
    const table = make("div", { className: "actlib-matrix" }, ...inputs.map((row) => make("div", {}, ...row)));
    const field = make("fieldset", { className: "actlib-field" }, make("legend", { textContent: label }), table, complaint);
    const update = () => get().forEach((row, i) => row.forEach((entry, j) => {
      // Leave the field alone in which somebody is typing "-0." on the way to "-0.3", and one that is marked.
      const input = inputs[i][j], focused = input.ownerDocument.activeElement === input;
      if (parseNumber(input.value) !== entry && !(focused && input.getAttribute("aria-invalid") === "true")) {
        input.value = String(entry).replace("-", "−");
        input.setAttribute("aria-invalid", "false");
      }
    }));
    return { field, update };
  },
};

/** A button that walks through the positions of a slider. @param {Spec} spec @param {any} input @param {(value: any) => void} set */
function playing({ label, values, plays }, input, set) {
  const last = values.length - 1, button = make("button", { type: "button", className: "actlib-play" });
  /** @type {any} */
  let timer;
  const stop = () => {
    clearInterval(timer);
    timer = undefined;
    button.textContent = "▶";
    button.setAttribute("aria-label", `Play ${label}`);
  };
  const advance = () => {
    set(values[+input.value + 1]);
    if (+input.value >= last) stop();
  };
  button.onclick = () => {
    if (timer) return stop();
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return set(values[last]);
    if (+input.value >= last) set(values[0]);
    button.textContent = "❚❚";
    button.setAttribute("aria-label", `Pause ${label}`);
    timer = setInterval(advance, 1000 / plays);
  };
  stop();
  return { button, stop };
}

/** Keys of every field stay with it. @param {Element} root */
export const keepAllKeys = (root) => {
  for (const field of root.querySelectorAll("input, select, button")) keepKeys(/** @type {HTMLElement} */ (field));
};
