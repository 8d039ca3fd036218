/**
 * `<hb-progress>` at the end of a page: the page counts as read when its end has been seen and ten seconds have gone by.
 * `<hb-continue>` on the home page: where you left off, and a tick at every page you have read.
 */
import { make, said } from "./dom.js";
import { edition, page, pathOf, top } from "./place.js";
import { keep, now, recall, whenChanged } from "./store.js";

/** @typedef {import("./store.js").Mark} Mark */

const TEN_SECONDS = 10_000;

const marks = () => recall("marks").catch(() => /** @type {Mark[]} */ ([]));

/**
 * @param {string} kind
 * @param {string} id
 * @param {string} value
 */
function mark(kind, id, value) {
  return keep("marks", [{ edition, kind, id, value, when: now() }]).catch(() => {}); // nobody misses a tick
}

class Progress extends HTMLElement {
  connectedCallback() {
    mark("last", "page", `${page}\n${this.dataset.name}`);
    const seen = new Promise((resolve) => {
      new IntersectionObserver(([entry]) => entry.isIntersecting && resolve(true)).observe(this);
    });
    const stayed = new Promise((resolve) => setTimeout(resolve, TEN_SECONDS));
    Promise.all([seen, stayed]).then(() => mark("read", page, "").then(() => this.show()));
    this.show();
    whenChanged(() => this.show());
  }

  async show() {
    const all = await marks();
    const answered = new Set((await recall("answers").catch(() => [])).map((answer) => answer.exercise));
    const passed = all.filter((one) => one.kind === "passed").map((one) => one.id);
    const among = (/** @type {string[]} */ ids, /** @type {Iterable<string>} */ done) => {
      return { count: ids.filter((id) => new Set(done).has(id)).length, all: ids.length };
    };
    const checks = among(listOf(this.dataset.checks), passed);
    const exercises = among(listOf(this.dataset.exercises), answered);
    const words = [
      all.some((one) => one.kind === "read" && one.id === page) ? said(this, "progressRead") : "",
      checks.count ? said(this, "progressChecks", checks) : "",
      exercises.count ? said(this, "progressExercises", exercises) : "",
    ];
    this.textContent = words.filter(Boolean).join(" · ");
  }
}

/** @param {string | undefined} words */
function listOf(words) {
  return (words ?? "").split(" ").filter(Boolean);
}

class Continue extends HTMLElement {
  connectedCallback() {
    this.show();
    whenChanged(() => this.show());
  }

  async show() {
    const all = await marks();
    const read = new Set(all.filter((one) => one.kind === "read").map((one) => one.id));
    const links = /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll(".hb-card__list a"));
    let count = 0;
    for (const link of links) {
      const done = read.has(pathOf(new URL(link.href)));
      count += Number(done);
      link.querySelector(".hb-read")?.remove();
      if (done) link.append(this.tick());
    }
    const last = all.find((one) => one.kind === "last");
    const pages = make("p", {}, said(this, "progressPages", { count, all: links.length }));
    this.replaceChildren(...(last ? this.way(last.value) : []), ...(count ? [pages] : []));
    this.hidden = !last;
  }

  /**
   * The way back. A note can come from a file, so it leads nowhere but into this handbook.
   * @param {string} value
   */
  way(value) {
    const [path, name] = value.split("\n");
    const { href } = new URL(path, top);
    return href.startsWith(top.href) ? [make("p", {}, said(this, "progressContinue"), " ", make("a", { href }, name))] : [];
  }

  tick() {
    const tick = make("span", { className: "hb-read" }, "✓");
    tick.setAttribute("role", "img");
    tick.setAttribute("aria-label", said(this, "progressTick"));
    return tick;
  }
}

customElements.define("hb-progress", Progress);
customElements.define("hb-continue", Continue);
