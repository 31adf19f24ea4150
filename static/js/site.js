// The one script of every page. It stands in the head and runs before the page is painted, so that a theme that the
// visitor chose does not flash; then it starts each behaviour on the elements that ask for it by data-module.
// The page works without any of them, and one that fails never stops the others.
(function () {
  const LONGEST_CHOICE = 1500; // milliseconds; after that a list is shown as it is
  const root = document.documentElement;

  function stored(key) {
    try {
      return localStorage.getItem(key);
    } catch {
      return null; // storage is switched off
    }
  }

  function keep(key, value) {
    try {
      if (value) localStorage.setItem(key, value);
      else localStorage.removeItem(key);
    } catch {
      // The choice holds for this page only.
    }
  }

  function show(theme) {
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    else delete root.dataset.theme;
  }

  /** The switch stays hidden until it works; the choice stays on the device. */
  function offerTheme() {
    const select = document.querySelector("[data-theme-control] select");
    if (!select) return;
    select.value = stored("theme") ?? "auto";
    select.closest(".awaits-script").classList.remove("awaits-script");
    select.addEventListener("change", () => {
      show(select.value);
      keep("theme", select.value === "auto" ? "" : select.value);
    });
  }

  function startModules() {
    const roots = Array.from(document.querySelectorAll("[data-module]"));
    const now = roots.filter((element) => !waits(element));
    for (const element of roots.filter(waits)) {
      element.addEventListener("focusin", () => load(element.dataset.module, [element]), { once: true });
    }
    const names = new Set(now.map((element) => element.dataset.module));
    return Promise.all(Array.from(names, (name) => load(name, now.filter((element) => element.dataset.module === name))));
  }

  /** The search costs nothing until the visitor goes to it: with the focus, or with a query in the address. */
  function waits(element) {
    const { start: when } = element.dataset;
    return when && !(when === "query" && asked()) && !element.contains(document.activeElement);
  }

  function load(name, elements) {
    return import(`./modules/${name}.js`).then(
      (module) => elements.forEach((element) => start(name, module, element)),
      (fault) => {
        console.warn(`module ${name} did not load`, fault);
        if (name === "search") elements.forEach(offerAgain);
      },
    );
  }

  /** The search page as it is without script, but that it says so, has the words still, and the next press fetches all again. */
  function offerAgain(search) {
    delete root.dataset.asked;
    search.querySelector("[data-part=lost]").hidden = false;
    search.querySelector("[name=q]").value ||= new URLSearchParams(location.href.split(/[?#]/)[1]).get("q");
    search.addEventListener("submit", () => setTimeout(() => location.reload()));
  }

  function asked() {
    return /[?#&]q=[^&#]/.test(location.href);
  }

  /** `/` leads to the search box from anywhere but fields. It can be switched off, as WCAG 2.1.4 asks for a single key. */
  function offerSlash() {
    const control = document.querySelector("[data-slash]");
    if (control) {
      control.checked = stored("slash") !== "off";
      control.closest(".awaits-script").classList.remove("awaits-script");
      control.addEventListener("change", () => keep("slash", control.checked ? "" : "off"));
    }
    document.addEventListener("keydown", (event) => {
      const plain = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing;
      if (!plain || event.target.closest?.("input, textarea, select, [contenteditable]") || stored("slash") === "off") return;
      event.preventDefault();
      document.querySelector("form[role=search] [name=q]")?.select();
    });
  }

  /** What is looked for goes behind the hash, where no host is sent it, also before the module of a search is there. */
  function keepSearchesHere() {
    document.addEventListener("submit", (event) => {
      const { target } = event;
      if (event.defaultPrevented || !target.matches("[role=search]")) return;
      event.preventDefault();
      const q = target.elements.q.value.trim();
      location.assign(target.action + (q && `#${new URLSearchParams({ q })}`));
    });
  }

  function start(name, module, element) {
    try {
      module.start(element);
    } catch (fault) {
      console.warn(`module ${name} did not start`, fault);
    }
  }

  /** What the address chooses from a list is not seen before it is chosen (static/css/utilities.css), so that nothing moves. */
  function chosen() {
    root.classList.remove("choosing");
  }

  /** Reading without a network is made ready when all else is done. */
  function prepareOffline() {
    const soon = window.requestIdleCallback ?? ((act) => setTimeout(act, 1000));
    soon(() => load("offline", [root]));
  }

  show(stored("theme"));
  if (asked()) root.dataset.asked = ""; // before paint, so that results find their place and nothing moves
  if (location.search) {
    root.classList.add("choosing");
    setTimeout(chosen, LONGEST_CHOICE);
  }
  document.addEventListener("DOMContentLoaded", () => {
    offerTheme();
    offerSlash();
    keepSearchesHere();
    startModules().then(chosen);
  });
  addEventListener("load", prepareOffline);
})();
