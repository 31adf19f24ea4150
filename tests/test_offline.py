"""The service worker in real Chromium: what opens without a network and under which words, and that it never shows old news with one."""

import json
import re
import shutil
import time
from contextlib import contextmanager
from pathlib import Path

import brotli
import pytest
from playwright.sync_api import expect

from browser import Handler, served, until, watched_page
from generator.settings import HOME
from hosts import nginx

COURSE_OF_SMALL = "/courses/dobong-ai-multimodal/"
COURSE = "/courses/mapo-microsoft-ai-3/"
BAR = "인터넷이 끊겼습니다. 11월 3일에 받은 내용입니다."
# In what was seen at a site's path ("" at the top of a host).
KEPT = "async ([path, at]) => Boolean(await (await caches.open('seen' + at)).match(new URL(path, location).href))"
SHELLS = "async () => (await caches.keys()).filter((name) => name.startsWith('shell-'))"
ONLY_NEWER = f"async (old) => {{ const names = await ({SHELLS})(); return names.length === 1 && names[0] !== old }}"
CONTROLLED = "() => navigator.serviceWorker.controller !== null"
ACTIVATED = "async () => (await navigator.serviceWorker.ready).active.state === 'activated'"  # it has tidied
# Generous: it ends a test that would never end.
KB = 1000


class Network:
    """A server that can be unplugged or made slow, in which it is 3 November 2025 in Korea (still the 2nd in UTC)."""

    def __init__(self):
        self.mode = "on"
        self.asked = []
        network = self

        class Plugged(Handler):
            def date_time_string(self, timestamp=None):
                return super().date_time_string(timestamp) if timestamp else "Sun, 02 Nov 2025 16:00:00 GMT"

            def do_GET(self):
                del self.headers["If-Modified-Since"]  # two builds may lie in one second
                network.asked.append(self.path)
                if network.mode == "off":
                    self.close_connection = True
                    return
                while network.mode == "slow":
                    time.sleep(0.05)
                super().do_GET()

        self.handler = Plugged


@pytest.fixture
def network():
    return Network()


@contextmanager
def visiting(chromium, folder, network, at=""):
    """visit(path): a page of `folder`, in a browser that may have the worker; the address of the site's home."""
    with (
        served(folder, network.handler) as address,
        watched_page(chromium, address, service_workers="allow", locale="ko-KR") as (page, _),
    ):
        yield page, address + at
        network.mode = "on"


def settle(page, path, at=""):
    """Wait until the worker has the shell, guides the page and keeps it."""
    until(page, CONTROLLED)
    until(page, KEPT, [path, at])


def unplug(page, network):
    network.mode = "off"
    page.context.set_offline(True)


def test_after_one_visit_the_site_opens_without_a_network(chromium, open_folder, network):
    with visiting(chromium, open_folder, network) as (page, home):
        page.goto(home + "/courses/seongdong-msa/")
        settle(page, "/courses/seongdong-msa/")
        expect(page.locator(".offline")).to_have_count(0)
        unplug(page, network)
        # The page visited, home with its map, the list of campuses with it, an open course that was never visited.
        for path, words in (("/courses/seongdong-msa/", "MSA"), ("/", "25개 자치구"), ("/campuses/", "캠퍼스"), (COURSE, "Microsoft")):
            page.goto(home + path)
            expect(page.locator(".offline")).to_have_text(BAR)
            expect(page.locator("h1")).to_contain_text(words)
        page.goto(home + "/")
        assert page.locator(".tile").count() == 25
        assert page.evaluate("document.styleSheets[0].cssRules.length") > 0
        page.goto(home + "/en/")
        expect(page.locator(".offline")).to_have_text("You are offline. This page was received on November 3.")


def test_a_page_never_seen_leads_on(chromium, open_folder, network):
    with visiting(chromium, open_folder, network) as (page, home):
        page.goto(home + "/")
        settle(page, "/")
        unplug(page, network)
        for path, title in (("/stories/dobong-blockchain-to-ai/", "인터넷이 끊겼습니다"), ("/en/results/", "You are offline")):
            page.goto(home + path)
            expect(page.locator("h1")).to_have_text(title)
            assert page.locator("main form[role=search]").count() == 1
            assert page.locator(".tile").count() == 25 and page.locator(".course").count() > 0
        page.goto(home + "/results/")
        expect(page.locator("main")).to_contain_text("찾기는 인터넷이 이어져야 됩니다.")
        expect(page.locator("main")).to_contain_text("캠퍼스 쪽은 전에 본 것만 열립니다.")
        for way in page.locator("main .note a").evaluate_all("links => links.map((link) => link.href)"):
            page.goto(way)
            expect(page.locator(".offline")).to_have_text(BAR)


