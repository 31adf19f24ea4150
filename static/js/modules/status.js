// Corrects states to the visitor's moment: word, silhouette and data attribute together. Nothing is announced and
// nothing moves that stays; it looks again when the tab becomes visible.
import { first, KOREA, last, statusOf } from "../status.js";

const URGENCY = ["closing", "open", "rolling", "upcoming", "unconfirmed", "running", "closed", "ended"];
// Those of them in which one may apply, and those in which one may now or soon.
const NOW = URGENCY.slice(0, 3);
const CURRENT = URGENCY.slice(0, 5);
const DAY = 86_400_000;

/** @param {HTMLElement} root An element with data-words (state words), data-left (words of days left). */
export function start(root) {
  const words = JSON.parse(root.dataset.words);
  const update = () => correct(root, words, Date.now());
  update();
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") update();
  });
}

function correct(root, words, now) {
  for (const chip of root.querySelectorAll(".chip[data-status]")) showChip(chip, idOf(chip.dataset, now), words);
  for (const band of root.querySelectorAll("[data-band][data-status]")) showBand(band, now, JSON.parse(root.dataset.left));
  for (const add of root.querySelectorAll("[data-last]")) add.classList.toggle("unseen", now > last(add.dataset.last));
  for (const tile of root.querySelectorAll(".tile[data-courses]")) showTile(tile, words, now);
  for (const legend of root.querySelectorAll(".map-legend")) showLegend(legend, words);
  for (const count of root.querySelectorAll("[data-open]")) showOpen(count, now);
  for (const count of root.querySelectorAll("[data-count-of]")) showCount(count);
  for (const heading of root.querySelectorAll("[data-says-over]")) showOver(heading);
  for (const list of root.querySelectorAll("[data-state]")) showState(list, now);
  for (const hero of root.querySelectorAll("[data-openings]")) showOpenings(hero, now);
  root.dispatchEvent(new Event("corrected")); // for what was chosen by a state
}

/** The dates of a data set, as `statusOf` takes them. */
function idOf(data, now) {
  return statusOf({ ...data, review_by: data.reviewBy, applies: "applies" in data }, now)?.id ?? data.status;
}

function showChip(chip, id, words) {
  if (chip.dataset.status === id) return;
  chip.classList.replace(`chip-${chip.dataset.status}`, `chip-${id}`);
  chip.dataset.status = id;
  chip.querySelector(".chip-word").textContent = words[id];
  pointTo(chip, id);
  showWhen(chip.parentElement, id); // the lines beside it: since when the built state holds, the dates of the next
}

/** Of the parts that are for some states each, those for this one. */
function showWhen(place, id) {
  for (const part of place.querySelectorAll("[data-when]")) part.hidden = !part.dataset.when.split(" ").includes(id);
}

