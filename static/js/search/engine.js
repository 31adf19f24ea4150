// The search engine of the site: no page, no network, no clock of its own.
//
//   const engine = await createEngine(index, fetchPiece);
//   const result = await engine.search("노원 데이터분석", { now: Date.now() });
//   const cards = await engine.cards(result.hits);

import { first, KOREA, last } from "../status.js";
import { DAY, openStore } from "./store.js";
import { bestFirst, rank } from "./rank.js";
import { understand } from "./query.js";

export { excerpt } from "./excerpt.js";

/**
 * @typedef {{id: number, slug: string, type: string, score: number, status: string | null}} Hit
 * @typedef {{name: "status", value: string, word: string}} Filter a word of the query that asks for a state
 * @typedef {Object} Result
 * @property {Hit[]} hits the first of them, `limit` at the most
 * @property {number} total of all that fit
 * @property {{missing: string[]} | null} partial what no document has, where none has all that was asked; then the hits are near, no answers. Empty where each word stands somewhere
 * @property {{from: string, to: string} | null} corrected the query as repaired
 * @property {string[]} suggest words that may have been meant, where nothing was searched for them
 * @property {Filter[]} filters
 * @property {{type: object, status: object, campus: object, field: object}} facets how many fit by each, were it not chosen
 * @property {string[]} marks what to mark in a text
 * @property {object[]} units how the query was read (query.js), for editors
 * @property {object[]} [weights] what each unit is worth in each document (rank.js), for editors
 * @typedef {Object} Card
 * @property {string} slug
 * @property {string} type
 * @property {string} url root-relative, without prefix
 * @property {string} title
 * @property {string[]} campuses their names
 * @property {string | undefined} field its name
 * @property {string | null} status its id, at the moment of the search
 * @property {object | null} dates as statusOf takes them
 * @property {string} summary
 * @property {string} text from which an excerpt is cut
 */
const UNSURE = "unconfirmed"; // it may be open: no closing date is known
const NEVER = 1e15;

/** Make an engine. `index` is the parsed index.json; `fetchPiece` gives a piece by its name ("s/….json", "c/….json"), parsed, and remembers it.
 * @param {object} index @param {(name: string) => Promise<any>} fetchPiece */
