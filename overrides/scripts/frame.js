/** What the theme leaves undone: a menu that keys can open, and a page that says on paper where it stood. */
import { say } from "./place.js";

const drawer = /** @type {HTMLInputElement | null} */ (document.getElementById("__drawer"));
const opener = /** @type {HTMLElement | null} */ (document.querySelector('.md-header label[for="__drawer"]'));
if (drawer && opener) {
  const tell = () => opener.setAttribute("aria-expanded", String(drawer.checked));
  opener.setAttribute("role", "button");
  opener.setAttribute("aria-label", say("menu"));
  opener.tabIndex = 0;
  drawer.addEventListener("change", tell);
  opener.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    drawer.click();
  });
  tell();
}

const address = document.querySelector(".hb-address");
if (address && location.protocol.startsWith("http") && !address.textContent?.startsWith("http")) {
  address.textContent = location.origin + location.pathname;
}
