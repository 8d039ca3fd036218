/*
 * The search worker: the theme's own engine, woken by the first question.
 *
 * The page starts this file where it would start the engine, and names the engine in the address: `?engine=`.
 * Until somebody types, neither the engine nor the index is fetched. What is typed is put as a colleague would mean
 * it before the engine hears it: without words for whoever is served, without endings, short words taken as they are. The messages are
 * those of Material 9.8.1 (src/templates/assets/javascripts/integrations/search/worker/message/index.ts).
 * The engine is a worker of its own: a policy that names scripts by their digest lets no worker import one.
 * On a page that was opened as a file this script runs in a frame instead (from-file.js), and the index is a script, too.
 */
"use strict";

const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3;
const SHORT = 3; // a word of so many letters is a whole word, unless it is still being typed
const STEM = 4; // what must be left of a word without its ending
const inFrame = "document" in self;
const here = new URL(inFrame ? document.currentScript.src : location.href);
const engine = new URL(here.searchParams.get("engine"), here);
const index = new URL("../../search/search_index.js", here);

let ready = null;
let latest = 0;

addEventListener("message", async event => {
  if (event.data.type !== QUERY) return;
  if (!event.data.data.trim()) return postMessage({ type: RESULT, data: { items: [] } });
  const turn = ++latest;
  const { worker, language } = await (ready ??= wake());
  if (turn === latest) worker.postMessage({ type: QUERY, data: meant(event.data.data, language) });
});
postMessage({ type: READY });

/** Start the engine and give it the index; returns it with its settings, which say how the language is typed. */
async function wake() {
  const { config, docs } = await (inFrame ? indexFromFile() : fetch(`${index}on`).then(got => got.json()));
  const worker = new Worker(engine);
  await new Promise(resolve => {
    worker.onmessage = ({ data }) => (data.type === READY ? resolve() : postMessage(data));
    worker.postMessage({ type: SETUP, data: { config, docs, options: { suggest: false } } });
  });
  return { worker, language: config };
}

async function indexFromFile() {
  await new Promise((onload, onerror) => {
    document.head.append(Object.assign(document.createElement("script"), { src: index, onload, onerror }));
  });
  return __index;
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
