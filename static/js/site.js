// The one script of every page. It stands in the head and runs before the page is painted, so that a theme that the
// visitor chose does not flash; then it starts each behaviour on the elements that ask for it by data-module.
// The page works without any of them, and one that fails never stops the others.
(function () {
  const KEY = "theme";
  const LONGEST_CHOICE = 1500; // milliseconds; after that a list is shown as it is
  const root = document.documentElement;

  function stored() {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null; // storage is switched off
    }
  }

  function keep(theme) {
    try {
      if (theme === "auto") localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, theme);
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
    const control = document.querySelector("[data-theme-control]");
    const select = control?.querySelector("select");
    if (!select) return;
    select.value = stored() ?? "auto";
    control.classList.remove("awaits-script");
    select.addEventListener("change", () => {
      show(select.value);
      keep(select.value);
    });
  }

  function startModules() {
    const imports = [];
    const roots = Array.from(document.querySelectorAll("[data-module]"));
    for (const name of new Set(roots.map((element) => element.dataset.module))) {
      imports.push(
        import(`./modules/${name}.js`).then(
          (module) => roots.filter((element) => element.dataset.module === name).forEach((element) => start(module, element)),
          (fault) => console.warn(`module ${name} did not load`, fault),
        ),
      );
    }
    return Promise.all(imports);
  }

  function start(module, element) {
    try {
      module.start(element);
    } catch (fault) {
      console.warn(`module ${element.dataset.module} did not start`, fault);
    }
  }

  /** What the address chooses from a list is not seen before it is chosen (static/css/utilities.css), so that nothing moves. */
  function chosen() {
    root.classList.remove("choosing");
  }

  /** Reading without a network is made ready when all else is done. */
  function prepareOffline() {
    const soon = window.requestIdleCallback ?? ((act) => setTimeout(act, 1000));
    soon(() => import("./modules/offline.js").then((module) => start(module, root), (fault) => console.warn("module offline did not load", fault)));
  }

  show(stored());
  if (location.search) {
    root.classList.add("choosing");
    setTimeout(chosen, LONGEST_CHOICE);
  }
  document.addEventListener("DOMContentLoaded", () => {
    offerTheme();
    startModules().then(chosen);
  });
  addEventListener("load", prepareOffline);
})();
