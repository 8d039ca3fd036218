/**
 * What a reader writes and does, kept by their own browser and sent nowhere: on the device in IndexedDB (localStorage
 * loses notes when the browser dies), or in this tab alone for readers who want nothing to stay.
 */
import { edition, site } from "./place.js";

/**
 * An answer with the question as it was put: prompt of the block, label of the field, digest of both.
 * @typedef {{edition: string, exercise: string, field: string, asked: string, prompt: string, label: string,
 *   frame: string, kind: string, answer: string, when: string}} Answer
 */
/**
 * A trace of something done: a page read, a check passed, a card known, a switch set.
 * @typedef {{edition: string, kind: string, id: string, value: string, when: string}} Mark
 */
/** @typedef {{answers: Answer, marks: Mark}} Records */
/** @typedef {keyof Records} Name */

/** Where things are kept: on the device, in this tab by choice, in this tab for want of better, nowhere. */
/** @typedef {"device" | "tab" | "lent" | "nowhere"} Keeper */

/** @type {Record<Name, string[]>} */
const KEYS = { answers: ["edition", "exercise", "field", "asked"], marks: ["edition", "kind", "id"] };
const NAME = `handbook ${site}`;
const HALF_AN_HOUR = 30 * 60 * 1000;
const LEAVING = "clear-when-i-leave";

/** The time as records hold it. */
export const now = () => new Date().toISOString();

// --- the device ---------------------------------------------------------------------------------

/** @type {Promise<IDBDatabase> | null} */
let opening = null;

function open() {
  opening ??= /** @type {Promise<IDBDatabase>} */ (
    new Promise((resolve, reject) => {
      const request = indexedDB.open(NAME, 1);
      request.onupgradeneeded = () => {
        for (const [name, keyPath] of Object.entries(KEYS)) request.result.createObjectStore(name, { keyPath });
      };
      request.onerror = () => reject(request.error);
      request.onsuccess = () => {
        const database = request.result;
        database.onclose = () => (opening = null);
        database.onversionchange = () => database.close();
        resolve(database);
      };
    })
  ).catch((error) => {
    opening = null;
    throw error;
  });
  return opening;
}

/** @type {IDBKeyRange | null} everything of this edition: an array sorts behind every text */
const ours = "indexedDB" in window ? IDBKeyRange.bound([edition], [edition, []]) : null;

/**
 * One transaction. It ends when the disk has it: a promise that is kept earlier could be broken by a power cut.
 * @template T
 * @param {Name[]} names
 * @param {IDBTransactionMode} mode
 * @param {(open: (name: Name) => IDBObjectStore) => IDBRequest<T> | void} work
 * @returns {Promise<T | undefined>}
 */
async function transact(names, mode, work) {
  const database = await open();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(names, mode, { durability: "strict" });
    const request = work((name) => transaction.objectStore(name));
    transaction.oncomplete = () => resolve(request?.result);
    transaction.onabort = () => reject(transaction.error);
  });
}

// --- the tab ------------------------------------------------------------------------------------

const TAB = `${NAME} ${edition}`;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let idle;

/** @returns {{answers: Answer[], marks: Mark[], used: number}} */
function inTab() {
  const held = JSON.parse(sessionStorage.getItem(TAB) ?? "null");
  const fresh = held && Date.now() - held.used < HALF_AN_HOUR;
  if (!fresh) sessionStorage.removeItem(TAB);
  return fresh ? held : { answers: [], marks: [], used: 0 };
}

/** @param {{answers: Answer[], marks: Mark[]}} held */
function holdInTab(held) {
  sessionStorage.setItem(TAB, JSON.stringify({ ...held, used: Date.now() }));
  clearTimeout(idle); // whoever comes to this screen half an hour later finds nothing
  idle = setTimeout(() => (sessionStorage.removeItem(TAB), location.reload()), HALF_AN_HOUR);
}

// --- either -------------------------------------------------------------------------------------

/** @type {Promise<Keeper> | null} */
let choosing = null;

