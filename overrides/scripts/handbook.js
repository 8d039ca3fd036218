/**
 * What the pages do beyond being read. Every feature is a module of its own, imported here for its effect, and
 * mostly a custom element whose markup is complete without it. Nothing is ever sent anywhere.
 *
 * `make scripts` checks the types and makes classic scripts for theme/assets/javascripts, because modules do not load from
 * a file on a stick: this one for most pages, and answers.js, cards.js and workbook.js, each with all of this, for pages
 * that have more to do. One for each page, since two would each keep a notebook. What is made is committed, so that
 * building a handbook needs no node.
 */
import "./checks.js";
import "./frame.js";
import "./offline.js";
import "./progress.js";
import "./switch.js";
import "./terms.js";
