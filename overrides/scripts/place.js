/** Where we are: which edition this page belongs to, and the way to its top. */

const sign = /** @type {HTMLMetaElement} */ (document.querySelector('meta[name="handbook"]'));

/** The edition's folder in the site, such as `retail` or `retail/trainer`. */
export const edition = sign.content;

/** The address of the edition's top folder. */
export const top = new URL(String(sign.dataset.top).replace(/\/?$/, "/"), location.href);

/** This page's path below the edition's top, such as `six-needs/fairness.html`. */
export const page = pathOf(location);

/**
 * Two handbooks on one host must not mix. A folder of files keeps its notes when it is moved.
 * @type {string}
 */
export const site = location.protocol === "file:" ? "" : top.pathname.replace(new RegExp(`${edition}/$`), "");

/**
 * The path of an address below the edition's top.
 * @param {URL | Location} address
 */
export function pathOf(address) {
  return address.pathname.slice(top.pathname.length) || "index.html";
}

/**
 * A word that any page may need to say, as its template has it.
 * @param {string} name
 */
export const say = (name) => sign.dataset[name] ?? "";
