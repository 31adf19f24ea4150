"""The preview, as an editor meets it: a save shows by itself, a fault shows over the last good page and goes when mended."""

import http.client
import json
import re
import socket
import subprocess
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from generator.security import HEADERS
from generator.serve import Watch, is_local, is_own
from generator.settings import HOME
from generator.urls import address_of
from preview_process import LIMIT, command, preview
from processes import free_port, run
from shared_content import replaced
from test_access import OPTIONS

PAGE = "/pages-of-no-one/"
COURSE = "jungnang-genai-data"
# How a page that stays is told from one that was loaded again.
MARK = "document.documentElement.dataset.stayed = 'yes'"


@pytest.fixture
def tabs(chromium):
    """Makes tabs of a browser whose page errors and requests to other hosts are a failure."""
    context, faults = chromium.new_context(), []
    expect.set_options(timeout=LIMIT * 1000)

    def open_tab(address):
        page = context.new_page()
        page.set_default_timeout(LIMIT * 1000)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: "Content Security Policy" in said.text and faults.append(said.text))
        page.on("request", lambda request: urlsplit(request.url).netloc != urlsplit(address).netloc and faults.append(request.url))
        page.goto(address)
        return page

    yield open_tab
    expect.set_options(timeout=5000)
    context.close()
    assert faults == []


def open_bar(page):
    page.locator(".preview-bar summary").click()
    return page.locator(".preview-bar")


def test_a_save_shows_and_a_fault_shows_until_it_is_mended(content, tabs):
    path = content / "courses" / f"{COURSE}.md"
    with preview(content) as address:
        page = tabs(f"{address}/courses/{COURSE}/")
        heading, panel = page.locator("h1"), page.locator("#problems")
        expect(heading).to_contain_text("생성형 AI 데이터분석 과정")
        expect(panel).to_be_hidden()

        replaced(path, "title: 생성형 AI 데이터분석 과정", "title: 새 이름의 과정")
        expect(heading).to_contain_text("새 이름의 과정")
        expect(panel).to_be_hidden()

        replaced(path, "title: 새 이름의 과정", "titel: 더 새로운 이름")
        expect(panel).to_be_visible()
        assert panel.get_attribute("role") == "alert"
        for said in ("오류[unknown-field]", f"{COURSE}.md:2:1", "titel: 더 새로운 이름", "^^^^^", "고치기:"):
            expect(panel).to_contain_text(said)
        expect(panel.get_by_role("link")).to_have_attribute("href", f"vscode://file{path}:2:1")
        expect(heading).to_contain_text("새 이름의 과정")

        replaced(path, "titel: 더 새로운 이름", "title: 더 새로운 이름")
        expect(heading).to_contain_text("더 새로운 이름")
        expect(panel).to_be_hidden()


def test_only_a_page_that_changed_is_loaded_again(content, tabs):
    path = content / "courses" / f"{COURSE}.md"
    with preview(content) as address:
        changed, other = tabs(f"{address}/courses/{COURSE}/"), tabs(f"{address}/privacy/")
        for page in (changed, other):
            page.evaluate(MARK)
        replaced(path, "## 무엇을 배우나", "## 새로 배우나")
        expect(changed.get_by_role("heading", name="새로 배우나")).to_be_visible()
        expect(open_bar(other).get_by_role("link", name=f"/courses/{COURSE}/", exact=True)).to_be_visible()
        assert other.locator("html").get_attribute("data-stayed") == "yes"
        # A fault is told to every page, and loads none of them.
        replaced(path, "title:", "titel:")
        expect(other.locator("#problems")).to_be_visible()
        assert other.locator("html").get_attribute("data-stayed") == "yes"


def test_a_page_that_appears_or_goes_and_a_change_of_style_are_seen(content, tabs):
    path = content / "pages" / "about.md"
    text = path.read_text("utf-8")
    with preview(content) as address:
        page = tabs(f"{address}/new-page/")
        expect(page.locator("h1")).to_contain_text("찾는 쪽이 없습니다")
        (content / "pages" / "new-page.md").write_text(text.replace("title: ", "title: 새로 생긴 ", 1), "utf-8")
        expect(page.locator("h1")).to_contain_text("새로 생긴")
        (content / "pages" / "new-page.md").unlink()
        expect(page.locator("h1")).to_contain_text("찾는 쪽이 없습니다")


