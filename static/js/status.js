// The eight statuses, computed from dates and a moment: the twin of generator/model/status.py.
// Both are held to tests/shared/status.json. Dates are text as editors write them, in Korean time
// (2025, 2025-11, 2025-11-03, 2025-11-03 18:00), whatever time zone the device is in.

const HOUR = 3_600_000;
export const KOREA = 9 * HOUR; // UTC+9 the whole year
const CLOSING_WITHIN = 72 * HOUR;
const UNCONFIRMED_FOR = 30 * 24 * HOUR;
const FORM = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?: (\d\d):(\d\d))?)?)?$/;

/** The first moment of a written date, in milliseconds since 1970 UTC.
 * @param {string} text @returns {number} */
export function first(text) {
  const [, year, month = 1, day = 1, hour = 0, minute = 0] = FORM.exec(text);
  return Date.UTC(+year, month - 1, +day, +hour, +minute) - KOREA;
}

/** The last moment of a written date, inclusive: 18:00 is 18:00:00 itself, a day ends a tick before the next.
 * @param {string} text @returns {number} */
export function last(text) {
  const [, year, month, day, hour] = FORM.exec(text);
  if (hour !== undefined) return first(text);
  const next = month === undefined ? [+year + 1, 0, 1] : day === undefined ? [+year, +month, 1] : [+year, month - 1, +day + 1];
  return Date.UTC(...next) - KOREA - 1;
}

/** The status at the moment `now` (milliseconds), or null where the dates say nothing.
 * @param {{from?: string, until?: string, starts?: string, ends?: string, review_by?: string, applies?: boolean}} dates
 * @param {number} now
 * @returns {{id: string, since: string | null} | null} */
export function statusOf(dates, now) {
  const { from, until, starts, ends } = dates;
  if (ends && now > last(ends)) return { id: "ended", since: ends };
  if (from && now < first(from)) return { id: "upcoming", since: null };
  if (until === "open-ended") return { id: "rolling", since: from ?? null };
  if (until && now <= last(until)) {
    return last(until) - now <= CLOSING_WITHIN ? { id: "closing", since: null } : { id: "open", since: from ?? null };
  }
  if (starts && ends && now >= first(starts)) return { id: "running", since: starts };
  return afterTheWindow(dates, now);
}

function afterTheWindow({ from, until, review_by: reviewBy, applies }, now) {
  if (until) return { id: "closed", since: until };
  if (!applies || !(from || reviewBy)) return null;
  const limit = reviewBy ? last(reviewBy) : first(from) + UNCONFIRMED_FOR;
  return now <= limit ? { id: "unconfirmed", since: from ?? null } : { id: "closed", since: reviewBy ?? null };
}
