/** `<hb-workbook>`: everything a reader has written, in one place; to print, take along, load again and erase. */
import "./handbook.js";
import { calendar } from "./calendar.js";
import { newer, read, Refused, written } from "./copy.js";
import { announce, capital, download, inside, make, said } from "./dom.js";
import { edition } from "./place.js";
import { clearWhenLeaving, forget, keep, keeper, recall, whenChanged } from "./store.js";

/** @typedef {import("./store.js").Answer} Answer */

/** One exercise as the page lists it: its link, the digests of its questions in order, its action plan's block. */
class Chapter {
  /** @param {HTMLElement} item */
  constructor(item) {
    this.item = item;
    this.exercise = item.dataset.exercise ?? "";
    this.questions = (item.dataset.fields ?? "").split(" ");
    this.plan = item.dataset.plan ?? "";
    this.link = inside(item, "a", HTMLAnchorElement);
  }

  /** @param {Answer} answer */
  asks(answer) {
    return this.questions.includes(answer.asked);
  }

  /** @param {Answer[]} answers */
  inOrder(answers) {
    return [...answers].sort((one, other) => this.questions.indexOf(one.asked) - this.questions.indexOf(other.asked));
  }

  /** @param {Answer} answer */
  plans(answer) {
    return this.plan !== "" && answer.field.startsWith(`${this.plan}.`);
  }
}

class Workbook extends HTMLElement {
  region = inside(this, "[role=status]", HTMLElement);
  place = inside(this, ".hb-workbook__place", HTMLElement);
  pages = inside(this, ".hb-workbook__pages", HTMLElement);
  empty = inside(this, ".hb-workbook__empty", HTMLDetailsElement);
  dates = inside(this, ".hb-workbook__dates", HTMLElement);
  leaving = inside(this, "[name=leaving]", HTMLInputElement);
  dialog = inside(this, "dialog", HTMLDialogElement);
  chapters = Array.from(/** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("[data-exercise]")), (item) => new Chapter(item));

  connectedCallback() {
    this.hidden = false;
    this.addEventListener("click", (event) => {
      const button = event.target instanceof Element ? event.target.closest("button") : null;
      if (button?.name) this.act(button.name);
    });
    inside(this, "input[type=file]", HTMLInputElement).addEventListener("change", (event) => this.load(event));
    this.leaving.addEventListener("change", () => this.chooseLeaving());
    for (const input of this.dateInputs) input.value = daysFromNow(Number(input.dataset.days));
    this.show();
    whenChanged(() => this.show());
  }

  get dateInputs() {
    return /** @type {NodeListOf<HTMLInputElement>} */ (this.dates.querySelectorAll("input[type=date]"));
  }

  async show() {
    const where = await keeper();
    const answers = await recall("answers").catch(() => []);
    const folder = location.protocol === "file:" ? said(this, "workbookFolder") : "";
    this.place.textContent = `${said(this, `workbook${capital(where)}`)} ${folder}`;
    this.leaving.checked = where === "tab";
    this.leaving.disabled = where === "lent" || where === "nowhere";
    const sections = this.chapters.flatMap((chapter) => this.section(chapter, answers));
    const known = new Set(this.chapters.map((chapter) => chapter.exercise));
    const lost = answers.filter((answer) => !known.has(answer.exercise));
    this.pages.replaceChildren(...sections, ...this.earlier(make("h2", {}, said(this, "workbookGone")), lost));
    this.empty.hidden = this.chapters.every((chapter) => chapter.item.hidden);
    if (!this.hasAttribute("ready")) this.empty.open = sections.length === 0;
    this.toggleAttribute("ready", true);
  }

  /**
   * An exercise with its answers, or nothing.
   * @param {Chapter} chapter
   * @param {Answer[]} all
   */
  section(chapter, all) {
    const answers = all.filter((answer) => answer.exercise === chapter.exercise);
    chapter.item.hidden = answers.length > 0;
    const planned = answers.some((answer) => chapter.plans(answer));
    if (chapter.plan) this.dates.hidden = !planned;
    if (!answers.length) return [];
    const current = answers.filter((answer) => chapter.asks(answer));
    const old = answers.filter((answer) => !chapter.asks(answer));
    const heading = make("h2", {}, chapter.link.cloneNode(true));
    const section = make("section", { className: "hb-workbook__exercise" }, heading, ...byPrompt(chapter.inOrder(current)));
    section.append(...this.earlier(make("h3", {}, said(this, "workbookEarlier")), old));
    if (planned) section.append(this.dates);
    return [section];
  }

  /**
   * Answers to questions that are no longer asked, under a heading. No page has them any more, so they are erased here.
   * @param {HTMLElement} heading
   * @param {Answer[]} answers
   */
  earlier(heading, answers) {
    const entries = answers.map((answer) => {
      const words = said(this, "yesOne");
      const eraser = make("button", { type: "button", className: "hb-button hb-button--plain", ariaLabel: `${words}: ${question(answer)}` }, words);
      eraser.addEventListener("click", () => this.eraseOne(answer));
      return make("div", {}, make("dt", {}, question(answer)), make("dd", {}, answer.answer), make("dd", {}, eraser));
    });
    const list = make("dl", {}, ...entries);
    const group = make("div", { className: "hb-workbook__group" }, list);
    return answers.length ? [make("section", { className: "hb-workbook__earlier" }, heading, group)] : [];
  }

  /** @param {Answer} answer */
  async eraseOne(answer) {
    if (!(await this.sure("one"))) return;
    await keep("answers", [], [answer]);
    await this.show();
    this.done("one");
    inside(this, ".hb-workbook__earlier button, [name=download]", HTMLButtonElement).focus();
  }

