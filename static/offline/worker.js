// The service worker: the site without a network. The build writes a line over this one, with what it knows:
// BUILD = { version, shell (paths), offline (path by beginning of the address), words (by language) }.
//
// Pages come from the network; only where it fails, or is slower than PATIENCE, does a kept copy come, under a bar that
// names its day. Files of assets/ are named by what is in them, so a kept one is as good as a new one.
// Two caches: the shell of this version, and what the visitor has seen, which outlives versions. All sites of a host see the caches
// of all, so behind their names stands the site's path; at the top of a host there is none.

const PATIENCE = 4000; // milliseconds
const root = new URL(self.registration.scope);
const PLACE = root.pathname.slice(0, -1);
const SHELL = `shell-${BUILD.version}${PLACE}`;
const SEEN = `seen${PLACE}`;
const MOST_PAGES = 60;

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("fetch", (event) => {
  const path = pathOf(event.request.url);
  if (event.request.method !== "GET" || path === null) return;
  if (event.request.mode === "navigate") event.respondWith(page(event, path));
  else if (path.startsWith("assets/")) event.respondWith(asset(event));
  else if (/^(fonts|media)\//.test(path)) event.respondWith(changing(event));
});

/** The path of an address below the site's own, without its query; null where it is not of this site. */
function pathOf(address) {
  const url = new URL(address);
  return url.origin === root.origin && url.pathname.startsWith(root.pathname) ? url.pathname.slice(root.pathname.length) : null;
}

const addressOf = (path) => new URL(path, root).href;

async function install() {
  const shell = await caches.open(SHELL);
  await shell.addAll(BUILD.shell.map((path) => new Request(addressOf(path), { cache: path.startsWith("assets/") ? "default" : "reload" })));
  await self.skipWaiting();
}

async function activate() {
  await self.registration.navigationPreload?.enable();
  await self.clients.claim();
  await keepOpenPages();
  await tidy();
}

/** The first page of a first visit came before there was a worker. */
async function keepOpenPages() {
  for (const client of await self.clients.matchAll({ type: "window" })) {
    const path = pathOf(client.url);
    if (path === null) continue;
    await fetch(addressOf(path), { cache: "reload" }).then((answer) => keepPage(path, answer), () => {}); // it is kept next time
  }
}

/** Caches of earlier versions go, but for the files that a page seen still needs; so do files that none needs any more. */
async function tidy() {
  const seen = await caches.open(SEEN);
  const pages = (await seen.keys()).filter(isPage);
  const texts = await Promise.all(pages.map(async (request) => (await seen.match(request)).text()));
  const shell = new Set((await (await caches.open(SHELL)).keys()).map(({ url }) => url));
  // Modules import each other, so a page needs the whole folder of its script.
  const names = (path) => (text) => text.includes(/^assets\/js-\w+\//.exec(path)?.[0] ?? path);
  const isNeeded = ({ url }) => !shell.has(url) && texts.some(names(pathOf(url)));
  for (const name of (await caches.keys()).filter((name) => isShell(name) && name !== SHELL)) {
    const old = await caches.open(name);
    for (const request of await old.keys()) {
      if (!isPage(request) && isNeeded(request)) await seen.put(request, await old.match(request));
    }
    await caches.delete(name);
  }
  for (const request of (await seen.keys()).filter((request) => !isPage(request))) {
    if (!isNeeded(request)) await seen.delete(request);
  }
}

/** Whether a cache is the shell of a version of this site. */
function isShell(name) {
  return /^shell-\w+(.*)$/.exec(name)?.[1] === PLACE;
}

function isPage({ url }) {
  return /(\/|\.html)$/.test(new URL(url).pathname);
}

/** A page: from the network, or a kept copy under the bar, or the page that says what can be opened. */
async function page(event, path) {
  const network = fromNetwork(event, path);
  event.waitUntil(network.catch(() => {}));
  try {
    const late = new Promise((done) => setTimeout(done, PATIENCE, null));
    const answer = await Promise.race([network, late]);
    if (answer) return answer;
    const kept = await keptPage(path);
    return kept ? await under("slow", kept) : await network;
  } catch {
    const kept = await keptPage(path);
    return kept ? under("bar", kept) : offlinePage(path);
  }
}

async function fromNetwork(event, path) {
  const answer = (await event.preloadResponse) ?? (await fetch(event.request));
  event.waitUntil(keepPage(path, answer.clone()));
  return answer;
}

/** Keep a page that is there, forget one that is gone. */
async function keepPage(path, answer) {
  const seen = await caches.open(SEEN);
  if (answer.status === 404 || answer.status === 410) await seen.delete(addressOf(path));
  if (!answer.ok || answer.redirected || !answer.headers.get("content-type")?.startsWith("text/html")) return;
  await seen.delete(addressOf(path)); // so that it goes to the end: the first keys are the oldest
  await seen.put(addressOf(path), answer);
  const pages = (await seen.keys()).filter(isPage);
  for (const request of pages.slice(0, -MOST_PAGES)) await seen.delete(request);
}

/** The newest copy: a page seen after this version came, else the shell's. */
async function keptPage(path) {
  const copies = await Promise.all([SEEN, SHELL].map(async (name) => (await caches.open(name)).match(addressOf(path))));
  return copies.filter(Boolean).sort((a, b) => dayOf(b) - dayOf(a))[0];
}

const dayOf = (answer) => new Date(answer.headers.get("date") ?? 0);

async function offlinePage(path) {
  const [, file] = Object.entries(BUILD.offline).find(([start]) => path.startsWith(start));
  return (await keptPage(file)) ?? Response.error();
}

/** A kept page with a line on top that says why it is shown and of which day it is. */
async function under(why, answer) {
  const html = await answer.text();
  const language = /<html lang="(\w+)"/.exec(html)?.[1];
  const words = BUILD.words[language] ?? Object.values(BUILD.words)[0];
  const day = new Intl.DateTimeFormat(language, { month: "long", day: "numeric", timeZone: "Asia/Seoul" }).format(dayOf(answer));
  const headers = new Headers(answer.headers);
  headers.delete("content-encoding"); // the kept body is plain
  headers.delete("content-length");
  const bar = `<p class="offline" role="status">${words[why].replace("{date}", day)}</p>`;
  return new Response(html.replace("<body>", () => `<body>\n${bar}`), { status: answer.status, headers });
}

/** A file whose name says what is in it. */
async function asset(event) {
  const kept = await caches.match(event.request);
  if (kept) return kept;
  const answer = await fetch(event.request);
  if (answer.ok && answer.status !== 206) event.waitUntil(keep(event.request, answer.clone()));
  return answer;
}

/** A file that may change under its name: from the network while there is one. */
async function changing(event) {
  try {
    const answer = await fetch(event.request);
    if (answer.ok && answer.status !== 206) event.waitUntil(keep(event.request, answer.clone()));
    return answer;
  } catch {
    return (await caches.match(event.request)) ?? Response.error();
  }
}

async function keep(request, answer) {
  await (await caches.open(SEEN)).put(request, answer);
}
