// What is wrong in the editing form: a message at each field, and in the foot a list that leads to them.
import { element } from "./fields.js";

let serial = 0;

/** Take away all messages.
 * @param {HTMLElement} form */
export function clear(form) {
  form.querySelectorAll(".wrong").forEach((message) => message.remove());
  for (const control of form.querySelectorAll("[aria-invalid]")) {
    control.removeAttribute("aria-invalid");
    const rest = (control.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => !id.startsWith("wrong-"));
    control.setAttribute("aria-describedby", rest.join(" "));
  }
}

/** Say what was refused, at its fields and in the foot, and go to the first field.
 * @param {HTMLElement} foot @param {{said: string, problems?: object[]}} refused
 * @param {(path: (string|number)[]) => {label: string, control: HTMLElement, before: HTMLElement}|null|undefined} placeOf */
export function tell(foot, { said, problems = [] }, placeOf) {
  const places = problems.map((problem) => [problem, placeOf(problem.path)]).sort(([, one], [, other]) => inOrder(one, other));
  const items = places.map(([problem, place]) => element("li", {}, place ? leading(problem, place) : `${problem.said} ${problem.mend}`));
  foot.replaceChildren(element("div", { class: "said refused", role: "alert" }, element("p", {}, said), items.length ? element("ul", {}, ...items) : null));
  places.forEach(([problem, place]) => place && mark(problem, place));
  places.find(([, place]) => place)?.[1].control.focus();
}

/** As they stand in the form; what stands at no field comes last. */
function inOrder(one, other) {
  if (!one || !other) return Number(!one) - Number(!other);
  return one.before.compareDocumentPosition(other.before) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
}

function leading(problem, place) {
  return element("button", { type: "button", class: "jump", onclick: () => place.control.focus() }, `${place.label}: ${problem.said}`);
}

function mark({ said, mend, line }, { control, before }) {
  const id = `wrong-${++serial}`;
  before.before(element("p", { class: "wrong", id }, element("strong", {}, said), ` ${mend}`, line ? element("span", {}, " 그 줄: ", element("code", {}, line)) : null));
  control.setAttribute("aria-invalid", "true");
  control.setAttribute("aria-describedby", `${control.getAttribute("aria-describedby") ?? ""} ${id}`.trim());
  for (let box = before.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
}
