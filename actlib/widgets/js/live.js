// A live figure: the picture that matplotlib has drawn, its controls, and the words under it. No formula lives here.
import { FIELDS, keepAllKeys, positionOf } from "./controls.js";
import { contentAt, decode, decodeTable, rowOf, takenBack } from "./decode.js";
import { freshId, make } from "./dom.js";
import { drawable } from "./drawing.js";
import { Painter, partsOf } from "./paint.js";
import { decodeProbe, lineOf, placeOn, readProbe, walkable } from "./probe.js";

const PATIENCE = 2000;  // milliseconds without an answer from Python
// Pixels: where a page is wider, controls at projector size stand beside the picture; many of them sooner, for above it
// they would leave it no height.
const ROOM = 1000, NARROW_ROOM = 800, MANY = 4;
const NO_ANSWER = "No answer from Python yet. If it stays so, Python has stopped: run this cell again.";

/** @param {{model: any, el: HTMLElement}} view */
function render({ model, el }) {
  const id = freshId(), controls = model.get("controls"), axes = model.get("axes"), unit = model.get("unit");
  const specs = Object.fromEntries(controls.map((spec) => [spec.name, spec]));
  const probe = decodeProbe(model.get("probe"));
  const tables = model.get("tables").map(decodeTable);

  const picture = make("div", { className: "actlib-picture", dir: "ltr" });
  const words = make("p", { className: "actlib-words" });
  const spoken = make("p", { className: "actlib-spoken", role: "status" });
  const panel = make("div", { className: "actlib-controls" }), note = model.get("note");
  const reset = make("button", { type: "button", className: "actlib-reset", textContent: "Reset" });
  const foot = make("div", { className: "actlib-foot" }, words, reset);
  const root = make("div", { className: "actlib-figure" }, panel, picture, foot, spoken);
  if (model.get("enlarged") !== 1) {
    root.style.fontSize = `${15 * model.get("enlarged")}px`;
    root.classList.add("actlib-enlarged");
    const room = controls.length > MANY ? NARROW_ROOM : ROOM;
    new ResizeObserver(() => root.classList.toggle("actlib-beside", el.clientWidth > room)).observe(el);
  }
  root.setAttribute("role", "group");
  root.setAttribute("aria-label", model.get("title") || "Live figure");

  const told = announcer(words, spoken);
  const value = (name) => model.get(name);

  // Whoever waits for a picture that Python owes learns it: a kernel that has died tells nobody.
  const isOwed = () => Object.entries(model.get("answered"))
    .some(([name, answered]) => JSON.stringify(answered) !== JSON.stringify(value(name)));
  let waiting;
  const move = (name, to) => {
    model.set(name, to);
    clearTimeout(waiting);
    waiting = setTimeout(() => { if (isOwed()) told.now(NO_ANSWER); }, PATIENCE);
  };
  const set = (name, to) => { move(name, to); model.save_changes(); };

  /** @type {Painter} */
  let painter;
  let pens = [];
  let shown = "", answer, byPython = {};  // the SVG in the page, Python's last answer, and the parts that it has painted

  function show(svg) {
    if (svg === shown) return;
    shown = svg;
    picture.innerHTML = svg.replaceAll("actlib-id-", id);
    painter = new Painter(partsOf(picture, id), unit);
    answer = undefined;
    byPython = {};
    for (const table of tables) table.painted = undefined;
    listen(picture.querySelector("svg"));
  }

  function listen(svg) {
    const drawings = controls.filter(({ kind }) => kind === "drawing");
    pens = drawings.map(({ name, label, axes: number, x }) => {
      const [scaleX, scaleY] = [lineOf(axes[number], "x"), lineOf(axes[number], "y")];
      const hide = () => { pen.line.style.visibility = "hidden"; };  // Python draws the curve once it has heard of it
      const onDraw = (heights) => { pen.line.style.visibility = ""; set(name, heights); };
      const pen = drawable(svg, { scaleX, scaleY, xs: x, heights: value(name), label, onDraw, onEnd: hide });
      hide();
      return { name, pen };
    });
    const isTaken = (x) => drawings.some(({ axes: number }) => {
      const [left, right] = axes[number].xlim.map((limit) => placeOn(axes[number], "x", limit));
      return x >= left && x <= right;
    });
    if (probe) walkable(svg, axes, specs[probe.parameter].values, (x0) => set(probe.parameter, x0), isTaken);
  }

  const place = (table, get = value) => rowOf(table, table.names.map((name) => positionOf(specs[name], get(name))));
  const isKnown = (values) => tables.every((table) => place(table, (name) => values[name] ?? value(name)) !== undefined);
  const bound = controls.filter(({ name }) => tables.some(({ names, rows }) => rows && names.includes(name)));

  let isTakingBack = false;  // on a page that does not know every combination
  function keep(moved) {
    isTakingBack = true;
    for (const [name, home] of Object.entries(takenBack(bound, specs[moved], isKnown))) model.set(name, home);
    isTakingBack = false;
  }

  function paintTables() {
    for (const table of tables) {
      const i = place(table);
      if (i === table.painted) continue;
      table.painted = i;
      for (const [key, column] of Object.entries(table.columns)) painter.paint(key, contentAt(column, i, table.size));
    }
  }

  function paintAnswers() {
    if (model.get("moves") === answer) return;
    answer = model.get("moves");
    const parts = Object.assign({}, ...Object.values(answer).map((function_) => function_.parts));
    for (const key of Object.keys(byPython)) if (!(key in parts)) painter.restore(key);
    for (const [key, sent] of Object.entries(parts)) painter.paint(key, contentAt(decode(sent), 0, 1));
    byPython = parts;
  }

  function paintProbe() {
    const { x0, y0, slope, number, words: said } = readProbe(probe, specs, value);
    const [values, slopes] = [axes[0], axes[probe.slopes]];
    const at = (scale, x, y) => ({ x: [placeOn(scale, "x", x) / unit], y: [placeOn(scale, "y", y) / unit] });
    painter.paint("probe-0.0", at(values, x0, y0));
    if (slope !== undefined) {
      const ends = values.xlim.map((x) => x0 + (x - x0) * 0.25).map((x) => at(values, x, y0 + slope * (x - x0)));
      painter.paint("probe-1.0", at(slopes, x0, slope));
      painter.paint("probe-2.0", { x: ends.map(({ x }) => x[0]), y: ends.map(({ y }) => y[0]) });
    }
    if (probe.choice) {
      for (const [key, node] of Object.entries(painter.parts)) {
        if (/^\d/.test(key)) node.style.opacity = key.startsWith(`${number}-`) ? 1 : 0.4;
      }
    }
    return said;
  }

  function refresh() {
    const moves = model.get("moves"), said = {};
    show(moves.svg ?? model.get("svg"));
    if (moves.svg) said[0] = moves.words;
    else {
      paintTables();
      paintAnswers();
      for (const table of tables) said[table.number] = table.words[place(table)];
      for (const [number, answer] of Object.entries(moves)) said[number] = answer.words;
    }
    told.soon([...Object.values(said), probe && paintProbe()].filter(Boolean).join(" "));
  }

  const fields = {};
  for (const spec of controls) {
    fields[spec.name] = FIELDS[spec.kind](spec, () => value(spec.name), (to) => set(spec.name, to), id);
    panel.append(fields[spec.name].field);
    fields[spec.name].update();
  }
  if (note) panel.append(make("p", { className: "actlib-field actlib-note", textContent: note }));
  reset.onclick = () => {
    for (const { stop } of Object.values(fields)) stop?.();
    for (const spec of controls) move(spec.name, spec.default);
    for (const { name, pen } of pens) pen.set(value(name));
    model.save_changes();
  };
  keepAllKeys(root);

  const listeners = controls.map(({ name }) => [`change:${name}`, () => {
    fields[name].update();
    pens.find((one) => one.name === name)?.pen.set(value(name));
    if (isTakingBack) return;
    keep(name);
    refresh();
  }]);
  listeners.push(["change:moves", refresh]);
  listeners.push(["change:answered", () => { if (words.textContent === NO_ANSWER) refresh(); }]);
  for (const [event, listener] of listeners) model.on(event, listener);
  refresh();
  el.append(root);
  return () => {
    told.stop();
    clearTimeout(waiting);
    for (const { stop } of Object.values(fields)) stop?.();
    for (const [event, listener] of listeners) model.off(event, listener);
  };
}

/** The sentence under the picture; a screen reader hears where the slider stopped, not every step of the way. */
function announcer(words, spoken) {
  let timer;
  return {
    soon(sentence) {
      words.textContent = sentence;
      clearTimeout(timer);
      timer = setTimeout(() => { spoken.textContent = words.textContent; }, 500);
    },
    now(sentence) { words.textContent = spoken.textContent = sentence; },
    stop() { clearTimeout(timer); },
  };
}

export default { render };
