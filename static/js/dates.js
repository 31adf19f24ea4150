// Dates in the words of a language, at exactly their precision: the twin of date_words in generator/phrases.py.
// Both are held to tests/shared/dates.json.

const WRITTEN = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?: (\d\d):(\d\d))?)?)?$/;
const MONTH = new Intl.DateTimeFormat("en", { month: "long", timeZone: "UTC" });

/** A written date (2025, 2025-11, 2025-11-03, 2025-11-03 18:00) in words.
 * @param {string} text @param {object} words The [dates] of a words file. @returns {string} */
export function dateWords(text, words) {
  const [, year, month, day, hour, minute] = WRITTEN.exec(text);
  const date = new Date(Date.UTC(year, (month ?? 1) - 1, day ?? 1));
  const weekday = words.weekdays[(date.getUTCDay() + 6) % 7];
  const parts = { year, month: Number(month), month_name: MONTH.format(date), day: Number(day), weekday, hour, minute };
  const precision = hour ? "minute" : day ? "day" : month ? "month" : "year";
  return words[precision].replace(/\{(\w+)(?::02)?\}/g, (_, name) => parts[name]);
}
