// Runs queries in Node: node engine.mjs <scripts> <index folder> < queries.json; prints what was found, bytes and times as JSON.
import { readFileSync, statSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";

const [, , scripts, folder] = process.argv;
const { createEngine } = await import(`file://${scripts}/search/engine.js`);
const { queries, now } = JSON.parse(readFileSync(0, "utf8"));
const sizes = new Map();

function bytesOf(name) {
  if (!sizes.has(name)) sizes.set(name, brotliCompressSync(readFileSync(`${folder}/${name}`), { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }).length);
  return sizes.get(name);
}
const parsed = new Map();
function read(name) {
  if (!parsed.has(name)) parsed.set(name, JSON.parse(readFileSync(`${folder}/${name}`, "utf8")));
  return parsed.get(name);
}

const index = read("index.json");
const { core } = index;
const found = [];
for (const query of queries) {
  // A fresh engine: what the first query of a visit loads.
  const loaded = [];
  const fresh = await createEngine(index, async (name) => (loaded.push(name), read(name)));
  const result = await fresh.search(query, { now, limit: 10 });
  // Again with everything at hand: what the query itself takes.
  const times = [];
  for (let round = 0; round < 3; round++) {
    const start = performance.now();
    await fresh.search(query, { now, limit: 10 });
    times.push(performance.now() - start);
  }
  found.push({
    slugs: result.hits.map(({ type, slug }) => `${type}/${slug}`),
    partial: !!result.partial,
    corrected: result.corrected?.to ?? null,
    bytes: ["index.json", ...new Set(loaded)].reduce((sum, name) => sum + bytesOf(name), 0),
    requests: new Set(loaded).size - 1, // beside the core
    ms: Math.min(...times),
  });
}
const start = performance.now();
await createEngine(index, async (name) => (name === core ? read(core) : null));
console.log(JSON.stringify({ found, core: bytesOf(core), opening: performance.now() - start, raw: statSync(`${folder}/${core}`).size }));
