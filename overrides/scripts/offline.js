/**
 * `<hb-offline>`: has the browser keep this edition, says whether it does, and offers a newer version when there is one.
 * The worker is `overrides/offline/worker.js`. Nothing changes under a reader's hands: a page is only loaded anew when
 * its reader asks for it, and only once everything written on it is saved.
 */
import { announce, inside, make, said } from "./dom.js";
import { top } from "./place.js";

class Offline extends HTMLElement {
  region = inside(this, "[role=status]", HTMLElement);
  /** @type {HTMLElement | null} */
  notice = null;

  connectedCallback() {
    if (!("serviceWorker" in navigator)) return; // a page that is opened as a file, or over an unsafe connection
    this.hidden = false;
    if (document.readyState === "complete") this.start();
    else addEventListener("load", () => this.start()); // reading comes first
  }

  async start() {
    const { serviceWorker } = navigator;
    let before = serviceWorker.controller;
    try {
      const kept = await serviceWorker.register(new URL("sw.js", top), { updateViaCache: "none" });
      if (kept.waiting) this.offer(kept);
      if (kept.installing) this.follow(kept, kept.installing);
      else this.say("offlineSaved");
      kept.addEventListener("updatefound", () => kept.installing && this.follow(kept, kept.installing));
      serviceWorker.addEventListener("controllerchange", () => {
        if (before) this.offer(kept); // another tab has gone over to a newer version
        before = serviceWorker.controller;
      });
      document.addEventListener("visibilitychange", () => document.hidden || kept.update().catch(() => {}));
    } catch {
      this.say("offlineNotSaved");
    }
  }

  /**
   * @param {ServiceWorkerRegistration} kept
   * @param {ServiceWorker} coming
   */
  follow(kept, coming) {
    const update = kept.active !== null;
    this.say(update ? "offlineSaved" : "offlineSaving");
    coming.addEventListener("statechange", () => {
      if (coming.state === "installed" && update) this.offer(kept);
      if (coming.state === "activated") this.say("offlineSaved");
      if (coming.state === "redundant" && !kept.active) this.say("offlineNotSaved");
    });
  }

  /** @param {ServiceWorkerRegistration} kept */
  offer(kept) {
    if (this.notice) return;
    const words = make("p", {});
    words.setAttribute("role", "status");
    const reload = make("button", { type: "button", className: "hb-button" }, said(this, "offlineReload"));
    const later = make("button", { type: "button", className: "hb-button hb-button--plain" }, said(this, "offlineLater"));
    const notice = make("div", { className: "hb-newer" }, words, reload, later);
    this.notice = notice;
    this.append(notice);
    announce(words, said(this, "offlineNewer"));
    const above = () => document.documentElement.style.setProperty("--hb-newer", `${notice.offsetHeight}px`);
    new ResizeObserver(above).observe(notice);
    later.addEventListener("click", () => notice.remove());
    reload.addEventListener("click", async () => {
      /** @type {import("./answers.js").Answers | null} */
      const answers = document.querySelector("hb-answers:defined");
      if (answers && !(await answers.save())) announce(words, said(this, "offlineUnsaved"));
      else this.change(kept);
    });
  }

  /** @param {ServiceWorkerRegistration} kept */
  change(kept) {
    if (!kept.waiting) return location.reload(); // another tab has done it already
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload());
    kept.waiting.postMessage("take over");
  }

  /** @param {string} word */
  say(word) {
    this.region.textContent = said(this, word);
  }
}

customElements.define("hb-offline", Offline);
