// Parts of the picture onto which contents are painted: one painter a kind of node.
import { make } from "./dom.js";
import { outline } from "./decode.js";

/**
 * What kind of part a node is; none where its children are to be looked at.
 * @param {Element} node
 * @returns {string|undefined}
 */
export function kindOf(node) {
  if (["path", "text", "image"].includes(node.localName)) return node.localName;
  if (node.firstElementChild?.localName === "use") return "marks";
  return node.localName === "g" && node.hasAttribute("transform") ? "math" : undefined;
}

/**
 * The nodes of an artist in the order in which Python counts its parts.
 * @param {Element} node
 * @returns {Element[]}
 */
export function leavesOf(node) {
  if (node.localName === "defs") return [];
  return kindOf(node) ? [node] : [...node.children].flatMap(leavesOf);
}

/**
 * Every part of a picture by its key, "function-artist.part".
 * @param {Element} picture
 * @param {string} id  with which the ids of this picture begin
 * @returns {Object<string, any>}
 */
export function partsOf(picture, id) {
  /** @type {Object<string, any>} */
  const parts = {};
  /** @type {Object<string, number>} */
  const seen = {};
  for (const node of picture.querySelectorAll(`[id^="${id}"]`)) {
    const name = node.id.slice(id.length);
    if (!/^(\d+-\d+a?|title-\d+|probe-\d+)$/.test(name)) continue;
    const artist = name.replace(/a$/, "");  // an annotation's arrow comes first, in a group of its own
    for (const leaf of leavesOf(node)) {
      const key = `${artist}.${seen[artist] = (seen[artist] ?? -1) + 1}`;
      parts[key] = leaf;
      parts[key].dataset.part = key;
    }
  }
  return parts;
}

/** @type {Object<string, (node: any, content: import("./decode.js").Content, unit: number) => void>} */
const PAINTERS = {
  path(node, content, unit) {
    node.setAttribute("d", outline(content, unit));
  },

  marks(node, { x, y }, unit) {
    const uses = [...node.children], count = y?.length ?? 0;
    for (let i = uses.length; i < count; i++) uses.push(node.appendChild(uses[0].cloneNode()));
    uses.forEach((use, i) => {
      use.style.display = i < count ? "" : "none";
      if (i >= count) return;
      use.setAttribute("x", (x[i] * unit).toFixed(2));
      use.setAttribute("y", (y[i] * unit).toFixed(2));
    });
  },

  text(node, { x, y, text }, unit) {
    if (text !== undefined) node.textContent = text;
    if (!y?.length) return;
    const [left, top] = [(x[0] * unit).toFixed(2), (y[0] * unit).toFixed(2)];
    if (node.hasAttribute("x")) {
      node.setAttribute("x", left);
      node.setAttribute("y", top);
      node.setAttribute("transform", (node.getAttribute("transform") ?? "").replace(/rotate\((\S+).*\)/, `rotate($1 ${left} ${top})`));
    } else {
      node.setAttribute("transform", (node.getAttribute("transform") ?? "").replace(/translate\([^)]*\)/, `translate(${left} ${top})`));
    }
  },

  math(node, { x, y }, unit) {
    node.style.display = y?.length ? "" : "none";
    if (y?.length) node.setAttribute("transform", node.getAttribute("transform").replace(/translate\([^)]*\)/,
      `translate(${(x[0] * unit).toFixed(2)} ${(y[0] * unit).toFixed(2)})`));
  },

  image(node, { shape, palette, shade }) {
    node.setAttribute("href", shape && shade.length ? pixels(shape, palette, shade) : "");
    node.removeAttributeNS("http://www.w3.org/1999/xlink", "href");
  },
};

/** @param {number[]} shape @param {Uint8Array} palette @param {Uint8Array} shade */
function pixels([rows, columns], palette, shade) {
  const canvas = make("canvas", { width: columns, height: rows });
  const context = canvas.getContext("2d"), image = context.createImageData(columns, rows);
  if (!palette.length) image.data.set(shade);
  else shade.forEach((colour, i) => image.data.set(palette.subarray(4 * colour, 4 * colour + 4), 4 * i));
  context.putImageData(image, 0, 0);
  return canvas.toDataURL();
}

/** Paints parts of one picture and takes back what it has painted. */
export class Painter {
  /** @param {Object<string, any>} parts @param {number} unit */
  constructor(parts, unit) {
    this.parts = parts;
    this.unit = unit;
    /** @type {Object<string, Node>} */
    this.before = {};
  }

  /** @param {string} key @param {import("./decode.js").Content} content */
  paint(key, content) {
    const node = this.parts[key];
    if (!node) return;
    this.before[key] ??= node.cloneNode(true);
    PAINTERS[kindOf(node)](node, content, this.unit);
  }

  /** Put a part back to what matplotlib has drawn. @param {string} key */
  restore(key) {
    if (!this.before[key]) return;
    const node = /** @type {any} */ (this.before[key].cloneNode(true));
    this.parts[key].replaceWith(node);
    this.parts[key] = node;
  }
}
