// A question on the page: it answers by itself, with the texts that came with it; the kernel hears what was chosen.
import { isEnter, keepKeys, make } from "./dom.js";
import { parseNumber } from "./numbers.js";

const RIGHT = "Right.", WRONG = "Not yet.";

function render({ model, el }) {
  const feedback = make("p", { className: "actlib-quiz-feedback", role: "status" });
  const legend = make("legend", { textContent: model.get("question") });
  const root = make("fieldset", { className: "actlib-quiz" }, legend);
  const say = (right, reason) => {
    feedback.textContent = reason === undefined ? "" : `${right ? RIGHT : WRONG} ${reason}`;
    feedback.classList.toggle("actlib-quiz-right", right);
  };
  const trait = model.get("kind") === "choice" ? "selected" : "value";
  const answer = (value) => { model.set(trait, value); model.save_changes(); };
  const update = KINDS[model.get("kind")](model, root, answer, say);
  root.append(feedback);
  for (const field of root.querySelectorAll("input, button")) keepKeys(field);
  model.on(`change:${trait}`, update);
  update();
  el.append(root);
  return () => model.off(`change:${trait}`, update);
}

const KINDS = {
  choice(model, root, answer, say) {
    const group = `actlib-${Math.random().toString(36).slice(2)}`;
    const inputs = model.get("options").map((option, i) => {
      const input = make("input", { type: "radio", name: group, onchange: () => answer(i) });
      root.append(make("label", {}, input, make("span", { textContent: option })));
      return input;
    });
    return () => {
      const selected = model.get("selected");
      inputs.forEach((input, i) => { input.checked = i === selected; });
      say(selected === model.get("answer"), model.get("reasons")[selected ?? -1]);
    };
  },

  number(model, root, answer, say) {
    const input = make("input", { type: "text", inputMode: "text", autocomplete: "off", enterKeyHint: "done" });
    input.setAttribute("aria-label", "Your answer, a number");
    const button = make("button", { type: "button", textContent: "Check" });
    const send = () => {
      const value = parseNumber(input.value), unread = Number.isNaN(value);
      input.setAttribute("aria-invalid", String(unread));
      if (unread) say(false, "Type a number such as 0.25, 1/4 or 2.5e-1, without separators between thousands.");
      else if (value === model.get("value")) update();
      else answer(value);
    };
    button.onclick = send;
    input.onkeydown = (event) => { if (isEnter(event)) { event.preventDefault(); send(); } };
    root.append(make("div", { className: "actlib-quiz-row" }, input, button));
    const update = () => {
      const value = model.get("value");
      if (value === null || value === undefined) return say(false, undefined);
      if (parseNumber(input.value) !== value) input.value = value;
      const near = (other) => Math.abs(value - other) <= model.get("tolerance") * (1 + 1e-9);
      if (near(model.get("answer"))) return say(true, model.get("why"));
      const hint = model.get("hints").find(([wrong]) => near(wrong));
      if (hint) return say(false, hint[1]);
      if (near(-model.get("answer"))) return say(false, "The size is right, the sign is not.");
      return say(false, `That is too ${value > model.get("answer") ? "large" : "small"}; try again.`);
    };
    return update;
  },
};

export default { render };
