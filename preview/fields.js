// Fields of the editing form, made from a JSON Schema. Each is {element, read(), at(path)}; read gives the value as the file
// will hold it, or undefined where there is none. What was not touched is given back as it was read, in value and in type.
// at gives the place of a key inside: {label, control, before}, where before is what a message about it is put before.

const LONG = ["body"];
// What a reference may say in place of a key.
const ALSO = { all: "모든 곳" };
// What yes and no are called.
const YES_OR_NO = [["true", "예"], ["false", "아니요"]];
let serial = 0;

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value !== false && value != null) made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child != null));
  return made;
}

/** The schema meant by a reference, or by one that may also be null.
 * @param {object} schema @param {object} about what the server says of the kind */
function plain(schema, about) {
  let found = schema;
  for (;;) {
    if (found.$ref) found = { ...about.schema.$defs[found.$ref.split("/").pop()], ...rest(found, "$ref") };
    else if (found.allOf?.length === 1) found = { ...found.allOf[0], ...rest(found, "allOf") };
    else {
      const some = found.anyOf?.filter((option) => option.type !== "null");
      if (!some || some.length !== 1) return found;
      found = { ...some[0], ...rest(found, "anyOf") };
    }
  }
}

function rest(schema, name) {
  const { [name]: _, ...others } = schema;
  return others;
}

/** The sentence of a field: its first part is the label, what follows the hint. The sentences say how a file is written:
 * whoever picks from a list, or has a box for each item, needs no keys, brackets or quotes.
 * @param {string} name @param {object} schema @param {boolean} picked */
function said(name, schema, picked) {
  const [label, ...more] = (schema.description ?? name).split(/(?<=[.다])\s+(?=\S)/);
  const hint = picked ? "" : more.filter((sentence) => !sentence.startsWith("파일에는")).join(" ");
  return { label: label.replace(/\.$/, ""), hint: hint.replace(/\[([^\],]+)[^\]]*\]/g, "$1") };
}

/** What says that a field has to be filled in; inside a group that may be left out, only where the group is used. */
function mark(required, optional) {
  if (!required) return "";
  return optional ? " (이 묶음을 쓰면 꼭 적습니다)" : " (꼭 적습니다)";
}

function isPicked(schema) {
  return Boolean(schema["x-ref"] || schema.enum || schema.const !== undefined);
}

/** A group of fields: what a class of the records is.
 * @param {object} schema @param {object} value @param {object} about @param {boolean} optional whether it may be left out */
export function group(schema, value, about, optional = false) {
  const required = schema.required ?? [];
  const fields = Object.entries(schema.properties).map(([name, inner]) => [name, field(name, inner, value?.[name], about, mark(required.includes(name), optional))]);
  const read = () => {
    const result = {};
    for (const [name, one] of fields) {
      const given = one.read();
      if (given !== undefined) result[name] = given;
    }
    return result;
  };
  const at = ([name, ...deeper]) => fields.find(([key]) => key === name)?.[1].at(deeper);
  return { elements: fields.map(([, one]) => one.element), read, at };
}

function field(name, written, value, about, needed) {
  const schema = plain(written, about);
  const items = schema.type === "array" ? plain(schema.items ?? {}, about) : schema;
  const words = said(name, { ...schema, description: written.description ?? schema.description }, isPicked(items));
  if (schema.type === "object" && schema.properties) return folded(name, words, schema, value, about, needed);
  if (schema.type === "array") return list(name, words, schema, items, value, about, needed);
  const id = `field-${++serial}`;
  const one = control(name, schema, value, about, { id, "aria-describedby": words.hint ? `${id}-hint` : null }, needed);
  const hint = words.hint ? element("span", { class: "hint", id: `${id}-hint` }, words.hint) : null;
  const label = element("label", { for: id }, words.label, needed, " ", element("span", { class: "key" }, name));
  return { element: element("div", { class: "field" }, label, hint, one.element), read: one.read, at: () => ({ label: words.label, control: one.control, before: one.element }) };
}

function folded(name, words, schema, value, about, needed) {
  const inner = group(schema, value, about, !needed);
  const summary = element("summary", {}, words.label, needed, " ", element("span", { class: "key" }, name));
  const open = value !== undefined || Boolean(needed);
  const made = element("details", { open: open && "" }, summary, words.hint ? element("p", { class: "hint" }, words.hint) : null, ...inner.elements);
  const whole = () => ({ label: words.label, control: inner.elements[0].querySelector("input, select, textarea, button"), before: inner.elements[0] });
  return { element: made, read: () => unlessEmpty(inner.read()), at: (path) => inner.at(path) ?? whole() };
}

function unlessEmpty(result) {
  return Object.keys(result).length ? result : undefined;
}

