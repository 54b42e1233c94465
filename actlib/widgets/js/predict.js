// A prediction: committed once, before the truth appears over it. The page judges by itself, with what came with it.
import { isEnter, keepKeys, make } from "./dom.js";
import { parseNumber } from "./numbers.js";
import { drawable } from "./drawing.js";

const CAME_TRUE = "Your prediction came true.", CAME_OUT = "It came out differently.";
const ASIDE = 1 / 40;  // of the width: how far to the side a drawn curve may lie
const ENDS = 0.08;  // of the width: how much of a curve may be missing at each end

/**
 * What a prediction comes to: whether it came true, and the sentences that say so. A curve also has the place where it
 * lies furthest off.
 * @param {Object<string, any>} truth  the traits of the question; for a curve `curve`, the heights over its whole width
 * @param {any} guess  the option, the number, or the heights that were drawn, NaN or null where nothing was
 */
export function judge(truth, guess) {
  if (truth.kind === "options") {
    const { options, reasons, answer } = truth, picked = options.indexOf(guess), right = picked === answer;
    return { right, words: right ? `${CAME_TRUE} ${reasons[picked]}`
      : `${CAME_OUT} ${reasons[picked]} Right is “${options[answer]}”: ${reasons[answer]}` };
  }
  if (truth.kind === "number") {
    const near = (other) => Math.abs(guess - other) <= truth.tolerance * (1 + 1e-9);
    if (near(truth.answer)) return { right: true, words: `${CAME_TRUE} ${truth.why}` };
    const hint = truth.hints.find(([wrong]) => near(wrong));
    return { right: false, words: [CAME_OUT, hint?.[1], truth.why].filter(Boolean).join(" ") };
  }
  const { curve, scale, tolerance, name, why } = truth, [low, high] = scale.y, [first, end] = scale.x;
  const reach = Math.max(1, Math.round(ASIDE * (curve.length - 1)));
  let far = { distance: 0, i: 0 };
  guess.forEach((height, i) => {
    if (!Number.isFinite(height ?? NaN)) return;
    const at = i / (guess.length - 1) * (curve.length - 1);
    const beside = curve.slice(Math.max(0, Math.floor(at) - reach), Math.ceil(at) + reach + 1)
      .map((value) => Math.max(low, Math.min(high, value)));
    const distance = Math.max(0, height - Math.max(...beside), Math.min(...beside) - height);
    if (distance > far.distance) far = { distance, i, height, true: curve[Math.round(at)] };
  });
  const x = first + (end - first) * far.i / (guess.length - 1);
  const digits = Math.max(0, Math.ceil(-Math.log10((high - low) / 200)));
  const number = (value, places = digits) => value.toFixed(places).replace(/^-(?=0\.?0*$)/, "").replace("-", "−");
  const place = `${scale.xlabel} = ${number(x, Math.max(0, Math.ceil(-Math.log10((end - first) / 20))))}`;
  const right = far.distance <= tolerance * (1 + 1e-9);
  const off = far.distance === 0 ? "You drew it where it is."
    : `The largest distance is ${number(far.distance)}, at ${place}: you drew ${number(far.height)}, `
      + `${name} is ${number(far.true)}.`;
  return { right, far: { ...far, x }, words: `${right ? CAME_TRUE : CAME_OUT} ${off} ${why}` };
}

// What this browser keeps, for this page; where it keeps nothing, nothing is kept. In JupyterLab one address shows many
// notebooks, which the question tells apart.
const keyOf = (question) => `actlib:prediction:${location.pathname.replace(/\/(lab|doc)(\/.*)?$/, "/lab")}:${question}`;
const recall = (question) => {
  try { return JSON.parse(localStorage.getItem(keyOf(question))); } catch { return null; }
};
const remember = (question, guess, right) => {
  try { localStorage.setItem(keyOf(question), JSON.stringify({ guess, right })); } catch { /* refused */ }
};
// Question -> whether it came true, of every prediction that was shown on this page.
const outcomes = () => (globalThis.actlibPredictions ??= new Map());
const KNOWN = "actlib-prediction";

function render({ model, el }) {
  return model.get("kind") === "summary" ? summary(model, el) : question(model, el);
}

