// The cut of a text around what matched, as pieces: the caller makes nodes of them, never HTML.

/** The window of `text` with the most different marks; spaces and · may stand between the letters of a mark.
 * @param {string} text @param {string[]} marks @param {number} length in letters
 * @returns {[string, boolean][]} pieces in order, and whether each is marked */
export function excerpt(text, marks, length = 120) {
  const spans = marks.length ? spansOf(text, marks) : [];
  const start = startOf(text, spans, length);
  const end = text.length - start <= length ? text.length : edge(text, start + length);
  const pieces = start ? [["…", false]] : [];
  let at = start;
  for (const [from, to] of spans) {
    if (from < at || to > end) continue;
    if (from > at) pieces.push([text.slice(at, from), false]);
    pieces.push([text.slice(from, to), true]);
    at = to;
  }
  if (at < end) pieces.push([text.slice(at, end), false]);
  if (end < text.length) pieces.push(["…", false]);
  return pieces;
}

/** Every place a mark stands, in order, the longest mark first. */
function spansOf(text, marks) {
  const escaped = (letter) => letter.replace(/[^\w가-힣]/, "\\$&");
  const pattern = [...marks].sort((a, b) => b.length - a.length).map((mark) => Array.from(mark, escaped).join("[\\s·/-]*"));
  return [...text.matchAll(new RegExp(pattern.join("|"), "gi"))].map((match) => [match.index, match.index + match[0].length, match[0].toLowerCase()]);
}

function startOf(text, spans, length) {
  if (text.length <= length || !spans[0]) return 0;
  let [best, most] = [0, 0];
  for (const [from] of spans) {
    const within = new Set(spans.filter(([other, to]) => other >= from && to <= from + length).map(([, , said]) => said)).size;
    if (within > most) [best, most] = [from, within];
  }
  return best < length / 2 ? 0 : edge(text, best - Math.floor(length / 4)) + 1;
}

/** The last space at or before `at`, or `at` where there is none near. */
function edge(text, at) {
  const space = text.lastIndexOf(" ", at);
  return space > at - 20 ? space : at - 1;
}