def test_a_campus_a_course_a_story_and_a_notice_are_added_by_file(content, tabs):
    with preview(content) as address:
        for kind, folder in {"campus": "campuses", "course": "courses", "story": "stories", "notice": "notices"}.items():
            page = tabs(f"{address}/{folder}/by-file/")
            expect(page.locator("h1")).to_contain_text("찾는 쪽이 없습니다")
            done = run("new", kind, "by-file", "--content", content)
            assert done.returncode == 0, done.stderr
            expect(page.locator(".held")).to_be_visible()
            expect(page.locator("#problems")).to_be_hidden()


def test_axe_finds_nothing_in_bar_faults_and_form(content, tabs):
    with preview(content) as address:
        page = tabs(f"{address}/courses/{COURSE}/")
        open_bar(page)
        replaced(content / "courses" / f"{COURSE}.md", "title:", "titel:")
        expect(page.locator("#problems")).to_be_visible()
        found = violations(page)
        page.goto(f"{address}/admin/#campuses/jungnang")
        expect(page.get_by_role("button", name="저장")).to_be_visible()
        assert found + violations(page) == []


def violations(page):
    return [
        (each["id"], [node["target"] for node in each["nodes"][:3]]) for each in Axe().run(page, options=OPTIONS).response["violations"]
    ]


def test_a_fault_can_be_put_away_by_key_and_hides_no_more_than_half_of_a_phone(content, tabs):
    for file in (content / "courses").iterdir():
        replaced(file, "title:", "titel:")
    with preview(content) as address:
        page = tabs(address)
        page.set_viewport_size({"width": 360, "height": 640})
        panel = page.locator("#problems")
        expect(panel).to_be_visible()
        assert panel.bounding_box()["height"] <= 320
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        panel.get_by_role("link").first.focus()
        page.keyboard.press("Escape")
        expect(panel).to_be_hidden()
        page.reload()
        panel.get_by_role("button", name="닫기").click()
        expect(panel).to_be_hidden()


def test_a_start_with_a_fault_shows_it_and_recovers(content, tabs):
    replaced(content / "site.yml", "name:", "nmae:")
    with preview(content) as address:
        page = tabs(address)
        expect(page.locator("#problems")).to_contain_text("오류[unknown-field]")
        replaced(content / "site.yml", "nmae:", "name:")
        expect(page.locator("#problems")).to_be_hidden()
        expect(page.locator("h1")).to_be_visible()


def test_the_bar_works_without_storage(content, tabs):
    with preview(content) as address:
        page = tabs(address)
        page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })")
        page.reload()
        chosen = open_bar(page).get_by_label("색")
        expect(chosen).to_have_value("auto")
        chosen.select_option("dark")
        expect(page.locator("html")).to_have_attribute("data-theme", "dark")
        chosen.select_option("auto")
        expect(page.locator("html")).not_to_have_attribute("data-theme", "dark")


def test_the_preview_shows_drafts_and_answers_what_is_missing(content, tabs):
    replaced(content / "courses" / "guro-pm.md", "---\n", "---\ndraft: true\n")
    with preview(content) as address:
        page = tabs(f"{address}/courses/guro-pm/")
        expect(page.locator(".held")).to_be_visible()
        expect(page.locator(".preview-bar summary")).to_contain_text("공개 전인 쪽")
        assert page.goto(f"{address}{PAGE}").status == 404
        expect(page.locator("h1")).to_contain_text("찾는 쪽이 없습니다")
        assert page.goto(f"{address}/..%2f..%2fcontent/site.yml").status == 404
        # The page that says so is told of saves like any other.
        assert page.goto(f"{address}/{'a' * 3000}").status == 404
        replaced(content / "courses" / "guro-pm.md", "title:", "titel:")
        expect(page.locator("#problems")).to_be_visible()


