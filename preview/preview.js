// What the preview adds to a page: its clock, a bar, the faults of the content, and the word to load again.
// It runs before every other script, and nothing of it is ever published.
(function () {
  const asked = new URL(document.currentScript.src).searchParams;
  const build = asked.get("build");
  const WIDTHS = [360, 390, 768, 1280];
  const TONGUES = new Intl.DisplayNames(["ko"], { type: "language" });
  const AGAIN = 1000; // milliseconds after which a lost server is looked for
  let bar, region, last;

  /** At a fixed moment the whole page lives in it: new Date() and Date.now(). */
  function stopClock(now) {
    const Real = Date;
    globalThis.Date = new Proxy(Real, {
      construct: (target, given, maker) => Reflect.construct(target, given.length ? given : [now], maker),
      apply: () => new Real(now).toString(),
      get: (target, name) => (name === "now" ? () => now : Reflect.get(target, name)),
    });
  }

  function element(name, attributes, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
      else made.setAttribute(key, value);
    }
    made.append(...children.filter((child) => child != null));
    return made;
  }

  /** At the top, but below the link that skips to the content: that one stays the first. */
  function put(made) {
    const skip = document.querySelector("body > .skip");
    if (skip) skip.after(made);
    else document.body.prepend(made);
  }

  function listen() {
    const about = new URLSearchParams({ page: decodeURI(location.pathname), build });
    const socket = new WebSocket(`ws://${location.host}/_preview/live?${about}`);
    socket.addEventListener("message", (message) => {
      const told = JSON.parse(message.data);
      if (told.reload) location.reload();
      else show(told);
    });
    socket.addEventListener("close", () => setTimeout(listen, AGAIN));
  }

  function show(told) {
    last = told;
    showFaults(told.faults);
    showBar(told);
  }

  // A problem as the terminal shows it; its first line, which begins with the place, opens the file.
  function problem({ text, href }) {
    const [head, ...rest] = text.split("\n");
    const space = head.indexOf(" ");
    const link = element("a", { href, title: "편집기에서 이 줄을 엽니다" }, head.slice(0, space));
    return element("pre", {}, link, head.slice(space), `\n${rest.join("\n")}`);
  }

  function showFaults(faults) {
    if (!faults.length) region.replaceChildren();
    region.hidden = !faults.length;
    if (!faults.length) return;
    const head = element("h2", { id: "preview-faults" }, `고칠 곳이 ${faults.length}개 있습니다`);
    const note = element("p", {}, "아래 쪽은 마지막으로 잘된 내용입니다. 고쳐 저장하면 사라집니다.");
    const close = element("button", { type: "button", onclick: () => (region.hidden = true) }, "닫기");
    region.replaceChildren(head, close, note, ...faults.map(problem));
    region.scrollTop = 0;
  }

  function showBar({ moment, warnings, held, changed }) {
    if (!bar) return;
    const here = decodeURI(location.pathname);
    const marks = [moment && `${moment.replace("T", " ")}에 본 모습`, held.includes(here) && "공개 전인 쪽", warnings.length && `주의 ${warnings.length}개`];
    bar.firstChild.replaceChildren(["미리 보기", ...marks.filter(Boolean)].join(" · "));
    const time = element("input", { type: "datetime-local", id: "preview-moment", value: moment });
    const tools = element(
      "div",
      { class: "preview-tools" },
      element("label", { for: "preview-moment" }, "볼 때(한국 시각)"),
      time,
      element("button", { type: "button", onclick: () => setMoment(time.value) }, "이때로 보기"),
      moment ? element("button", { type: "button", onclick: () => setMoment("") }, "지금으로 보기") : null,
      ...tongues(),
      choice("preview-theme", "색", { auto: "자동", light: "밝게", dark: "어둡게" }, theme(), setTheme),
      choice("preview-width", "폭", { "": "이 창", ...Object.fromEntries(WIDTHS.map((width) => [width, `${width}px`])) }, "", openWidth),
      element("a", { href: "/admin/" }, "양식으로 쓰기"),
      element("a", { href: "/_preview/report/" }, "살펴볼 것"),
    );
    const links = changed.filter((url) => url !== here).map((url) => element("a", { href: encodeURI(url) }, url));
    const news = links.length ? element("div", { class: "preview-tools" }, "방금 바뀐 쪽", ...links) : null;
    bar.replaceChildren(bar.firstChild, tools, ...(news ? [news] : []), ...warnings.map(problem));
  }

  function tongues() {
    return Array.from(document.querySelectorAll("link[rel=alternate][hreflang]"), (link) => [link.hreflang, new URL(link.href).pathname])
      .filter(([tongue]) => tongue !== document.documentElement.lang)
      .map(([tongue, path]) => element("a", { href: path, hreflang: tongue }, `${TONGUES.of(tongue)} 쪽`));
  }

  function choice(id, label, options, chosen, changed) {
    const select = element("select", { id, onchange: () => changed(select.value) });
    for (const [value, text] of Object.entries(options)) select.append(element("option", { value }, text));
    select.value = chosen;
    return element("span", {}, element("label", { for: id }, `${label} `), select);
  }

  // The same choice as the site's own switch (static/js/site.js).
  function theme() {
    try {
      return localStorage.getItem("theme") ?? "auto";
    } catch {
      return document.documentElement.dataset.theme ?? "auto"; // storage is switched off
    }
  }

  function setTheme(chosen) {
    try {
      if (chosen === "auto") localStorage.removeItem("theme");
      else localStorage.setItem("theme", chosen);
      location.reload();
    } catch {
      // The choice holds for this page only.
      if (chosen === "auto") delete document.documentElement.dataset.theme;
      else document.documentElement.dataset.theme = chosen;
    }
  }

  function openWidth(width) {
    if (width) location.assign(`/_preview/width.html?${new URLSearchParams({ width, page: location.pathname + location.search })}`);
  }

  async function setMoment(moment) {
    const done = await fetch("/_preview/moment", { method: "POST", body: JSON.stringify({ moment }) });
    if (!done.ok) last && show(last);
  }

  if (asked.has("now")) stopClock(Number(asked.get("now")));
  document.addEventListener("DOMContentLoaded", () => {
    region = element("section", { class: "preview-faults", id: "problems", role: "alert", lang: "ko", "aria-labelledby": "preview-faults", hidden: "" });
    put(region);
    region.addEventListener("keydown", (event) => event.key === "Escape" && (region.hidden = true));
    if (window === window.top) {
      bar = element("details", { class: "preview-bar" }, element("summary", {}, "미리 보기"));
      put(element("section", { "aria-label": "미리 보기", lang: "ko" }, bar));
    }
    listen();
  });
})();