function question(model, el) {
  const truth = Object.fromEntries(["kind", "question", "why", "options", "reasons", "answer", "tolerance", "hints",
    "svg", "scale", "name"].map((name) => [name, model.get(name)]));
  if (truth.kind === "curve") {
    const { buffer, byteOffset, byteLength } = model.get("truth");
    truth.curve = [...new Float32Array(buffer.slice(byteOffset, byteOffset + byteLength))];
  }
  const verdict = make("p", { className: "actlib-predict-verdict", role: "status" });
  const commit = make("button", { type: "button", className: "actlib-predict-commit", textContent: "Commit" });
  const row = make("div", { className: "actlib-predict-row" }, commit);
  const root = make("fieldset", { className: "actlib-predict" }, make("legend", { textContent: truth.question }));
  if (model.get("enlarged") !== 1) root.style.fontSize = `${15 * model.get("enlarged")}px`;

  const show = (guess) => {
    const { right, words, far } = judge(truth, guess);
    if (root.classList.contains("actlib-predict-done")) return right;
    root.classList.add("actlib-predict-done");
    reveal(guess, far);
    if (row.contains(document.activeElement)) {  // what holds the focus goes away: it must not fall back to the page
      verdict.tabIndex = -1;
      verdict.focus();
    }
    row.remove();
    verdict.classList.toggle("actlib-predict-true", right);
    verdict.textContent = words;
    remember(truth.question, guess, right);
    outcomes().set(truth.question, right);
    dispatchEvent(new Event(KNOWN));
    return right;
  };
  const committed = () => ![null, undefined].includes(model.get("guess"));
  const { read, reveal, valid, missing } = FORMS[truth.kind](truth, root, row, () => commit.click());
  commit.onclick = () => {
    const guess = read();
    if (guess === undefined) verdict.textContent = missing();
    else settle(guess);
  };
  // The first commitment counts, wherever it was made: in this browser or, before the page was loaded again, elsewhere.
  const settle = (guess) => {
    const right = show(guess);
    if (!committed() || model.get("came_true") !== right) {
      model.set("guess", guess);
      model.set("came_true", right);
      model.save_changes();
    }
  };
  const update = () => { if (committed() && valid(model.get("guess"))) show(model.get("guess")); };

  root.append(row, verdict);
  for (const field of root.querySelectorAll("input, button")) keepKeys(field);
  el.append(root);
  const kept = recall(truth.question)?.guess;
  if (committed()) update();
  else if (kept !== undefined && valid(kept)) settle(kept);
  model.on("change:guess", update);
  return () => model.off("change:guess", update);
}

