// A stand-in for static/js/search/engine.js in the tests of box and page: the same contract, answers written down.
// The core is {answers: {query: …}, documents: [Card…]}; what is not written down is looked for in titles as it is.

const STATUS = { now: ["closing", "open", "rolling"], soon: ["upcoming", "unconfirmed"], running: ["running"], past: ["closed", "ended"] };

export async function createEngine(index, fetchPiece) {
  const core = await fetchPiece(index.core);
  const { documents, answers } = core;
  const groupOf = (card) => Object.keys(STATUS).find((name) => STATUS[name].includes(card.status));
  return {
    names: core.names,
    async search(query, { type, status, campus, field, literal = false, limit = 20, offset = 0 }) {
      const written = literal ? {} : (answers[query] ?? {});
      if (written.wait) await new Promise((done) => setTimeout(done, written.wait));
      if (written.piece) await fetchPiece(written.piece);
      const found = documents.filter((card) => card.title.includes(written.look ?? query));
      const fits = { type: (card) => card.type, status: groupOf, campus: (card) => card.campus, field: (card) => card.fieldSlug };
      const chosen = Object.entries({ type, status, campus, field }).filter(([, value]) => value);
      const hits = found.filter((card) => chosen.every(([name, value]) => fits[name](card) === value));
      const facets = Object.fromEntries(Object.entries(fits).map(([name, of]) => [name, count(found.map(of))]));
      const shown = hits.slice(offset, offset + limit).map((card, id) => ({ id, slug: card.slug, type: card.type, score: 1, status: card.status }));
      return { partial: null, corrected: null, suggest: [], filters: [], facets, marks: [written.look ?? query], ...written.result, hits: shown, total: hits.length };
    },
    cards: async (hits) => hits.map(({ slug }) => documents.find((card) => card.slug === slug)),
  };
}

function count(values) {
  return values.filter(Boolean).reduce((sums, value) => ({ ...sums, [value]: (sums[value] ?? 0) + 1 }), {});
}

export function excerpt(text, marks, length) {
  const [mark] = marks;
  const at = mark ? text.indexOf(mark) : -1;
  if (at < 0) return [[text.slice(0, length), false]];
  return [[text.slice(0, at), false], [mark, true], [text.slice(at + mark.length, length), false]].filter(([piece]) => piece);
}