def test_the_moment_moves_for_the_build_and_for_the_page(content, tabs):
    replaced(content / "courses" / "mapo-microsoft-ai-3.md", "  from: 2025-11-03\n", "  from: 2025-11-03\n  until: 2025-11-21 18:00\n")
    with preview(content) as address:
        page = tabs(f"{address}/courses/mapo-microsoft-ai-3/")
        chip, clock = page.locator("main .chip").first, "[Date.now(), new Date().getTime(), new Date(0).getTime()]"
        expect(chip).to_contain_text("모집중")
        assert page.evaluate(clock) == [1762128000000, 1762128000000, 0]  # 2025-11-03 09:00 in Korea
        bar = open_bar(page)
        bar.get_by_label("볼 때").fill("2025-11-21T18:01")
        bar.get_by_role("button", name="이때로 보기").click()
        expect(page.locator("main .chip").first).to_have_text(re.compile("마감"))
        expect(page.locator(".preview-bar summary")).to_contain_text("2025-11-21 18:01에 본 모습")
        assert page.evaluate(clock) == [1763715660000, 1763715660000, 0]
        open_bar(page).get_by_role("button", name="지금으로 보기").click()
        expect(page.locator(".preview-bar summary")).not_to_contain_text("에 본 모습")
        assert page.evaluate("Date.now()") > 1763715660000


def test_language_colours_and_width_are_changed_from_the_bar(content, tabs):
    with preview(content) as address:
        page = tabs(f"{address}/courses/{COURSE}/")
        open_bar(page).get_by_label("색").select_option("dark")
        expect(page.locator("html")).to_have_attribute("data-theme", "dark")
        open_bar(page).get_by_role("link", name="영어 쪽").click()
        page.wait_for_url(f"**/en/courses/{COURSE}/")
        open_bar(page).get_by_label("폭").select_option("390")
        frame = page.frame_locator("iframe")
        expect(frame.locator("h1")).to_contain_text("Generative AI")
        assert frame.locator("html").evaluate("root => root.ownerDocument.defaultView.innerWidth") == 390
        expect(frame.locator(".preview-bar")).to_have_count(0)
        page.get_by_label("폭").select_option("1280")
        page.get_by_role("link", name="이 창에서 보기").click()
        page.wait_for_url(f"{address}/en/courses/{COURSE}/")


def asked(address, method, path, body=None, **headers):
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=LIMIT)
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    answer.body = answer.read()
    connection.close()
    return answer


def test_only_this_computer_and_its_own_pages_are_answered(content):
    with preview(content) as address:
        assert asked(address, "GET", "/").status == 200
        assert asked(address, "GET", "/", Host="rebound.example").status == 403
        assert asked(address, "GET", "/_preview/live?page=/&build=1", Host="rebound.example").status == 403
        body = json.dumps({"moment": "2025-11-21T18:01"})
        assert asked(address, "POST", "/_preview/moment", body).status == 403
        assert asked(address, "POST", "/_preview/moment", body, Origin="https://elsewhere.example").status == 403
        assert asked(address, "POST", "/_preview/moment", body, Origin=address).status == 200
        for path in (
            "/_preview/..%2fbuild.py",
            "/_preview/serve.py",
            "/_preview/",
            "/a%00b",
            f"/{'a' * 3000}",
            f"/admin/courses/{'a' * 3000}",
        ):
            assert asked(address, "GET", path).status == 404, path
        policy = asked(address, "GET", "/").getheader("Content-Security-Policy")
        assert set(HEADERS["Content-Security-Policy"].split("; ")) ^ set(policy.split("; ")) == {
            "frame-ancestors 'none'", "frame-ancestors 'self'", "frame-src 'self'",
        }  # fmt: skip
    assert "Traceback" not in (content.parent / "preview.log").read_text("utf-8")
    assert [is_local(host) for host in ("127.0.0.1", "::1", "localhost", "0.0.0.0", "192.168.0.2", "")] == [True] * 3 + [False] * 3
    # Nothing of the preview is in the folder: it is put into pages as they are sent.
    for file in (content.parent / "preview").rglob("*.html"):
        assert b"_preview" not in file.read_bytes(), file


