// The network side of the search: the engine and the files of the index, each fetched once and only when it is wanted.
// What fails is tried once more; then the failure is reported and the next call begins anew.

const PATIENCE = 15_000;
const opened = new Map();
let attempts = 0;

/** The results of a query, with all that is needed to show them. Rejects where the engine or a file does not load.
 * @param {string} folder Address of the index of one language, with a slash at its end.
 * @param {string} query @param {object} options As `engine.search` takes them, but for `now`. */
export async function ask(folder, query, options) {
  const { engine, excerpt } = await openEngine(folder, query);
  const whole = query.replace(/\s[\u3131-\u318e]$/, ""); // a loose letter behind words is the way to a syllable yet
  const result = await engine.search(whole, { now: Date.now(), ...options });
  const cards = await engine.cards(result.hits);
  return { result, cards, excerpt };
}

/** The engine of a folder, once for the page: {engine, excerpt}. @param {string} folder @param {string} [query] the first one, where there is one */
export function openEngine(folder, query = "") {
  if (!opened.has(folder)) {
    const opening = made(folder, query);
    opening.catch(() => opened.delete(folder));
    opened.set(folder, opening);
  }
  return opened.get(folder);
}

async function made(folder, query) {
  const pieces = new Map();
  const piece = (name) => {
    if (!pieces.has(name)) {
      // The name holds the digest of the content: whatever copy the browser has is the right one.
      const fetching = twice(() => get(folder + name, "force-cache"));
      fetching.catch(() => pieces.delete(name));
      pieces.set(name, fetching);
    }
    return pieces.get(name);
  };
  const index = twice(() => get(`${folder}index.json`, "no-cache")).then((found) => {
    for (const name of early(found, query)) piece(name).catch(() => {}); // whoever needs it is told again
    return found;
  });
  const [{ createEngine, excerpt }, found] = await Promise.all([twice(script), index]);
  return { engine: await createEngine(found, piece), excerpt };
}

/** What the first query needs in any case, all at once: the core, and the lists of its words, as far as their letters tell. */
function early({ core, shards, cards }, query) {
  const words = query.normalize("NFC").toLowerCase().match(/\S+/g) ?? [];
  const lists = shards.length > 1 ? words.map((word) => (shards.findLast(([first]) => first <= word) ?? shards[0])[1]) : shards.map(([, name]) => name);
  return new Set([core, ...lists, ...cards]);
}

/** A browser may remember that a module failed, so another try has another address. */
function script() {
  attempts += 1;
  return import(`../search/engine.js${attempts > 1 ? `?try=${attempts}` : ""}`);
}

async function get(address, cache) {
  const answer = await fetch(address, { cache, signal: AbortSignal.timeout(PATIENCE) });
  if (!answer.ok) throw new Error(address);
  return answer.json();
}

function twice(act) {
  return act().catch(act);
}
