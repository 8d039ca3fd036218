/*
 * Search on a page that was opened as a file. Browsers start no worker there, so what would be a worker runs in an empty
 * frame of the page. Material's offline plugin takes the iframe-worker shim for this (on npm), which needs a script
 * inside the page; our policy allows none.
 */
"use strict";
if (location.protocol === "file:") {
  window.Worker = class Worker extends EventTarget {
    constructor(address) {
      super();
      this.addEventListener("message", event => this.onmessage?.(event));
      const frame = Object.assign(document.createElement("iframe"), { hidden: true });
      this.started = new Promise(resolve => {
        frame.onload = () => resolve(this.start(frame.contentWindow, new URL(address, location.href)));
      });
      document.body.append(frame);
    }

    /** Run the script in the frame; gives the way to send it a message, once it listens. */
    start(inside, src) {
      const send = inside.postMessage.bind(inside);
      inside.postMessage = data => this.dispatchEvent(new MessageEvent("message", { data }));
      inside.Worker = Worker;
      return new Promise(resolve => {
        const script = Object.assign(inside.document.createElement("script"), { src, onload: () => resolve(send) });
        inside.document.head.append(script);
      });
    }

    async postMessage(data) {
      const send = await this.started;
      send(data, "*");
    }
  };
}
