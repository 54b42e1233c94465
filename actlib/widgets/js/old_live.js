// Shows the figure that matplotlib drew and moves its marked artists: no formula lives here, only coordinates.
import { make } from "./dom.js";

// Copied, because a buffer from the kernel need not start at a multiple of four.
const floats = (view) => new Float32Array(view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength));
const bytes = (view) => new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
const shown = (value, digits) => value.toFixed(digits).replace(/^-(?=0\.?0*$)/, "").replace("-", "−");

// Where a value lies in the picture. Far outside any place looks the same, and browsers lose precision there.
const place = ([a, b], value, log) => Math.max(-1e4, Math.min(1e4, a + b * (log ? Math.log10(value) : value)));
const placeX = (scale, x) => place(scale.x, x, scale.log[0]);
const placeY = (scale, y) => place(scale.y, y, scale.log[1]);
const valueAt = ([a, b], at, log) => (log ? 10 ** ((at - a) / b) : (at - a) / b);

const PATIENCE = 2000;  // milliseconds without an answer from Python
const NO_ANSWER = "No answer from Python yet. If it stays so, Python has stopped: run this cell again.";

function pathOf(xs, ys, scale) {
  let d = "", pen = "M";
  for (let i = 0; i < ys.length; i++) {
    const x = placeX(scale, xs[i]), y = placeY(scale, ys[i]);
    if (Number.isNaN(x) || Number.isNaN(y)) { pen = "M"; continue; }
    d += pen + x.toFixed(2) + " " + y.toFixed(2);
    pen = "L";
  }
  return d;
}

function shadeOf({ shape, shade }, colors) {
  const [rows, columns] = shape, values = bytes(shade);
  const canvas = make("canvas", { width: columns, height: rows });
  const context = canvas.getContext("2d"), picture = context.createImageData(columns, rows);
  values.forEach((value, i) => picture.data.set([...colors[value >> 2], 255], 4 * i));
  context.putImageData(picture, 0, 0);
  return canvas.toDataURL();
}

