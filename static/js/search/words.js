// What one word of a query may mean: from as it is written to what was probably meant; the first that fits.
//
// A node is what a word matches: {terms: Map of term → how well (0 to 1)} or {pieces: nodes that all have to match}.
// `fixed` is the word as repaired, where it was.

import { apart, initials, toHangul } from "./hangul.js";
import { keys } from "./store.js";
import { near } from "./repair.js";
import { weigh } from "./rank.js";

const SYNONYM = 0.85;
const STEM = 0.9;
const TOGETHER = 0.43; // what two words are worth in a document that is named by both: most pairs of two initials mean nothing

/** Whether a word written apart is a particle and nothing else. @param {string} text */
export const isParticle = (store, text) => store.is.sure.exec(`가${text}`)?.[0].length >= text.length;

/** Read one word. @param {object} store @param {{text: string, typed: string}} word lower case, and as typed
 * @param {boolean} [literal] nothing is repaired @param {boolean} [last] it may be half typed
 * @returns {Promise<object | null>} a node, or null where nothing fits */
export async function read(store, { text, typed }, literal, last) {
  await store.load(text);
  if (/^[ㄱ-ㅎ]+$/.test(text)) {
    const latin = keys(text).toLowerCase();
    const meant = !literal && (latin.length > 2 || (store.names.has(latin) && !byWholeInitials(store, text))) && (await exactly(store, latin));
    return meant ? { ...meant, fixed: latin } : byInitials(store, apart(text));
  }
  if (/[ㄱ-ㅣ]/.test(text)) return (!literal && (await otherMode(store, text))) || begun(store, text) || exactly(store, withoutLoose(text)); // 해커톤ㅇ, on the way to 해커톤은
  const count = text.replace(/^\d+/, "몇"); // a number that stands nowhere asks for what it counts: 40살 is 몇 살, 8개월 is 몇 개월
  const found = (await plain(store, text)) ?? (await atPlace(store, text)) ?? (await inPieces(store, text)) ?? (await exactly(store, count));
  if (found) return found;
  const half = () => (last ? begun(store, text) : null);
  return literal ? half() : ((await otherMode(store, typed, last)) ?? (await otherMode(store, text, last)) ?? half() ?? (store.is.ending.test(text) ? null : repaired(store, text)));
}

/** A place by what is named after it: 공릉역, 노원구청. */
function atPlace(store, text) {
  const place = text.match(store.is.place)?.[1];
  return store.columns.get(place)?.place ? plain(store, place) : null;
}

/** The word as it is written: itself, with a particle, as a beginning, inside a compound, as a synonym, without its particle. */
export async function plain(store, text) {
  await store.load(text);
  const own = store.groups(text);
  const terms = new Map();
  const add = (term, fit) => terms.set(term, Math.max(fit, terms.get(term) ?? 0));
  if (store.has(text)) add(text, 1);
  for (const { key } of own) add(key, terms.has(text) ? SYNONYM : 1);
  for (const [term, fit] of around(store, text, terms.size > 0)) add(term, fit);
  if (!terms.size && text.length > 1) addMembers(store, text, add);
  const singular = text.match(/^([a-z]{3,})s$/)?.[1];
  for (const stem of singular ? [singular] : store.stems(text)) {
    if ((terms.has(text) || store.members.has(text)) && !store.is.sure.test(text)) break;
    if (!store.isWord(stem) && stem.length < 3) continue; // 번역가로, where 번역가 is inside a compound alone
    if (store.has(stem)) add(stem, STEM);
    for (const { key } of store.groups(stem)) add(key, SYNONYM * STEM);
    for (const [term, fit] of around(store, stem, true)) add(term, fit * STEM);
    if (terms.size) break;
  }
  return terms.size ? { terms, word: text } : null;
}

