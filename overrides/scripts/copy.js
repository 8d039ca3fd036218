/** A reader's notes as a file of their own: written to be read again, and read as if somebody meant harm. */
import { edition } from "./place.js";

/** @typedef {import("./store.js").Answer} Answer */
/** @typedef {import("./store.js").Mark} Mark */

const FORMAT = "service-handbook/workbook";
const LARGEST = 5_000_000;
const LONGEST = 20_000;
const MOST = 10_000;
const ANSWER = ["exercise", "field", "asked", "prompt", "label", "frame", "kind", "answer", "when"];
const MARK = ["kind", "id", "value", "when"];

/** Why a file was not loaded: the name of the word that says it. */
export class Refused extends Error {}

/**
 * @param {Answer[]} answers
 * @param {Mark[]} marks
 */
export function written(answers, marks) {
  return JSON.stringify({ format: FORMAT, version: 1, edition, answers, marks }, null, 1) + "\n";
}

/**
 * What a file holds. Only texts are taken from it, and only those that we know. Throws Refused.
 * @param {File} file
 * @returns {Promise<{answers: Answer[], marks: Mark[]}>}
 */
export async function read(file) {
  if (file.size > LARGEST) throw new Refused("loadBroken");
  const held = parsed(await file.text());
  if (held?.format !== FORMAT) throw new Refused("loadForeign");
  if (held.version !== 1) throw new Refused("loadNewer");
  if (held.edition !== edition) throw new Refused("loadOther");
  const answers = /** @type {Answer[]} */ (records(held.answers, ANSWER));
  const marks = /** @type {Mark[]} */ (records(held.marks, MARK));
  return { answers, marks: marks.filter((mark) => mark.kind !== "setting") };
}

/**
 * @param {string} text
 * @returns {any}
 */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refused("loadForeign");
  }
}

/**
 * @param {unknown} list
 * @param {string[]} names
 */
function records(list, names) {
  if (!Array.isArray(list) || list.length > MOST) throw new Refused("loadBroken");
  return list.map((one) => ({ edition, ...Object.fromEntries(names.map((name) => [name, text(one?.[name])])) }));
}

/** @param {unknown} value */
function text(value) {
  if (typeof value !== "string" || value.length > LONGEST) throw new Refused("loadBroken");
  return value;
}

/**
 * Those of a file that are newer than what is here, or not here at all.
 * @template {{when: string}} R
 * @param {R[]} loaded
 * @param {R[]} here
 * @param {(record: R) => string} key
 */
export function newer(loaded, here, key) {
  const known = new Map(here.map((record) => [key(record), record.when]));
  return loaded.filter((record) => record.when > (known.get(key(record)) ?? ""));
}
