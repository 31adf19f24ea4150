// Whether a course's stated conditions fit a person's answers. Pure; held to tests/shared/eligible.json.
// It never says yes where the source is silent, an answer is missing, or no applications are taken.

const KINDS = ["age", "residence", "prior"];
const TAKES_APPLICATIONS = ["closing", "open", "rolling"];

/** What to tell: "fits" (all stated and met), "fails" (`unmet` says which), or "ask" (`check` says what to ask about).
 * @param {{age?: {min?: number, max?: number}, residence?: string, prior?: string}} conditions Only what the source states.
 * @param {{age?: number, residence?: boolean, prior?: boolean}} answers Only what was answered.
 * @param {string | null} status The course's status now.
 * @returns {{outcome: "fits" | "fails" | "ask", met: string[], unmet: string[], check: string[]}} */
export function decide(conditions, answers, status) {
  const found = { met: [], unmet: [], check: [] };
  for (const kind of KINDS) found[judge(kind, conditions, answers)].push(kind);
  if (!TAKES_APPLICATIONS.includes(status)) found.check.push("window");
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