/** Synonyms that begin with the word: pyth, on the way to python, which is 파이썬. Not 인천, which begins 인천 사는데. */
function addMembers(store, text, add) {
  for (const [member, groups] of store.members) {
    if (member.startsWith(text) && (text < "가" || text.length > member.length / 2)) for (const { key } of groups) add(key, SYNONYM * (0.6 + 0.3 * (text.length / member.length)));
  }
}

/** Terms that begin with the word or have it inside. */
function* around(store, text, known) {
  const short = text.length < 2 || (known && /^[a-z0-9]{1,3}$/.test(text));
  for (const list of [store.terms(text), store.names, store.compounds(text)]) {
    for (const term of list) {
      const at = term.length > text.length && term[0] !== "#" ? term.indexOf(text) : -1;
      if (at < 0) continue;
      const share = text.length / term.length;
      const rest = term.slice(text.length);
      if (at === 0 && store.isEnding(rest)) yield [term, 0.95];
      else if (at === 0 && (!short || (/^[a-z]/.test(text) && /^[0-9가-힣]/.test(rest)))) yield [term, 0.6 + 0.3 * share];
      else if (at === 0 && !known && store.names.has(term)) yield [term, 0.45];
      else if (!short && term.indexOf(text, text.length > 2 ? 1 : 2) > 0 && term.length > 3) yield [term, 0.5 + 0.2 * share];
    }
  }
}

/** The word as known words one after the other, in as few pieces as can be; what only fills is none of them: 비용있음, 언제끝나. */
async function inPieces(store, text, depth = 3) {
  if (text.length < 3 || !depth) return null;
  const whole = async (part) => (await exactly(store, part)) ?? inPieces(store, part, depth - 1);
  for (let at = text.length - 1; at > 0; at--) {
    const [head, tail] = [text.slice(0, at), text.slice(at)];
    const rest = store.fills(tail) ? head : at > 1 && store.fills(head) && tail;
    const said = rest && (await whole(rest));
    if (said) return said;
    if (tail.length < 2 && !store.columns.has(head)) continue; // 나루역, not 수영장
    const first = await exactly(store, head);
    const second = first && (await whole(tail));
    if (second) return { pieces: [first, second], word: text };
  }
  return null;
}

/** The word that a text is: itself, or what remains of it without an ending (one syllable only if a name); undefined if none is known. */
export async function known(store, text) {
  await store.load(text);
  const isOne = (word) => (word.length > 1 || store.names.has(word) || store.members.has(word)) && store.isWord(word);
  return [text, ...store.stems(text)].find(isOne);
}

/** `plain` of a text that is a known word, else undefined. */
export async function exactly(store, text) {
  const word = await known(store, text);
  return word && plain(store, word);
}

