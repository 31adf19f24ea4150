// A page of the site in a frame of a chosen width. Links inside stay inside; the way back leads to the page at hand.
const asked = new URLSearchParams(location.search);
const frame = document.querySelector("iframe");
const select = document.getElementById("width");

function show() {
  frame.width = select.value;
}

select.value = asked.get("width") ?? "360";
select.addEventListener("change", show);
show();
const page = new URL(asked.get("page") ?? "/", location.origin);
frame.src = page.origin === location.origin ? page.pathname + page.search : "/";
frame.addEventListener("load", () => document.getElementById("back").setAttribute("href", frame.contentWindow.location.pathname));
