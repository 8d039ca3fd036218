/**
 * A word of the glossary explained where it stands: its link opens a note with the definition. Without this script, or
 * in a browser that has no popovers, the link leads to the glossary.
 */
import { make } from "./dom.js";
import { say } from "./place.js";

/** @param {HTMLAnchorElement} term */
function explain(term) {
  const name = term.textContent ?? "";
  const note = make(
    "span",
    { className: "hb-means", popover: "auto", tabIndex: -1, id: `means-${term.hash.slice(1)}` },
    make("strong", { textContent: name }),
    make("span", { textContent: term.dataset.means ?? "" }),
    make("a", { href: term.href, textContent: say("glossary") }),
  );
  note.setAttribute("role", "dialog");
  note.setAttribute("aria-label", name);
  term.after(note);
  term.setAttribute("role", "button");
  term.setAttribute("aria-expanded", "false");
  term.setAttribute("aria-controls", note.id);
  note.addEventListener("toggle", () => term.setAttribute("aria-expanded", String(note.matches(":popover-open"))));
  term.addEventListener("click", (event) => (event.preventDefault(), open(note, term)));
  term.addEventListener("keydown", (event) => {
    if (event.key === " ") (event.preventDefault(), open(note, term));
  });
}

/**
 * @param {HTMLElement} note
 * @param {HTMLElement} source where the note is placed beside, in browsers that can
 */
function open(note, source) {
  note.showPopover(/** @type {ShowPopoverOptions} */ ({ source }));
  note.focus();
}

if ("showPopover" in HTMLElement.prototype) {
  for (const term of document.querySelectorAll("a.hb-term")) explain(/** @type {HTMLAnchorElement} */ (term));
}
