/**
 * `<hb-answers>`: keeps what is written into the fields of an exercise, and says so. The element itself is the strip
 * that says it; the fields lie around it in `.hb-area`s.
 */
import "./handbook.js";
import { announce, capital, inside, make, said } from "./dom.js";
import { edition } from "./place.js";
import { keep, keeper, now, recall, whenChanged } from "./store.js";

/** @typedef {import("./store.js").Answer} Answer */
/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Control */

const PAUSE = 600;
const LONGEST_WAIT = 2500;

/** One thing to fill in: a box to write in, a box to tick, a list to choose from, or all radio buttons of one name. */
class Field {
  /** @type {Answer[]} what is kept for it, under this question or an earlier one */
  kept = [];
  unsaved = false;
  /** @type {HTMLElement | null} */
  note = null;

  /** @param {Control[]} controls */
  constructor(controls) {
    this.controls = controls;
    const first = controls[0];
    const area = /** @type {HTMLElement} */ (first.closest(".hb-area"));
    this.name = first.name;
    this.asked = first.dataset.asked ?? "";
    this.prompt = area.dataset.prompt ?? "";
    this.label = first.getAttribute("aria-label") ?? first.closest("fieldset")?.querySelector("legend")?.textContent ?? "";
    this.kind = first.type === "checkbox" ? "tick" : first.matches("select, [type=radio]") ? "choice" : "text";
  }

  /** The sentence around a gap, its gaps as lines. */
  get frame() {
    const sentence = this.controls[0].closest(".hb-frame p");
    const parts = Array.from(sentence?.childNodes ?? [], (node) => (node instanceof HTMLInputElement ? "___" : node.textContent));
    return parts.join("");
  }

  /** What a choice says, not its number: so that it still says it when the options have changed. */
  get answer() {
    const [first] = this.controls;
    if (first instanceof HTMLSelectElement) return first.selectedOptions[0]?.text ?? "";
    const checked = this.controls.find((control) => control instanceof HTMLInputElement && control.checked);
    if (this.kind === "tick") return checked ? "✓" : "";
    if (this.kind === "choice") return checked ? textOf(checked) : "";
    return first.value.trim() ? first.value : "";
  }

  set answer(answer) {
    for (const control of this.controls) {
      if (control instanceof HTMLSelectElement) {
        control.selectedIndex = Array.from(control.options).findIndex((option) => option.text === answer);
      } else if (control instanceof HTMLInputElement && this.kind !== "text") {
        control.checked = this.kind === "tick" ? answer !== "" : textOf(control) === answer;
      } else {
        control.value = answer;
      }
    }
    this.grow();
  }

  /** No line of a long answer is out of sight, on paper either. */
  grow() {
    const [first] = this.controls;
    const missing = first.scrollHeight - first.clientHeight;
    if (first instanceof HTMLTextAreaElement && missing > 0) first.style.height = `${first.offsetHeight + missing}px`;
  }

  /** Where a note about this field goes: behind everything that belongs to it. */
  get end() {
    const [first] = this.controls;
    return first.closest("fieldset") ?? first.closest("label") ?? first;
  }
}

/** @param {Iterable<Control>} controls */
function fieldsOf(controls) {
  /** @type {Map<string, Control[]>} */
  const named = new Map();
  for (const control of controls) named.set(control.name, [...(named.get(control.name) ?? []), control]);
  return Array.from(named.values(), (of) => new Field(of));
}

/** @param {Control} radio */
function textOf(radio) {
  return radio.closest("label")?.textContent?.trim() ?? "";
}

/**
 * Which kept answers belong to which field: those of the same question; else of the same question at another place;
 * else what was answered at this place when it asked something else.
 * @param {Field[]} fields
 * @param {Answer[]} answers
 * @returns {Map<Field, Answer>}
 */
function matched(fields, answers) {
  const free = new Set(answers);
  /** @type {Map<Field, Answer>} */
  const found = new Map();
  const once = (/** @type {Field} */ field) => fields.filter((other) => other.asked === field.asked).length === 1;
  /** @type {((field: Field, answer: Answer) => boolean)[]} */
  const ways = [
    (field, answer) => field.name === answer.field && field.asked === answer.asked,
    (field, answer) => field.asked === answer.asked && once(field),
    (field, answer) => field.name === answer.field,
  ];
  for (const fits of ways) {
    for (const field of fields) {
      const answer = found.has(field) ? undefined : [...free].find((one) => fits(field, one));
      if (answer) {
        found.set(field, answer);
        free.delete(answer);
      }
    }
  }
  return found;
}

export class Answers extends HTMLElement {
  // The script runs when the page is there, so an element knows what is in it from the start.
  exercise = this.dataset.exercise ?? "";
  state = inside(this, ".hb-answers__state", HTMLElement);
  region = inside(this, "[role=status]", HTMLElement);
  fields = fieldsOf(/** @type {NodeListOf<Control>} */ (document.querySelectorAll(".hb-area [name]")));
  kept = "";
  failing = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  pause;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  limit;
  /** @type {Promise<boolean>} */
  saving = Promise.resolve(true);

