// What this browser keeps of a page, where it keeps anything: answers, and on the map how many there are. And links
// that carry the state of a figure: #fig-2:beta=3&phi=relu.

const HERE = location.pathname, ANSWER = "actlib:answer:", PREDICTION = "actlib:prediction:";
const ANSWERS = { choice: "selected", number: "value", quiz: "chosen" };  // kind of question -> the trait of its answer

const kept = (key) => {
  try { return JSON.parse(localStorage.getItem(key)); } catch { return null; }  // a browser may refuse
};
const keep = (key, value) => {
  try { localStorage.setItem(key, JSON.stringify(value)); } catch { /* refused */ }
};
const keys = () => {
  try { return Object.keys(localStorage); } catch { return []; }
};

function remember({ dataset, model }) {
  const kind = dataset.module === "series_quiz" ? "quiz" : model.get("kind"), trait = ANSWERS[kind];
  if (!trait || dataset.module === "predict") return;  // a prediction keeps itself
  const asked = kind === "quiz" ? "quiz" : model.get("question"), key = `${ANSWER}${HERE}:${asked}`, before = kept(key);
  const fits = { choice: (value) => value in model.get("options"), number: Number.isFinite,
    quiz: (value) => value.length === model.get("questions").length }[kind];
  if (before !== null && fits(before)) model.set(trait, before);
  model.on(`change:${trait}`, () => keep(key, model.get(trait)));
}

// The state of a figure as a link, and back.
const choosable = ({ kind }) => kind === "slider" || kind === "choice";

function stateOf({ id, model }) {
  const moved = model.get("controls").filter((spec) => choosable(spec) && model.get(spec.name) !== spec.default);
  const pairs = moved.map(({ name }) => [name, model.get(name)]);
  return `#${id}${pairs.length ? `:${new URLSearchParams(pairs)}` : ""}`;
}

function follow() {
  const [, id, wanted] = location.hash.match(/^#(fig-\d+):(.*)$/) ?? [];
  const place = id && document.getElementById(id);
  if (!place?.model) return;
  const given = new URLSearchParams(wanted);
  for (const spec of place.model.get("controls").filter(choosable)) {
    const { name, options, values } = spec, text = given.get(name), number = Number(text);
    if (text === null) place.model.set(name, spec.default);
    else if (options?.some(([key]) => key === text)) place.model.set(name, text);
    else if (values && Number.isFinite(number)) {
      const near = (one, other) => (Math.abs(other - number) < Math.abs(one - number) ? other : one);
      place.model.set(name, [...values].reduce(near));
    }
  }
  place.scrollIntoView();
}

function share(place) {
  const link = document.createElement("a");
  Object.assign(link, { className: "share", textContent: "Link to this figure as it stands" });
  const update = () => link.setAttribute("href", stateOf(place));
  for (const { name } of place.model.get("controls")) place.model.on(`change:${name}`, update);
  update();
  place.append(link);
  if (location.hash.startsWith(`#${place.id}:`)) follow();
}

document.addEventListener("actlib-alive", ({ target }) => {
  if (target.dataset.module === "live") share(target);
  else remember(target);
});
addEventListener("hashchange", follow);

// The map: how many questions of each page have an answer.
function countAnswers() {
  for (const tile of document.querySelectorAll("[data-page]")) {
    const page = HERE.replace(/[^/]*$/, tile.dataset.page), all = +tile.dataset.questions;
    const done = keys().filter((key) => [ANSWER, PREDICTION].some((kind) => key.startsWith(`${kind}${page}:`))).length;
    const words = tile.querySelector(".done");
    words.textContent = done ? `· ${done >= all ? "✓ all" : `${done} of`} ${all} questions answered` : "";
    words.classList.toggle("all", done >= all);
  }
}

const memory = document.querySelector(".memory");
if (memory) {
  try {
    memory.hidden = !localStorage;
  } catch { /* refused: then there is nothing to forget */ }
  document.getElementById("forget").onclick = () => {
    for (const key of keys().filter((one) => one.startsWith("actlib:"))) localStorage.removeItem(key);
    countAnswers();
  };
  countAnswers();
  addEventListener("pageshow", countAnswers);
}

// A wrong sentence is reported with its page and heading.
const report = document.querySelector(".report");
if (report) {
  const address = report.href;
  document.addEventListener("selectionchange", () => {
    const chosen = getSelection(), sentence = chosen.toString().trim();
    if (!sentence) return;  // it goes when the link is pressed
    const headings = [...document.querySelectorAll("main :is(h1, h2, h3)")];
    const isAbove = (one) => one.compareDocumentPosition(chosen.anchorNode) & Node.DOCUMENT_POSITION_FOLLOWING;
    const above = headings.filter(isAbove);
    const where = [report.dataset.title, above.at(-1)?.textContent].filter(Boolean).join(": ");
    report.href = `${address}&${new URLSearchParams({ where, sentence: sentence.slice(0, 500) })}`;
  });
  report.href = `${address}&${new URLSearchParams({ where: report.dataset.title })}`;
}