export async function createEngine(index, fetchPiece) {
  const core = await fetchPiece(index.core);
  let store = openStore(core, index.shards, fetchPiece);
  let rest = core.rest;
  /** What a document is, for each that may be chosen. */
  const values = {
    type: (id) => [store.typeOf(id)],
    status: (id, now) => [...new Set([store.status(id, now), store.group(store.status(id, now))])], // "running" is both
    campus: (id) => store.campuses(id).map(([slug]) => slug),
    field: (id) => [store.field(id)?.[0]],
  };

  /** The core has of the synonyms those without which a word would find something else (near.py); the others come when a word finds nothing.
   * @param {string} query
   * @param {{now?: number, type?: string, status?: string, campus?: string, field?: string, sort?: "fit"|"opens"|"closes", literal?: boolean, limit?: number}} [options]
   * @returns {Promise<Result>} */
  async function search(query, options) {
    const found = await answer(query, options);
    const groups = rest && (found.corrected || found.units.some(({ hint, nodes }) => hint || !nodes[0])) && (await fetchPiece(rest).catch(() => null)); // it may be out of reach
    if (!groups) return found;
    store = openStore({ ...core, groups }, index.shards, fetchPiece);
    rest = null;
    return answer(query, options);
  }

  async function answer(query, { now = 0, sort = "fit", literal, limit = 20, ...chosen } = {}) {
    now = +now;
    const said = await understand(store, query, literal);
    const typed = query.trim(); // it may be marks or fillers alone
    let { hits: pool, missing = null, guides, ...judged } = said.units[0] ? rank(store, said, now) : typed && !said.states[0] ? { hits: [], missing: [typed] } : everything(now);
    if (said.states[0]) {
      const limits = limitsOf(now);
      const isGuide = ({ id }) => store.typeOf(id) === "pages";
      let kept = pool.filter(({ id }) => said.states.every(({ value }) => isIn(values.status(id, now), value, momentOf(last, store.dates(id)?.until), limits[value])));
      if (!kept[0] && guides && isGuide(pool[0])) kept = pool.filter(isGuide); // 프리랜서인데 신청 가능?
      if (kept[0] || !said.units[0]) pool = kept.sort((a, b) => (a.status === UNSURE) - (b.status === UNSURE));
      if (!kept[0]) missing = [...(missing ?? []), ...said.states.map(({ word }) => word)];
    }
    const passing = (id, but) => Object.entries(values).every(([name, of]) => name === but || chosen[name] == null || of(id, now).includes(chosen[name]));
    const hits = sorted(pool.filter(({ id }) => passing(id)), sort);
    const page = await Promise.all(hits.slice(0, limit).map(dressed));
    if (sort === "fit" && !missing) namesakesFirst(store, page, query);
    return {
      ...judged,
      total: hits.length,
      hits: page,
      partial: missing && { missing },
      corrected: correctedOf(typed, said),
      suggest: pool.length && !missing ? [] : said.suggest,
      filters: said.states,
      facets: facetsOf(pool, passing, now),
      units: said.units,
      marks: marksOf(store, said.units),
    };
  }

  function everything(now) {
    const hits = Array.from({ length: store.count }, (_, id) => {
      const status = store.status(id, now);
      return { id, status, score: store.prior(status) ?? 0 };
    });
    return { hits: bestFirst(hits) };
  }

  async function dressed(hit) {
    const [slug, title] = await store.card(hit.id);
    return { ...hit, slug, title, type: store.typeOf(hit.id) };
  }

  /** By the first moment of applying, or the last; what has none comes after that, what is over last. */
  function sorted(hits, by) {
    if (by === "fit") return hits;
    const placeOf = ({ id, status }) =>
      (by === "opens" ? momentOf(first, store.dates(id)?.from) : momentOf(last, store.dates(id)?.until)) + (store.group(status) === "past" && NEVER);
    return hits.map((hit) => [placeOf(hit), hit]).sort(([a], [b]) => a - b).map(([, hit]) => hit);
  }

  function facetsOf(pool, passing, now) {
    const facets = {};
    for (const name of Object.keys(values)) {
      const counts = (facets[name] = {});
      for (const { id } of pool) if (passing(id, name)) for (const value of values[name](id, now)) if (value) counts[value] = (counts[value] ?? 0) + 1;
    }
    return facets;
  }

  /** What to show of these hits. @param {Hit[]} hits @returns {Promise<Card[]>} */
  async function cards(hits) {
    return Promise.all(
      hits.map(async ({ id, status }) => {
        const [slug, title, summary, text, part = ""] = await store.card(id);
        const type = store.typeOf(id);
        const url = [core.language === "ko" ? "" : `/${core.language}`, type === "pages" ? "" : `/${type}`, `/${slug}/${part}`].join("");
        const campuses = store.campuses(id).map(([, name]) => name);
        return { slug, title, type, status, url, campuses, field: store.field(id)?.[1], dates: store.dates(id), summary, text };
      }),
    );
  }

  return { search, cards };
}

/** What is called just as the query goes first. */
function namesakesFirst({ squeezed }, page, query) {
  const name = squeezed(query);
  page.sort((a, b) => (squeezed(b.title) === name) - (squeezed(a.title) === name));
}

/** The `end` of a written date, `first` or `last`; of what is none ("open-ended"), never. */
function momentOf(end, date) {
  return date < "9" ? end(date) : NEVER;
}

/** The ends of today, of the week and of the month that the visitor is in, for what closes by then: midnight is still the day before. */
function limitsOf(now) {
  const there = new Date(now + KOREA);
  const [today, month] = [10, 7].map((length) => last(there.toISOString().slice(0, length)) + 1);
  return { today, week: today + ((7 - there.getUTCDay()) % 7) * DAY, month };
}

/** Whether what is in these `states` is as a word asks: in that state, or open and until the limit of that word; what is unsure may be open. */
function isIn(states, value, until, limit) {
  return limit ? states.includes("now") && until <= limit : states.includes(value) || (value === "now" && states.includes(UNSURE));
}

/** The query with each repaired word in its place, or null where none was. */
function correctedOf(from, { units, said }) {
  const fixed = (unit) => unit.nodes[0]?.fixed;
  return units.some(fixed) ? { from, to: said.map((part) => (part.words ? (fixed(part) ?? part.words.join(" ")) : part)).join(" ") } : null;
}

/** The forms to mark: the word where terms have it in them, else the terms. */
function marksOf(store, units) {
  const marks = new Set();
  const add = (node, typed) => {
    if (node.pieces) return node.pieces.forEach((piece) => add(piece, piece.word));
    for (const term of node.terms.keys()) {
      if (term[0] === "#") for (const { group } of [node.word, ...store.stems(node.word)].flatMap(store.groups)) group.forEach((member) => marks.add(member));
      else marks.add(term.includes(typed) ? typed : term);
    }
  };
  for (const unit of units) for (const node of unit.nodes) add(node, node.fixed ?? node.word);
  return [...marks].filter((mark) => mark.length > 1 || units.length === 1);
}
