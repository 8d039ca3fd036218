/** What the theme leaves undone: a menu that keys can open, and a page that says on paper where it stood. */
import { say } from "./place.js";

const drawer = document.getElementById("__drawer");
drawer?.setAttribute("aria-label", say("menu")); // handbook.css lets it be reached once it has a name

const address = document.querySelector(".hb-address");
if (address && location.protocol.startsWith("http") && !address.textContent?.startsWith("http")) {
  address.textContent = location.origin + location.pathname;
}
