// The search page: results while the visitor types, narrowed and sorted by the choices beside them. The form is the whole
// state: what stands in it goes into the address, and what stands in the address goes into it. Only the latest query paints.
import { ask, openEngine } from "../search/load.js";
import { chipOf, isQuery, labelOf, lackOf, put, searchAddress, whenOf } from "../search/view.js";
import { announcer, fill } from "../search/sentences.js";

const STEP = 10; // a phone shows three or four at once, and each may come with a file of its own
const SLOW = 700;
const CUT = 72; // letters of the excerpt: two lines of a phone, or little more

/** @param {HTMLElement} root The element of templates/pages/search.html with data-index, data-prefix, data-kinds, data-words, data-more, data-dates. */
export function start(root) {
  const part = (name) => root.querySelector(`[data-part=${name}]`);
  const page = {
    root,
    part,
    form: root.querySelector("form"),
    words: { ...JSON.parse(root.dataset.words), ...JSON.parse(root.dataset.more), dates: JSON.parse(root.dataset.dates) },
    kinds: JSON.parse(root.dataset.kinds),
    announce: announcer(root.querySelector("[role=status]")),
    title: document.title,
    shown: history.state?.shown ?? STEP, // who comes back finds as many as there were, and stands where they stood
    top: history.state?.top,
    turn: 0,
  };
  for (const control of root.querySelectorAll(":disabled")) control.disabled = false; // without script they choose nothing
  listen(page);
  readAddress(page, page.form.elements.q.value !== ""); // typed while this module was on its way
  if (page.form.elements.q.value) look(page);
  else openEngine(root.dataset.index).catch(() => {}); // the first query says what went wrong
}

/** This module runs as soon as it is here, which is before the style sheet is: what the first answer needs need not wait for that. */
function beforehand() {
  const index = document.querySelector("link[as=fetch]")?.getAttribute("href");
  const query = askedIn(location).get("q")?.trim();
  if (index && query) openEngine(index.slice(0, index.lastIndexOf("/") + 1), query).catch(() => {}); // the query itself says what went wrong
}

function listen(page) {
  const { form, root, part } = page;
  const again = () => {
    page.shown = STEP;
    look(page);
  };
  form.addEventListener("input", (event) => {
    if (event.target.name === "q") form.elements.literal.value = "";
    again();
  });
  part("choices").addEventListener("input", again); // these controls belong to the form, but stand outside
  part("order").addEventListener("input", again);
  form.addEventListener("submit", (event) => {
    event.preventDefault(); // the results have long been there; the button leads to them
    if (isQuery(form.elements.q.value.trim())) part("heading").focus();
  });
  root.addEventListener("click", (event) => ACTS[event.target.closest("[data-act]")?.dataset.act]?.(page, event));
  document.addEventListener("click", (event) => {
    if (!event.defaultPrevented && event.target.closest(`a:not([href^="#"])`)) leave(page);
  });
  root.addEventListener("keydown", (event) => key(page, event));
  addEventListener("hashchange", () => {
    if (!isAsked(location.hash)) return;
    readAddress(page);
    again();
  });
}

// What stands in the form, and in the address

/** The choices by name, without those left open. */
function chosenIn(form) {
  const values = [...new FormData(form)].map(([name, value]) => [name, value.trim()]);
  return new Map(values.filter(([name, value]) => value && !(name === "sort" && value === "fit")));
}

const isAsked = (hash) => hash.startsWith("#q=");

const askedIn = ({ hash, search }) => new URLSearchParams(isAsked(hash) ? hash.slice(1) : search);

/** @param {boolean} [typed] The query that stands there is the visitor's: to write into it would end a syllable that is being composed. */
function readAddress(page, typed = false) {
  const asked = askedIn(location);
  for (const control of page.form.elements) {
    if (control.name && !(typed && control.name === "q")) write(control, asked.get(control.name) ?? "");
  }
  page.part("narrow").open = [...page.part("choices").querySelectorAll("select")].some((control) => control.value);
}

/** Set a control; a value that a list does not have leaves it at its first. */
function write(control, value) {
  control.value = value;
  if (control.selectedIndex < 0) control.selectedIndex = 0;
}

/** The address is rewritten in place, which sends nothing; browsers limit how often, so only when typing pauses. The link to the other
 * language takes the choices along, behind the hash. */
