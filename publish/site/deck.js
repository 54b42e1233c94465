// Slides: reveal.js leads from one to the next; each is fitted to its place before it is painted.
const SIZES = [26, 24, 22, 20, 19, 18];  // of the type, in pixels; the last can be read from the back row

function fit(slide) {
  const { paddingTop, paddingLeft } = getComputedStyle(slide), [top, left] = [paddingTop, paddingLeft].map(parseFloat);
  for (const size of SIZES) {
    slide.style.fontSize = `${size}px`;
    const parts = [...slide.children], last = parts.at(-1);
    if (last.offsetTop + last.offsetHeight <= slide.clientHeight - top
      && parts.every((part) => part.scrollWidth <= slide.clientWidth - 2 * left)) return;
  }
}

// Words and controls stand where they leave the picture more room: above and below, or on its left.
function place(figure) {
  const scale = (beside) => {
    figure.classList.toggle("beside", beside);
    const { width, height } = figure.querySelector(".actlib-picture").getBoundingClientRect();
    const { width: w, height: h } = figure.querySelector("svg").viewBox.baseVal;
    return Math.min(width / w, height / h);
  };
  figure.classList.toggle("beside", scale(true) > scale(false));
}

function show(slide) {
  slide.classList.toggle("pictured", slide.querySelector(":scope > :is(.live, .still) svg") !== null);
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
for (const figure of document.querySelectorAll(".actlib-figure")) figure.dataset.preventSwipe = "";

Reveal.on("ready", ({ currentSlide }) => show(currentSlide));
Reveal.on("slidechanged", ({ currentSlide }) => show(currentSlide));
// An answer takes room, too.
for (const live of document.querySelectorAll(".live:not([data-module=live])")) {
  new MutationObserver(() => fit(Reveal.getCurrentSlide())).observe(live, { subtree: true, childList: true });
}
Reveal.initialize({ width: 1280, height: 720, margin: 0, minScale: 0.1, maxScale: 4, center: false, hash: true,
  transition: "none", slideNumber: "c/t", viewDistance: 1, keyboardCondition: () => !control() });
