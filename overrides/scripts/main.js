/**
 * What the pages do beyond being read. Every feature is a module of its own, imported here for its effect, and
 * mostly a custom element whose markup is complete without it. Nothing is ever sent anywhere.
 *
 * `make scripts` checks the types and bundles all of it into one classic script, theme/assets/javascripts/handbook.js:
 * modules do not load from a file on a stick. The bundle is committed, so that building a handbook needs no node.
 */
import "./answers.js";
import "./cards.js";
import "./checks.js";
import "./frame.js";
import "./offline.js";
import "./progress.js";
import "./switch.js";
import "./terms.js";
import "./workbook.js";
