// As much of a page as the scripts need to be tested in node: elements with attributes, children and listeners.

class Node {
  constructor(tag) {
    Object.assign(this, { tagName: tag, attributes: {}, children: [], listeners: {}, parent: null });
  }
  setAttribute(name, value) { this.attributes[name] = String(value); }
  getAttribute(name) { return this.attributes[name] ?? null; }
  removeAttribute(name) { delete this.attributes[name]; }
  hasAttribute(name) { return name in this.attributes; }
  append(...nodes) { for (const node of nodes) { node.parent = this; this.children.push(node); } }
  remove() { this.parent?.children.splice(this.parent.children.indexOf(this), 1); }
  addEventListener(type, listener) { (this.listeners[type] ??= []).push(listener); }
  removeEventListener(type, listener) {
    this.listeners[type] = this.listeners[type].filter((other) => other !== listener);
  }
  setPointerCapture() {}
  getScreenCTM() { return { inverse: () => null }; }
  fire(type, event = {}) {
    for (const listener of this.listeners[type] ?? []) listener({ preventDefault() {}, ...event });
  }
}

globalThis.document = { createElementNS: (_, tag) => new Node(tag), createElement: (tag) => new Node(tag) };
globalThis.DOMPoint = class {
  constructor(x, y) { Object.assign(this, { x, y }); }
  matrixTransform() { return this; }
};

export const element = (tag) => new Node(tag);
