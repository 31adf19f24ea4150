// What is chosen on a page stands in its address, and in the line at its foot that names the address to hand on.

/** The query of an address: "" where nothing is chosen.
 * @param {Iterable<[string, string]>} pairs @returns {string} */
export function queryOf(pairs) {
  const query = new URLSearchParams([...pairs]).toString();
  return query && `?${query}`;
}

/** Rewrites the address in place, which sends nothing. */
export function keepQuery(query, hash = "") {
  history.replaceState(null, "", location.pathname + query + hash);
  showQuery(query);
}

/** The foot names the page as it was built: here with what is chosen on it. */
export function showQuery(query) {
  const line = document.querySelector(".footer-address span");
  if (line) line.textContent = line.textContent.replace(/\?.*/, "") + query;
}