/** Who keeps things here, now. */
export function keeper() {
  choosing ??= transact(["marks"], "readonly", (open) => open("marks").get([edition, "setting", LEAVING]))
    .then((mark) => /** @type {Keeper} */ (mark ? "tab" : "device"))
    .catch(() => (holdsInTab() ? "lent" : "nowhere"));
  return choosing;
}

function holdsInTab() {
  try {
    holdInTab(inTab());
    return true;
  } catch {
    return false;
  }
}

/**
 * Everything of this edition that is kept under a name.
 * @template {Name} N
 * @param {N} name
 * @returns {Promise<Records[N][]>}
 */
export async function recall(name) {
  switch (await keeper()) {
    case "device":
      return (await transact([name], "readonly", (open) => open(name).getAll(ours))) ?? [];
    case "nowhere":
      return [];
    default:
      return /** @type {Records[N][]} */ (inTab()[name]);
  }
}

/**
 * Keep records, and drop others in the same stroke. Done means: on the disk. Throws when there is no room or no leave.
 * @template {Name} N
 * @param {N} name
 * @param {Records[N][]} records
 * @param {Records[N][]} dropped
 */
export async function keep(name, records, dropped = []) {
  switch (await keeper()) {
    case "device":
      await transact([name], "readwrite", (open) => {
        for (const record of dropped) open(name).delete(keyOf(name, record));
        for (const record of records) open(name).put(record);
      });
      break;
    case "nowhere":
      throw new DOMException("", "SecurityError");
    default: {
      const held = inTab();
      const gone = new Set([...records, ...dropped].map((record) => String(keyOf(name, record))));
      const others = held[name].filter((record) => !gone.has(String(keyOf(name, record))));
      holdInTab({ ...held, [name]: [...others, ...records] });
    }
  }
  tell();
}

/**
 * @param {Name} name
 * @param {Answer | Mark} record
 * @returns {string[]}
 */
function keyOf(name, record) {
  return KEYS[name].map((part) => /** @type {Record<string, string>} */ (record)[part]);
}

/**
 * Forget everything of this edition that is kept under these names, wherever it is. The choice to keep nothing stays.
 * @param {...Name} names
 */
export async function forget(...names) {
  const where = await keeper();
  if (where === "device" || where === "tab") await replaceOnDevice(names, { answers: [], marks: [] }, where === "tab");
  if (where === "lent" || where === "tab") holdInTab({ ...inTab(), ...Object.fromEntries(names.map((name) => [name, []])) });
  tell();
}

/**
 * Keep everything in this tab from now on, or on the device again. What there is moves along.
 * @param {boolean} leaving
 */
export async function clearWhenLeaving(leaving) {
  const held = { answers: await recall("answers"), marks: await recall("marks") };
  if (leaving) holdInTab(held);
  await replaceOnDevice(["answers", "marks"], leaving ? { answers: [], marks: [] } : held, leaving);
  if (!leaving) sessionStorage.removeItem(TAB);
  if (!leaving) clearTimeout(idle);
  choosing = null;
  tell();
}

/**
 * Put these in the place of all that the device has of this edition, in one stroke.
 * @param {Name[]} names
 * @param {{answers: Answer[], marks: Mark[]}} held
 * @param {boolean} leaving
 */
function replaceOnDevice(names, held, leaving) {
  const choice = { edition, kind: "setting", id: LEAVING, value: "on", when: now() };
  return transact(["answers", "marks"], "readwrite", (open) => {
    for (const name of names) {
      open(name).delete(/** @type {IDBKeyRange} */ (ours));
      for (const record of held[name]) open(name).put(record);
    }
    if (leaving) open("marks").put(choice);
  });
}

// --- other tabs ---------------------------------------------------------------------------------

const news = "BroadcastChannel" in window ? new BroadcastChannel(NAME) : null;

function tell() {
  news?.postMessage("");
}

/**
 * Call when another tab may have changed something: it says so, or the reader comes back to this one.
 * @param {() => void} look
 */
export function whenChanged(look) {
  const again = () => {
    choosing = null;
    look();
  };
  news?.addEventListener("message", again);
  addEventListener("focus", again);
  addEventListener("pageshow", (event) => event.persisted && again());
}
