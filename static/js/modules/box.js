// The search box of the header: a combobox (ARIA 1.2) whose list shows the first results while the visitor types.
// It never decides for the visitor: without a chosen row Enter leads to the search page, and while an input method
// composes a syllable no key chooses anything.
import { ask, openEngine } from "../search/load.js";
import { chipOf, isQuery, labelOf, lackOf, put, searchAddress } from "../search/view.js";
import { announcer, fill } from "../search/sentences.js";

const SHOWN = 6;
const SLOW = 700;

/** @param {HTMLFormElement} root The form of components/find.html. */
export function start(root) {
  const input = root.elements.q;
  const box = {
    root,
    input,
    page: root.getAttribute("action"),
    list: root.querySelector(".find-list"),
    said: root.querySelector(".find-said"),
    option: root.querySelector("template").content.firstElementChild,
    announce: announcer(root.querySelector("[role=status]")),
    words: JSON.parse(root.dataset.words),
    kinds: JSON.parse(root.dataset.kinds),
    turn: 0, // of the latest query: only it may paint
    active: null,
  };
  const roles = { role: "combobox", "aria-autocomplete": "list", "aria-controls": box.list.id, "aria-expanded": "false" };
  for (const [name, value] of Object.entries(roles)) input.setAttribute(name, value);
  box.list.setAttribute("role", "listbox");
  box.list.setAttribute("aria-label", box.words.list);
  listen(box);
  if (input.value.trim()) look(box);
  else openEngine(root.dataset.index).catch(() => {}); // the first query says what went wrong
}

function listen(box) {
  const { root, input } = box;
  const reopen = () => !isOpen(box) && input.value.trim() && look(box);
  input.addEventListener("input", () => look(box));
  input.addEventListener("click", reopen);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return; // the key belongs to the input method
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (isOpen(box)) move(box, event.key === "ArrowDown" ? 1 : -1);
      else reopen();
    } else if (event.key === "Enter" && box.active) {
      event.preventDefault();
      box.active.click();
    } else if (event.key === "Escape") {
      event.preventDefault(); // the first press closes, the second empties
      if (isOpen(box)) close(box);
      else input.value = "";
    }
  });
  // A press on a row must not take the focus, or the list would be gone before the click.
  box.list.parentElement.addEventListener("mousedown", (event) => event.preventDefault());
  root.addEventListener("focusout", ({ relatedTarget }) => relatedTarget && !root.contains(relatedTarget) && close(box));
  document.addEventListener("pointerdown", ({ target }) => root.contains(target) || close(box));
}

const isOpen = (box) => "open" in box.root.dataset;

async function look(box) {
  const mine = ++box.turn;
  const query = box.input.value.trim();
  choose(box, null); // what was chosen belongs to an earlier query
  if (!isQuery(query)) return close(box);
  const { words, page } = box;
  const index = row(box, words.index, page);
  const slow = setTimeout(() => mine === box.turn && open(box, words.loading, [index]), SLOW);
  try {
    const answer = await ask(box.root.dataset.index, query, { limit: SHOWN });
    if (mine === box.turn) paint(box, query, answer);
  } catch (fault) {
    console.warn("the search did not load", fault);
    if (mine === box.turn) open(box, words.broken, [index]);
  } finally {
    clearTimeout(slow);
  }
}

function paint(box, query, answer) {
  const { result } = answer;
  const { words, page } = box;
  const to = (word, more = []) => searchAddress(page, [["q", word], ...more]);
  const rows = answer.cards.map((card) => cardRow(box, card, answer));
  if (result.corrected) rows.push(row(box, fill(words.literal, { query }), to(query, [["literal", "1"]])));
  if (!result.total) rows.push(...result.suggest.map((word) => row(box, fill(words.try, { word }), to(word))), ...helps(box), row(box, words.index, page));
  else rows.push(row(box, fill(words.all, { count: result.total }), to(query)));
  box.said.toggleAttribute("data-search-partial", Boolean(result.total && result.partial));
  open(box, saidOf(result, query, words), rows, result.total ? fill(words.count, { count: result.total }) : "");
}

/** What is to be said of a result beside its number: a repair, a word that is nowhere, or that nothing was found. */
function saidOf(result, query, words) {
  if (!result.total || result.partial) return lackOf(result, words, query);
  return result.corrected ? fill(words.corrected, result.corrected) : "";
}

function row(box, text, address) {
  const option = box.option.cloneNode(true);
  option.href = address;
  option.querySelector(".find-label").remove();
  option.querySelector(".find-title").textContent = text;
  option.classList.add("find-way");
  return option;
}

/** The pages that answer most questions. */
function helps(box) {
  const { helps: pages, prefix } = box.root.dataset;
  return Object.entries(JSON.parse(pages)).map(([title, url]) => row(box, title, prefix + url));
}

function cardRow(box, card, { result, excerpt }) {
  const option = box.option.cloneNode(true);
  option.href = box.root.dataset.prefix + card.url;
  option.dataset.docId = card.slug;
  put(option.querySelector(".find-title"), excerpt(card.title, result.marks, card.title.length));
  option.querySelector(".find-label").textContent = labelOf(card, box.kinds);
  const chip = chipOf(card);
  if (chip) option.append(" ", chip);
  return option;
}

function open(box, sentence, rows, count = "") {
  choose(box, null);
  rows.forEach((option, number) => (option.id = `${box.list.id}-${number}`));
  box.list.replaceChildren(...rows);
  box.list.hidden = false;
  box.said.textContent = sentence;
  box.said.hidden = !sentence;
  box.announce(`${sentence} ${count}`.trim());
  box.root.dataset.open = sentence === box.words.loading ? "loading" : "";
  box.input.setAttribute("aria-expanded", "true");
}

function close(box) {
  box.turn += 1; // an answer that is still on its way stays away
  choose(box, null);
  box.list.hidden = box.said.hidden = true;
  box.announce("");
  delete box.root.dataset.open;
  box.input.setAttribute("aria-expanded", "false");
}

/** One row down or up; past either end lies the box itself, with nothing chosen. */
function move(box, step) {
  const ring = [null, ...box.list.children];
  choose(box, ring.at((ring.indexOf(box.active) + step) % ring.length));
}

function choose(box, option) {
  box.active?.setAttribute("aria-selected", "false");
  box.active = option;
  option?.setAttribute("aria-selected", "true");
  option?.scrollIntoView({ block: "nearest" });
  if (option) box.input.setAttribute("aria-activedescendant", option.id);
  else box.input.removeAttribute("aria-activedescendant");
}
