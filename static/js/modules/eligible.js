// "나도 되나?": asks only about conditions that the chosen course states, and answers on the device. Nothing is sent or kept.
import { keepQuery, queryOf, showQuery } from "../address.js";
import { GROUPS } from "../groups.js";

const ANSWERS = { yes: true, no: false };
const OVER = [...GROUPS.running, ...GROUPS.past];

/** @param {HTMLElement} root The section with the questions and the table of conditions. */
export function start(root) {
  const words = JSON.parse(root.dataset.words);
  const form = root.querySelector("form");
  const select = form.querySelector("select");
  const said = form.querySelector("[role=status]");
  const row = () => root.querySelector(`tr[data-course="${CSS.escape(select.value)}"]`);
  const status = () => row().querySelector(".chip")?.dataset.status ?? null;

  function choose() {
    const conditions = JSON.parse(row().dataset.conditions);
    for (const ask of form.querySelectorAll("[data-ask]")) {
      ask.hidden = !states(ask.dataset.ask, conditions);
      const detail = ask.querySelector("[data-said]");
      if (detail) detail.textContent = ask.dataset.ask === "prior" && conditions.prior ? ` (${conditions.prior})` : "";
    }
    tellOver();
  }

  const isOver = () => OVER.includes(status());

  function tellOver() {
    form.querySelector("[data-over]").hidden = !isOver();
  }

  const missing = form.querySelector("[data-missing]");
  const query = () => queryOf([["course", select.value]]);
  const wanted = new URLSearchParams(location.search).get("course");
  if (Array.from(select.options).some((option) => option.value === wanted)) {
    select.value = wanted;
    showQuery(query());
  } else missing.hidden = !wanted;
  select.addEventListener("change", () => {
    missing.hidden = true;
    keepQuery(query(), location.hash);
    choose();
  });
  form.addEventListener("input", () => said.replaceChildren()); // what was answered before is no answer to this
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    said.replaceChildren(...tell(decide(JSON.parse(row().dataset.conditions), answersOf(form), status()), row(), words, isOver()));
  });
  root.closest("main").addEventListener("corrected", tellOver);
  choose();
  form.classList.remove("awaits-script");
}

function answersOf(form) {
  const answers = {};
  const age = form.querySelector("[type=number]").value;
  if (age !== "") answers.age = Number(age);
  for (const picked of form.querySelectorAll(":checked[type=radio]")) answers[picked.name] = ANSWERS[picked.value];
  return answers;
}

/** The answer in sentences: the outcome first, then what it rests on, then the way on. Where a course is `over`, that goes before all. */
function tell({ outcome, met, unmet, check }, row, words, over) {
  const list = (kinds) => kinds.map((kind) => nameOf(kind, row, words)).join(", ");
  const sentences = over ? [words.over] : [];
  if (over) check = check.filter((kind) => kind !== "window"); // that is known
  if (outcome === "fits") sentences.push(words.fits);
  if (outcome === "fails") sentences.push(words.fails.replace("{list}", list(unmet)), words.exceptions);
  if (check.length) sentences.push(words.check.replace("{list}", list(check)));
  if (met.length && outcome !== "fits") sentences.push(words.met.replace("{list}", list(met)));
  const paragraphs = sentences.map((sentence) => Object.assign(document.createElement("p"), { textContent: sentence }));
  paragraphs[0].className = `eligible-outcome eligible-${outcome}`;
  const link = Object.assign(document.createElement("a"), { href: row.querySelector("a").href, textContent: words.see });
  const on = document.createElement("p");
  on.append(link);
  return [...paragraphs, on];
}

/** A kind by name, with what the course states of it: 나이(15세 이상). */
function nameOf(kind, row, words) {
  const conditions = JSON.parse(row.dataset.conditions);
  const detail = states(kind, conditions) ? row.querySelector(`[data-kind="${kind}"]`).textContent.trim() : "";
  return detail ? `${words.names[kind]}${words.detail.replace("{detail}", detail)}` : words.names[kind];
}

// Whether a course's stated conditions fit a person's answers: `decide` is pure and held to tests/shared/eligible.json.
// It never says yes where the source is silent, an answer is missing, or no applications are taken.

const KINDS = ["age", "residence", "prior"];

/** What to tell: "fits" (all stated and met), "fails" (`unmet` says which), or "ask" (`check` says what to ask about).
 * @param {{age?: {min?: number, max?: number}, residence?: string, prior?: string}} conditions Only what the source states.
 * @param {{age?: number, residence?: boolean, prior?: boolean}} answers Only what was answered.
 * @param {string | null} status The course's status now.
 * @returns {{outcome: "fits" | "fails" | "ask", met: string[], unmet: string[], check: string[]}} */
export function decide(conditions, answers, status) {
  const found = { met: [], unmet: [], check: [] };
  for (const kind of KINDS) found[judge(kind, conditions, answers)].push(kind);
  if (!GROUPS.now.includes(status)) found.check.push("window");
  const outcome = found.unmet.length ? "fails" : found.check.length ? "ask" : "fits";
  return { outcome, ...found };
}

/** Whether the course states a condition of this kind.
 * @param {string} kind @param {object} conditions @returns {boolean} */
export function states(kind, conditions) {
  const { age } = conditions;
  return kind === "age" ? Number.isInteger(age?.min) || Number.isInteger(age?.max) : Boolean(conditions[kind]);
}

function judge(kind, conditions, answers) {
  const answer = answers[kind];
  if (!states(kind, conditions)) return "check";
  if (kind !== "age") return answer === true ? "met" : answer === false ? "unmet" : "check";
  if (!Number.isInteger(answer) || answer < 0 || answer > 120) return "check";
  const { min = 0, max = Infinity } = conditions.age;
  return min <= answer && answer <= max ? "met" : "unmet";
}
