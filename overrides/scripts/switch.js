/** The switch to other trades closes as a menu does, and the page where readers choose remembers which was theirs. */
import { edition, site } from "./place.js";

const found = document.querySelector(".hb-switch");
if (found instanceof HTMLDetailsElement) {
  const summary = /** @type {HTMLElement} */ (found.firstElementChild);
  document.addEventListener("click", (event) => {
    if (!found.contains(/** @type {Node} */ (event.target))) found.open = false;
  });
  found.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !found.contains(/** @type {Node} */ (event.relatedTarget))) found.open = false;
  });
  found.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !found.open) return;
    found.open = false;
    summary.focus();
  });
  if (!edition.endsWith("/trainer")) remember(found.dataset.name ?? "");
}

/**
 * For `theme/assets/javascripts/door.js`, which reads it.
 * @param {string} name
 */
function remember(name) {
  try {
    localStorage.setItem(`handbook ${site} trade`, JSON.stringify({ folder: edition, name }));
  } catch {
    // A browser that keeps nothing lets its reader choose again.
  }
}
