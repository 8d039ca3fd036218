/** Calendar entries as RFC 5545 wants them. */

/** @typedef {{id: string, date: string, title: string, text: string}} Entry an all-day entry; `date` is 2026-11-29 */

/**
 * A calendar file.
 * @param {Entry[]} entries
 * @param {Date} made
 */
export function calendar(entries, made) {
  const stamp = made.toISOString().replace(/[-:]|\.\d+/g, "");
  const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//service-handbook//workbook//EN"];
  for (const { id, date, title, text } of entries) {
    lines.push(
      "BEGIN:VEVENT",
      `UID:${stamp}-${escaped(id)}@service-handbook`,
      `DTSTAMP:${stamp}`,
      `DTSTART;VALUE=DATE:${date.replaceAll("-", "")}`,
      `SUMMARY:${escaped(title)}`,
      `DESCRIPTION:${escaped(text)}`,
      "END:VEVENT",
    );
  }
  return [...lines, "END:VCALENDAR", ""].map(folded).join("\r\n");
}

/**
 * A text as a value (section 3.3.11).
 * @param {string} text
 */
function escaped(text) {
  return text
    .replace(/[\\;,]/g, "\\$&")
    .replace(/\r\n?|\n/g, "\\n")
    .replace(/[\x00-\x1f\x7f]/g, " ");
}

/**
 * A line in pieces of at most 75 bytes, each after the first begun with a space, no letter torn apart (section 3.1).
 * @param {string} line
 */
function folded(line) {
  const pieces = [""];
  let room = 75;
  for (const letter of line) {
    const size = new TextEncoder().encode(letter).length;
    if (size > room) {
      pieces.push("");
      room = 74;
    }
    pieces[pieces.length - 1] += letter;
    room -= size;
  }
  return pieces.join("\r\n ");
}