/** A list: of texts, of references, or of groups. One value that was written without a list stays so. */
function list(name, words, schema, items, value, about, needed) {
  const single = value !== undefined && !Array.isArray(value);
  const holder = element("div", {});
  const rows = new Set();

  function add(initial) {
    const entry = items.type === "object" ? groupRow(words, items, initial, about) : valueRow(name, words, schema, items, initial, about);
    entry.row.append(element("button", { type: "button", onclick: () => remove(entry) }, "빼기"));
    rows.add(entry);
    holder.append(element("div", {}, entry.row));
    return entry.row;
  }

  function remove(entry) {
    rows.delete(entry);
    entry.row.parentElement.remove();
    more.dispatchEvent(new Event("input", { bubbles: true }));
    more.focus();
  }

  const given = single ? [value] : (value ?? []);
  (needed && !given.length ? [undefined] : given).forEach(add);
  const more = element("button", { type: "button", onclick: () => add().querySelector("input, select, textarea").focus() }, "더하기");
  const legend = element("legend", {}, words.label, needed, " ", element("span", { class: "key" }, name));
  return {
    element: element("fieldset", {}, legend, words.hint ? element("p", { class: "hint" }, words.hint) : null, holder, more),
    read() {
      const read = [...rows].map((row) => row.read()).filter((item) => item !== undefined);
      if (single && read.length === 1) return read[0];
      return read.length || (value !== undefined && !value.length) ? read : undefined;
    },
    at([index, ...deeper]) {
      const row = [...rows].filter((row) => row.read() !== undefined)[index ?? 0];
      return row?.at(deeper) ?? { label: words.label, control: holder.querySelector("input, select, textarea") ?? more, before: holder };
    },
  };
}

function groupRow(words, items, initial, about) {
  const one = group(items, initial, about);
  const row = element("div", { class: "row" }, element("fieldset", {}, element("legend", {}, words.label), ...one.elements));
  return { row, read: () => unlessEmpty(one.read()), at: one.at };
}

function valueRow(name, words, schema, items, initial, about) {
  const one = control(name, { ...items, description: schema.description }, initial, about, { id: `field-${++serial}`, "aria-label": words.label });
  const row = element("div", { class: "row" }, one.element);
  return { row, read: one.read, at: () => ({ label: words.label, control: one.control, before: row }) };
}

/** One control for one value: {element, control, read()}. */
function control(name, schema, value, about, attributes, needed) {
  // Where nothing is said unless it is written, "no" is not the same as nothing: that is a choice of three.
  if (schema.type === "boolean" && schema.default != null) {
    const box = element("input", { ...attributes, type: "checkbox" });
    box.checked = value ?? schema.default;
    // What is off needs no line in the file, unless that line is there already.
    return { element: box, control: box, read: () => (box.checked || value === false ? box.checked : undefined) };
  }
  const made = options(schema, value, about, attributes, needed) ?? text(name, schema, about, attributes);
  made.value = value === undefined ? "" : String(value);
  const before = made.value;
  const read = () => {
    if (made.value === before) return value;
    const given = made.value.trim() ? made.value : undefined;
    if (given !== undefined && schema.type === "boolean") return given === "true";
    return given !== undefined && isNumber(schema, given.trim()) ? Number(given) : given;
  };
  return { element: name === "file" ? withPictures(made, about) : made, control: made, read };
}

/** Whether a file holds this as a number. What should be one and is none goes as it was typed: the check says what is wrong. */
function isNumber(schema, typed) {
  const bareYear = Array.isArray(schema.type) && schema.type.includes("integer") && /^\d{4}$/.test(typed);
  return bareYear || (["integer", "number"].includes(schema.type) && /^-?\d+(\.\d+)?$/.test(typed));
}

function options(schema, value, about, attributes, needed) {
  const target = schema["x-ref"];
  const keys = schema.enum ?? (schema.const === undefined ? null : [schema.const]);
  const known = schema.type === "boolean" ? YES_OR_NO : target ? (about.choices[target] ?? []) : keys?.map((key) => [key, calledIn(schema, key)]);
  if (!known) return null;
  const extra = (schema["x-also"] ?? []).map((key) => [key, ALSO[key] ?? key]);
  const lost = value !== undefined && ![...extra, ...known].some(([key]) => key === String(value)) ? [[value, value]] : [];
  const rest = needed ? "고르세요" : schema.default ? `고르지 않음: ${calledIn(schema, schema.default)}` : "고르지 않음";
  const select = element("select", attributes);
  for (const [key, label] of [["", rest], ...extra, ...known, ...lost]) {
    select.append(element("option", { value: key }, key && label !== key ? `${label} (${key})` : label));
  }
  return select;
}

/** What people call a value: the sentence of its field says "open(운영)". */
function calledIn(schema, key) {
  const [, ...after] = (schema.description ?? "").split(`${key}(`);
  return after.length ? after[0].split(")")[0] : key;
}

function text(name, schema, about, attributes) {
  if (LONG.includes(name)) return element("textarea", { ...attributes, class: "long" });
  if (name === "summary") return element("textarea", { ...attributes, rows: 3 });
  // No type=number: it throws away what is no number, and a wheel changes it.
  const number = ["integer", "number"].includes(schema.type);
  return element("input", { ...attributes, type: "text", inputmode: number ? "decimal" : null, list: name === "file" ? `${attributes.id}-files` : null });
}

function withPictures(input, about) {
  const known = about.pictures.map((file) => element("option", { value: file }));
  return element("span", {}, input, element("datalist", { id: `${input.id}-files` }, ...known));
}
