/** What the theme leaves undone: a menu that keys can open, and a page that says on paper where it stood. */
import { say } from "./place.js";

const drawer = /** @type {HTMLInputElement | null} */ (document.getElementById("__drawer"));
const label = document.querySelector('.md-header label[for="__drawer"]');
if (drawer && label) {
  const opener = document.createElement("button"); // a label may not be given a button's role
  opener.type = "button";
  opener.className = `${label.className} hb-menu`;
  opener.ariaLabel = say("menu");
  opener.append(...label.childNodes);
  const tell = () => opener.setAttribute("aria-expanded", String(drawer.checked));
  opener.addEventListener("click", () => drawer.click());
  drawer.addEventListener("change", tell);
  tell();
  label.replaceWith(opener);
}

const address = document.querySelector(".hb-address");
if (address && location.protocol.startsWith("http") && !address.textContent?.startsWith("http")) {
  address.textContent = location.origin + location.pathname;
}
