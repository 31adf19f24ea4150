// Takes the chosen courses out of the table of all: ?c=a&c=b. What is the same in all of them folds away.
import { keepQuery, queryOf, showQuery } from "../address.js";
import { GROUPS } from "../groups.js";

const MOST = 4;
const IN_GROUPS = Object.entries({ ...GROUPS, undated: [undefined] });
const queryFor = (slugs) => queryOf(slugs.map((slug) => ["c", slug]));

/** @param {HTMLElement} root The table of all courses, and room for the lists to choose from. */
export function start(root) {
  const words = JSON.parse(root.dataset.words);
  const rows = Array.from(root.querySelectorAll("tr"), (row) => ({ row, cells: Array.from(row.cells) }));
  const courses = rows[0].cells.slice(1).map((cell, number) => ({ cell, number, slug: cell.dataset.course, name: nameOf(cell.querySelector("a")) }));
  const form = root.querySelector(".compare-form");
  const places = form.querySelector(".compare-choices");
  for (let place = 1; place <= MOST; place++) places.append(chooser(place, words));
  const selects = Array.from(form.querySelectorAll("select"));
  const labels = JSON.parse(root.dataset.groups);
  function group() {
    for (const select of selects) fill(select, courses, labels);
    keepApart(selects);
  }

  function show(slugs) {
    const chosen = slugs.map((slug) => courses.find((course) => course.slug === slug)).filter(Boolean);
    root.classList.toggle("compare-chosen", chosen.length > 0);
    for (const { row, cells } of rows) pick(row, cells, chosen);
    fold(root, rows.filter(({ row }) => row.closest("tbody")), chosen, words);
    const sentences = [say(chosen.length, courses.length, words)];
    if (slugs.length > chosen.length) sentences.push(words.left_out.replace("{count}", slugs.length - chosen.length));
    root.querySelector(".compare-said").textContent = sentences.join(" ");
    return chosen;
  }

  group();
  root.closest("main").addEventListener("corrected", group);
  let slugs = [...new Set(new URLSearchParams(location.search).getAll("c"))].filter(Boolean).slice(0, MOST);
  show(slugs).forEach(({ slug }, place) => (selects[place].value = slug));
  keepApart(selects);
  showQuery(queryFor(slugs));
  form.addEventListener("change", () => {
    slugs = selects.map((select) => select.value).filter(Boolean);
    show(slugs);
    keepApart(selects);
    keepQuery(queryFor(slugs));
  });
  // What a key leads to is whole, beside the column that stays; what a press leads to stays under the finger.
  root.querySelector(".compare-scroll").addEventListener("focusin", ({ target }) => {
    if (target.matches(":focus-visible")) target.closest("th, td")?.scrollIntoView({ inline: "start", block: "nearest" });
  });
  form.classList.remove("awaits-script");
}

/** The name with its cohort first: where it is cut on a phone, what tells two rounds of a course apart is still seen. */
function nameOf(link) {
  const name = link.textContent.trim();
  const cohort = link.querySelector(".whole")?.textContent;
  return cohort ? `${cohort} · ${name.slice(0, -cohort.length).trim()}` : name;
}

/** A labelled list to choose from, still empty. */
function chooser(place, words) {
  const id = `compare-${place}`;
  const label = Object.assign(document.createElement("label"), { htmlFor: id, textContent: words.nth.replace("{number}", place) });
  const select = Object.assign(document.createElement("select"), { id });
  select.append(new Option(words.nothing, ""));
  const line = document.createElement("p");
  line.append(label, select);
  return line;
}

/** All courses in the groups of the moment: a state may have been corrected since the build. What is chosen stays. */
function fill(select, courses, labels) {
  const { value } = select;
  const groups = IN_GROUPS.map(([id, ids]) => {
    const group = Object.assign(document.createElement("optgroup"), { label: labels[id] });
    const inside = courses.filter(({ cell }) => ids.includes(cell.querySelector(".chip")?.dataset.status));
    group.append(...inside.map(({ name, slug }) => new Option(name, slug)));
    return group;
  });
  select.replaceChildren(select.options[0], ...groups.filter((group) => group.children.length));
  select.value = value;
}

/** What one list has chosen, no other offers: a course beside itself tells nothing. */
function keepApart(selects) {
  const chosen = new Set(selects.map((select) => select.value).filter(Boolean));
  for (const select of selects) {
    for (const option of select.options) option.disabled = chosen.has(option.value) && option.value !== select.value;
  }
}

/** Puts the chosen cells first, in the order of the address, and hides the others: a hidden state is still corrected. */
function pick(row, cells, chosen) {
  const first = chosen.map(({ number }) => cells[number + 1]);
  const rest = cells.slice(1).filter((cell) => !first.includes(cell));
  row.append(...first, ...rest);
  for (const cell of rest) cell.hidden = chosen.length > 0;
  first.forEach((cell, place) => {
    cell.hidden = false;
    if (cell.tagName === "TD") cell.dataset.name = chosen[place].name; // for a phone, where the courses stand below each fact
  });
}

function fold(root, rows, chosen, words) {
  const same = root.querySelector(".compare-same");
  const facts = [];
  for (const { row, cells } of rows) {
    const values = chosen.map(({ number }) => cells[number + 1]);
    const unknown = chosen.length > 0 && values.every((cell) => cell.classList.contains("unknown"));
    const equal = chosen.length > 1 && values.every((cell) => cell.textContent.trim() === values[0].textContent.trim());
    row.hidden = equal || unknown; // what is known of none of them leaves no hole
    if (equal && !unknown) facts.push(fact(cells[0], values[0]));
  }
  same.querySelector("dl").replaceChildren(...facts);
  same.querySelector("summary").textContent = words.same.replace("{count}", facts.length);
  same.hidden = !facts.length;
}

function fact(name, value) {
  const pair = document.createElement("div");
  const [term, detail] = [document.createElement("dt"), document.createElement("dd")];
  term.textContent = name.textContent;
  detail.append(...Array.from(value.childNodes, (node) => node.cloneNode(true)));
  pair.append(term, detail);
  return pair;
}

function say(count, all, words) {
  if (count > 1) return words.chosen.replace("{count}", count);
  return count ? words.more : words.all.replace("{count}", all);
}