/** The word that these keys give in the other mode of the keyboard, if it is known. */
async function otherMode(store, typed, last) {
  const latin = /[a-z]/i.test(typed);
  const meant = latin ? toHangul(typed) : keys(typed).toLowerCase();
  if (!(latin ? /^[가-힣]+[ㄱ-ㅣ]?$/ : /^[a-z0-9+#]{2,}$/).test(meant)) return null;
  await store.load(meant);
  if (meant.length < 2 && !store.has(meant)) return null;
  const loose = latin || meant.length > 2; // two letters of Latin begin too much
  const found = (await exactly(store, meant)) ?? (loose ? await plain(store, meant) : null) ?? (latin ? await inPieces(store, meant) : null);
  const half = found ?? (latin && meant.length > 1 && (last || /[ㄱ-ㅣ]$/.test(meant)) ? begun(store, meant) : null);
  return half ? { ...half, fixed: meant } : latin && meant.length > 2 ? repaired(store, meant) : null;
}

/** Names with these initials: whole before beginning; two names one after the other; other words from three letters. */
function byInitials(store, text) {
  const terms = new Map();
  for (const name of store.names) {
    const found = initials(name);
    if (found === text && text.length > 1) terms.set(name, store.columns.has(name) ? 1 : text.length > 2 ? 0.9 : 0.5);
    else if (found.startsWith(text) && /^[가-힣]/.test(name)) terms.set(name, (store.columns.has(name) ? 0.75 : 0.4) * (0.7 + 0.3 * (text.length / found.length)));
  }
  if (text.length > 3) for (const member of store.members.keys()) if (initials(member) === text) terms.set(member, 0.9);
  const places = [...terms].filter(([name, fit]) => fit === 1 && store.columns.get(name)?.place);
  if (terms.size) return withGroups(store, { terms: places[0] ? new Map(places) : terms, word: text });
  for (let at = text.length - 2; at >= 2; at--) {
    const pieces = [text.slice(0, at), text.slice(at)].map((part) => byWholeInitials(store, part));
    if (pieces.every(Boolean) && pieces[0].word !== pieces[1].word && weigh(store, { pieces }).strength.some((strength) => strength > TOGETHER)) return { pieces, word: text };
  }
  if (text.length > 2) for (const term of store.terms(text)) if (initials(term) === text) terms.set(term, 0.5);
  return terms.size ? { terms, word: text } : null;
}

function byWholeInitials(store, text) {
  const found = [...store.names].filter((name) => name !== text && initials(name) === text);
  return found[0] ? { terms: new Map(found.map((name) => [name, 0.9])), word: text } : null;
}

const withoutLoose = (text) => text.replace(/[ㄱ-ㅎ]+$/, "");

/** Words that begin with these sounds, or with these letters and then initials: 데잍 on the way to 데이터; 노원ㅋㅍㅅ. */
function begun(store, text) {
  const start = keys(text);
  const head = withoutLoose(text);
  if (start.replace(/\d/g, "").length < 3 || /^[a-z]/.test(text)) return null; // 9기 is not on the way to 9길
  const isShaped = (term) => term.startsWith(head) && initials(term.slice(head.length)).startsWith(apart(text.slice(head.length)));
  const terms = new Map();
  for (const term of candidates(store, text)) {
    if (/^\d*[가-힣]/.test(term) && (isShaped(term) || keys(term).startsWith(start))) terms.set(term, 0.6 + 0.3 * (start.length / keys(term).length));
  }
  return terms.size ? withGroups(store, { terms, word: text }) : null;
}

function candidates(store, text) {
  return [...store.names, ...store.terms(text), ...store.members.keys()];
}

const nearest = (store, text, allowed) => near(text, candidates(store, text), store, allowed);

function withGroups(store, node) {
  for (const [term, fit] of [...node.terms]) for (const { key } of store.groups(term)) node.terms.set(key, fit * SYNONYM);
  return node;
}

/** The known word that differs by a slip, with or without its particle. */
async function repaired(store, text) {
  for (const word of [text, ...store.stems(text)]) {
    const [best] = word === text || word.length > 2 ? nearest(store, word) : [];
    const node = best && (await plain(store, best));
    if (node) return { ...node, fixed: best };
  }
  return repairedInPieces(store, text);
}

/** A compound of a known word and one with a slip: 데이타마케팅. */
async function repairedInPieces(store, text) {
  if (!/^[가-힣]{4,}$/.test(text)) return null;
  await Promise.all([...text].map((_, at) => store.load(text.slice(at)))); // each would be waited for in turn
  for (let at = text.length - 2; at >= 2; at--) {
    const [head, tail] = [text.slice(0, at), text.slice(at)];
    const [first, second] = [await known(store, head), await known(store, tail)];
    if (!first === !second) continue;
    const [best] = nearest(store, first ? tail : head);
    if (!best) continue;
    const pair = first ? [head, best] : [best, tail];
    const pieces = await Promise.all(pair.map((part) => exactly(store, part)));
    if (pieces.every(Boolean)) return { pieces, word: text, fixed: pair.join("") };
  }
  return null;
}

/** Words that might be meant by one too short to repair: for an offer. */
export function offers(store, text) {
  return /^[가-힣]{2,}$/.test(text) ? nearest(store, text, 1).slice(0, 3) : [];
}
