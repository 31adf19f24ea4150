// From units to documents: how well each has every unit, which have all, and in what order they stand.

const HALF = 4; // a strength of this much is worth half
const PIECES = 0.9;
const APART = 0.5; // words that may stand anywhere, where they are known as one
const TITLE_BONUS = 0.6;

/** What a unit or a node is worth in each document, and whether its words stand in the title.
 * Of `nodes` the best counts; `pieces` have all to be there, and the least counts.
 * @returns {{strength: Float32Array, titled: Float32Array}} */
export function weigh(store, { terms = [], nodes, pieces, apart }) {
  const strength = new Float32Array(store.count);
  const titled = new Float32Array(store.count);
  for (const [term, fit] of terms) {
    store.each(term, (document, weight, inTitle) => {
      const worth = (fit * weight) / (weight + HALF);
      if (worth > strength[document]) strength[document] = worth;
      if (inTitle && fit > 0.9) titled[document] = 1;
    });
  }
  const parts = (nodes || pieces || []).map((part) => weigh(store, part));
  if (parts.length === 1) return parts[0];
  const of = nodes ? Math.max : Math.min;
  const share = nodes ? 1 : apart ? APART : PIECES;
  for (let document = 0; parts.length && document < store.count; document++) {
    strength[document] = share * of(...parts.map((part) => part.strength[document]));
    titled[document] = of(...parts.map((part) => part.titled[document]));
  }
  return { strength, titled };
}

/** The documents in order of fit: those with all that is asked (of places alone, with one: 강남 마포), or else the near ones and what stands
 * nowhere (nothing, where no one has all).
 * `guides` says that pages which explain may answer, though they are in no state.
 * @returns {{hits: {id: number, score: number}[], missing?: string[], guides?: boolean}} */
export function rank(store, { units, question }, now) {
  const weights = units.map((unit) => weigh(store, unit));
  const found = weights.map(({ strength }) => strength.reduce((sum, one) => sum + (one > 0), 0));
  const asked = [(unit) => !unit.weak, (unit) => !unit.hint, () => true].map((is) => units.map(is)).find((row) => row.includes(true));
  const rarity = found.map((count, at) => (asked[at] ? 1 : 0.3) * (0.3 + Math.log(1 + store.count / (count + 1))));
  const sum = rarity.reduce((total, value, at) => total + asked[at] * value, 0);
  const lost = units.filter((unit, at) => asked[at] && !found[at]);
  const [guides, lift, least] = liftOf(store, units, question);
  const scored = [];
  for (let id = 0; id < store.count; id++) {
    let [score, share, titled] = [0, 0, 0];
    for (let at = 0; at < units.length; at++) {
      const strength = weights[at].strength[id];
      if (strength) {
        score += rarity[at] * strength;
        share += asked[at] * rarity[at];
        titled += weights[at].titled[id] * units[at].words.length;
      }
    }
    if (!share) continue;
    score += TITLE_BONUS * Math.min(1, titled / Math.max(1, store.titles[id])) * share; // as much as it covers of the title
    share /= sum;
    const status = store.status(id, now);
    scored.push({ id, share, status, score: score * share * (store.prior(status) ?? 1) * lift(id) });
  }
  const sharing = (least) => bestFirst(scored.filter(({ share }) => share >= least));
  const full = sharing(least);
  const fit = full[0] || !question ? full : sharing(0.5); // with half, 부산 사람도 신청할 수 있나요 has an answer
  if (fit[0]) return { hits: fit, weights, guides };
  return { hits: sharing(0.3), missing: lost.map((unit) => unit.words.join(" ")), weights };
}

export const bestFirst = (hits) => hits.sort((a, b) => b.score - a.score || a.id - b.id);

/** A place alone asks for its campus; a place with a topic rather for courses; a question for the pages that answer.
 * Gives whether it asks for more than a place or a kind of thing (지금 모집하는 과정은?), what each document is worth for it, and how much of
 * it one has to have. */
function liftOf(store, units, question) {
  const is = (what, unit) => unit.nodes.some((node) => node.terms && [...node.terms.keys()].some((term) => store.columns.get(term)?.[what]));
  const isPlace = (unit) => is("place", unit);
  const places = units.some(isPlace);
  const topics = units.some((unit) => !unit.weak && !isPlace(unit) && !is("kind", unit));
  const lifts = { campuses: !places ? 1 : topics ? 0.75 : 1.5, pages: question ? 1.8 : 1 };
  return [question && topics, (id) => lifts[store.typeOf(id)] ?? 1, units.every(isPlace) ? 0.1 : 1];
}
