// Registers the service worker. site.js loads this when the page is done and the device has nothing else to do.

// Beside the site's home, so that its scope is the whole site and no more.
const WORKER = new URL("../../../sw.js", import.meta.url).href;

/** Asks for the worker, unless the visitor asked for little data. A browser without one, or in which it fails, loses nothing. */
export function start() {
  if (!("serviceWorker" in navigator) || navigator.connection?.saveData) return;
  // Trusted Types: the one address that this policy ever gives is the worker's.
  const policy = self.trustedTypes?.createPolicy("offline", { createScriptURL: () => WORKER });
  navigator.serviceWorker.register(policy?.createScriptURL(WORKER) ?? WORKER, { updateViaCache: "none" }).catch((fault) => console.warn("no worker", fault));
}
