/** Small helps for elements: making them, and saying words that the template brought along. */

/**
 * A new element with properties and children.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Partial<HTMLElementTagNameMap[Tag]>} properties
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  Object.assign(element, properties);
  element.append(...children);
  return element;
}

/**
 * Words that a template gave to an element, with their gaps filled: `{count}` is `values.count`.
 * @param {HTMLElement} element
 * @param {string} name the word's name in capitals and small letters: noteSaved
 * @param {Record<string, string | number>} values
 */
export function said(element, name, values = {}) {
  return (element.dataset[name] ?? "").replace(/\{(\w+)\}/g, (gap, key) => String(values[key] ?? gap));
}

/**
 * A name's first letter as a capital, to join it to another: `done` and `erase` are said as `doneErase`.
 * @param {string} name
 */
export function capital(name) {
  return `${name[0].toUpperCase()}${name.slice(1)}`;
}

/**
 * The one element of a kind inside another, which our own template has put there.
 * @template {Element} E
 * @param {ParentNode} parent
 * @param {string} selector
 * @param {new () => E} kind
 */
export function inside(parent, selector, kind) {
  const found = parent.querySelector(selector);
  if (found instanceof kind) return found;
  throw new Error(`no ${selector}`);
}

/**
 * Say something through a live region, even when it says the same as before.
 * @param {HTMLElement} region
 * @param {string} words
 */
export function announce(region, words) {
  region.textContent = "";
  requestAnimationFrame(() => (region.textContent = words));
}

/**
 * Hand a text to the reader as a file.
 * @param {string} name
 * @param {string} type
 * @param {string} text
 */
export function download(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  make("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
