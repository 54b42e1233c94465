// What every widget's script needs of the page.

/**
 * An element with properties and children.
 * @param {string} tag
 * @param {Object<string, any>} props
 * @param {...(Node|string)} children
 * @returns {any}
 */
export const make = (tag, props = {}, ...children) => {
  const node = Object.assign(document.createElement(tag), props);
  node.append(...children);
  return node;
};

/**
 * Let a field keep the keys that a notebook would take for itself, such as arrows and Enter, and leave the notebook its
 * own: while Ctrl or ⌘ is down, Ctrl+S saves. AltGr, which some systems report as Ctrl, types letters.
 * @param {HTMLElement | SVGElement} field
 */
export const keepKeys = (field) => {
  const keep = (event) => {
    const shortcut = event && (event.ctrlKey || event.metaKey) && !event.getModifierState?.("AltGraph");
    if (shortcut) field.removeAttribute("data-lm-suppress-shortcuts");
    else field.setAttribute("data-lm-suppress-shortcuts", "true");
  };
  keep();
  for (const type of ["keydown", "keyup", "focus", "blur"]) field.addEventListener(type, keep);
};

/**
 * Whether a key press is Enter, and not the Enter with which an input method ends a composition.
 * @param {KeyboardEvent} event
 * @returns {boolean}
 */
export const isEnter = (event) => event.key === "Enter" && !event.isComposing && event.keyCode !== 229;

/**
 * With what the ids of one view begin, so that two views on a page share none. At random, because every widget has its
 * own copy of this module: a counter would start again in each.
 * @returns {string}
 */
export const freshId = () => `actlib-${Math.random().toString(36).slice(2)}-`;