@pytest.mark.parametrize("host", ["0.0.0.0", "127.0.0.1"])
def test_a_name_that_others_led_here_is_answered_by_nothing(content, host):
    """Nor where the whole network may look: no page, no script, no socket, no change."""
    with preview(content, "--host", host) as address:
        port = urlsplit(address).port
        for name in ("rebound.example", f"rebound.example:{port}", "127.0.0.1.rebound.example", "localhost.rebound.example", "[::1"):
            origin, upgrade = f"http://{name}", {"Upgrade": "websocket", "Connection": "Upgrade"}
            socket_of = {**upgrade, "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version": "13", "Origin": origin}
            answers = [
                asked(address, "GET", "/", Host=name),
                asked(address, "GET", "/_preview/preview.js", Host=name),
                asked(address, "GET", "/_preview/live?page=/&build=1", Host=name, **socket_of),
                asked(address, "POST", "/_preview/moment", '{"moment": ""}', Host=name, Origin=origin),
            ]
            assert {answer.status for answer in answers} <= {400, 403}, name
        assert asked(address, "GET", "/", Host=f"LOCALHOST:{port}").status == 200
    assert "Traceback" not in (content.parent / "preview.log").read_text("utf-8")


# What a request calls the computer, and whether it is answered where it listens for itself alone, and for the network.
HOSTS = [
    ("127.0.0.1:5500", True, True),
    ("[::1]:5500", True, True),
    ("localhost", True, True),
    ("LOCALHOST:5500", True, True),
    ("192.168.0.2:5500", False, True),
    ("[fe80::1]", False, True),
    ("{own}:5500", False, True),
    ("{own}.local", False, True),
    ("{own}.rebound.example", False, False),
    ("192.168.0.2.rebound.example", False, False),
    ("rebound.example", False, False),
    ("localhost.", False, False),
    ("[::1", False, False),
    ("", False, False),
    (":5500", False, False),
]


@pytest.mark.parametrize(("asked_for", "alone", "network"), HOSTS)
def test_the_computer_knows_its_own_names(asked_for, alone, network):
    name = asked_for.format(own=socket.gethostname().upper())
    assert [is_own(name, host) for host in ("127.0.0.1", "::1", "localhost")] == [alone] * 3
    assert [is_own(name, host) for host in ("0.0.0.0", "::", "192.168.0.2", "")] == [network] * 4
    assert is_own("office.example:5500", "Office.example") and not is_own("other.example", "Office.example")


def test_what_is_saved_is_seen_and_an_emptied_file_only_at_the_second_look(tmp_path):
    (tmp_path / "in").mkdir()
    file = tmp_path / "in" / "a.md"
    file.write_text("text")
    watch = Watch(tmp_path)
    assert not watch.changed()
    file.write_text("")
    assert [watch.changed(), watch.changed(), watch.changed()] == [False, True, False]
    file.write_text("new text")
    assert [watch.changed(), watch.changed()] == [True, False]
    file.rename(tmp_path / "b.md")
    assert [watch.changed(), watch.changed()] == [True, False]
    (tmp_path / ".b.md.swp").write_text("")
    assert not watch.changed()
    (tmp_path / "b.md").unlink()
    assert watch.changed()


def test_links_in_a_ring_are_seen_as_they_come_and_go(tmp_path):
    content, static, elsewhere = (tmp_path / name for name in ("content", "static", "elsewhere"))
    for folder in (content / "in", static, elsewhere):
        folder.mkdir(parents=True)
    (static / "css").symlink_to("../elsewhere")
    watch = Watch(content, (static,))
    rings = [folder / name for folder in (content / "in", static) for name in ("x", "y", "itself")]
    for link in rings:  # two in one folder are more ways through it than could ever be gone
        link.symlink_to(link.name if link.name == "itself" else ".")
        assert [watch.changed(), watch.changed()] == [True, False], link
    for file in (content / "in" / "a.md", elsewhere / "site.css"):
        file.write_text("text")
        assert [watch.changed(), watch.changed()] == [True, False], file
    for link in rings:
        link.unlink()
        assert [watch.changed(), watch.changed()] == [True, False], link


