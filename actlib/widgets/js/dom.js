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
