// The one script that runs before the page is painted: a theme that the visitor chose must not flash.
// The choice stays on the device. Without script the page follows the device.
(function () {
  const KEY = "theme";
  const root = document.documentElement;

  function stored() {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null; // storage is switched off
    }
  }

  function show(theme) {
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    else delete root.dataset.theme;
  }

  show(stored());

  document.addEventListener("DOMContentLoaded", () => {
    const control = document.querySelector("[data-theme-control]");
    const select = control?.querySelector("select");
    if (!select) return;
    select.value = stored() ?? "auto";
    control.hidden = false;
    select.addEventListener("change", () => {
      show(select.value);
      try {
        if (select.value === "auto") localStorage.removeItem(KEY);
        else localStorage.setItem(KEY, select.value);
      } catch {
        // The choice holds for this page only.
      }
    });
  });
})();
