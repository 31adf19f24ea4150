// A query as units: the words it has, those written apart that are one, what asks for a state, and what only fills.

import { exactly, isParticle, offers, plain, read } from "./words.js";
import { folded } from "./normal.js";

const SPAN = 4;
const FAR = 8;

/** @typedef {{words: string[], nodes: object[], weak?: boolean, hint?: boolean}} Unit
 * weak: it adds to the score and is not asked for; hint: nor where all is weak.
 * nodes: each a way to match, one is enough (none: nothing in the index has the word). */

/** Read a query. @param {object} store @param {string} query @param {boolean} literal
 * @returns {Promise<{units: Unit[], states: object[], said: (string | Unit)[], question: boolean, suggest: string[]}>}
 * `said` is the whole query in order */
export async function understand(store, query, literal) {
  const words = wordsOf(store, query);
  const found = { units: [], states: [], said: [], question: words.length > 3 || /\?\s*$/.test(query) || words.some(({ text }) => store.is.ending.test(text)), suggest: [] };
  // What the words need in any case, all at once and not one after the other.
  await Promise.all(words.flatMap(({ text }) => [text, ...store.groups(text).map(({ key }) => key)].map(store.load)));
  for (let at = 0; at < words.length; ) {
    const state = store.is.when.test(query) ? null : spanOf(words, at, (joined) => Object.hasOwn(store.states, joined));
    const member = state ?? spanOf(words, at, (joined) => store.members.has(joined)); // 추천 시스템, though 추천 fills
    const skipped = state ?? (member?.[1] ? null : spanOf(words, at, store.fills));
    if (state) found.states.push({ name: "status", value: store.states[textOf(state)], word: state.map(({ typed }) => typed).join(" ") });
    else if (!skipped || skipped.length === words.length) {
      at = await addUnit(store, found, words, at, literal);
      found.said.push(found.units.at(-1));
      continue;
    }
    found.said.push(...skipped.map(({ typed }) => typed));
    at += skipped.length;
  }
  await Promise.all(found.units.flatMap(({ nodes }) => nodes.map((node) => fetched(store, node))));
  return found;
}

/** Have the lists of all terms of a node at hand; of those in pieces not loaded, the best fitting few alone. */
async function fetched(store, node) {
  if (node.pieces) return Promise.all(node.pieces.map((piece) => fetched(store, piece)));
  const away = [...node.terms].filter(([term]) => !store.isLoaded(term)).sort((a, b) => b[1] - a[1]);
  for (const [term] of away.slice(FAR)) node.terms.delete(term);
  return Promise.all(away.slice(0, FAR).map(([term]) => store.load(term)));
}

/** The words of a query: in lower case, and as typed. */
function wordsOf(store, query) {
  const typed = folded(query);
  let from = 0;
  return store
    .chunks(query)
    .flat()
    .map((text) => {
      const at = typed.toLowerCase().indexOf(text, from);
      from = at + text.length;
      return { text: text.replace(/([가-힣])[ㅠㅜ]+$/, "$1"), typed: at < 0 ? text : typed.slice(at, from) }; // 주나요ㅠ
    });
}

const textOf = (words) => words.map(({ text }) => text).join("");

/** The longest run of words from `at` that is, written as one, what `is` asks. */
function spanOf(words, at, is) {
  for (let size = Math.min(SPAN, words.length - at); size > 0; size--) {
    const span = words.slice(at, at + size);
    if (is(textOf(span))) return span;
  }
  return null;
}

/** Add the unit that begins at a word; gives where the next begins. */
async function addUnit(store, found, words, at, literal) {
  for (let size = Math.min(SPAN, words.length - at); size > 1; size--) {
    const span = words.slice(at, at + size);
    const whole = await exactly(store, textOf(span)); // one word, or one synonym, that is written apart
    if (!whole || (whole.word.length <= textOf(span.slice(0, -1)).length && !isParticle(store, span.at(-1).text))) continue; // 노원 라면 is no 노원라면
    const parts = await Promise.all(span.map((word) => read(store, word, true)));
    const nodes = parts.every(Boolean) ? [whole, { pieces: parts, word: whole.word, apart: true }] : [whole];
    found.units.push({ words: span.map(({ text }) => text), nodes });
    return at + size;
  }
  const word = words[at];
  const exact = literal || (found.question && store.is.verb.test(word.text));
  let node = await read(store, word, exact, at === words.length - 1);
  const joint = node || exact ? null : await withNeighbour(store, found, words, at);
  if (joint) {
    found.units.push(joint);
    return joint.words[0] === word.text ? at + 2 : at + 1;
  }
  const house = store.is.house.test(`${words[at - 1]?.text} ${word.text}`); // 신반포로 188
  const weak = house || isWeak(store, word.text, words[at + 1]?.text, node, found.question);
  const hint = weak && (!node || word.text.length < 2) && !store.is.act.test(word.text); // of 승마하면서 the noun counts
  if (hint) node ??= await plain(store, word.text.slice(0, 2)); // a verb by how it begins: 떨어졌는데 is in 떨어지면
  else if (!node && !literal) found.suggest.push(...offers(store, word.text));
  found.units.push({ words: [word.text], weak, hint, nodes: node ? [node] : [] });
  return at + 1;
}

/** A word with a slip that is known together with the one before it or after it: 채용 박남회. */
async function withNeighbour(store, found, words, at) {
  const before = found.units.at(-1);
  const pairs = [before?.words.join() === words[at - 1]?.text ? words.slice(at - 1, at + 1) : [], words.slice(at, at + 2)];
  for (const pair of pairs) {
    if (!pair[1] || store.is.verb.test(pair[0].text)) continue;
    const both = await read(store, { text: textOf(pair), typed: pair.map(({ typed }) => typed).join("") });
    if (!both?.fixed) continue;
    if (pair[0] !== words[at]) for (const row of [found.units, found.said]) row.pop();
    return { words: pair.map(({ text }) => text), nodes: [both] };
  }
  return null;
}

/** Whether a word is only of the sentence: a verb, a syllable, the site's own name. It adds to the score and is not asked for. */
function isWeak(store, text, next, node, question) {
  if (store.own.has(text) || store.is.asks.test(`${text} ${next}`)) return true;
  if (store.members.has(text)) return false;
  if (text.length < 2 && question) return true;
  if (store.names.has(text) || (node && store.is.copula.test(text))) return false;
  if (text.length < 2) return !!node; // 노원 춤 asks for 춤
  if (store.is.ending.test(text)) return true;
  const isFuture = store.is.future.test(`${text} ${next}`.normalize("NFD")); // 빌릴, 배울 before 수 or 때. Nouns end so as well: 거울, 대출
  return question && (store.is.verb.test(text) || (isFuture && (!node || store.stems(text).length > 0)));
}
