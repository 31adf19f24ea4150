// The editing form: /admin/#courses lists a kind, /admin/#courses/<slug> opens an item, #courses/+ starts a new one.
import { element, group } from "./fields.js";

const KINDS = { campuses: "캠퍼스", courses: "과정", stories: "이야기", notices: "소식", pages: "글 쪽" };
const token = document.querySelector("meta[name=token]").content;
const main = document.getElementById("main");

async function ask(path, body) {
  const answer = await fetch(`/admin/${path}`, body && { method: "POST", headers: { "X-Token": token }, body: JSON.stringify(body) });
  return { ok: answer.ok, ...(await answer.json()) };
}

function note({ said, problems = [] }, refused) {
  return element("div", { class: refused ? "said refused" : "said", role: "alert" }, element("p", {}, said), ...problems.map((text) => element("pre", {}, text)));
}

async function show() {
  const [folder, slug] = location.hash.slice(1).split("/");
  const links = Object.entries(KINDS).map(([kind, label]) => element("li", {}, element("a", { href: `#${kind}`, "aria-current": kind === folder && "page" }, label)));
  document.getElementById("kinds").replaceChildren(...links);
  if (!(folder in KINDS)) return;
  const about = await ask(`${folder}/`);
  if (slug) await edit(folder, slug === "+" ? "" : slug, about);
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
  if (!opened.ok) return main.replaceChildren(title, note(opened, true));
  const fields = group(about.schema, opened.data, about);
  const name = element("input", { id: "slug", value: slug, readonly: slug ? "" : false, required: "", pattern: "[a-z0-9]+(-[a-z0-9]+)*" });
  const said = element("div", {});
  const form = element(
    "form",
    { novalidate: "", onsubmit: (event) => (event.preventDefault(), save()) },
    element("div", { class: "field" }, element("label", { for: "slug" }, "파일 이름이자 주소. 영어 소문자, 숫자, 붙임표(-)"), name),
    ...fields.elements,
    element("div", { class: "foot" }, element("button", { type: "submit" }, "저장"), said),
  );
  main.replaceChildren(title, element("p", {}, opened.file ?? "저장하면 파일이 생깁니다. draft를 끄면 공개됩니다."), form);

  async function save() {
    const done = await ask(`${folder}/${name.value}`, { data: fields.read(), digest: opened.digest });
    if (!done.ok) return said.replaceChildren(note(done, true));
    opened.digest = done.digest;
    name.readOnly = true;
    const link = element("a", { href: done.url }, done.url);
    said.replaceChildren(element("p", { class: "said", role: "status" }, `${done.file}에 저장했습니다. `, link));
  }
}

addEventListener("hashchange", show);
show();