function render({ model, el }) {
  // At random, because every figure has its own copy of this module: a counter would start again in each.
  const id = `actlib-${Math.random().toString(36).slice(2)}-`;
  const controls = model.get("controls"), artists = model.get("artists"), axes = model.get("axes");
  const probe = model.get("probe"), tables = {};
  for (const [name, table] of Object.entries(model.get("ahead"))) {
    tables[name] = {};
    for (const [gid, content] of Object.entries(table)) {
      const { text, x, y, shape, shade } = content;
      tables[name][gid] = { text, x: x && floats(x), y: y && floats(y), shape, shade: shade && bytes(shade) };
    }
  }
  const still = {};
  for (const [gid, { x, y }] of Object.entries(artists)) still[gid] = { x: x && floats(x), y: y && floats(y) };

  const picture = make("div", { className: "actlib-picture" });
  picture.innerHTML = model.get("svg").replaceAll("actlib-id-", id);
  const svg = picture.querySelector("svg");
  const nodes = {};
  for (const gid of Object.keys(artists)) {
    nodes[gid] = picture.querySelector(`[id="${id}${gid}"]`);
    nodes[gid].dataset.artist = gid;
  }
  const words = make("p", { className: "actlib-words" });
  const spoken = make("p", { className: "actlib-spoken", role: "status" });
  const panel = make("div", { className: "actlib-controls" });
  const reset = make("button", { type: "button", className: "actlib-reset", textContent: "Reset" });
  const foot = make("div", { className: "actlib-foot" }, words, reset);
  const root = make("div", { className: "actlib-figure" }, panel, picture, foot, spoken);
  if (model.get("enlarged") !== 1) root.style.fontSize = `${15 * model.get("enlarged")}px`;
  root.setAttribute("role", "group");
  root.setAttribute("aria-label", model.get("title"));

  // Whoever waits for a picture that Python owes learns it: a kernel that has died tells nobody.
  const isOwed = () => Object.entries(model.get("answered"))
    .some(([name, value]) => JSON.stringify(value) !== JSON.stringify(model.get(name)));
  let waiting;
  const move = (name, value) => {
    model.set(name, value);
    clearTimeout(waiting);
    waiting = setTimeout(() => { if (isOwed()) words.textContent = spoken.textContent = NO_ANSWER; }, PATIENCE);
  };
  const set = (name, value) => { move(name, value); model.save_changes(); };
  const spec = Object.fromEntries(controls.map((control) => [control.name, control]));
  const position = (name) => {
    const { values } = spec[name], last = values.length - 1;
    const i = Math.round((model.get(name) - values[0]) / (values[last] - values[0]) * last);
    return Math.max(0, Math.min(last, i));
  };

  // What each artist holds at this moment, wherever that comes from.
  function row(gid) {
    for (const [name, table] of Object.entries(tables)) {
      if (!(gid in table)) continue;
      const { x, y, text, shape, shade } = table[gid], i = position(name), count = spec[name].values.length;
      const part = (all) => all && all.subarray(i * all.length / count, (i + 1) * all.length / count);
      return { x: part(x), y: part(y), text: text && text[i], shape, shade: part(shade) };
    }
    const content = model.get("frame")[gid];
    if (!content) return still[gid] ?? {};
    return content.shade ? content
      : { text: content.text, x: content.x && floats(content.x), y: content.y && floats(content.y) };
  }

  function paint(gid, content = row(gid)) {
    const node = nodes[gid], artist = artists[gid], scale = axes[artist?.axes];
    if (!node) return;
    const { x = still[gid].x, y, text } = content;
    if (artist.kind === "line") {
      if (y) node.querySelector("path").setAttribute("d", pathOf(x, y, scale));
    } else if (artist.kind === "points") {
      const uses = [...node.querySelectorAll("use")], parent = uses[0].parentNode;
      for (let i = uses.length; i < y.length; i++) uses.push(parent.appendChild(uses[0].cloneNode()));
      uses.forEach((use, i) => {
        const visible = i < y.length && Number.isFinite(x[i]) && Number.isFinite(y[i]);
        use.style.display = visible ? "" : "none";
        if (!visible) return;
        use.setAttribute("x", placeX(scale, x[i]).toFixed(2));
        use.setAttribute("y", placeY(scale, y[i]).toFixed(2));
      });
    } else if (artist.kind === "text") {
      const line = node.querySelector("text");
      if (text !== undefined) line.textContent = text;
      if (y) {
        line.setAttribute("x", placeX(scale, x[0]).toFixed(2));
        line.setAttribute("y", placeY(scale, y[0]).toFixed(2));
        line.removeAttribute("transform");
      }
    } else if (artist.kind === "image" && content.shade) {
      const [left, right, bottom, top] = artist.extent;
      const box = { x: scale.x[0] + scale.x[1] * left, y: scale.y[0] + scale.y[1] * top,
        width: scale.x[1] * (right - left), height: -scale.y[1] * (top - bottom), preserveAspectRatio: "none" };
      for (const [key, value] of Object.entries(box)) node.setAttribute(key, value);
      node.removeAttribute("transform");
      node.setAttribute("href", shadeOf(content, artist.colors));
    }
  }

  const near = (xs, x) => {
    let best = 0;
    for (let i = 1; i < xs.length; i++) if (Math.abs(xs[i] - x) < Math.abs(xs[best] - x)) best = i;
    return best;
  };

  // The probe stands on sample points only, so the numbers it reads are actlib's own.
  function paintProbe() {
    const chosen = probe.choice ? model.get(probe.choice) : Object.keys(probe.curves)[0];
    const { curve, slope, name } = probe.curves[chosen];
    const x0 = model.get(probe.parameter), i = near(still[curve].x, x0), y0 = row(curve).y[i];
    const said = { x: shown(x0, spec[probe.parameter].digits), y: shown(y0, 4), name };
    paint("probe", { x: [x0], y: [y0] });
    if (slope) {
      const slope0 = row(slope).y[i], ends = axes[artists[curve].axes].xlim.map((x) => x0 + (x - x0) * 0.25);
      said.slope = shown(slope0, 4);
      paint("probe-slope", { x: [x0], y: [slope0] });
      paint("tangent", { x: ends, y: ends.map((x) => y0 + slope0 * (x - x0)) });
    }
    if (probe.choice) {
      for (const [option, { curve, slope }] of Object.entries(probe.curves)) {
        for (const gid of [curve, slope]) nodes[gid].style.opacity = option === chosen ? 1 : 0.4;
      }
    }
    return probe.words.replace(/\{(\w+)\}/g, (_, key) => said[key]);
  }

  let speaking;
  function say(probed) {
    const parts = [...Object.values(tables).map((table) => table.words && row("words").text),
      model.get("frame").words?.text, probed];
    words.textContent = parts.filter(Boolean).join(" ");
    clearTimeout(speaking);  // a screen reader hears where the slider stopped, not every step of the way
    speaking = setTimeout(() => { spoken.textContent = words.textContent; }, 500);
  }

  const fields = {};
  function refresh(gids) {
    for (const gid of gids) paint(gid);
    say(probe ? paintProbe() : "");
  }
  const onParameter = (name) => () => {
    fields[name].update();
    refresh(Object.keys(tables[name] ?? {}));
  };

  for (const control of controls) {
    const made = FIELDS[control.kind](control, () => model.get(control.name), (value) => set(control.name, value), id);
    fields[control.name] = made;
    panel.append(made.field);
    made.update();
  }
  reset.onclick = () => {
    for (const { stop } of Object.values(fields)) stop?.();
    for (const control of controls) move(control.name, control.default);
    model.save_changes();
  };
  for (const field of root.querySelectorAll("input, select, button")) {
    field.dataset.lmSuppressShortcuts = "true";  // or JupyterLab keeps the arrow keys for itself
  }

  const pointAt = (event) =>
    new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());

  const drawn = controls.find(({ kind }) => kind === "drawing");
  if (drawn) {
    const scale = axes[artists[drawn.gid].axes], [low, high] = scale.ylim;
    let heights, last;
    const draw = (event) => {
      const at = pointAt(event), i = near(drawn.x, valueAt(scale.x, at.x, scale.log[0]));
      const height = Math.max(low, Math.min(high, valueAt(scale.y, at.y, scale.log[1])));
      last ??= { i, height };
      for (let k = Math.min(i, last.i); k <= Math.max(i, last.i); k++) {  // a fast hand skips points: join them
        heights[k] = i === last.i ? height : last.height + (height - last.height) * (k - last.i) / (i - last.i);
      }
      last = { i, height };
      paint(drawn.gid, { y: heights });
      set(drawn.name, [...heights]);
    };
    svg.classList.add("actlib-drawn");
    svg.onpointerdown = (event) => {
      const x = valueAt(scale.x, pointAt(event).x, scale.log[0]);
      if (x < scale.xlim[0] || x > scale.xlim[1]) return;
      heights = [...(row(drawn.gid).y ?? model.get(drawn.name))];
      last = undefined;
      svg.setPointerCapture(event.pointerId);
      draw(event);
    };
    svg.onpointermove = (event) => { if (event.buttons && heights) draw(event); };
    svg.onpointerup = () => { heights = undefined; };
  }

  if (probe) {
    const walk = (event) => {
      const at = pointAt(event);
      const scale = axes.find((one) => at.x >= placeX(one, one.xlim[0]) - 20 && at.x <= placeX(one, one.xlim[1]) + 20);
      if (!scale) return;
      const { values } = spec[probe.parameter];
      set(probe.parameter, values[near(values, valueAt(scale.x, at.x, scale.log[0]))]);
    };
    svg.classList.add("actlib-probed");
    svg.onpointerdown = (event) => { svg.setPointerCapture(event.pointerId); walk(event); };
    svg.onpointermove = (event) => { if (event.buttons) walk(event); };
  }

  const listeners = controls.map(({ name }) => [`change:${name}`, onParameter(name)]);
  listeners.push(["change:frame", () => refresh(Object.keys(model.get("frame")))]);
  listeners.push(["change:answered", () => { if (words.textContent === NO_ANSWER) refresh([]); }]);
  for (const [event, listener] of listeners) model.on(event, listener);
  refresh([...Object.values(tables).flatMap(Object.keys), ...Object.keys(model.get("frame"))]);
  el.append(root);
  return () => {
    clearTimeout(speaking);
    clearTimeout(waiting);
    for (const { stop } of Object.values(fields)) stop?.();
    for (const [event, listener] of listeners) model.off(event, listener);
  };
}