  /** @param {string} name */
  async act(name) {
    switch (name) {
      case "print":
        return print();
      case "download":
        return this.download();
      case "load":
        return inside(this, "input[type=file]", HTMLInputElement).click();
      case "calendar":
        return this.calendar();
      case "reset":
        return this.forget(name, "marks");
      case "erase":
        return this.forget(name, "answers", "marks");
    }
  }

  /**
   * Erase whole stores if the reader is sure, and say so only once they are gone and off the page.
   * @param {string} name
   * @param {...("answers" | "marks")} stores
   */
  async forget(name, ...stores) {
    if (!(await this.sure(name))) return;
    await forget(...stores);
    await this.show();
    this.done(name);
  }

  /**
   * Ask before something is gone for good.
   * @param {string} name
   * @returns {Promise<boolean>}
   */
  sure(name) {
    const word = capital(name);
    inside(this.dialog, "p", HTMLElement).textContent = said(this, `sure${word}`);
    inside(this.dialog, "[value=yes]", HTMLElement).textContent = said(this, `yes${word}`);
    this.dialog.returnValue = "";
    this.dialog.showModal();
    return new Promise((resolve) => {
      this.dialog.addEventListener("close", () => resolve(this.dialog.returnValue === "yes"), { once: true });
    });
  }

  /** @param {string} name what the reader asked for, now that it is so */
  done(name) {
    announce(this.region, said(this, `done${capital(name)}`));
  }

  async chooseLeaving() {
    const wanted = this.leaving.checked;
    this.leaving.checked = !wanted;
    const sure = !wanted || (await this.sure("leaving"));
    if (sure) await clearWhenLeaving(wanted);
    await this.show();
    if (sure && wanted) this.done("leaving");
  }

  async download() {
    const marks = (await recall("marks")).filter((mark) => mark.kind !== "setting");
    download(`${this.dataset.file}-${edition.replaceAll("/", "-")}.json`, "application/json", written(await recall("answers"), marks));
  }

  /** @param {Event} event */
  async load(event) {
    const input = /** @type {HTMLInputElement} */ (event.target);
    const file = input.files?.[0];
    if (!file) return;
    try {
      const { answers, marks } = await read(file);
      const fresh = newer(answers, await recall("answers"), (one) => `${one.exercise} ${one.field} ${one.asked}`);
      await keep("answers", fresh);
      await keep("marks", newer(marks, await recall("marks"), (one) => `${one.kind} ${one.id}`));
      await this.show();
      announce(this.region, said(this, "loaded", { count: fresh.length, older: answers.length - fresh.length }));
    } catch (error) {
      announce(this.region, said(this, error instanceof Refused ? error.message : "loadFull"));
    }
    input.value = "";
  }

  async calendar() {
    const dated = [...this.dateInputs].filter((input) => input.value);
    if (!dated.length) return announce(this.region, said(this, "calendarEmpty"));
    const chapter = /** @type {Chapter} */ (this.chapters.find((one) => one.plan));
    const answers = (await recall("answers")).filter((answer) => answer.exercise === chapter.exercise && chapter.plans(answer));
    const text = chapter.inOrder(answers).map((answer) => `${answer.label}: ${answer.answer}`).join("\n");
    const entries = dated.map(({ value, dataset }) => {
      return { id: dataset.days ?? "", date: value, title: said(this, "calendarTitle", { days: dataset.days ?? "" }), text };
    });
    download(`${this.dataset.file}.ics`, "text/calendar", calendar(entries, new Date()));
  }
}

/** @param {number} days */
function daysFromNow(days) {
  const day = new Date();
  day.setDate(day.getDate() + days);
  return [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

/**
 * Answers under their prompts: a sentence whole, ticks as a list, everything else with its label.
 * @param {Answer[]} answers
 */
function byPrompt(answers) {
  /** @type {Map<string, Answer[]>} */
  const prompts = new Map();
  for (const answer of answers) prompts.set(answer.prompt, [...(prompts.get(answer.prompt) ?? []), answer]);
  return Array.from(prompts, ([prompt, of]) => {
    const group = make("div", { className: "hb-workbook__group" }, ...(prompt ? [make("h3", {}, prompt)] : []));
    const ticks = of.filter((answer) => answer.kind === "tick");
    const sentences = new Set(of.filter((answer) => answer.frame).map((answer) => sentence(answer, of)));
    const labelled = of.filter((answer) => answer.kind !== "tick" && !answer.frame);
    group.append(...Array.from(sentences, (words) => make("p", {}, words)));
    if (labelled.length) group.append(make("dl", {}, ...labelled.map(entry)));
    if (ticks.length) group.append(make("ul", {}, ...ticks.map((answer) => make("li", {}, `${answer.answer} ${answer.label}`))));
    return group;
  });
}

/** @param {Answer} answer */
function entry(answer) {
  const bare = answer.prompt && onlyNumbers(answer);
  return make("div", {}, ...(bare ? [] : [make("dt", {}, answer.label)]), make("dd", {}, answer.answer));
}

/** @param {Answer} answer whether its label is its prompt, perhaps with a number */
function onlyNumbers(answer) {
  return answer.label.startsWith(answer.prompt);
}

/** @param {Answer} answer */
function question(answer) {
  return onlyNumbers(answer) ? answer.label : `${answer.prompt} ${answer.label}`;
}

/**
 * A sentence with its gaps filled by the answers of the same turn.
 * @param {Answer} answer
 * @param {Answer[]} all
 */
function sentence(answer, all) {
  const turn = answer.field.slice(0, answer.field.lastIndexOf("."));
  const gaps = answer.frame.split("___");
  const filled = gaps.map((words, gap) => (gap ? (all.find((one) => one.field === `${turn}.${gap}`)?.answer ?? "___") : "") + words);
  return filled.join("");
}

customElements.define("hb-workbook", Workbook);
