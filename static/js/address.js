// What is chosen on a page stands in its address, in the line at its foot that names the address to hand on, and in the link to the same
// page in another language.

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

/** Foot and link name the page as it was built: here with what is chosen on it. Words that were typed go to no host. */
export function showQuery(query) {
  const line = document.querySelector(".footer-address span");
  if (line) line.textContent = line.textContent.replace(/\?.*/, "") + query;
  const chosen = new URLSearchParams(query);
  chosen.delete("q");
  const tongue = document.querySelector(".tongue");
  if (tongue) tongue.search = chosen;
}
