// Hands the page to the device's own way of sharing, or copies its address or a text of it.
// A button stays hidden where it would not work.

/** @param {HTMLElement} root A button with data-copy (the id of an element, or "" for the address), perhaps one with
 * data-share, which goes first, and a status. */
export function start(root) {
  const said = root.querySelector("[role=status]");
  const share = root.querySelector("[data-share]");
  const copy = root.querySelector("[data-copy]");
  const say = (words) => {
    said.textContent = ""; // so that the same words are said again
    requestAnimationFrame(() => (said.textContent = words));
  };
  const put = () =>
    navigator.clipboard.writeText(textOf(copy.dataset.copy)).then(
      () => say(root.dataset.done),
      () => say(root.dataset.failed),
    );
  const hand = () =>
    navigator.share({ title: document.title, url: address() }).catch((fault) => {
      if (fault.name !== "AbortError") show(copy, put); // a visitor who changed their mind is told nothing
    });
  const show = (button, act) => {
    button.addEventListener("click", act);
    button.hidden = false;
  };
  if (share && navigator.share) show(share, hand);
  else if (navigator.clipboard) show(copy, put);
}

function textOf(id) {
  return id ? document.getElementById(id).textContent.trim() : address();
}

/** The address without the place on the page. */
function address() {
  return location.href.replace(/#.*/, "");
}
