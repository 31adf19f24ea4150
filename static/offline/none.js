// In place of the worker where there shall be none (the preview): it takes its own registration away.
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.registration.unregister()));
