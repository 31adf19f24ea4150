// Starts each behaviour on the elements that ask for it by data-module. The page works without any of them,
// and one that fails never stops the others.

for (const name of new Set(Array.from(document.querySelectorAll("[data-module]"), (root) => root.dataset.module))) {
  import(`./modules/${name}.js`)
    .then((module) => {
      for (const root of document.querySelectorAll(`[data-module="${name}"]`)) start(module, root, name);
    })
    .catch((fault) => console.warn(`module ${name} did not load`, fault));
}

function start(module, root, name) {
  try {
    module.start(root);
  } catch (fault) {
    console.warn(`module ${name} did not start`, fault);
  }
}
