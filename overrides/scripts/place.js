/** Where we are: which edition this page belongs to, and the way to its top. */

const sign = /** @type {HTMLMetaElement} */ (document.querySelector('meta[name="handbook"]'));

/** The edition's folder in the site, such as `retail` or `retail/trainer`. */
export const edition = sign.content;

/** The address of the edition's top folder. */
export const top = new URL(sign.dataset.top + "/", location.href);

/** This page's path below the edition's top, such as `six-needs/fairness.html`. */
export const page = location.pathname.slice(top.pathname.length) || "index.html";