// One builder a kind of control: the browser's own inputs, so that keyboard, touch and screen reader work as everywhere.
const FIELDS = {
  slider({ name, label, values, digits, plays }, get, set, id) {
    const [first, last] = [values[0], values[values.length - 1]];
    const input = make("input", { type: "range", id: `${id}field-${name}`, min: 0, max: values.length - 1, step: 1 });
    input.dataset.parameter = name;
    const number = make("output", { className: "actlib-number" });
    number.setAttribute("for", input.id);
    number.setAttribute("aria-live", "off");  // the slider says its value itself; an output would say it again
    let playing;
    const button = make("button", { type: "button", className: "actlib-play" });
    const stop = () => {
      clearInterval(playing);
      playing = undefined;
      button.textContent = "▶";
      button.setAttribute("aria-label", `Play ${label}`);
    };
    const advance = () => {
      set(values[+input.value + 1]);
      if (+input.value >= values.length - 1) stop();
    };
    button.onclick = () => {
      if (playing) return stop();
      if (matchMedia("(prefers-reduced-motion: reduce)").matches) return set(values[values.length - 1]);
      if (+input.value >= values.length - 1) set(first);
      button.textContent = "❚❚";
      button.setAttribute("aria-label", `Pause ${label}`);
      playing = setInterval(advance, 1000 / plays);
    };
    stop();
    input.oninput = () => { stop(); set(values[+input.value]); };
    const update = () => {
      input.value = Math.round((get() - first) / (last - first) * (values.length - 1));
      const text = shown(values[+input.value], digits);
      number.textContent = text;
      input.setAttribute("aria-valuetext", text);
    };
    const field = make("div", { className: "actlib-field" }, make("label", { htmlFor: input.id, textContent: label }), input, number);
    if (plays) field.append(button);
    return { field, update, stop };
  },

  choice({ name, label, options }, get, set, id) {
    const select = make("select", { id: `${id}field-${name}` });
    select.dataset.parameter = name;
    for (const [value, text] of options) select.append(make("option", { value, textContent: text }));
    select.onchange = () => set(select.value);
    const field = make("div", { className: "actlib-field" }, make("label", { htmlFor: select.id, textContent: label }), select);
    return { field, update: () => { select.value = get(); } };
  },

  line({ name, label }, get, set, id) {
    const input = make("input", { type: "text", id: `${id}field-${name}`, spellcheck: false, maxLength: 200 });
    input.dataset.parameter = name;
    input.onchange = () => set(input.value);
    input.onkeydown = (event) => { if (event.key === "Enter") set(input.value); };
    const field = make("div", { className: "actlib-field" }, make("label", { htmlFor: input.id, textContent: label }), input);
    return { field, update: () => { input.value = get(); } };
  },

  drawing({ label }) {
    return { field: make("p", { className: "actlib-field", textContent: label }), update() {} };
  },

  matrix({ name, label }, get, set) {
    const inputs = get().map((row, i) => row.map((_, j) => {
      const input = make("input", { type: "number", step: "any" });
      input.dataset.parameter = `${name}-${i + 1}-${j + 1}`;
      input.setAttribute("aria-label", `${label}, row ${i + 1}, column ${j + 1}`);
      input.oninput = () => {
        const value = input.valueAsNumber, fits = Math.abs(value) <= 1e6;
        input.setAttribute("aria-invalid", !fits);
        if (fits) set(get().map((r, k) => r.map((entry, l) => (k === i && l === j ? value : entry))));
      };
      return input;
    }));
    const table = make("div", { className: "actlib-matrix" }, ...inputs.map((row) => make("div", {}, ...row)));
    const field = make("fieldset", { className: "actlib-field" }, make("legend", { textContent: label }), table);
    const update = () => get().forEach((row, i) => row.forEach((entry, j) => {
      // Leave the field alone in which somebody is typing "-0." on the way to "-0.3".
      if (inputs[i][j].valueAsNumber !== entry) inputs[i][j].value = entry;
    }));
    return { field, update };
  },
};

export default { render };
