/**
 * The one script of a page where readers write or practise: all that other pages have, and what keeps their words. One,
 * because two on a page would each hold a notebook of their own.
 */
import "./handbook.js";
import "./answers.js";
import "./cards.js";
import "./workbook.js";
