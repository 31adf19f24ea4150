// Slips: how far two words are apart, in single sounds.

import { keys, remembered } from "./store.js";

const LATIN = /^[a-z0-9+#]+$/;
const OWN = 5; // sounds that the name of a place must have to be repaired: 구리 is not 구로

/** The words nearest to `word` among the candidates, within what its length allows; the best first.
 * @param {string} word @param {Iterable<string>} candidates @param {{names: Set<string>, columns: Map}} store @param {number} [allowed] */
export function near(word, candidates, store, allowed) {
  const latin = LATIN.test(word);
  const sounds = latin ? word : heard(word);
  const most = allowed ?? allowance(sounds.length, latin, word.length);
  if (most < 0) return [];
  const found = new Map();
  for (const term of candidates) {
    if (term.length < 2 || Math.abs(term.length - word.length) > (most || 1) || LATIN.test(term) !== latin || term === word) continue;
    if (!latin && isSwapped(word, term)) found.set(term, 1);
    const other = latin ? term : heard(term);
    if (latin && other[0] !== sounds[0]) continue;
    const distance = apartBy(sounds, other, term.slice(0, 2) === word.slice(0, 2) ? most : Math.min(most, 1)); // two slips only where the beginning is right
    if (distance > most || (distance && store.columns.get(term)?.place && !isOwn(word, term))) continue;
    found.set(term, distance - (store.names.has(term) ? 0.05 : 0) - (term[0] === word[0] ? 0.2 : 0));
  }
  return [...found].sort((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1)).map(([term]) => term);
}

/** Whether a word of three syllables or more has one too few or too many, or two changed about: 쿠네티스, 캠스퍼. */
function isSwapped(word, term) {
  if (word.length < 3 || word[0] !== term[0]) return false;
  const fits = word.length === term.length ? [...word].sort().join() === [...term].sort().join() : term.length > 3;
  return fits && apartBy(word, term, 1) <= 1;
}

/** Whether what sets a place apart is long enough for a slip, and has one alone: of 노원캠퍼스 that is 노원. */
function isOwn(word, term) {
  let same = 0;
  while (same < word.length - 2 && word.at(-1 - same) === term.at(-1 - same)) same++;
  const [own, other] = [word, term].map((name) => heard(name.slice(0, name.length - same)));
  return own.length >= OWN && apartBy(own, other, 1) <= 1;
}

/** How a word sounds, as keys: what is heard alike is one, ㅐ and ㅔ, ㅅ and ㅆ, ㅕ and ㅓ after ㅈ, and ends such as ㅅ and ㄷ. */
const heard = remembered((word) =>
  keys(word)
    .toLowerCase()
    .replace(/o/g, "p")
    .replace(/([wc])u/g, "$1j")
    .replace(/[tx](?![bh-puym])/g, "e"),
);

/** How many slips a word of so many sounds may have; none: it has to sound alike, as words of two syllables do: 미용 is not 비용. */
function allowance(length, latin, letters) {
  if (latin) return length < 4 ? -1 : length < 9 ? 1 : 2;
  return length < 3 ? -1 : length < 6 || letters < 3 ? 0 : length < 12 ? 1 : 2;
}

/** Edits from one row of sounds to another (one put in, left out, changed, or two neighbours changed about); Infinity beyond `most`. */
function apartBy(from, to, most) {
  if (from === to) return 0;
  if (most < 1 || Math.abs(from.length - to.length) > most) return Infinity;
  let same = 0;
  while (from[same] === to[same]) same++;
  const after = (one, other) => apartBy(from.slice(same + one), to.slice(same + other), most - 1);
  const isTurned = from[same] === to[same + 1] && from[same + 1] === to[same];
  return 1 + Math.min(after(1, 1), after(1, 0), after(0, 1), isTurned ? after(2, 2) : Infinity);
}
