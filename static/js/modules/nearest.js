// The campuses nearest to a district or to where the device is. All of it happens on the device.

const RADIUS = 6371; // of the earth, in km
const SHOWN = 5;

/** @param {HTMLElement} root Asks for a place; the campuses stand on the page with their district's middle. */
export function start(root) {
  const words = JSON.parse(root.dataset.words);
  const select = root.querySelector("select");
  const button = root.querySelector("button");
  const said = root.querySelector("[role=status]");
  const campuses = Array.from(document.querySelectorAll("[data-district]"), (row) => ({
    ...pointOf(row),
    district: row.dataset.district,
    link: row.querySelector("a"),
    station: row.querySelector(".near")?.textContent.split(" · ")[0], // the walk is not one from where the visitor is
    open: row.querySelector("[data-open]"),
  }));

  function show(point, sentence) {
    const found = campuses.map((campus) => ({ ...campus, km: distance(point, campus) })).sort((a, b) => a.km - b.km);
    const nearest = found.slice(0, SHOWN);
    list(nearest.map((campus) => item(campus, point, words)));
    said.textContent = sentence.replace("{count}", nearest.length);
  }

  function list(items) {
    root.querySelector("ol").replaceChildren(...items);
    for (const part of root.querySelectorAll("ol, .nearest-how")) part.hidden = !items.length;
  }

  function choose() {
    const option = select.selectedOptions[0];
    if (option.dataset.lat) return show({ ...pointOf(option), district: option.text }, words.from_district.replace("{place}", option.text));
    said.textContent = "";
    list([]);
  }

  select.addEventListener("change", choose);

  button.addEventListener("click", () => {
    said.textContent = words.looking;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        select.value = "";
        show({ lat: coords.latitude, lon: coords.longitude }, words.from_here);
      },
      (fault) => {
        list([]);
        said.textContent = fault.code === fault.PERMISSION_DENIED ? words.denied : words.failed;
      },
      { timeout: 10_000, maximumAge: 600_000 },
    );
  });
  button.hidden = !("geolocation" in navigator && isSecureContext);
  root.classList.remove("awaits-script");
  // Who comes back finds the district that the browser kept, and to choose it again would change nothing. It may be put there later than this.
  const kept = () => select.value && choose();
  kept();
  addEventListener("pageshow", kept);
}

function pointOf({ dataset }) {
  return { lat: Number(dataset.lat), lon: Number(dataset.lon) };
}

/** The great-circle distance in km (haversine). */
function distance(a, b) {
  const rad = (degrees) => (degrees * Math.PI) / 180;
  const across = Math.sin(rad(b.lat - a.lat) / 2) ** 2;
  const along = Math.sin(rad(b.lon - a.lon) / 2) ** 2;
  return 2 * RADIUS * Math.asin(Math.sqrt(across + Math.cos(rad(a.lat)) * Math.cos(rad(b.lat)) * along));
}

/** A campus as a link with its distance, its station, and what can be applied for there. The middle of a district is not its campus, so nothing is said closer than a km. */
function item(campus, point, words) {
  const link = Object.assign(document.createElement("a"), { href: campus.link.href, textContent: campus.link.textContent });
  const far = campus.km < 1 ? words.close : words.distance.replace("{km}", Math.round(campus.km));
  const place = document.createElement("span");
  const open = campus.open?.matches(".unseen") === false ? [campus.open.textContent] : [];
  const near = campus.district === point.district ? words.same : far;
  place.textContent = [campus.district, near, campus.station, ...open].filter(Boolean).join(" · ");
  const entry = document.createElement("li");
  entry.append(link, place);
  return entry;
}
