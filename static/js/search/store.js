// The index as the engine asks it: columns of the documents, terms with their documents, cards. Pieces come as needed.

import { statusOf } from "../status.js";
import { toKeys } from "./hangul.js";
import { isEnding } from "./normal.js";

const BASE = 45;
const DAY = 86_400_000;
const EPOCH = Date.UTC(2020, 0, 1);
const DATE_KEYS = ["from", "until", "starts", "ends", "review_by"];
const COLUMN = 4; // what a word is worth that comes from a document's campus, field or type
const NAMED = 4; // from this level on a term is of a title, a tag or a place

/** Whole numbers from the text that generator/index/search/codec.py writes. @param {string} text @returns {number[]} */
export function unpacked(text) {
  const found = [];
  let number = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const sign = code > 92 ? code - 36 : code - 35;
    number = number * BASE + (sign % BASE);
    if (sign >= BASE) continue;
    found.push(number);
    number = 0;
  }
  return found;
}

/** @param {object} core the parsed core file @param {(name: string) => Promise<any>} fetchPiece */
export function openStore(core, fetchPiece) {
  const split = (text) => (text ? text.split(" ") : []);
  const type = unpacked(core.type);
  const field = unpacked(core.field);
  const everywhere = core.campuses.map((_, number) => number);
  const sets = core.sets.map((set) => (set[0] === -1 ? everywhere : set));
  const setOf = unpacked(core.campus);
  const here = setOf.map((set) => (core.sets[set][0] === -1 ? [] : core.sets[set]));
  const dates = datesOf(core.dates, core.count);
  const columns = columnTerms(core, split, { type, field, here });
  const members = memberTerms(core, split);
  const names = new Set([...split(core.names), ...columns.keys()]);
  const shards = core.shards.map(([first, name]) => ({ first, name, loading: null, data: null }));
  const blocks = new Map();
  const statuses = { now: NaN, found: new Map() };

  function shardOf(word) {
    let low = 0;
    for (let number = 1; number < shards.length && shards[number].first <= word; number++) low = number;
    return shards[low];
  }

  /** Have the terms at hand that begin as `word` does. */
  async function load(word) {
    const shard = shardOf(word);
    shard.loading ??= fetchPiece(shard.name).then(
      (piece) => {
        shard.data = opened(typeof piece === "string" ? JSON.parse(piece) : piece, core.levels);
        if (shards.length === 1) for (const name of shard.data.named) names.add(name);
      },
      (fault) => {
        shard.loading = null;
        throw fault;
      },
    );
    await shard.loading;
  }

  /** Where there is only one piece of each kind every query needs them: begin with both at once. */
  function begin() {
    if (shards.length > 1) return;
    for (const piece of [load(""), core.count ? card(0) : null]) piece?.catch(() => {}); // whoever needs it is told again
  }

  const isLoaded = (word) => shardOf(word).data !== null;

  /** The terms of the shard of `word` (loaded before), sorted, and the compounds with an inner word there. */
  const terms = (word) => shardOf(word).data?.terms ?? [];
  const compounds = (word) => shardOf(word).data?.inner ?? [];
  const has = (term) => columns.has(term) || (shardOf(term).data?.numbers.has(term) ?? false);

  /** Whether the index knows the word: as a term, as a term with a particle, or as a synonym. */
  function isWord(word) {
    if (has(word) || members.has(word)) return true;
    const { terms: all } = shardOf(word).data;
    for (let at = lowest(all, word); at < all.length && all[at].startsWith(word); at++) if (isEnding(all[at].slice(word.length))) return true;
    return false;
  }

  /** Call `give(document, weight, titled)` for every document that has the term. */
  function each(term, give) {
    const data = shardOf(term).data;
    const number = data?.numbers.get(term);
    if (number !== undefined) {
      for (let at = data.starts[number]; at < data.starts[number + 1]; at++) {
        give(data.documents[at], core.levels[data.weights[at] & 15], data.weights[at] > 15);
      }
    }
    for (const document of columns.get(term)?.documents ?? []) give(document, COLUMN, false);
  }

  /** The card of a document: [slug, title, summary, text]. */
  async function card(document) {
    const { size, files } = core.cards;
    const number = Math.floor(document / size);
    if (!blocks.has(number)) blocks.set(number, fetchPiece(files[number]).then((piece) => (typeof piece === "string" ? JSON.parse(piece) : piece)));
    try {
      return (await blocks.get(number))[document % size];
    } catch (fault) {
      blocks.delete(number);
      throw fault;
    }
  }

  /** The id of a document's status at `now` (milliseconds), or null; the same for a whole minute. */
  function status(document, now) {
    const minute = now - (now % 60_000);
    if (statuses.now !== minute) Object.assign(statuses, { now: minute, found: new Map() });
    const known = statuses.found.get(document);
    if (known !== undefined) return known;
    const id = dates[document] ? (statusOf(dates[document](), minute)?.id ?? null) : null;
    statuses.found.set(document, id);
    return id;
  }

  return {
    count: core.count,
    types: core.types,
    type,
    field: (document) => core.fields[field[document] - 1],
    campuses: (document) => sets[setOf[document]].map((number) => core.campuses[number]),
    titles: unpacked(core.titles),
    dates: (document) => dates[document]?.() ?? null,
    isPlace: (term) => columns.get(term)?.place ?? false,
    isColumn: (term) => columns.has(term),
    isType: (term) => columns.get(term)?.kind ?? false,
    names,
    members,
    begin,
    load,
    isLoaded,
    terms,
    compounds,
    has,
    isWord,
    each,
    card,
    status,
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
  const terms = t ? t.split(" ") : [];
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
  return { terms, numbers: new Map(terms.map((term, number) => [term, number])), starts, documents, weights, named, inner: i ? i.split(" ") : [] };
}

/** For each word of a campus, a field or a type the documents that have it so. */
function columnTerms(core, split, { type, field, here }) {
  const columns = new Map();
  const at = (word) => {
    if (!columns.has(word)) columns.set(word, { documents: [], place: false, kind: false });
    return columns.get(word);
  };
  const places = core.campuses.map(([, , words]) => split(words));
  const topics = core.fields.map(([, , words]) => split(words));
  const kinds = core.kinds.map(split);
  for (const words of places) for (const word of words) at(word).place = true;
  for (const words of kinds) for (const word of words) at(word).kind = true;
  for (let document = 0; document < core.count; document++) {
    for (const number of here[document]) for (const word of places[number]) at(word).documents.push(document);
    for (const word of topics[field[document] - 1] ?? []) at(word).documents.push(document);
    for (const word of kinds[type[document]]) at(word).documents.push(document);
  }
  return columns;
}

/** For each synonym, as one word, the terms that stand for its groups, and the other members. */
function memberTerms(core, split) {
  const members = new Map();
  for (const [words, key] of core.groups) {
    const group = split(words);
    for (const word of group) members.set(word, [...(members.get(word) ?? []), { key, group }]);
  }
  return members;
}

/** For each document a function that gives its dates as `statusOf` takes them, or null where it has none. */
function datesOf({ shapes, shape, days }, count) {
  const columns = days.map(unpacked);
  const next = columns.map(() => 0);
  const numbers = unpacked(shape);
  const said = shapes.map((text) => ({ forms: text.replace("+", "").split("|"), applies: text.endsWith("+") }));
  return Array.from({ length: count }, (_, document) => {
    const { forms, applies } = said[numbers[document]];
    let day = 0;
    const found = [];
    forms.forEach((form, key) => {
      if (!form) return;
      if (/[dmy]$|^ /.test(form) && form !== "open-ended") {
        const step = columns[key][next[key]++];
        day += step % 2 ? -(step + 1) / 2 : step / 2;
      }
      found.push([DATE_KEYS[key], form, day]);
    });
    if (!found.length && !applies) return null;
    return () => ({ ...Object.fromEntries(found.map(([key, form, at]) => [key, written(form, at)])), ...(applies && { applies }) });
  });
}

function written(form, day) {
  if (form === "open-ended") return form;
  const whole = new Date(EPOCH + day * DAY).toISOString().slice(0, 10);
  return { y: whole.slice(0, 4), m: whole.slice(0, 7), d: whole }[form] ?? whole + form;
}

const keysOf = new Map();
/** `toKeys`, remembered. @param {string} term */
export function keys(term) {
  let found = keysOf.get(term);
  if (found === undefined) keysOf.set(term, (found = toKeys(term)));
  return found;
}
