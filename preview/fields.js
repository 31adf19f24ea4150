// Fields of the editing form, made from a JSON Schema. Each is {element, read()}; read gives the value as the file will
// hold it, or undefined where there is none. What was not touched is given back as it was read, in value and in type.

const REST = { "": "고르지 않음" };
const LONG = ["body"];
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

/** The sentence of a field: its first part is the label, what follows the hint. */
function said(name, schema) {
  const [label, ...more] = (schema.description ?? name).split(/(?<=[.다])\s+(?=\S)/);
  return { label: label.replace(/\.$/, ""), hint: more.join(" ") };
}

/** A group of fields: what a class of the records is.
 * @param {object} schema @param {object} value @param {object} about */
export function group(schema, value, about) {
  const required = schema.required ?? [];
  const fields = Object.entries(schema.properties).map(([name, inner]) => [name, field(name, inner, value?.[name], about, required.includes(name))]);
  const read = () => {
    const result = {};
    for (const [name, one] of fields) {
      const given = one.read();
      if (given !== undefined) result[name] = given;
    }
    return result;
  };
  return { elements: fields.map(([, one]) => one.element), read };
}

function field(name, written, value, about, required) {
  const schema = plain(written, about);
  const words = said(name, { ...schema, description: written.description ?? schema.description });
  if (schema.type === "object" && schema.properties) return folded(name, words, schema, value, about);
  if (schema.type === "array") return list(name, words, schema, value, about);
  const id = `field-${++serial}`;
  const one = control(name, schema, value, about, { id, "aria-describedby": words.hint ? `${id}-hint` : null });
  const hint = words.hint ? element("span", { class: "hint", id: `${id}-hint` }, words.hint) : null;
  const label = element("label", { for: id }, words.label, required ? " (꼭 적습니다)" : "", " ", element("span", { class: "key" }, name));
  return { element: element("div", { class: "field" }, label, hint, one.element), read: one.read };
}

function folded(name, words, schema, value, about) {
  const inner = group(schema, value, about);
  const summary = element("summary", {}, words.label, " ", element("span", { class: "key" }, name));
  const made = element("details", { open: value === undefined ? false : "" }, summary, words.hint ? element("p", { class: "hint" }, words.hint) : null, ...inner.elements);
  return { element: made, read: () => unlessEmpty(inner.read()) };
}

function unlessEmpty(result) {
  return Object.keys(result).length ? result : undefined;
}

/** A list: of texts, of references, or of groups. One value that was written without a list stays so. */
function list(name, words, schema, value, about) {
  const single = value !== undefined && !Array.isArray(value);
  const items = plain(schema.items ?? {}, about);
  const holder = element("div", {});
  const rows = new Set();

  function add(initial) {
    const id = `field-${++serial}`;
    const one = items.type === "object" ? group(items, initial, about) : control(name, { ...items, description: schema.description }, initial, about, { id, "aria-label": words.label });
    const row = element("div", { class: "row" }, items.type === "object" ? element("fieldset", {}, element("legend", {}, words.label), ...one.elements) : one.element);
    const read = () => (items.type === "object" ? unlessEmpty(one.read()) : one.read());
    const entry = { read };
    row.append(element("button", { type: "button", onclick: () => (rows.delete(entry), row.remove()) }, "빼기"));
    rows.add(entry);
    holder.append(row);
    return row;
  }

  (single ? [value] : (value ?? [])).forEach(add);
  const more = element("button", { type: "button", onclick: () => add().querySelector("input, select, textarea").focus() }, "더하기");
  const legend = element("legend", {}, words.label, " ", element("span", { class: "key" }, name));
  return {
    element: element("fieldset", {}, legend, words.hint ? element("p", { class: "hint" }, words.hint) : null, holder, more),
    read() {
      const given = [...rows].map((row) => row.read()).filter((item) => item !== undefined);
      if (single && given.length === 1) return given[0];
      return given.length || (value !== undefined && !value.length) ? given : undefined;
    },
  };
}

/** One control for one value. */
function control(name, schema, value, about, attributes) {
  if (schema.type === "boolean") {
    const box = element("input", { ...attributes, type: "checkbox" });
    box.checked = value ?? schema.default ?? false;
    return { element: box, read: () => (box.checked || value !== undefined ? box.checked : undefined) };
  }
  const made = options(schema, value, about, attributes) ?? text(name, schema, about, attributes);
  made.value = value === undefined ? "" : String(value);
  const before = made.value;
  const read = () => {
    if (made.value === before) return value;
    const given = made.value.trim() ? made.value : undefined;
    return given !== undefined && ["integer", "number"].includes(schema.type) ? Number(given) : given;
  };
  return { element: name === "file" ? withPictures(made, about) : made, read };
}

function options(schema, value, about, attributes) {
  const target = schema["x-ref"];
  const known = target ? (about.choices[target] ?? []) : (schema.enum ?? (schema.const === undefined ? null : [schema.const]))?.map((one) => [one, one]);
  if (!known) return null;
  const extra = target && /\ball\b/.test(schema.description ?? "") ? [["all", "모든 곳"]] : [];
  const lost = value !== undefined && !known.some(([key]) => key === value) && !extra.length ? [[value, value]] : [];
  const select = element("select", attributes);
  for (const [key, label] of [...Object.entries(REST), ...extra, ...known, ...lost]) {
    select.append(element("option", { value: key }, key && label !== key ? `${label} (${key})` : label));
  }
  return select;
}

function text(name, schema, about, attributes) {
  if (LONG.includes(name)) return element("textarea", { ...attributes, class: "long" });
  if (name === "summary") return element("textarea", { ...attributes, rows: 3 });
  const number = ["integer", "number"].includes(schema.type);
  return element("input", { ...attributes, type: number ? "number" : "text", step: number ? "any" : null, list: name === "file" ? `${attributes.id}-files` : null });
}

function withPictures(input, about) {
  const known = about.pictures.map((file) => element("option", { value: file }));
  return element("span", {}, input, element("datalist", { id: `${input.id}-files` }, ...known));
}
