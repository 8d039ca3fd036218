/*
 * Keeps this edition of the handbook in the browser, so that it opens without a connection. It answers for its own
 * folder alone, and only for files of the two lists above, which generator/offline.py writes: path and digest.
 *
 * A file is kept under its path and digest, so that a new version fetches what has changed and nothing else. What is
 * kept stays in use until the new version is complete and the reader asks for it. With empty lists, nothing is kept.
 */
"use strict";

const TOP = new URL(".", location.href);
const STORE = `handbook ${TOP.pathname}`;
const LISTED = new Map([...Object.entries(AT_ONCE), ...Object.entries(WHEN_OPENED)]);
const TOGETHER = 6; // files that are fetched at one time
const EXCUSE = new URL("about/offline.html", TOP).href;
const OF_THE_WAY = ["accept-ranges", "content-encoding", "content-length", "vary"]; // headers about how a file came, not what it is

addEventListener("install", event => {
  if (!LISTED.size) skipWaiting();
  event.waitUntil(keepAll());
});

addEventListener("activate", event => {
  event.waitUntil(tidy().then(() => (LISTED.size ? clients.claim() : registration.unregister())));
});

addEventListener("message", event => {
  if (event.data === "take over") skipWaiting();
});

addEventListener("fetch", event => {
  const { request } = event;
  if (request.method !== "GET") return;
  const path = pathOf(new URL(request.url));
  if (path) event.respondWith(answer(request, path));
  else if (LISTED.size && request.mode === "navigate") event.respondWith(ask(request));
});

/** Fetch what is not kept yet. One file that is missing, or not the one listed, and the version is not complete. */
async function keepAll() {
  const store = await caches.open(STORE);
  const kept = new Set((await store.keys()).map(({ url }) => url));
  const missing = Object.keys(AT_ONCE).filter(path => !kept.has(nameOf(path)));
  while (missing.length) await Promise.all(missing.splice(0, TOGETHER).map(keep));
}

/** Fetch one file and keep it. Throws for anything but the file listed: the host may be half-way through an update. */
async function keep(path) {
  const response = await fetch(new URL(path, TOP), { cache: "no-cache" });
  const body = await response.arrayBuffer();
  if ((await digestOf(body)) !== LISTED.get(path)) throw new Error(`${path} is not the file of this version`);
  const headers = new Headers(response.headers);
  for (const name of OF_THE_WAY) headers.delete(name);
  const whole = new Response(body, { headers });
  const store = await caches.open(STORE);
  await store.put(nameOf(path), whole.clone());
  return whole;
}

async function answer(request, path) {
  const store = await caches.open(STORE);
  const kept = await store.match(nameOf(path));
  return kept ?? keep(path).catch(() => ask(request));
}

/** The host's own answer; without a connection, the page that says so. */
async function ask(request) {
  try {
    return await fetch(request);
  } catch (error) {
    if (request.mode === "navigate" && !request.url.startsWith(EXCUSE)) return Response.redirect(`${EXCUSE}#not-kept`);
    throw error;
  }
}

/** Drop what belongs to earlier versions. */
async function tidy() {
  if (!LISTED.size) return caches.delete(STORE);
  const store = await caches.open(STORE);
  const wanted = new Set([...LISTED.keys()].map(nameOf));
  const old = (await store.keys()).filter(({ url }) => !wanted.has(url));
  await Promise.all(old.map(request => store.delete(request)));
}

function nameOf(path) {
  return `${TOP.href}${path}?${LISTED.get(path)}`;
}

/** The listed file that an address means, as hosts read addresses: a folder is its index, and `.html` can be left out. */
function pathOf(address) {
  if (!address.href.startsWith(TOP.href)) return undefined;
  const path = address.pathname.slice(TOP.pathname.length);
  const index = /(^|\/)$/.test(path) ? `${path}index.html` : path;
  return [index, `${path}.html`].find(one => LISTED.has(one));
}

async function digestOf(body) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
  return Array.from(bytes.slice(0, 16), byte => byte.toString(16).padStart(2, "0")).join("");
}
