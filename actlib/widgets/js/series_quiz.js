// The quiz over the series: each question is answered once, by a button; the last answer brings the result.
import { keepKeys, make } from "./dom.js";

function render({ model, el }) {
  const questions = model.get("questions");
  const id = `actlib-${Math.random().toString(36).slice(2)}`;  // two views on one page share no id
  const progress = make("p", { className: "actlib-final-progress", role: "status" });
  const list = make("ol", { className: "actlib-final-list" });
  const result = make("div", { className: "actlib-final-result", role: "status" });
  const root = make("div", { className: "actlib-final" }, progress, list, result);
  root.setAttribute("role", "group");
  root.setAttribute("aria-label", "Quiz over the series");

  const choose = (i, option) => {
    const chosen = [...model.get("chosen")];
    if (chosen[i] >= 0) return;  // the first answer counts
    chosen[i] = option;
    model.set("chosen", chosen);
    model.save_changes();
  };

  const shown = questions.map(({ text, options }, i) => {
    const question = make("p", { className: "actlib-final-question", id: `${id}-${i}`, textContent: text });
    const buttons = options.map((option, k) => make("button", { type: "button", onclick: () => choose(i, k) },
      make("span", { className: "actlib-final-mark" }), make("span", { textContent: option })));
    const group = make("div", { className: "actlib-final-options" }, ...buttons);
    group.setAttribute("role", "group");
    group.setAttribute("aria-labelledby", question.id);
    const feedback = make("p", { className: "actlib-final-feedback", role: "status" });
    list.append(make("li", {}, question, group, feedback));
    return { buttons, feedback };
  });
  for (const button of root.querySelectorAll("button")) keepKeys(button);

  function paint(i) {
    const { answer, options, reasons } = questions[i], { buttons, feedback } = shown[i];
    const picked = model.get("chosen")[i], answered = picked >= 0;
    buttons.forEach((button, k) => {
      const right = answered && k === answer, wrong = answered && k === picked && k !== answer;
      button.className = right ? "actlib-final-right" : wrong ? "actlib-final-wrong" : "";
      button.setAttribute("aria-pressed", String(k === picked));
      button.setAttribute("aria-disabled", String(answered));
      // Answered, a question is one stop of the Tab key instead of four.
      button.tabIndex = answered && k !== picked ? -1 : 0;
      button.querySelector(".actlib-final-mark").textContent = right ? "✓" : wrong ? "✗" : "";
    });
    feedback.classList.toggle("actlib-final-right", picked === answer);
    const said = !answered ? "" : picked === answer ? `Right. ${reasons[picked]}`
      : `Not this one. ${reasons[picked]} Right is “${options[answer]}”: ${reasons[answer]}`;
    if (feedback.textContent !== said) feedback.textContent = said;
  }

  function conclude() {
    const chosen = model.get("chosen"), done = chosen.filter((pick) => pick >= 0).length;
    progress.textContent = `${done} of ${questions.length} answered. Your first answer counts.`;
    result.replaceChildren();
    if (done < questions.length) return;
    const missed = questions
      .map((question, i) => ({ ...question, number: i + 1, wrong: chosen[i] !== question.answer }))
      .filter(({ wrong }) => wrong);
    result.append(make("p", { className: "actlib-final-score",
      textContent: `${questions.length - missed.length} of ${questions.length} right.` }));
    if (!missed.length) {
      result.append(make("p", { textContent: "Nothing to go back to: you know the whole series." }));
      return;
    }
    result.append(make("p", { textContent: "Worth another visit:" }));
    const visits = make("ul");
    for (const notebook of [...new Set(missed.map((question) => question.notebook))].sort()) {
      const mine = missed.filter((question) => question.notebook === notebook);
      const numbers = mine.map(({ number }) => number).join(" and ");
      // In a tab of its own: the answers given here stay on the page.
      const link = make("a", { href: `${notebook}.ipynb`, target: "_blank", rel: "noopener",
        textContent: `${notebook.slice(0, 2)} · ${mine[0].title}` });
      visits.append(make("li", {}, link, ` (question${mine.length > 1 ? "s" : ""} ${numbers})`));
    }
    result.append(visits);
  }

  const update = () => { questions.forEach((_, i) => paint(i)); conclude(); };
  model.on("change:chosen", update);
  update();
  el.append(root);
  return () => model.off("change:chosen", update);
}

export default { render };