function pointTo(element, id) {
  const use = element.querySelector("use");
  use?.setAttribute("href", use.getAttribute("href").replace(/#.*/, `#${id}`));
}

function showBand(band, now, left) {
  const id = idOf(band.dataset, now);
  band.dataset.status = id;
  showWhen(band, id);
  const line = band.querySelector("[data-days-left]");
  if (line) line.textContent = NOW.includes(id) && band.dataset.until !== "open-ended" ? daysLeft(band.dataset.until, now, left) : "";
}

/** Calendar days in Korean time: the last day is today's deadline, the day before tomorrow's. */
function daysLeft(until, now, left) {
  const days = Math.floor((last(until) + KOREA) / DAY) - Math.floor((now + KOREA) / DAY);
  return [left.today, left.tomorrow][days] ?? left.days.replace("{count}", days);
}

function showTile(tile, words, now) {
  const idsOf = (written) => JSON.parse(written).map((dates) => statusOf(dates, now)?.id);
  const courses = idsOf(tile.dataset.courses);
  const ids = courses.concat(idsOf(tile.dataset.notices));
  const id = URGENCY.find((known) => ids.includes(known));
  const count = courses.filter((known) => NOW.includes(known)).length;
  if (!id) return;
  if (id === "ended" && "saysPlain" in tile.dataset) return showPlain(tile);
  tile.classList.replace(`tile-${tile.dataset.status}`, `tile-${id}`);
  tile.dataset.status = id;
  pointTo(tile, id);
  // Where a notice is more urgent than every course, those to apply for are not of that state.
  const said = tile.dataset[!count ? "saysStatus" : courses.includes(id) ? "saysCourses" : "saysApart"];
  tile.querySelector(".hidden").textContent = said.replace("{status}", words[id]).replace("{count}", count);
  if (count) tile.classList.add("tile-counted"); // a count that goes leaves its place
  tile.querySelector(".tile-count").textContent = count || "";
}

/** A tile whose last state is over where a course without one may go on: it has none. */
function showPlain(tile) {
  tile.classList.remove(`tile-${tile.dataset.status}`, "tile-marked");
  delete tile.dataset.status;
  tile.querySelector(".icon")?.remove();
  tile.querySelector(".tile-count").textContent = "";
  tile.querySelector(".hidden").textContent = tile.dataset.saysPlain;
}

/** The states that the marks within an element show. */
function statesIn(element, mark = ".chip") {
  return Array.from(element.querySelectorAll(`${mark}[data-status]`), (one) => one.dataset.status);
}

/** The legend names the states that tiles have, in the order of urgency. A key that is not needed leaves its place, at the end. */
function showLegend(legend, words) {
  const used = statesIn(legend.parentElement, ".tile");
  const keys = Array.from(legend.querySelectorAll(".map-key"));
  const wanted = URGENCY.filter((id) => used.includes(id));
  const order = [...wanted, ...URGENCY.filter((id) => !used.includes(id))];
  while (keys.length < wanted.length) keys.push(legend.appendChild(keys[0].cloneNode(true)));
  keys.forEach((key, number) => {
    const id = order[number];
    const word = key.querySelector("span");
    key.classList.toggle("unseen", number >= wanted.length);
    if (word.textContent === words[id]) return; // as it was built, most often
    word.textContent = words[id];
    pointTo(key, id);
  });
}

function showOpen(count, now) {
  const open = JSON.parse(count.dataset.open).filter((dates) => NOW.includes(statusOf(dates, now)?.id));
  count.textContent = count.dataset.says.replace("{count}", open.length);
  count.classList.toggle("unseen", !open.length);
}

/** The list of one state shows what is in it still, and counts what has come to it since the build, which stands in the list of all. */
function showState(list, now) {
  const { state, others } = list.dataset;
  const rows = Array.from(list.closest("main").querySelectorAll(".course"));
  for (const row of rows) row.hidden = row.querySelector(".chip").dataset.status !== state;
  const left = rows.filter((row) => !row.hidden).length;
  const count = list.querySelector("[data-says]");
  const came = JSON.parse(others ?? "[]").filter((dates) => statusOf(dates, now)?.id === state).length;
  count.textContent = count.dataset.says.replace("{count}", left + came);
  list.querySelector(".none").hidden = left + came > 0;
  list.querySelector(".changed").hidden = others ? !came : left === rows.length;
}

function showCount(count) {
  const ids = count.dataset.countOf.split(" ");
  const among = (place) => statesIn(place, ".course .chip").filter((id) => ids.includes(id)).length;
  const there = among(count.closest(".group"));
  count.textContent = count.dataset.says.replace("{count}", there);
  // What has come to these states since the build stands in another group: a number over this one would deny it.
  count.classList.toggle("unseen", !there || among(count.closest("main")) > there);
}

/** Words over what may be applied for, now or soon, or over what goes on, say so no more when the last of it is over; nor does a count. */
function showOver(heading) {
  const group = heading.closest("details, section");
  const ids = statesIn(group);
  const current = group.tagName === "DETAILS" ? [...CURRENT, "running"] : CURRENT;
  if (!ids.length || ids.some((id) => current.includes(id))) return;
  heading.textContent = heading.dataset.saysOver;
  heading.nextElementSibling?.matches(".count") && heading.nextElementSibling.classList.add("unseen");
}

function showOpenings(hero, now) {
  const found = JSON.parse(hero.dataset.openings).map((dates) => ({ ...dates, id: statusOf(dates, now)?.id }));
  const open = found.filter(({ id }) => NOW.includes(id));
  const unconfirmed = found.filter(({ id }) => id === "unconfirmed");
  const upcoming = found.filter(({ id }) => id === "upcoming");
  const wanted = open.length ? "now" : unconfirmed.length ? "unconfirmed" : "none";
  showWhen(hero, wanted);
  say(hero, "now", open.length, soonest(open, "until", last));
  say(hero, "unconfirmed", unconfirmed.length, null);
  say(hero, "none", 0, soonest(upcoming, "from", first));
}

/** The words of the soonest date among openings, as the build wrote them. */
function soonest(openings, key, moment) {
  const dated = openings.filter((dates) => dates[key] && dates[key] !== "open-ended");
  return dated.sort((a, b) => moment(a[key]) - moment(b[key]))[0]?.text ?? null;
}

function say(hero, when, count, date) {
  const part = hero.querySelector(`[data-when="${when}"][data-says]`);
  const counted = part.dataset.says.replace("{count}", count);
  if (!date) {
    part.textContent = `${counted} ${part.dataset.saysNoDate ?? ""}`;
    return;
  }
  const [before, after] = part.dataset.saysDate.split("{date}");
  const whole = document.createElement("span");
  whole.className = "date";
  whole.textContent = date;
  part.replaceChildren(`${counted} ${before}`, whole, after);
}