const FORMS = {
  options({ options, answer }, root) {
    const group = `actlib-${Math.random().toString(36).slice(2)}`;
    const inputs = options.map((option) => {
      const input = make("input", { type: "radio", name: group });
      root.append(make("label", {}, input, make("span", { textContent: option })));
      return input;
    });
    return {
      valid: (guess) => options.includes(guess),
      read: () => options[inputs.findIndex((input) => input.checked)],
      missing: () => "Choose one first.",
      reveal(guess) {
        inputs.forEach((input, i) => {
          input.checked = options[i] === guess;
          input.disabled = true;
          input.parentNode.classList.toggle("actlib-predict-right", i === answer);
        });
      },
    };
  },

  number(truth, root, row, commit) {
    const input = make("input", { type: "text", inputMode: "text", autocomplete: "off", enterKeyHint: "done" });
    input.setAttribute("aria-label", "Your prediction, a number");
    input.addEventListener("keydown", (event) => {
      if (!isEnter(event)) return;
      event.preventDefault();
      commit();
    });
    row.prepend(input);
    return {
      valid: (guess) => Number.isFinite(guess),
      read: () => { const value = parseNumber(input.value); return Number.isNaN(value) ? undefined : value; },
      missing: () => "Type a number such as 0.25, 1/4 or 2.5e-1, without separators between thousands.",
      reveal(guess) {
        const text = make("bdi", { dir: "ltr", textContent: String(guess).replace("-", "−") });
        root.insertBefore(make("p", {}, "You predicted ", text, "."), row);
      },
    };
  },

  curve(truth, root, row) {
    const { scale, curve, name } = truth, { points, left, right, bottom, top } = scale;
    const along = ([low, high], from, to) => ({ limits: [low, high],
      place: (value) => from + (to - from) * (value - low) / (high - low),
      value: (at) => low + (high - low) * (at - from) / (to - from) });
    const scaleX = along(scale.x, left, right), scaleY = along(scale.y, bottom, top), [low, high] = scale.y;
    const xs = Array.from({ length: points }, (_, i) => scale.x[0] + (scale.x[1] - scale.x[0]) * i / (points - 1));
    const picture = make("div", { className: "actlib-predict-picture" });
    picture.innerHTML = truth.svg.replaceAll("actlib-id-", `actlib-${Math.random().toString(36).slice(2)}-`);
    const svg = picture.querySelector("svg");
    const how = make("p", {
      textContent: "Draw it with mouse, pen or finger, or move into the picture with Tab and use the arrow keys." });
    const clear = make("button", { type: "button", textContent: "Clear" });
    root.append(how, picture);
    row.append(clear);
    const nothing = () => xs.map(() => NaN);
    let drawn = nothing();
    const drawing = drawable(svg, { scaleX, scaleY, xs, heights: drawn, xName: scale.xlabel,
      label: `Your prediction of ${name}: arrow keys draw`, onDraw: (heights) => { drawn = heights; } });
    clear.onclick = () => drawing.set(drawn = nothing());

    const ends = Math.floor(ENDS * (points - 1));
    const rounded = (height) => (Number.isFinite(height) ? Math.round(height * 1e5) / 1e5 : null);
    const gap = () => drawn.findIndex((height, i) => !Number.isFinite(height) && i >= ends && i < points - ends);
    return {
      valid: (guess) => Array.isArray(guess) && guess.length === points,
      read: () => (gap() < 0 ? drawn.map(rounded) : undefined),
      missing: () => "Draw over the whole width first: there is nothing at "
        + `${scale.xlabel} = ${xs[gap()].toFixed(1).replace("-", "−")}.`,
      reveal(guess, far) {
        drawing.set(guess.map((height) => height ?? NaN));
        drawing.lock();
        how.textContent = `Dashed: your prediction. Solid: ${name}.`;
        const part = (tag, attributes) => {
          const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
          for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
          drawing.line.before(node);
        };
        part("path", { class: "actlib-predict-truth", d: pathThrough(curve, scaleX, scaleY) });
        if (far.distance > 0) {
          const x = scaleX.place(far.x), to = Math.max(low, Math.min(high, far.true));
          const [y1, y2] = [far.height, to].map(scaleY.place);
          part("line", { class: "actlib-predict-gap", x1: x, x2: x, y1, y2 });
        }
      },
    };
  },
};

// The pen is lifted outside the axes and at a jump.
function pathThrough(curve, scaleX, scaleY) {
  const [low, high] = scaleY.limits, [first, end] = scaleX.limits, slack = 0.01 * (high - low);
  let d = "", last = NaN;
  curve.forEach((value, i) => {
    const inside = value >= low - slack && value <= high + slack;
    if (inside) {
      const joined = Math.abs(value - last) < 0.2 * (high - low), x = first + (end - first) * i / (curve.length - 1);
      d += `${joined ? "L" : "M"}${scaleX.place(x).toFixed(2)} ${scaleY.place(value).toFixed(2)}`;
    }
    last = inside ? value : NaN;
  });
  return d;
}

function summary(model, el) {
  const words = make("p", { role: "status" }), list = make("ul");
  const root = make("div", { className: "actlib-predict" }, words, list);
  const update = () => {
    const asked = model.get("questions"), known = new Map(Object.entries(model.get("outcomes")));
    for (const text of asked) {
      const right = outcomes().get(text) ?? recall(text)?.right;
      if (!known.has(text) && typeof right === "boolean") known.set(text, right);
    }
    const came = [...known.values()].filter(Boolean).length;
    words.textContent = asked.length ? `${known.size} of ${asked.length} predictions made; ${came} came true.`
      : "No prediction has been asked for yet: run the cells above.";
    const state = (text) =>
      (!known.has(text) ? "Not made yet" : known.get(text) ? "Came true" : "Came out differently");
    list.replaceChildren(...asked.map((text) => make("li", { textContent: `${state(text)}: ${text}` })));
  };
  for (const name of ["questions", "outcomes"]) model.on(`change:${name}`, update);
  addEventListener(KNOWN, update);
  update();
  el.append(root);
  return () => {
    removeEventListener(KNOWN, update);
    for (const name of ["questions", "outcomes"]) model.off(`change:${name}`, update);
  };
}

export default { render };
