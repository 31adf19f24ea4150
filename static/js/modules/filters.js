// Narrows the list of courses at once and keeps the choice in the address, so that it can be shared.
import { keepQuery, queryOf } from "../address.js";
import { GROUPS } from "../groups.js";
import { toKeys } from "../search/hangul.js";

// Nothing but these, so without a prototype: a value comes from the address.
const STATUSES = { __proto__: null, ...GROUPS, undated: [undefined] };
const ALL = "*";
const plain = (text) => text.normalize("NFC").toLowerCase();
// Hangul as the keys that type it, each marked, so that none is taken for a Latin letter.
const asTyped = (text) => text.replace(/[가-힣ㄱ-ㅣ]/g, (letter) => toKeys(letter).replace(/./g, "$&^"));
// While an input method composes, the last syllable is not yet what it will be: 뎅 on the way to 데이 begins it all the same.
let composing = false;
const says = (text, word) => text.includes(word) || (composing && asTyped(text).includes(asTyped(word)));
// Whether a row fits a chosen value. A status is read at the moment: it may have been corrected since the build.
const FITS = {
  q: (row, value) => plain(value).split(/\s+/).every((word) => says(plain(row.textContent), word)),
  status: (row, value) => STATUSES[value]?.includes(row.querySelector(".chip")?.dataset.status),
  campus: (row, value) => row.dataset.campus.split(" ").includes(value),
  field: (row, value) => row.dataset.field === value,
  month: (row, value) => row.dataset.month === value,
  fee: (row, value) => row.dataset.fee === value,
};
const fits = (row, chosen) => [...chosen].every(([name, value]) => FITS[name](row, value));

/** @param {HTMLFormElement} root Controls named as in FITS; the courses, their groups and count stand in the same main. */
export function start(root) {
  const words = JSON.parse(root.dataset.words);
  const main = root.closest("main");
  const rows = Array.from(main.querySelectorAll(".course"));
  const controls = Object.keys(FITS).map((name) => root.elements[name] ?? unseen(root, name));
  const found = main.querySelector(".found");
  const address = addressOf(controls);
  const opened = new Set();

  function apply() {
    const chosen = chosenIn(controls);
    for (const row of rows) row.hidden = !fits(row, chosen);
    for (const group of main.querySelectorAll(".group")) showGroup(group, chosen.size > 0, opened);
    tellCount(found, rows, chosen, words);
    address.keep(chosen);
  }

  followChoices(root, apply);
  followWaysOut(root, found, apply);
  main.addEventListener("corrected", () => chosenIn(controls).size && apply());
  tellNone(main, rows);
  beforeLeaving(root, address.leave);
  takeFromAddress(root, controls, words);
  root.parentElement.querySelector(".filters-in").hidden = true;
  root.classList.remove("awaits-script");
  if (!chosenIn(controls).size) return;
  root.closest("details").open = true;
  apply();
}