def test_states_are_corrected_without_a_network(chromium, open_folder, network):
    with visiting(chromium, open_folder, network) as (page, home):
        page.goto(home + COURSE)
        settle(page, COURSE)
        unplug(page, network)
        page.clock.set_fixed_time("2025-11-21T09:00:01Z")  # a second after the deadline
        page.goto(home + COURSE)
        expect(page.locator(".state .chip")).to_have_text("마감")
        expect(page.locator(".offline")).to_have_text(BAR)


def test_with_a_network_the_newest_page_comes_and_a_new_publish_replaces_the_shell(chromium, make, content, tmp_path, network):
    site, course = tmp_path / "site", content / "courses" / "guro-pm.md"
    make(content, site)
    with visiting(chromium, site, network) as (page, home):
        page.goto(home + "/courses/guro-pm/")
        settle(page, "/courses/guro-pm/")
        (first,) = page.evaluate(SHELLS)
        text = course.read_text("utf-8")
        course.write_text(text.replace("title: ", "title: 새로 낸 ", 1), "utf-8")
        make(content, site)
        page.goto(home + "/courses/guro-pm/")
        expect(page.locator("h1")).to_contain_text("새로 낸")  # at once, with the old worker still in charge
        expect(page.locator(".offline")).to_have_count(0)
        until(page, ONLY_NEWER, first)
        unplug(page, network)
        page.goto(home + "/courses/")
        expect(page.locator(".offline")).to_be_visible()
        expect(page.get_by_text("새로 낸").first).to_be_attached()


def test_a_page_seen_outlives_a_new_style_sheet(chromium, make, content, tmp_path, network):
    """The style sheet and scripts of an earlier publish are kept for as long as a kept page names them."""
    site, static = tmp_path / "site", tmp_path / "static"
    shutil.copytree(HOME / "static", static)
    make(content, site, static=static)
    with visiting(chromium, site, network) as (page, home):
        page.goto(home + "/results/")
        settle(page, "/results/")
        (first,) = page.evaluate(SHELLS)
        (static / "css" / "utilities.css").write_text(".hidden { color: red; }", "utf-8")
        (static / "js" / "status.js").write_text((static / "js" / "status.js").read_text("utf-8") + "console.debug(1);\n", "utf-8")
        make(content, site, static=static)
        page.goto(home + "/courses/")
        until(page, ONLY_NEWER, first)
        unplug(page, network)
        page.goto(home + "/results/")
        expect(page.locator(".offline")).to_have_text(BAR)
        assert page.evaluate("getComputedStyle(document.querySelector('.skip')).position") == "absolute"
        page.goto(home + "/courses/")
        expect(page.locator("h1")).to_be_visible()


def test_a_page_that_is_gone_is_forgotten(chromium, make, content, tmp_path, network):
    site = tmp_path / "site"
    make(content, site)
    with visiting(chromium, site, network) as (page, home):
        page.goto(home + "/notices/jungnang-opening/")
        settle(page, "/notices/jungnang-opening/")
        shutil.rmtree(site / "notices" / "jungnang-opening")
        assert page.goto(home + "/notices/jungnang-opening/").status == 404
        until(page, f"async (kept) => !(await ({KEPT})(kept))", ["/notices/jungnang-opening/", ""])


def test_where_the_network_hangs_the_kept_page_comes_and_says_so(chromium, open_folder, network):
    with visiting(chromium, open_folder, network) as (page, home):
        page.goto(home + "/")
        settle(page, "/")
        network.mode = "slow"
        page.goto(home + "/", wait_until="domcontentloaded")
        expect(page.locator(".offline")).to_have_text("인터넷이 느립니다. 11월 3일에 받은 내용입니다.")
        network.mode = "on"
        page.goto(home + "/")
        expect(page.locator(".offline")).to_have_count(0)


def test_below_a_path_the_worker_stays_there(chromium, make, small, tmp_path, network):
    folder = tmp_path / "host"
    make(small, folder / "prefix", base_url="https://host.example/prefix/")
    with visiting(chromium, folder, network, "/prefix") as (page, home):
        page.goto(home + "/courses/")
        settle(page, "/prefix/courses/", "/prefix")
        assert page.evaluate("navigator.serviceWorker.ready.then((found) => new URL(found.scope).pathname)") == "/prefix/"
        unplug(page, network)
        page.goto(home + "/")
        expect(page.locator(".offline")).to_have_text(BAR)


