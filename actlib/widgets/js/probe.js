// A point that walks along a curve with its tangent. It stands on sample points only, so its numbers are actlib's own.
import { formatNumber, positionOf } from "./controls.js";

/** @typedef {Object<string, any>} Scale  how data become coordinates: see `Stage.scales` */

/** Where a value lies in the picture. @param {Scale} scale @param {"x"|"y"} axis @param {number} value */
export const placeOn = (scale, axis, value) =>
  scale[axis][0] + scale[axis][1] * (scale.log[axis === "x" ? 0 : 1] ? Math.log10(value) : value);

/** Which value lies at a place of the picture. @param {Scale} scale @param {"x"|"y"} axis @param {number} place */
export function valueOn(scale, axis, place) {
  const value = (place - scale[axis][0]) / scale[axis][1];
  return scale.log[axis === "x" ? 0 : 1] ? 10 ** value : value;
}

/** One axis as `drawable` wants it. @param {Scale} scale @param {"x"|"y"} axis */
export const lineOf = (scale, axis) => ({ limits: scale[`${axis}lim`],
  place: (value) => placeOn(scale, axis, value), value: (place) => valueOn(scale, axis, place) });

/** @param {ArrayLike<number>} xs @param {number} x */
export function nearest(xs, x) {
  let best = 0, distance = Infinity;
  for (let i = 0; i < xs.length; i++) {
    if (Math.abs(xs[i] - x) < distance) [best, distance] = [i, Math.abs(xs[i] - x)];  // never one that is NaN
  }
  return best;
}

/**
 * A pointer's place in the coordinates of the picture as it was drawn: a narrow page has put its axes elsewhere.
 * @param {any} svg
 * @param {PointerEvent} event
 */
export function pointOn(svg, event) {
  const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
  const { dx, dy, left = 0, share = 1 } = svg.panels?.find(({ end }) => y < end) ?? { dx: 0, dy: 0 };
  return new DOMPoint(left + (x - dx - left) / share, y - dy);
}

/** @param {DataView} view */
const floats = (view) => new Float64Array(view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength));

/**
 * What the probe reads and where its marks stand, for the values of the parameters.
 * @param {any} probe
 * @param {any} specs  controls by name
 * @param {(name: string) => any} get
 */
export function readProbe(probe, specs, get) {
  const curve = probe.curves[probe.choice ? positionOf(specs[probe.choice], get(probe.choice)) : 0];
  const x0 = get(probe.parameter), i = nearest(probe.x, x0), length = probe.x.length;
  const row = curve.by ? positionOf(specs[curve.by], get(curve.by)) : 0;
  const y0 = curve.value[row * length + i], slope = curve.slope?.[row * length + i];
  const said = { x: formatNumber(x0, specs[probe.parameter].digits), y: formatNumber(y0, 4), name: curve.name,
    slope: slope === undefined ? "" : formatNumber(slope, 4) };
  return { x0, y0, slope, number: curve.number, words: probe.words.replace(/\{(\w+)\}/g, (_, key) => said[key]) };
}

/** Unpack the curves once. @param {any} probe */
export function decodeProbe(probe) {
  return probe && { ...probe, x: floats(probe.x),
    curves: probe.curves.map((curve) => ({ ...curve, value: floats(curve.value), slope: curve.slope && floats(curve.slope) })) };
}

/**
 * Let a pointer in the picture move the probe: at once with a mouse, with a finger once it goes sideways.
 * @param {any} svg
 * @param {Scale[]} axes
 * @param {number[]} values
 * @param {(value: number) => void} set
 * @param {(x: number, y: number) => boolean} isTaken  whether a place belongs to somebody else
 */
export function walkable(svg, axes, values, set, isTaken) {
  /** @type {{x: number, y: number, sure: boolean}|undefined} */
  let start;
  const walk = (event) => {
    const at = pointOn(svg, event);
    const scale = axes.find((one) => at.x >= placeOn(one, "x", one.xlim[0]) - 20 && at.x <= placeOn(one, "x", one.xlim[1]) + 20);
    if (scale) set(values[nearest(values, valueOn(scale, "x", at.x))]);
  };
  svg.classList.add("actlib-probed");
  svg.addEventListener("pointerdown", (event) => {
    const at = pointOn(svg, event);
    if (isTaken(at.x, at.y)) return;
    start = { x: event.clientX, y: event.clientY, sure: event.pointerType === "mouse" };
    if (start.sure) { svg.setPointerCapture(event.pointerId); walk(event); }
  });
  svg.addEventListener("pointermove", (event) => {
    if (!start || !event.buttons) return;
    const [across, along] = [Math.abs(event.clientX - start.x), Math.abs(event.clientY - start.y)];
    if (!start.sure && across > 6 && across > along) { start.sure = true; svg.setPointerCapture(event.pointerId); }
    if (start.sure) walk(event);
  });
  for (const end of ["pointerup", "pointercancel"]) svg.addEventListener(end, () => { start = undefined; });
}
