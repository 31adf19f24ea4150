// The index as the engine asks it: columns of the documents, terms with their documents, cards. Pieces come as needed.

import { statusOf } from "../status.js";
import { toKeys } from "./hangul.js";
import { grammar } from "./normal.js";

const BASE = 45;
export const DAY = 86_400_000;
const EPOCH = Date.UTC(2020, 0, 1);
const DATE_KEYS = ["ends", "starts", "until", "from", "review_by"];
const COLUMN = 4; // what a word is worth that comes from a document's campus, field or type
const NAMED = 4; // from this level on a term is of a title, a tag or a place

/** Whole numbers from the text that generator/index/search/codec.py writes. @param {string} text @returns {number[]} */
export function unpacked(text) {
  const found = [];
  let number = 0;
  for (const letter of text) {
    const code = letter.charCodeAt(0);
    const sign = code - 35 - (code > 92);
    number = number * BASE + (sign % BASE);
    if (sign < BASE) {
      found.push(number);
      number = 0;
    }
  }
  return found;
}

const split = (text) => (text ? text.split(" ") : []);

/** @param {object} core the parsed core file @param {[string, string][]} files the first term and the name of each file of terms
 * @param {(name: string) => Promise<any>} fetchPiece one that remembers what it has fetched */
export function openStore(core, files, fetchPiece) {
  const members = memberTerms(core);
  const { isEnding, ...language } = grammar(core, members);
  const type = unpacked(core.type);
  const field = unpacked(core.field);
  const everywhere = core.campuses.map((_, number) => number);
  const is = Object.fromEntries(Object.entries(core.patterns).map(([name, pattern]) => [name, new RegExp(pattern)]));
  const setOf = unpacked(core.campus).map((number) => core.sets[number]);
  const here = setOf.map((set) => (set[0] === -1 ? [] : set));
  const days = daysOf(core.dates);
  const columns = columnTerms(core, { type, field, here });
  const fillers = new Set(split(core.fillers));
  const names = new Set([...split(core.names), ...columns.keys()]);
  const shards = files.map(([first, name]) => ({ first, name, data: null }));
  let minute, statuses;

  const shardOf = (word) => shards.findLast(({ first }) => first <= word) ?? shards[0];

  /** Have the terms at hand that begin as `word` does. */
  async function load(word) {
    const shard = shardOf(word);
    const piece = await fetchPiece(shard.name);
    if (shard.data) return;
    shard.data = opened(piece, core.levels);
    if (shards.length === 1) for (const name of shard.data.named) names.add(name);
  }

  /** The terms of the shard of `word` (loaded before), sorted, and the compounds with an inner word there. */
  const terms = (word) => shardOf(word).data?.terms ?? [];
  const compounds = (word) => shardOf(word).data?.inner ?? [];
  const has = (term) => columns.has(term) || (shardOf(term).data?.numbers.has(term) ?? false);

  /** Whether the index knows the word: as a term, as a term with a particle, or as a synonym. */
  function isWord(word) {
    if (has(word) || members.has(word)) return true;
    const all = terms(word);
    for (let at = lowest(all, word); all[at]?.startsWith(word); at++) if (isEnding(all[at].slice(word.length))) return true;
    return false;
  }

  /** Call `give(document, weight, titled)` for every document that has the term. */
  function each(term, give) {
    const { data } = shardOf(term);
    const number = data?.numbers.get(term);
    for (let at = data?.starts[number]; at < data?.starts[number + 1]; at++) {
      give(data.documents[at], core.levels[data.weights[at] & 15], data.weights[at] > 15);
    }
    for (const document of columns.get(term)?.documents ?? []) give(document, COLUMN, false);
  }

  /** The card of a document: [slug, title, summary, text]. */
  async function card(document) {
    const { size, names: blocks } = core.cards;
    return (await fetchPiece(blocks[Math.floor(document / size)]))[document % size];
  }

  /** Whether a word only fills, or what it has a particle on does: 어디가. */
  const fills = (word) => fillers.has(word) || language.stems(word).some((stem) => fillers.has(stem));

  const dates = (document) => days[document] && written(days[document]);

  /** The id of a document's status at `now` (milliseconds), or null; the same for a whole minute but for its first tick, until which 18:00 lasts. */
  function status(document, now) {
    const start = now - (now % 60_000) + (now % 60_000 > 0);
    if (minute !== start) [minute, statuses] = [start, []];
    return (statuses[document] ??= (days[document] && statusOf(dates(document), minute)?.id) ?? "") || null;
  }

  return {
    typeOf: (document) => core.types[type[document]],
    field: (document) => core.fields[field[document] - 1],
    campuses: (document) => (setOf[document][0] === -1 ? everywhere : setOf[document]).map((number) => core.campuses[number]),
    count: core.count,
    titles: unpacked(core.titles),
    dates,
    columns,
    names,
    members,
    fills,
    own: new Set(split(core.own)),
    states: core.states,
    groups: (word) => members.get(word) ?? [],
    ...language,
    is,
    isEnding,
    load,
    isLoaded: (word) => shardOf(word).data,
    terms,
    compounds,
    has,
    each,
    isWord,
    status,
    card,
    group: (status) => core.statuses[status]?.[0],
    prior: (status) => core.statuses[status]?.[1],
  };
}

