// The editing form: /admin/#courses lists a kind, /admin/#courses/<slug> opens an item, #courses/+ starts a new one.
import { element, group } from "./fields.js";
import { clear, tell } from "./faults.js";

const KINDS = { campuses: "캠퍼스", courses: "과정", stories: "이야기", notices: "소식", pages: "글 쪽" };
// A name for a file of each kind, as in the guide.
const NAMES = { campuses: "naru-2", courses: "naru-data-shop", stories: "naru-story", notices: "notice-2025-11-04", pages: "about" };
const GONE = "미리 보기에 닿지 않아 저장하지 못했습니다. 적은 것은 그대로 있습니다. 미리 보기를 다시 연 뒤 저장을 누르세요.";
const LEAVE = "저장하지 않은 것이 있습니다. 버리고 떠날까요?";
const main = document.getElementById("main");
let token = document.querySelector("meta[name=token]").content;
let unsaved = false;
let shown = location.hash;

/** What the server says. A preview that was started anew has another token: it is asked for once. */
async function ask(path, body, again = true) {
  try {
    const answer = await fetch(`/admin/${path}`, body && { method: "POST", headers: { "X-Token": token }, body: JSON.stringify(body) });
    if (answer.status === 403 && body && again) {
      const page = await fetch("/admin/", { cache: "no-store" });
      [, token] = (await page.text()).match(/name="token" content="([^"]*)"/);
      return ask(path, body, false);
    }
    return { ok: answer.ok, ...(await answer.json()) };
  } catch (error) {
    console.warn("the preview does not answer", error);
    return { ok: false, said: GONE };
  }
}

async function show() {
  if (location.hash === shown && main.querySelector("form")) return;
  if (unsaved && !confirm(LEAVE)) return history.replaceState(null, "", shown);
  unsaved = false;
  shown = location.hash;
  const [folder, slug] = location.hash.slice(1).split("/");
  const links = Object.entries(KINDS).map(([kind, label]) => element("li", {}, element("a", { href: `#${kind}`, "aria-current": kind === folder && "page" }, label)));
  document.getElementById("kinds").replaceChildren(...links);
  if (!(folder in KINDS)) return;
  const about = await ask(`${folder}/`);
  if (!about.schema) main.replaceChildren(element("p", { class: "said refused", role: "alert" }, about.said));
  else if (slug) await edit(folder, slug === "+" ? "" : slug, about);
  else list(folder, about);
  main.focus();
}

function list(folder, about) {
  const items = about.items.map(([slug, name]) => element("li", {}, element("a", { href: `#${folder}/${slug}` }, `${name} (${slug})`)));
  main.replaceChildren(element("h1", {}, KINDS[folder]), element("p", {}, element("a", { href: `#${folder}/+` }, "새로 쓰기")), element("ul", { id: "items" }, ...items));
}

async function edit(folder, slug, about) {
  const opened = slug ? await ask(`${folder}/${slug}`) : { ok: true, data: { draft: true }, digest: "" };
  const title = element("h1", {}, slug ? `${KINDS[folder]} 고치기` : `새 ${KINDS[folder]}`);
  const said = element("div", {});
  if (!opened.ok) {
    main.replaceChildren(title, said);
    return tell(said, opened, () => null);
  }
  const fields = group(about.schema, opened.data, about);
  const name = element("input", { id: "slug", value: slug, readonly: slug ? "" : false, "aria-describedby": "slug-hint" });
  const button = element("button", { type: "submit" }, "저장");
  const where = element("p", {}, opened.file ?? "저장하면 content 폴더에 파일이 생깁니다. 아래의 '초안'을 끄고 저장한 뒤 올리면 공개됩니다.");
  const form = element(
    "form",
    { novalidate: "", oninput: () => (unsaved = true), onsubmit: (event) => (event.preventDefault(), save()) },
    element(
      "div",
      { class: "field" },
      element("label", { for: "slug" }, "파일 이름이자 주소 (꼭 적습니다)"),
      element("span", { class: "hint", id: "slug-hint" }, "영어 소문자, 숫자, 붙임표(-)로 짓습니다. 예: " + NAMES[folder]),
      name,
    ),
    ...fields.elements,
    element("div", { class: "foot" }, button, said),
  );
  main.replaceChildren(title, where, form);
  // The name of the file is no key of the record.
  const placeOf = (path) => (path[0] === "slug" ? { label: "파일 이름", control: name, before: name } : fields.at(path));

  // One at a time: a second one would find the file that the first has written. The button keeps the focus, so it is not `disabled`.
  async function save() {
    if (button.ariaDisabled) return;
    button.ariaDisabled = "true";
    said.replaceChildren(element("p", { class: "said", role: "status" }, "저장하는 중입니다."));
    const data = fields.read();
    const done = await ask(`${folder}/${encodeURIComponent(name.value.trim())}`, { data, digest: opened.digest });
    button.ariaDisabled = null;
    clear(form);
    if (!done.ok) return tell(said, done, placeOf);
    unsaved = JSON.stringify(fields.read()) !== JSON.stringify(data); // what was typed meanwhile
    opened.digest = done.digest;
    name.value = name.value.trim();
    name.readOnly = true;
    title.textContent = `${KINDS[folder]} 고치기`;
    where.textContent = done.file;
    shown = `#${folder}/${name.value}`;
    history.replaceState(null, "", shown);
    const link = element("a", { href: done.url }, done.url);
    const warnings = done.warnings.map(({ said: text, mend }) => element("li", {}, `${text} ${mend}`));
    const after = warnings.length ? element("div", { class: "said" }, element("p", {}, "이대로 두어도 되지만 살펴볼 것이 있습니다."), element("ul", {}, ...warnings)) : "";
    said.replaceChildren(element("p", { class: "said", role: "status" }, `${done.file}에 저장했습니다. `, link), after);
  }
}

addEventListener("hashchange", show);
addEventListener("beforeunload", (event) => unsaved && event.preventDefault());
show();
