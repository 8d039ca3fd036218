/*
 * The search worker: the theme's own engine, woken by the first question.
 *
 * The page starts this file where it would start the engine, and names the engine in the address: `?engine=`.
 * Until somebody types, neither the engine nor the index is fetched. What is typed is put as a colleague would mean
 * it before the engine hears it: without words for whoever is served, without endings, short words taken as they are. The messages are
 * those of Material 9.8.1 (src/templates/assets/javascripts/integrations/search/worker/message/index.ts).
 *
 * In a folder of files this script runs in a frame instead (from-file.js), where only scripts can be read.
 */
"use strict";

const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3;
const SHORT = 3; // a word of so many letters is a whole word, unless it is still being typed
const STEM = 4; // what must be left of a word without its ending
const inFrame = "document" in self;
const here = inFrame ? document.currentScript.src : location.href;
const engine = new URL(new URL(here).searchParams.get("engine"), here).href;
const index = new URL("../../search/search_index", here).href;

let engineIsReady = null;
let latest = 0;

addEventListener("message", async event => {
  if (!event.isTrusted) return; // ours, on its way to the engine
  event.stopImmediatePropagation();
  if (event.data.type !== QUERY) return;
  if (!event.data.data.trim()) return postMessage({ type: RESULT, data: { items: [] } });
  const turn = ++latest;
  const language = await (engineIsReady ??= wake());
  if (turn === latest) tell({ type: QUERY, data: meant(event.data.data, language) });
});
postMessage({ type: READY });

/** Start the engine and give it the index; returns its settings, which say how the language is typed. */
async function wake() {
  const { config, docs } = await theIndex();
  const answer = self.postMessage.bind(self);
  await run(engine);
  await new Promise(resolve => {
    self.postMessage = message => (message.type === READY ? resolve() : answer(message));
    tell({ type: SETUP, data: { config, docs, options: { suggest: false } } });
  });
  return config;
}

async function theIndex() {
  if (!inFrame) return (await fetch(`${index}.json`)).json();
  await run(`${index}.js`);
  return __index;
}

/** Run another script here. */
function run(src) {
  if (!inFrame) return importScripts(src);
  return new Promise((onload, onerror) => {
    document.head.append(Object.assign(document.createElement("script"), { src, onload, onerror }));
  });
}

/** Hand a message to the engine, which listens where we do. */
function tell(data) {
  dispatchEvent(new MessageEvent("message", { data }));
}

/** The question as it is meant. Whoever uses the signs of the engine's own language means what they say. */
function meant(question, { endings = [], served = [] }) {
  if (/[+\-~^*:"]/.test(question)) return question;
  const all = question.toLowerCase().split(/\s+/).filter(Boolean);
  const telling = all.filter(word => !served.includes(word));
  const words = telling.length ? telling : all;
  return words.map((word, at) => {
    if (word.length <= SHORT) return at < words.length - 1 ? `${word}^1` : `${word}^4 ${word}`;
    const ending = endings.find(one => word.endsWith(one) && word.length - one.length >= STEM);
    return ending ? word.slice(0, -ending.length) : word;
  }).join(" ");
}
