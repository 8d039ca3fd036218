/* The page where readers choose: it offers the trade they were in last, on this device (overrides/scripts/switch.js). */
"use strict";
(() => {
  const site = location.protocol === "file:" ? "" : location.pathname.replace(/[^/]*$/, "");
  const place = document.getElementById("go-on");
  try {
    const { folder, name } = JSON.parse(localStorage.getItem(`handbook ${site} trade`) || "{}");
    const card = [...document.querySelectorAll(".hb-door__trade")].find(link => link.getAttribute("href") === `${folder}/index.html`);
    if (!card) return;
    const link = document.createElement("a");
    link.className = "hb-button";
    link.href = card.href;
    link.textContent = place.dataset.words.replace("{trade}", name);
    place.append(link);
    place.hidden = false;
  } catch {
    // A browser that keeps nothing has nothing to offer.
  }
})();