/** The number of the first of the sorted terms that is not below `word`. */
export function lowest(terms, word) {
  let [low, high] = [0, terms.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (terms[middle] < word) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A shard, unpacked: terms, and for each where its documents and weights begin. */
function opened({ t, n, d, w, i }, levels) {
  const terms = split(t);
  const gaps = unpacked(d);
  const weights = Uint8Array.from(unpacked(w));
  const documents = new Uint32Array(gaps.length);
  const starts = [0];
  const named = [];
  let at = 0;
  unpacked(n).forEach((count, number) => {
    let document = -1;
    let name = false;
    for (const end = at + count; at < end; at++) {
      document += gaps[at] + 1;
      documents[at] = document;
      name ||= weights[at] > 15 || (weights[at] >= NAMED && terms[number][0] !== "#");
    }
    if (name && terms[number][0] !== "#") named.push(terms[number]);
    starts.push(at);
  });
  return { terms, numbers: new Map(terms.map((term, number) => [term, number])), starts, documents, weights, named, inner: split(i) };
}

/** For each word of a campus, a field or a type the documents that have it so. */
function columnTerms(core, { type, field, here }) {
  const columns = new Map();
  const at = (word) => {
    if (!columns.has(word)) columns.set(word, { documents: [] });
    return columns.get(word);
  };
  const places = core.campuses.map(([, , words]) => split(words));
  const topics = core.fields.map(([, , words]) => split(words));
  const kinds = core.kinds.map(split);
  for (const word of places.flat()) at(word).place = true;
  for (const word of kinds.flat()) at(word).kind = true;
  for (let document = 0; document < core.count; document++) {
    const own = [...here[document].map((number) => places[number]), topics[field[document] - 1] ?? [], kinds[type[document]]];
    for (const word of own.flat()) at(word).documents.push(document);
  }
  return columns;
}

/** For each synonym, as one word, the terms that stand for its groups, and the other members; the term of those that stand nowhere is "". */
function memberTerms(core) {
  const members = new Map();
  for (const [words, key] of core.groups) {
    const group = split(words);
    for (const word of group) members.set(word, [...(members.get(word) ?? []), { key, group }]);
  }
  return members;
}

/** For each document its dates as [form, day since 2020] by key, and whether one may apply; null where it has none. */
function daysOf({ shapes, shape, days }) {
  const steps = days.map((text) => unpacked(text).values());
  let before = 0; // the first day of the document before
  return unpacked(shape).map((number) => {
    const [applies, ...forms] = shapes[number];
    let day;
    const found = forms.map((form, key) => {
      if (!form || form === "open-ended") return [form];
      const { value } = steps[key].next();
      const step = value % 2 ? -(value + 1) / 2 : value / 2;
      day = day === undefined ? (before += step) : day + step;
      return [form, day];
    });
    return applies || forms.some(Boolean) ? { found, applies } : null;
  });
}

/** Dates as `statusOf` takes them. */
function written({ found, applies }) {
  const dates = applies ? { applies: true } : {};
  found.forEach(([form, day], key) => {
    if (!form) return;
    const whole = day === undefined ? "" : new Date(EPOCH + day * DAY).toISOString().slice(0, { y: 4, m: 7 }[form] ?? 10);
    dates[DATE_KEYS[key]] = form.length > 1 ? whole + form : whole;
  });
  return dates;
}

/** A function of a word that remembers what it gave. @param {(word: string) => string} make */
export function remembered(make) {
  const found = new Map();
  return (word) => found.get(word) ?? (found.set(word, make(word)), found.get(word));
}

/** `toKeys`, remembered. */
export const keys = remembered(toKeys);
