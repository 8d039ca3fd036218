/*
 * Search on a page that is opened as a file. Browsers start no worker there, so what would be the worker runs in an
 * empty frame of the page. It does what Material's offline plugin takes the iframe-worker shim for (`npm: iframe-worker`),
 * without a script inside the page, which a strict content security policy forbids.
 */
"use strict";
if (location.protocol === "file:") {
  window.Worker = class extends EventTarget {
    constructor(address) {
      super();
      const frame = Object.assign(document.createElement("iframe"), { hidden: true });
      this.started = new Promise(resolve => (frame.onload = () => resolve(this.start(frame, address))));
      document.body.append(frame);
    }

    /** Run the script in the frame; gives the way to send it a message. */
    start({ contentWindow, contentDocument }, address) {
      const send = contentWindow.postMessage.bind(contentWindow);
      contentWindow.postMessage = data => this.dispatchEvent(new MessageEvent("message", { data }));
      contentDocument.head.append(Object.assign(contentDocument.createElement("script"), { src: new URL(address, location.href).href }));
      return send;
    }

    async postMessage(data) {
      (await this.started)(data, "*");
    }
  };
}