def test_two_sites_of_one_host_leave_each_other_alone(chromium, make, small, tmp_path, network):
    """The style sheets differ by name, so what one site needs is nothing that the other names."""
    for at in ("/one", "/two", ""):
        static = Path(shutil.copytree(HOME / "static", tmp_path / "static", dirs_exist_ok=True))
        style = static / "css" / "utilities.css"
        style.write_text(f"{style.read_text('utf-8')}.of{at.strip('/')} {{ color: red; }}\n", "utf-8")
        assert not make(small, tmp_path / f"site{at.strip('/')}", base_url=f"https://host.example{at}/", static=static).failed
    host = Path(shutil.copytree(tmp_path / "site", tmp_path / "host"))
    for at in ("one", "two"):
        shutil.copytree(tmp_path / f"site{at}", host / at)
    with visiting(chromium, host, network) as (page, home):
        for at in ("/one", "/two", "", "/one"):
            page.goto(f"{home}{at}/apply/")
            settle(page, f"{at}/apply/", at)
            until(page, ACTIVATED)
        unplug(page, network)
        for at in ("/one", "/two", ""):
            for path in ("/apply/", "/campuses/"):  # seen, and of the shell
                page.goto(f"{home}{at}{path}")
                expect(page.locator(".offline")).to_contain_text("인터넷이 끊겼습니다.")
                assert page.evaluate("getComputedStyle(document.querySelector('.skip')).position") == "absolute"


def test_the_preview_has_none(chromium, make, small, tmp_path, network):
    make(small, tmp_path / "site", quick=True)
    with visiting(chromium, tmp_path / "site", network) as (page, home):
        page.goto(home + "/")
        until(page, "(asked) => asked.includes('/sw.js')", network.asked)
        until(page, "async () => (await navigator.serviceWorker.getRegistrations()).length === 0")
        assert page.evaluate("caches.keys()") == []


def test_the_shell_is_there_and_light(open_folder):
    shell = shell_of(open_folder)
    files = [open_folder / (path + "index.html" if path.endswith("/") or not path else path) for path in shell]
    packed = (".woff2", ".png")
    weights = {file: len(body) if file.suffix in packed else len(brotli.compress(body)) for file in files if (body := file.read_bytes())}
    assert len(weights) == len(files) and sum(weights.values()) <= 260 * KB, sum(weights.values())


def shell_of(folder):
    line = (folder / "sw.js").read_text("utf-8").partition("\n")[0]
    return json.loads(line.removeprefix("const BUILD = ").removesuffix(";"))["shell"]


def test_what_the_home_page_leads_to_opens_without_a_network(real_site):
    """At a moment at which nothing is open for sure."""
    page = (real_site / "index.html").read_text("utf-8").partition("<main")[2]
    ways = set(re.findall(r'href="/(courses/[^"#]+)"', page))
    assert "courses/state/unconfirmed/" in ways and len(ways) > 2
    assert ways <= set(shell_of(real_site))


def test_another_page_leaves_the_worker_as_it_is(make, content, tmp_path):
    make(content, tmp_path / "one")
    page = content / "pages" / "about.md"
    page.write_text(page.read_text("utf-8") + "\n한 문장을 더합니다.\n", "utf-8")
    make(content, tmp_path / "two")
    assert (tmp_path / "one" / "sw.js").read_bytes() == (tmp_path / "two" / "sw.js").read_bytes()


def test_behind_a_real_server_too(chromium, make, small, tmp_path):
    """With compressed bodies, Vary and entity tags, as nginx sends them."""
    make(small, tmp_path / "site", compress=True)
    with (
        nginx(tmp_path / "site", tmp_path / "nginx") as address,
        watched_page(chromium, address, service_workers="allow") as (page, faults),
    ):
        page.goto(address + COURSE_OF_SMALL)
        settle(page, COURSE_OF_SMALL)
        assert faults == []
        page.context.set_offline(True)
        for path in (COURSE_OF_SMALL, "/", "/campuses/"):
            page.goto(address + path)
            expect(page.locator(".offline")).to_contain_text("인터넷이 끊겼습니다.")
            expect(page.locator("h1")).to_be_visible()
            assert page.evaluate("getComputedStyle(document.querySelector('.skip')).position") == "absolute"
