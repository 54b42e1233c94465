// From what Python has sent to coordinates; the other side is wire.py. Pure: nothing here needs a page.

export const PEN_UP = -32768;

/**
 * @typedef {{x?: ArrayLike<number>, y?: ArrayLike<number>, text?: string, d?: string, closed?: boolean,
 *            shape?: number[], palette?: Uint8Array, shade?: Uint8Array}} Content  one part at one position
 * @typedef {Object<string, any>} Column  one part at every position
 */

/** A buffer of the kernel's need not begin at an even place: copied. @param {DataView} view */
const copy = (view) => view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength);

/**
 * A column with its buffers as arrays of numbers.
 * @param {Object<string, any>} sent
 * @returns {Column}
 */
export function decode(sent) {
  const column = { ...sent };
  for (const key of ["x", "y"]) if (sent[key]) column[key] = new Int16Array(copy(sent[key]));
  for (const key of ["palette", "shade"]) if (sent[key]) column[key] = new Uint8Array(copy(sent[key]));
  return column;
}

/**
 * A table of all positions of a function's parameters, or of those in its `rows`.
 * @param {Object<string, any>} sent
 * @returns {Object<string, any>}
 */
export function decodeTable(sent) {
  const { rows, counts, columns } = sent;
  return { ...sent, places: rows && new Map(rows.map((combination, i) => [combination, i])),
    size: rows?.length ?? counts.reduce((a, b) => a * b, 1),
    columns: Object.fromEntries(Object.entries(columns).map(([key, column]) => [key, decode(column)])) };
}

/**
 * Which row of a decoded table holds these positions of its parameters; undefined where none does.
 * @param {Object<string, any>} table
 * @param {number[]} positions
 */
export function rowOf({ counts, places }, positions) {
  const i = combination(positions, counts);
  return places ? places.get(i) : i;
}

/**
 * Which controls go back to which value when another was moved to where no row is known, those of its kind first.
 * @param {Array<Object<string, any>>} controls
 * @param {Object<string, any>} moved
 * @param {(values: Object<string, any>) => boolean} isKnown  whether there is a row with these values, the others as they are
 */
export function takenBack(controls, moved, isKnown) {
  /** @type {Object<string, any>} */
  const values = {};
  for (const alike of [true, false]) {
    if (isKnown(values)) break;
    for (const { name, kind, home } of controls) if (name !== moved.name && (kind === moved.kind) === alike) values[name] = home;
  }
  return values;
}

/**
 * What a column holds at position `i` of `count`.
 * @param {Column} column
 * @param {number} i
 * @param {number} count
 * @returns {Content}
 */
export function contentAt(column, i, count) {
  const content = /** @type {Content} */ ({ closed: column.closed, shape: column.shape });
  for (const key of ["x", "y", "palette", "shade"]) {
    if (column[key]) content[key] = partOf(column[key], column[`${key}_ends`], i, key === "x" ? sharing(column, count) : count);
  }
  for (const key of ["text", "d"]) {
    if (column[key] !== undefined) content[key] = typeof column[key] === "string" ? column[key] : column[key][i] ?? column[key][0];
  }
  return content;
}

/** Over how many positions x is spread: one where all positions share it. @param {Column} column @param {number} count */
const sharing = (column, count) => (!column.x_ends && !column.y_ends && column.x.length * count === column.y.length ? 1 : count);

/** @param {any} values @param {number[]|undefined} ends in bytes @param {number} i @param {number} count */
function partOf(values, ends, i, count) {
  if (count === 1) return values;
  if (!ends) return values.subarray(i * values.length / count, (i + 1) * values.length / count);
  const size = values.BYTES_PER_ELEMENT;
  return values.subarray((ends[i - 1] ?? 0) / size, ends[i] / size);
}

/**
 * The `d` of an outline: lines from corner to corner, the pen lifted where a coordinate says so.
 * @param {Content} content
 * @param {number} unit
 * @returns {string}
 */
export function outline({ x, y, d, closed }, unit) {
  if (d) return d;
  let path = "", pen = "M";
  const lift = () => { if (closed && pen === "L") path += "Z"; pen = "M"; };
  for (let i = 0; i < (y?.length ?? 0); i++) {
    if (x[i] === PEN_UP || y[i] === PEN_UP) { lift(); continue; }
    path += `${pen}${(x[i] * unit).toFixed(2)} ${(y[i] * unit).toFixed(2)}`;
    pen = "L";
  }
  lift();
  return path;
}

/**
 * Number of the combination of positions, the last changing fastest, as Python has laid it out.
 * @param {number[]} positions
 * @param {number[]} counts
 */
export const combination = (positions, counts) => positions.reduce((i, position, k) => i * counts[k] + position, 0);
