// Runs one query: node ask.mjs <engine.js> <index folder> <{"query", "now", "limit"}>; prints the result with its cards as JSON.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [, , script, folder, asked] = process.argv;
const { createEngine } = await import(pathToFileURL(resolve(script)));
const read = (name) => JSON.parse(readFileSync(`${folder}/${name}`, "utf8"));
const { query, ...options } = JSON.parse(asked);
const index = read("index.json");
const core = read(index.core);
const groups = new Map(core.groups.map(([members, key]) => [key, `[${members.split(" ").slice(0, 4).join(", ")}]`]));
const engine = await createEngine(index, async (name) => read(name));
const result = await engine.search(query, options);
// A group of synonyms shows its first members.
const units = result.units.map(({ words, weak = false, nodes }) => ({ words, weak, forms: nodes.flatMap(formsOf) }));
const hits = result.hits.map((hit) => ({ ...hit, why: whyOf(hit) }));
const { weights: _, ...said } = result;
console.log(JSON.stringify({ ...said, hits, units, cards: await engine.cards(result.hits) }));

/** What each unit adds to a hit. */
function whyOf({ id }) {
  return result.units.map(({ words }, at) => ({ words, strength: result.weights[at].strength[id], titled: Boolean(result.weights[at].titled[id]) }));
}

/** The terms that a node matches, the best first; pieces as one. */
function formsOf(node) {
  if (node.pieces) return [[node.pieces.map((piece) => formsOf(piece)[0]?.[0] ?? "").join(" + "), 1]];
  return [...node.terms].sort((a, b) => b[1] - a[1]).slice(0, 8).map(([term, fit]) => [groups.get(term) ?? term, fit]);
}
