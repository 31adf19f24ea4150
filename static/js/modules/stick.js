// The apply link at the foot of a phone's screen goes while half of the real one is in sight, or more: never do both show in part.

/** @param {HTMLElement} root The bar with the link. */
export function start(root) {
  const button = document.querySelector(".dates .button");
  if (!button) return;
  const follow = ([entry]) => root.classList.toggle("stick-off", entry.intersectionRatio >= 0.5);
  new IntersectionObserver(follow, { threshold: 0.5 }).observe(button);
}