/** The address as the choices keep it. Both that write it share the wait, so that the later one holds. */
function addressOf(controls) {
  let later;
  return {
    keep(chosen) {
      clearTimeout(later); // browsers limit how often the address may change
      later = setTimeout(() => keepQuery(queryOf(chosen), location.hash.replace(/^#q=.*/, "")), 150);
    },
    // The way back asks the host for this address again: the words go behind the hash, where they are sent nowhere.
    leave() {
      const chosen = chosenIn(controls);
      const hash = behindHash(chosen);
      if (!chosen.delete("q")) return;
      clearTimeout(later);
      keepQuery(queryOf(chosen), hash);
    },
  };
}

/** The list is narrowed with every choice and letter, and is whole again with a reset. */
function followChoices(root, apply) {
  for (const type of ["input", "compositionend"]) {
    root.addEventListener(type, (event) => {
      composing = event.type === "input" && event.isComposing === true;
      apply();
    });
  }
  root.addEventListener("reset", () => setTimeout(apply));
}

/** What leads to the line of what was found: the button of the form, and each choice that is dropped below the line. */
function followWaysOut(root, found, apply) {
  const line = found.querySelector("p");
  root.addEventListener("submit", (event) => {
    event.preventDefault(); // the list has long been narrowed; the button leads to it
    line.focus();
  });
  found.addEventListener("click", ({ target }) => {
    if (!target.value) return;
    if (target.value === ALL) root.reset();
    else write(root.elements[target.value], "");
    apply();
    line.focus(); // the button is gone
  });
}

function beforeLeaving(root, leave) {
  document.addEventListener("click", ({ target }) => target.closest(`a:not([href^="#"])`) && leave());
  document.addEventListener("submit", ({ target }) => target === root || leave(), true); // before another form leads away
}

/** The choices of the address; one that no list has is named as well as can be. */
function takeFromAddress(root, controls, words) {
  const asked = new URLSearchParams(`${location.search}&${location.hash.slice(1)}`);
  const names = JSON.parse(root.dataset.names);
  const nameOf = (control, value) => (control.name === "status" && value in STATUSES && names[value]) || words.unknown.replace("{value}", value);
  for (const control of controls) write(control, asked.get(control.name) ?? "", nameOf);
}

/** How many there are; where there is none, what else to try. */
function tellCount(found, rows, chosen, words) {
  const count = rows.filter((row) => !row.hidden).length;
  if (count) return say(found, words.count.replace("{count}", count), []);
  say(found, words.none, [...elsewhere(chosen, words), ...ways(rows, chosen, words)]);
}

/** What says that nothing can be applied for, now or soon, comes when the last of it is over. */
function tellNone(main, rows) {
  const note = main.querySelector("[data-none-current]");
  if (!note) return;
  const tell = () => (note.hidden = rows.some((row) => FITS.status(row, "now") || FITS.status(row, "soon")));
  tell();
  main.addEventListener("corrected", tell);
}

/** The choices by name, without those left open. */
function chosenIn(controls) {
  const values = controls.map((control) => [control.name, control.type === "checkbox" && !control.checked ? "" : control.value.trim()]);
  return new Map(values.filter(([, value]) => value));
}

/** A condition that this page offers no control for, as no course differs in it now: a link made before it was so may still name it. */
function unseen(root, name) {
  const control = Object.assign(document.createElement("input"), { name, hidden: true });
  root.append(control);
  return control;
}

/** Set a control. A list takes up a value that no course has any more: to leave it out would show all for what was asked. */
function write(control, value, nameOf) {
  if (control.type === "checkbox") control.checked = value === control.value;
  else control.value = value;
  if (control.selectedIndex !== -1) return;
  control.append(new Option(nameOf(control, value), value));
  control.value = value;
}

/** Empty groups go; a folded one opens while something in it is looked for. Its own count is of all, so it goes too. */
function showGroup(group, filtered, opened) {
  group.hidden = !group.querySelector(".course:not([hidden])");
  group.querySelector(".count").hidden = filtered;
  if (group.tagName !== "DETAILS") return;
  if (filtered && !group.hidden && !group.open) group.open = Boolean(opened.add(group));
  if (!filtered && opened.delete(group)) group.open = false;
}

/** Which single choice to drop, each with the number of courses there would be; all of them where no single one would do. */
function ways(rows, chosen, words) {
  const without = (name) => new Map([...chosen].filter(([other]) => other !== name));
  const counts = [...chosen.keys()].map((name) => [name, rows.filter((row) => fits(row, without(name))).length]);
  const helping = counts.filter(([, count]) => count);
  if (!helping.length) return [button(ALL, words.reset)];
  return helping.map(([name, count]) => button(name, words.drop.replace("{filter}", words[name === "q" ? "text" : name]).replace("{count}", count)));
}

/** The typed words as no request has them. */
const behindHash = (chosen) => `#${new URLSearchParams({ q: chosen.get("q") })}`;

/** The search of the whole site knows other names for a thing, its parts and slips; the words go behind the hash, to no host. */
function elsewhere(chosen, words) {
  const search = document.querySelector(".find");
  if (!search || !chosen.has("q")) return [];
  const href = search.getAttribute("action") + behindHash(chosen);
  return [Object.assign(document.createElement("a"), { href, textContent: words.search, className: "button" })];
}

function button(value, textContent) {
  return Object.assign(document.createElement("button"), { type: "button", value, textContent, className: "button button-quiet" });
}

function say(found, sentence, buttons) {
  const line = found.querySelector("p");
  if (line.textContent !== sentence) line.textContent = sentence; // the same words are not said twice
  const place = found.querySelector("div");
  const saysNow = (one) => one.textContent;
  if (Array.from(place.children, saysNow).join() !== buttons.map(saysNow).join()) place.replaceChildren(...buttons); // one may have the focus
}
