// Where nothing was found, the foot names the address that was asked for: the page has none of its own to hand on.

/** @param {HTMLElement} root The line of the foot; it stays away until it can say this. */
export function start(root) {
  root.querySelector("span").textContent = location.href.replace(/#.*/, "");
  root.classList.remove("awaits-script");
}
