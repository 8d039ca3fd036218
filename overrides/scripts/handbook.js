/**
 * What the pages do beyond being read. Every feature is a module of its own, imported here for its effect, and
 * mostly a custom element whose markup is complete without it. Nothing is ever sent anywhere.
 *
 * `make scripts` checks the types and makes two classic scripts for theme/assets/javascripts: this one for most pages,
 * and practice.js, which has all of it and more, for those where readers write. Modules do not load from a file on a
 * stick. What is made is committed, so that building a handbook needs no node.
 */
import "./checks.js";
import "./frame.js";
import "./offline.js";
import "./progress.js";
import "./switch.js";
import "./terms.js";