  connectedCallback() {
    this.hidden = false;
    for (const field of this.fields) this.listen(field);
    this.start();
  }

  async start() {
    const where = await keeper();
    const promise = said(this, `note${capital(where)}`);
    this.kept = said(this, where === "device" ? "noteSaved" : "noteSavedTab");
    this.say(where === "nowhere" ? "failed" : "", promise);
    if (where === "nowhere" || where === "lent") announce(this.region, promise);
    for (const field of this.fields) field.unsaved = field.answer !== ""; // written before we listened
    await this.show();
    if (this.unsaved.length) this.changed();
    whenChanged(() => this.show());
    const now = () => void this.save();
    addEventListener("pagehide", now);
    document.addEventListener("visibilitychange", now);
    document.addEventListener("click", (event) => this.saveFirst(event));
    this.toggleAttribute("ready", true);
  }

  get unsaved() {
    return this.fields.filter((field) => field.unsaved);
  }

  /** @param {Field} field */
  listen(field) {
    for (const control of field.controls) {
      control.addEventListener("input", () => {
        field.unsaved = true;
        field.grow();
        this.changed();
      });
      control.addEventListener("change", async () => {
        if (await this.save()) announce(this.region, this.kept); // once a field is left, not at every pause
      });
    }
  }

  /** Fill the fields with what is kept, apart from those that the reader is writing in. */
  async show() {
    const kept = (await recall("answers").catch(() => [])).filter((answer) => answer.exercise === this.exercise);
    const found = matched(this.fields, kept);
    for (const field of this.fields) {
      const answer = found.get(field);
      field.kept = answer ? [answer] : [];
      if (field.unsaved) continue;
      const same = answer?.asked === field.asked;
      const showing = answer && (same || field.kind === "text") ? answer.answer : "";
      if (field.answer !== showing) field.answer = showing;
      field.note?.remove();
      field.note = answer && !same ? this.note(field, answer) : null;
    }
  }

  /**
   * A note that the words have changed since they were answered.
   * @param {Field} field
   * @param {Answer} answer
   */
  note(field, answer) {
    const was = answer.prompt === field.prompt ? answer.label : answer.prompt;
    const words = [said(this, "noteChanged", { question: was })];
    if (field.kind !== "text") words.push(said(this, "noteAnswered", { answer: answer.answer }));
    const note = make("p", { className: "hb-area__note" }, words.join(" "));
    field.end.after(note);
    return note;
  }

  changed() {
    if (!this.failing) this.say("waiting", said(this, "noteWaiting"));
    addEventListener("beforeunload", this.warn);
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.save(), PAUSE);
    this.limit ??= setTimeout(() => this.save(), LONGEST_WAIT);
  }

  /** @param {Event} event */
  warn(event) {
    event.preventDefault();
  }

  /**
   * Follow a link once everything is saved, so that nobody is asked whether to leave for the sake of a blink.
   * @param {MouseEvent} event
   */
  async saveFirst(event) {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    const plain = !(event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || link?.target);
    if (!link?.href || !plain || !this.unsaved.length) return;
    event.preventDefault();
    await this.save();
    location.href = link.href;
  }

  /** Save one after the other; true once the disk has everything. */
  save() {
    clearTimeout(this.pause);
    clearTimeout(this.limit);
    this.limit = undefined;
    this.saving = this.saving.then(() => this.saveNow());
    return this.saving;
  }

  async saveNow() {
    const fields = this.unsaved;
    if (!fields.length) return true;
    const written = fields.map((field) => this.record(field));
    try {
      await keep(
        "answers",
        written.filter((record) => record.answer),
        fields.flatMap((field, at) => field.kept.concat(written[at].answer ? [] : written[at])),
      );
    } catch (error) {
      this.fail(error);
      return false;
    }
    fields.forEach((field, at) => {
      field.kept = written[at].answer ? [written[at]] : [];
      field.unsaved = field.answer !== written[at].answer;
      field.note?.remove();
      field.note = null;
    });
    if (this.unsaved.length) return false;
    removeEventListener("beforeunload", this.warn);
    this.failing = false;
    this.say("saved", this.kept);
    return true;
  }

  /** @param {unknown} error */
  fail(error) {
    const full = error instanceof DOMException && error.name === "QuotaExceededError";
    const words = said(this, full ? "noteFull" : "noteFailed");
    if (!this.failing) announce(this.region, words);
    this.failing = true;
    this.say("failed", words);
  }

  /**
   * @param {string} state
   * @param {string} words
   */
  say(state, words) {
    this.dataset.state = state;
    this.state.textContent = words;
  }

  /**
   * @param {Field} field
   * @returns {Answer}
   */
  record(field) {
    const { name, asked, prompt, label, frame, kind, answer } = field;
    return { edition, exercise: this.exercise, field: name, asked, prompt, label, frame, kind, answer, when: now() };
  }
}

customElements.define("hb-answers", Answers);
