/**
 * `<hb-cards>`: phrases to practise. A card shows the words to avoid; you say better ones, look, and tell whether you
 * knew it. What you did not know comes back at the end of the round, and sooner another day.
 */
import "./handbook.js";
import { inside, said } from "./dom.js";
import { edition } from "./place.js";
import { keep, now, recall } from "./store.js";

/** @typedef {import("./store.js").Mark} Mark */
/** @typedef {{id: string, stack: string, avoid: HTMLElement, say: HTMLElement, where: string}} Card */

const ROUND = 10;
const HIGHEST = 3;

class Cards extends HTMLElement {
  cards = Array.from(/** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("[data-card]")), cardOf);
  play = inside(this, ".hb-cards__play", HTMLElement);
  stack = inside(this, "select", HTMLSelectElement);
  face = inside(this, ".hb-cards__face", HTMLElement);
  where = inside(this, ".hb-cards__where", HTMLElement);
  avoid = inside(this, ".hb-cards__avoid q", HTMLElement);
  say = inside(this, ".hb-cards__say", HTMLElement);
  answer = inside(this, ".hb-cards__say q", HTMLElement);
  end = inside(this, ".hb-cards__end", HTMLElement);
  count = inside(this, ".hb-cards__count", HTMLElement);
  /** @type {Map<string, Mark>} */
  known = new Map();
  /** @type {Card[]} those still to come; the first is on the table */
  round = [];

  connectedCallback() {
    inside(this, "details", HTMLDetailsElement).open = false;
    this.play.hidden = false;
    this.stack.addEventListener("change", () => this.deal());
    this.play.addEventListener("click", (event) => {
      const button = event.target instanceof Element ? event.target.closest("button") : null;
      if (button) this.act(button.name);
    });
    this.start();
  }

  async start() {
    const marks = await recall("marks").catch(() => /** @type {Mark[]} */ ([]));
    this.known = new Map(marks.filter((mark) => mark.kind === "card").map((mark) => [mark.id, mark]));
    this.deal();
  }

  get chosen() {
    return this.cards.filter((card) => !this.stack.value || card.stack === this.stack.value);
  }

  /** @param {Card} card how well it is known: 0 not yet, up to 3 */
  level(card) {
    return Number(this.known.get(card.id)?.value ?? 0);
  }

  /** A round: those known least, among them those not seen for longest, in any order. */
  deal() {
    const seen = (/** @type {Card} */ card) => this.known.get(card.id)?.when ?? "";
    this.round = shuffled(this.chosen)
      .sort((one, other) => this.level(one) - this.level(other) || seen(one).localeCompare(seen(other)))
      .slice(0, ROUND);
    this.lay();
  }

  /** Put the next card on the table, face down. */
  lay() {
    const [card] = this.round;
    this.turn(false);
    this.face.hidden = !card;
    this.end.hidden = Boolean(card);
    if (card) {
      this.where.textContent = card.where;
      this.avoid.replaceChildren(...copies(card.avoid));
    }
    const known = this.chosen.filter((one) => this.level(one) > 0).length;
    this.count.textContent = said(this, "cardsCount", { left: this.round.length, known, all: this.chosen.length });
  }

  /** @param {boolean} up */
  turn(up) {
    this.say.hidden = !up;
    this.face.toggleAttribute("data-turned", up);
    if (up) this.answer.replaceChildren(...copies(this.round[0].say));
  }

  /** @param {string} name */
  act(name) {
    if (name === "show") this.turn(true);
    if (name === "knew") this.judge(true);
    if (name === "not-yet") this.judge(false);
    if (name === "more") this.deal();
    const next = name === "show" ? this.say : this.round.length ? this.face : this.end;
    next.focus();
  }

  /** @param {boolean} knew */
  judge(knew) {
    const card = /** @type {Card} */ (this.round.shift());
    if (!knew) this.round.push(card);
    const value = String(knew ? Math.min(this.level(card) + 1, HIGHEST) : 0);
    const mark = { edition, kind: "card", id: card.id, value, when: now() };
    this.known.set(card.id, mark);
    keep("marks", [mark]).catch(() => {}); // the round goes on where nothing can be kept
    this.lay();
  }
}

/**
 * @param {HTMLElement} item
 * @returns {Card}
 */
function cardOf(item) {
  const [avoid, say] = item.querySelectorAll("q");
  const stack = /** @type {HTMLElement} */ (item.closest("[data-stack]")).dataset.stack ?? "";
  return { id: item.dataset.card ?? "", stack, avoid, say, where: item.querySelector(".hb-phrases__where")?.textContent ?? "" };
}

/** @param {HTMLElement} element */
function copies(element) {
  return Array.from(element.childNodes, (node) => node.cloneNode(true));
}

/**
 * @template T
 * @param {T[]} list
 */
function shuffled(list) {
  return list
    .map((item) => ({ item, at: Math.random() }))
    .sort((one, other) => one.at - other.at)
    .map(({ item }) => item);
}

customElements.define("hb-cards", Cards);