function keepAddress(page, chosen) {
  clearTimeout(page.later);
  page.later = setTimeout(() => {
    const query = new URLSearchParams([...chosen]).toString();
    history.replaceState({ shown: page.shown }, "", location.pathname + (query && `?${query}`));
    const tongue = document.querySelector(".tongue");
    if (tongue) tongue.hash = query;
    document.title = chosen.has("q") ? `${chosen.get("q")} — ${page.title}` : page.title;
  }, 150);
}

/** The way back asks the host for this address again, and then no word may stand in it: behind the hash it is sent nowhere. */
function leave(page) {
  clearTimeout(page.later);
  const chosen = chosenIn(page.form);
  if (chosen.has("q")) history.replaceState({ shown: page.shown, top: scrollY }, "", searchAddress(location.pathname, chosen));
}

// Looking

/** @param {number} [from] The number of the result that gets the focus: the first of those that "more" brought. */
async function look(page, from) {
  const mine = ++page.turn;
  const chosen = chosenIn(page.form);
  const { q = "", literal, ...options } = Object.fromEntries(chosen);
  keepAddress(page, chosen);
  document.documentElement.toggleAttribute("data-asked", isQuery(q));
  if (!isQuery(q)) return empty(page);
  const slow = setTimeout(() => mine === page.turn && wait(page), SLOW);
  try {
    const answer = await ask(page.root.dataset.index, q, { ...options, literal: Boolean(literal), limit: page.shown });
    if (mine === page.turn) paint(page, chosen, answer);
    if (page.top) scrollTo(0, page.top); // the results were not there yet when the browser looked for the place
    page.top = 0;
    if (mine === page.turn && from) page.part("hits").children[from]?.querySelector("a").focus();
  } catch (fault) {
    console.warn(fault);
    if (mine === page.turn) say(page, { heading: page.words.broken, broken: true });
  } finally {
    clearTimeout(slow);
  }
}

function empty(page) {
  say(page, { heading: page.words.looking, index: true });
  page.announce("");
  delete page.root.dataset.ready; // the next answer is a first one again: it gets its room
}

/** The files are slow: say so, and offer the list. What stands there stays, so that nothing moves. */
function wait({ root, part, words, announce }) {
  part("heading").textContent = words.loading;
  announce(words.loading);
  part("wait").hidden = "ready" in root.dataset;
}

function paint(page, chosen, answer) {
  const { result } = answer;
  const { words, part } = page;
  const none = !result.total;
  const narrowed = none && Object.keys(result.facets).some((name) => chosen.has(name));
  // Who asks for what is open finds what may be: the first of it is what is open, so where that is not sure, nothing is.
  const unsure = result.filters[0] && answer.cards[0]?.status === "unconfirmed";
  const count = fill(unsure ? words.unsure : words.count, { count: result.total });
  const near = !none && result.partial;
  const lack = none || near ? lackOf(result, words, chosen.get("q")) : "";
  say(page, {
    heading: narrowed ? words.none_narrowed : lack || count,
    partial: !!near,
    count: near ? count : "",
    repaired: result.corrected && fill(words.corrected, result.corrected),
    literal: result.corrected && fill(words.literal, { query: result.corrected.from }),
    none,
    narrowed,
    found: !none,
  });
  part("hits").replaceChildren(...answer.cards.map((card) => hitOf(page, card, answer)));
  part("more").hidden = answer.cards.length >= result.total;
  part("suggest").replaceChildren(...(result.total && !result.partial ? [] : result.suggest.map((word) => suggestion(page, word))));
  part("taken").replaceChildren(...result.filters.map((filter) => taken(page, filter)));
  countChoices(part("choices"), result.facets);
}

/** Show one state of the page: its heading, and which parts stand below it. */
function say(page, state) {
  const { part, root } = page;
  part("heading").textContent = state.heading;
  part("heading").toggleAttribute("data-search-partial", !!state.partial);
  part("count").textContent = state.count ?? "";
  part("repaired").hidden = !state.repaired;
  part("repaired-words").textContent = state.repaired ?? "";
  part("literal").textContent = state.literal ?? "";
  part("ways").hidden = !state.none;
  part("reset").hidden = !state.narrowed;
  part("broken").hidden = !state.broken;
  part("order").hidden = !state.found;
  part("narrow").hidden = !(state.found || state.narrowed);
  if (!state.found) {
    for (const name of ["hits", "suggest", "taken"]) part(name).replaceChildren();
    part("more").hidden = true;
  }
  part("wait").hidden = true;
  part("index").open = !!(state.index || state.broken);
  root.dataset.ready = "";
  page.announce([state.repaired, state.heading, state.count].filter(Boolean).join(" "));
}

