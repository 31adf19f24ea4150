// Corrects states to the visitor's moment: word, silhouette and data attribute together. Nothing is announced and
// nothing moves that stays; it looks again when the tab becomes visible.
import { GROUPS } from "../groups.js";
import { first, KOREA, last, statusOf } from "../status.js";

const URGENCY = Object.values(GROUPS).flat();
const NOW = GROUPS.now;
const CURRENT = [...NOW, ...GROUPS.soon];
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

/** The states of written dates at a moment. */
function idsAt(written, now) {
  return JSON.parse(written).map((dates) => statusOf(dates, now)?.id);
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
  const courses = idsAt(tile.dataset.courses, now);
  const ids = courses.concat(idsAt(tile.dataset.notices, now));
  const id = URGENCY.find((known) => ids.includes(known));
  const count = courses.filter((id) => NOW.includes(id)).length;
  if (!id) return;
  const plain = id === "ended" && tile.dataset.saysPlain;
  tile.classList.replace(`tile-${tile.dataset.status}`, `tile-${id}`);
  tile.dataset.status = id;
  pointTo(tile, id);
  // Where a notice is more urgent than every course, those to apply for are not of that state.
  const said = plain || tile.dataset[!count ? "saysStatus" : courses.includes(id) ? "saysCourses" : "saysApart"];
  tile.querySelector(".hidden").textContent = said.replace("{status}", words[id]).replace("{count}", count);
  if (count) tile.classList.add("tile-counted"); // a count that goes leaves its place
  tile.querySelector(".tile-count").textContent = count || "";
  if (!plain) return;
  // The last state is over where a course without one may go on: then the tile has none.
  tile.classList.remove("tile-ended", "tile-marked");
  delete tile.dataset.status;
  tile.querySelector(".icon")?.remove();
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
    key.classList.toggle("unseen", number >= wanted.length);
    key.querySelector("span").textContent = words[id];
    pointTo(key, id);
  });
}

function showOpen(count, now) {
  const open = idsAt(count.dataset.open, now).filter((id) => NOW.includes(id));
  tell(count, open.length);
  count.classList.toggle("unseen", !open.length);
}

function tell(place, count) {
  place.textContent = place.dataset.says.replace("{count}", count);
}

/** The list of one state shows what is in it still, and counts what has come to it since the build, which stands in the list of all. */
function showState(list, now) {
  const { state } = list.dataset;
  const main = list.closest("main");
  for (const row of main.querySelectorAll(".course")) row.hidden = row.querySelector(".chip").dataset.status !== state;
  const came = idsAt(list.dataset.others, now).filter((id) => id === state).length;
  const count = coursesIn(main, [state]) + came;
  tell(list.querySelector("[data-says]"), count);
  list.querySelector(".changed").hidden = !came;
  list.querySelector(".none").hidden = count;
}

/** How many courses within an element are in one of these states. */
function coursesIn(place, ids) {
  return statesIn(place, ".course .chip").filter((id) => ids.includes(id)).length;
}

function showCount(count) {
  const ids = count.dataset.countOf.split(" ");
  const there = coursesIn(count.closest(".group"), ids);
  tell(count, there);
  // What has come to these states since the build stands in another group: a number over this one would deny it.
  count.classList.toggle("unseen", !there || coursesIn(count.closest("main"), ids) > there);
}

/** Words over what may be applied for, now or soon, or over what goes on, say so no more when the last of it is over. */
function showOver(heading) {
  const group = heading.closest("details, section");
  const ids = statesIn(group);
  const current = group.tagName === "DETAILS" ? [...CURRENT, "running"] : CURRENT;
  if (!ids.length || ids.some((id) => current.includes(id))) return;
  heading.textContent = heading.dataset.saysOver;
}

function showOpenings(hero, now) {
  const found = JSON.parse(hero.dataset.openings).map((dates) => ({ ...dates, id: statusOf(dates, now)?.id }));
  const of = (ids) => found.filter(({ id }) => ids.includes(id));
  const open = of(NOW);
  const unconfirmed = of(["unconfirmed"]);
  const upcoming = of(["upcoming"]);
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
