// The elements of a result, built from the templates of the page: never from strings, so that no text becomes markup.
import { dateWords } from "../dates.js";
import { fill } from "./sentences.js";

/** Put text into an element with the matched pieces marked.
 * @param {Element} element @param {Array<[string, boolean]>} pieces As `excerpt` gives them. */
export function put(element, pieces) {
  element.replaceChildren(...pieces.map(([text, marked]) => (marked ? mark(text) : text)));
}

function mark(text) {
  const element = document.createElement("mark");
  element.textContent = text;
  return element;
}

/** The chip of a card's status, or null. It carries the dates, so that the page can correct it later.
 * @param {object} card As the engine gives it. @returns {Element | null} */
export function chipOf({ status, dates }) {
  const chip = status && document.querySelector("#chips")?.content.querySelector(`[data-status="${status}"]`).cloneNode(true);
  if (!chip) return null; // the gallery has a box and no chips
  for (const [name, value] of Object.entries(dates)) chip.setAttribute(`data-${name.replace("_", "-")}`, value);
  return chip;
}

/** The date that matters in a status, whole: until when one may apply, or from when. @returns {string} */
export function whenOf({ status, dates: { from, until } }, words) {
  if (["open", "closing"].includes(status) && until) return fill(words.until, { date: dateWords(until, words.dates) });
  return ["upcoming", "unconfirmed"].includes(status) && from ? fill(words.from, { date: dateWords(from, words.dates) }) : "";
}

/** The small line of a result: its kind, campuses and field. @returns {string} */
export function labelOf(card, kinds) {
  return [kinds[card.type], card.campuses.join(", "), card.field].filter((part) => part && part !== card.title).join(" · ");
}

/** What is lacking, in a sentence: a word that stands nowhere, a state that nothing is in, or one page with all; with near answers or without any.
 * @param {{partial: {missing: string[]} | null, filters: {word: string}[], total: number}} result @returns {string} */
export function lackOf({ partial, filters, total }, words, query) {
  const missing = partial?.missing ?? [];
  const isState = (lacking) => filters.some(({ word }) => word === lacking);
  const said = total ? ["apart", "partial", "no_state"] : ["none", "none", "none_now"];
  return fill(words[said[missing[0] ? 1 + missing.every(isState) : 0]], { query, missing: missing.join(", ") });
}

/** Whether there is something to look for: a single loose letter is the way to a syllable, no word. @returns {boolean} */
export function isQuery(text) {
  return text !== "" && !/^[\u3131-\u318e]$/.test(text);
}

/** The address of the search page for some choices, with the query behind the hash: so it is sent to no host.
 * @param {string} page @param {Iterable<[string, string]>} choices @returns {string} */
export function searchAddress(page, choices) {
  return `${page}#${new URLSearchParams([...choices])}`;
}