// The elements of the results

const copyOf = ({ part }, name) => part(name).content.firstElementChild.cloneNode(true);

function hitOf(page, card, { result, excerpt }) {
  const hit = copyOf(page, "hit");
  hit.dataset.docId = card.slug;
  const link = hit.querySelector("a");
  link.href = page.root.dataset.prefix + card.url;
  put(link, excerpt(card.title, result.marks, card.title.length));
  hit.querySelector(".card-label").textContent = labelOf(card, page.kinds);
  const cuts = [card.summary, card.text].filter(Boolean).map((text) => excerpt(text, result.marks, CUT));
  put(hit.querySelector(".hit-text"), cuts.find((pieces) => pieces.some(([, marked]) => marked)) ?? cuts[0] ?? []);
  const chip = chipOf(card);
  const status = hit.querySelector(".card-status");
  if (chip) {
    status.prepend(chip);
    status.querySelector(".since").textContent = whenOf(card, page.words);
  } else status.remove();
  return hit;
}

function suggestion(page, word) {
  const item = copyOf(page, "suggestion");
  const link = item.querySelector("a");
  link.href = searchAddress(location.pathname, [["q", word]]);
  link.textContent = fill(page.words.try, { word });
  return item;
}

/** A state word of the query that became a condition; a press takes it out of the query. */
function taken(page, { word }) {
  const item = copyOf(page, "taken-word");
  const button = item.querySelector("button");
  button.value = word;
  button.querySelector("span").textContent = fill(page.words.taken, { word });
  return item;
}

function countChoices(choices, facets) {
  for (const select of choices.querySelectorAll("select")) {
    for (const option of select.options) {
      if (!option.value) continue;
      const count = facets[select.name]?.[option.value] ?? 0;
      option.textContent = count ? `${option.dataset.word} (${count})` : option.dataset.word;
      option.hidden = option.disabled = !count && !option.selected;
    }
  }
}

// Presses and keys

/** Look, and lead to the answer. */
function anew(page) {
  look(page);
  page.part("heading").focus();
}

const ACTS = {
  more: (page) => {
    const from = page.shown;
    page.shown += STEP;
    look(page, from);
  },
  literal: (page) => {
    page.form.elements.literal.value = "1";
    anew(page); // the button is gone
  },
  reset: (page) => {
    for (const control of page.part("choices").querySelectorAll("select")) control.value = "";
    anew(page);
  },
  again: anew,
  list: (page) => {
    page.root.dataset.ready = ""; // the link itself leads to the list
    page.part("wait").hidden = true;
  },
  try: (page, event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return; // another tab is wanted
    event.preventDefault();
    page.form.elements.q.value = new URLSearchParams(event.target.hash.slice(1)).get("q");
    anew(page);
  },
  without: (page, { target }) => {
    const letters = [...target.closest("button").value.replace(/[^\p{L}\p{N}]/gu, "")];
    const { q } = page.form.elements;
    q.value = q.value.replace(new RegExp(letters.join("\\s*"), "i"), " ").replace(/\s+/g, " ").trim();
    anew(page);
  },
};

/** ↓ and ↑ lead from the box through the results and back; Esc empties the box, and leads back to it. */
function key(page, event) {
  if (event.isComposing || event.keyCode === 229) return; // the key belongs to the input method
  const { q } = page.form.elements;
  const stops = [q, ...page.part("hits").querySelectorAll("a"), page.part("more-button")].filter((stop) => stop.checkVisibility());
  const here = stops.indexOf(event.target);
  if (here < 0) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && stops[here + step]) {
    event.preventDefault();
    stops[here + step].focus();
  } else if (event.key === "Escape") {
    event.preventDefault();
    if (event.target === q && q.value) {
      q.value = "";
      look(page);
    }
    q.focus();
  }
}

beforehand();
