// The page's own part: it stands in for the kernel's side of every widget, and knows light from dark.

// Holds a widget's values and tells who listens.
class Model {
  constructor(values) {
    this.values = values;
    this.listeners = {};
  }
  get(name) { return this.values[name]; }
  set(name, value) {
    if (this.values[name] === value) return;
    this.values[name] = value;
    for (const listener of this.listeners[`change:${name}`] ?? []) listener();
  }
  on(event, listener) { (this.listeners[event] ??= []).push(listener); }
  off(event, listener) { this.listeners[event] = this.listeners[event]?.filter((other) => other !== listener); }
  save_changes() {}
}

// What `pack` in recording.py has compressed: a line of JSON, then the buffers to which it refers.
async function unpack(text) {
  const packed = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer()), end = bytes.indexOf(10);
  const at = (key, value) => (value?.buffer ? bytes.subarray(...value.buffer.map((i) => end + 1 + i)) : value);
  return JSON.parse(new TextDecoder().decode(bytes.subarray(0, end)), at);
}

const revive = (key, value) => (value?.base64 === undefined ? value
  : Uint8Array.from(atob(value.base64), (character) => character.charCodeAt(0)));

// One after the other, from the top of the page: the first figure moves before the last one is unpacked.
async function wake() {
  for (const place of document.querySelectorAll(".live")) {
    const { state } = JSON.parse(place.querySelector("script").textContent, revive);
    place.model = new Model(typeof state === "string" ? await unpack(state) : state);
    MODULES[place.dataset.module].render({ model: place.model, el: place });
    place.classList.add("moves");
    for (const node of place.querySelectorAll(".actlib-picture, .actlib-predict-picture")) wide.observe(node);
    place.dispatchEvent(new Event("actlib-alive", { bubbles: true }));
  }
}

const page = document.documentElement, button = document.getElementById("dark");
const follow = () => button.setAttribute("aria-pressed", page.dataset.jpThemeLight === "false");
button.hidden = false;
follow();
button.onclick = () => {
  page.dataset.jpThemeLight = page.dataset.jpThemeLight === "false";
  try { localStorage.setItem("light", page.dataset.jpThemeLight); } catch {}  // a browser may keep nothing for files
  follow();
};
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", ({ matches }) => {
  page.dataset.jpThemeLight = !matches;
  follow();
});

// What is wider than the page scrolls by keyboard, too; what fits is no stop on the way.
const wide = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth + 1) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  }
});
for (const node of document.querySelectorAll("pre, .wide, .formula, .long, .still")) wide.observe(node);

window.awake = wake();  // for the scripts after this one
