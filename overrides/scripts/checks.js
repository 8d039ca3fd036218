/**
 * `<hb-checks>`: questions to choose an answer to, with feedback on every answer. Without the script an answer is a
 * `<details>`; with it, one of a set of radio buttons. With `in-turn`, a question waits for the one before: a walk
 * through a scene.
 */
import { announce, inside, make, said } from "./dom.js";
import { edition } from "./place.js";
import { keep, now, recall, whenChanged } from "./store.js";

/** @typedef {import("./store.js").Mark} Mark */

/** One question of the set. */
class Check {
  /**
   * @param {Checks} set
   * @param {HTMLElement} element
   */
  constructor(set, element) {
    this.set = set;
    this.element = element;
    this.id = element.dataset.question ?? "";
    this.tries = 0;
    const details = /** @type {NodeListOf<HTMLDetailsElement>} */ (element.querySelectorAll("details"));
    this.options = Array.from(details, (one) => this.option(one));
    this.button = make("button", { type: "button", className: "hb-check__do" }, said(set, "checkDo"));
    this.button.addEventListener("click", () => (this.answered ? this.again() : this.look()));
    this.feedback = make("div", { className: "hb-check__feedback" });
    this.feedback.setAttribute("role", "status");
    element.append(this.feedback, this.button);
  }

  get answered() {
    return this.feedback.textContent !== "";
  }

  /**
   * A radio button in the place of what opens and closes.
   * @param {HTMLDetailsElement} details
   */
  option(details) {
    const radio = make("input", { type: "radio", name: this.id });
    const words = make("span", {}, ...inside(details, "summary", HTMLElement).childNodes);
    const label = make("label", { className: "hb-check__option" }, radio, words);
    radio.addEventListener("change", () => this.clear());
    details.replaceWith(label);
    const right = details.classList.contains("hb-check__option--right");
    return { radio, label, right, feedback: inside(details, "p", HTMLElement) };
  }

  look() {
    const chosen = this.options.find((option) => option.radio.checked);
    if (!chosen) return announce(this.feedback, said(this.set, "checkChoose"));
    this.tries += 1;
    this.feedback.replaceChildren(chosen.feedback.cloneNode(true));
    chosen.label.dataset.result = chosen.right ? "right" : "wrong";
    this.feedback.dataset.result = chosen.label.dataset.result;
    this.button.textContent = said(this.set, chosen.right ? "checkOthers" : "checkAgain");
    this.set.looked(this, chosen.right);
  }

  again() {
    this.clear();
    for (const { radio } of this.options) radio.checked = false;
    this.options[0].radio.focus();
  }

  clear() {
    this.feedback.replaceChildren();
    delete this.feedback.dataset.result;
    for (const { label } of this.options) delete label.dataset.result;
    this.button.textContent = said(this.set, "checkDo");
  }
}

class Checks extends HTMLElement {
  inTurn = this.hasAttribute("in-turn");
  checks = Array.from(/** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll(".hb-check")), (one) => new Check(this, one));
  keeps = make("input", { type: "checkbox" });
  score = make("p", { className: "hb-checks__score" });

  connectedCallback() {
    if (this.inTurn) return this.checks.slice(1).forEach((check) => (check.element.hidden = true));
    this.keeps.setAttribute("role", "switch");
    this.score.setAttribute("role", "status");
    this.append(make("label", { className: "hb-toggle" }, this.keeps, make("span", {}, said(this, "scoreKeep"))), this.score);
    this.keeps.addEventListener("change", () => this.chooseKeeping());
    this.show();
    whenChanged(() => this.show());
  }

  /**
   * @param {Check} check
   * @param {boolean} right
   */
  looked(check, right) {
    const next = this.checks[this.checks.indexOf(check) + 1];
    if (this.inTurn && right && next) next.element.hidden = false;
    if (this.keeps.checked && right) this.pass(check);
  }

  /** @param {Check} check */
  async pass(check) {
    const passed = new Set((await recall("marks")).filter((mark) => mark.kind === "passed").map((mark) => mark.id));
    const value = check.tries === 1 ? "first" : "later";
    if (!passed.has(check.id)) await keep("marks", [{ edition, kind: "passed", id: check.id, value, when: now() }]).catch(() => {});
    await this.show();
  }

  async chooseKeeping() {
    const keeping = this.keeps.checked;
    const marks = await recall("marks").catch(() => /** @type {Mark[]} */ ([]));
    /** @type {Mark} */
    const wish = { edition, kind: "setting", id: "score", value: "on", when: now() };
    const gone = marks.filter((mark) => mark.kind === "passed");
    await keep("marks", keeping ? [wish] : [], keeping ? [] : [wish, ...gone]).catch(() => {});
    await this.show();
  }

  async show() {
    const marks = await recall("marks").catch(() => /** @type {Mark[]} */ ([]));
    this.keeps.checked = marks.some((mark) => mark.kind === "setting" && mark.id === "score");
    const ours = new Set(this.checks.map((check) => check.id));
    const passed = marks.filter((mark) => mark.kind === "passed" && ours.has(mark.id));
    const first = passed.filter((mark) => mark.value === "first").length;
    const words = said(this, "scoreNow", { count: passed.length, all: this.checks.length, first });
    this.score.textContent = this.keeps.checked ? words : "";
  }
}

customElements.define("hb-checks", Checks);
