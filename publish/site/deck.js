// Slides: reveal.js leads from one to the next; each is fitted to its place before it is painted.
const SIZES = [36, 32, 29, 26, 24, 22, 20, 19, 18];  // of the type, in pixels; the last can be read from the back row
const WHOLE = 22;  // from this size on, lines of code and of what is printed stay whole rather than large
const LARGE = SIZES.filter((size) => size >= WHOLE);
const WAYS = [["", LARGE], ["code", LARGE], ["all", SIZES]].flatMap(([wrapped, sizes]) =>
  sizes.map((size) => [size, wrapped]));

function fit(slide) {
  const { paddingTop, paddingLeft } = getComputedStyle(slide), [top, left] = [paddingTop, paddingLeft].map(parseFloat);
  const parts = [...slide.children], pres = [...slide.querySelectorAll("pre")];
  for (const [size, wrapped] of WAYS) {
    slide.style.fontSize = `${size}px`;
    slide.dataset.wrapped = wrapped;
    if (parts.every((part) => part.offsetTop + part.offsetHeight <= slide.clientHeight - top
      && part.scrollWidth <= slide.clientWidth - 2 * left)
      && pres.every((pre) => pre.scrollWidth <= pre.clientWidth)) return;
  }
}

// Words and controls stand where they leave the picture more room: above and below, or on its left.
function place(figure) {
  const scale = (beside) => {
    figure.classList.toggle("beside", beside);
    if (figure.scrollHeight > figure.clientHeight) return 0;
    const { width, height } = figure.querySelector(".actlib-picture").getBoundingClientRect();
    const { width: w, height: h } = figure.querySelector("svg").viewBox.baseVal;
    return Math.min(width / w, height / h);
  };
  figure.classList.toggle("beside", scale(true) > scale(false));
}

function show(slide) {
  const pictured = slide.querySelector(":scope > .still > svg, :scope > [data-module=live] svg") !== null;
  slide.classList.toggle("pictured", pictured);  // a picture to draw in is as large as its question is wide
  fit(slide);
  for (const figure of slide.querySelectorAll(".actlib-figure")) place(figure);
}

// While a control has the focus its keys are its own; Escape gives them back to the slides.
const control = () => document.activeElement.closest("input, select, button, summary");
addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !control()) return;
  document.activeElement.blur();
  event.stopPropagation();
}, true);
// The speaker's notes stand in a window of their own, which follows the slides; its keys turn them, too.
let speaker = null;
const TURNS = { ArrowRight: "next", " ": "next", PageDown: "next", ArrowLeft: "prev", PageUp: "prev" };
function tell() {
  if (!speaker || speaker.closed) return;
  const slide = Reveal.getCurrentSlide(), { body } = speaker.document;
  const [heading, said] = [":is(h1, h2, h3, .running)", "aside.notes"].map((kind) => slide.querySelector(kind));
  const number = `${Reveal.getSlidePastCount() + 1} of ${Reveal.getTotalSlides()}`;
  body.innerHTML = `<p>${number}</p><h1></h1>${said?.innerHTML ?? ""}`;
  body.querySelector("h1").textContent = heading?.textContent ?? "";
}
function openNotes() {
  speaker = open("", "notes", "width=640,height=480");
  if (!speaker) return;
  speaker.document.title = "Notes";
  speaker.document.documentElement.style = "font: 20px/1.4 system-ui, sans-serif; color-scheme: light dark";
  speaker.onkeydown = ({ key }) => TURNS[key] && Reveal[TURNS[key]]();
  tell();
}
const notes = document.getElementById("notes");
notes.hidden = !document.querySelector("aside.notes");
notes.onclick = openNotes;

function turn({ currentSlide }) {
  show(currentSlide);
  tell();
}
Reveal.on("ready", turn);
Reveal.on("slidechanged", turn);
Reveal.on("ready", () => {
  // An answer takes room, too.
  for (const live of document.querySelectorAll(".live:not([data-module=live])")) {
    new MutationObserver(() => fit(Reveal.getCurrentSlide())).observe(live, { subtree: true, childList: true });
  }
});
window.awake.then(() => {
  // A finger turns slides, but for where it moves a handle, a probe or a curve.
  for (const handle of document.querySelectorAll(".live :is(input[type=range], .actlib-probed, .actlib-drawing-pad)")) {
    (handle.closest(".actlib-picture, .actlib-predict-picture") ?? handle).dataset.preventSwipe = "";
  }
  Reveal.initialize({ width: 1280, height: 720, margin: 0, minScale: 0.1, maxScale: 4, center: false, hash: true,
    transition: "none", slideNumber: "c/t", viewDistance: 1, navigationMode: "linear",
    rtl: document.documentElement.dir === "rtl", keyboardCondition: () => !control(), keyboard: { 83: openNotes } });
});