def test_a_ring_in_the_content_stops_no_preview(content, tabs):
    (content / "files").mkdir(exist_ok=True)
    (content / "files" / "a").symlink_to(".")
    with preview(content) as address:
        page = tabs(f"{address}/about/")
        expect(page.locator("#problems")).to_contain_text("too-deep")
        (content / "files" / "a").unlink()
        expect(page.locator("#problems")).to_be_hidden()
    assert "Traceback" not in (content.parent / "preview.log").read_text("utf-8")


@pytest.mark.parametrize("port", ["taken", 99999])
def test_a_port_that_cannot_be_had_is_named(content, port):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        number = listener.getsockname()[1] if port == "taken" else port
        done = subprocess.run(command(content, number), cwd=HOME, capture_output=True, encoding="utf-8", timeout=LIMIT, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert "오류[port-taken]" in done.stderr and str(number) in done.stderr and "--port" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (content.parent / "preview").exists()


def test_a_preview_is_opened_at_an_ipv6_address_too(content, tabs):
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        pytest.skip("this computer has no IPv6")
    with preview(content, "--host", "::1", name="[::1]") as address:
        page = tabs(f"{address}/courses/{COURSE}/")
        expect(page.locator("h1")).to_contain_text("생성형 AI 데이터분석 과정")
        replaced(content / "courses" / f"{COURSE}.md", "title: 생성형 AI 데이터분석 과정", "title: 새 이름의 과정")
        expect(page.locator("h1")).to_contain_text("새 이름의 과정")
        assert page.locator("link[rel=canonical]").get_attribute("href") == f"{address}/courses/{COURSE}/"
        assert page.goto(f"{address}/admin/").status == 200
        page.goto(f"{address}/campuses/")  # its pictures, scripts and links too
    assert f"{address}/ 에서 봅니다" in (content.parent / "preview.log").read_text("utf-8")


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_a_preview_says_where_to_look(host):
    assert address_of(host, 5500) == {"127.0.0.1": "http://127.0.0.1:5500/", "::1": "http://[::1]:5500/"}[host]


def test_a_second_preview_leads_to_the_one_that_is_open_and_changes_nothing(content):
    with preview(content) as address:
        before = asked(address, "GET", "/").body
        for port in (free_port(), urlsplit(address).port):
            done = subprocess.run(command(content, port), cwd=HOME, capture_output=True, encoding="utf-8", timeout=LIMIT, check=False)
            assert (done.returncode, done.stdout) == (2, "")
            assert f"오류[preview-open] 미리 보기가 이미 열려 있습니다: {address}/\n" in done.stderr
        assert asked(address, "GET", "/").body == before


def test_a_preview_that_was_killed_is_in_nobodys_way(content):
    said = []
    for _ in range(2):
        with subprocess.Popen(command(content, free_port()), cwd=HOME, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
            said.append(process.stdout.readline().decode())
            process.kill()
    assert [re.sub(r"\d{4,}", "", line) for line in said] == ["http://127.0.0.1:/ 에서 봅니다. 그만두려면 Ctrl+C를 누르세요.\n"] * 2


@pytest.mark.parametrize("folder", ["content/site", "mine"])
def test_a_folder_that_cannot_be_built_into_is_refused_at_once_and_left_alone(content, folder):
    (content.parent / "mine").mkdir()
    (content.parent / "mine" / "thesis.txt").write_text("mine")
    before = sorted(content.parent.rglob("*"))
    done = subprocess.run(
        [*command(content, free_port()), "--output", content.parent / folder],
        cwd=HOME, capture_output=True, encoding="utf-8", timeout=LIMIT, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, "") and re.search(r"오류\[(output-in-content|foreign-folder)\]", done.stderr)
    assert sorted(content.parent.rglob("*")) == before
