"""The editing form, as an editor meets it: what it writes passes the check; what it opens and saves stays as it was."""

import json

import pytest
from browser import watched_page
from conftest import MOMENT
from generator.form import Refused, save
from generator.pipeline import check_only
from generator.settings import HOME, Settings
from playwright.sync_api import expect
from preview_process import LIMIT, preview
from test_serve import asked

NEW = {
    "campuses": ("test-campus", {"name": "시험캠퍼스", "district": "jungnang", "summary": "시험하는 캠퍼스입니다.", "checked": "2025-11-03"}, ["seoul-20251102"]),
    "courses": (
        "test-course",
        {"title": "no: 시험 과정 # 1", "field": "data-analysis", "summary": "시험하는 과정입니다.", "checked": "2025-11-03", "starts": "2025", "fee": "0"},
        ["seoul-20251102"],
    ),
    "stories": ("test-story", {"title": "시험하는 이야기입니다", "campus": "jungnang", "body": "## 처음\n\n시험입니다.", "published": "2025-11-03", "summary": "시험입니다.", "checked": "2025-11-03"}, ["seoul-20251102"]),
    "notices": ("test-notice", {"title": "시험하는 소식입니다", "body": "시험입니다.", "kind": "news", "published": "2025-11-03", "summary": "시험입니다.", "checked": "2025-11-03"}, ["seoul-20251102"]),
}
ADDRESSES = {"campuses": "name", "courses": "title", "stories": "title", "notices": "title"}
ITEMS = [(folder, path.stem) for folder in ADDRESSES for path in sorted((HOME / "content" / folder).iterdir())]


@pytest.fixture
def form(content, chromium):
    """A page of the form; whatever it asks of another host, and whatever its policy refuses, is a failure."""
    with preview(content) as address, watched_page(chromium, address) as (page, faults):
        page.set_default_timeout(LIMIT * 1000)
        page.goto(f"{address}/admin/")
        expect.set_options(timeout=LIMIT * 1000)
        yield page, address
        expect.set_options(timeout=5000)
        # A refusal is an answer; the browser notes it as one that failed.
        assert [fault for fault in faults if not any(status in fault for status in ("422", "409"))] == []


def field(page, name):
    """The control of a key at the top of the form."""
    return page.locator("form > .field", has=page.locator("label .key", has_text=name)).filter(has=page.locator(f"xpath=.//span[.='{name}']")).locator("input, select, textarea")


def fieldset(page, name):
    return page.locator("form > fieldset", has=page.locator(f"xpath=./legend/span[.='{name}']"))


def add(page, name, value):
    """Add a value to a list of references or texts."""
    fieldset(page, name).get_by_role("button", name="더하기").click()
    fieldset(page, name).locator(".row").last.locator("select").select_option(value)


def fill(page, values, sources):
    for name, value in values.items():
        control = field(page, name)
        if control.evaluate("control => control.tagName") == "SELECT":
            control.select_option(value)
        else:
            control.fill(value)
    for source in sources:
        add(page, "sources", source)


def test_a_campus_a_course_a_story_and_a_notice_are_added_by_form(form, content):
    page, address = form
    for folder, (slug, values, sources) in NEW.items():
        page.goto(f"{address}/admin/#{folder}/+")
        page.get_by_label("파일 이름이자 주소").fill(slug)
        fill(page, values, sources)
        if folder == "courses":
            add(page, "campus", "jungnang")
        if folder == "stories":
            for name, inner in {"person": {"display_name": "김○○", "consent": "anonymised"}, "path": {"before": "전에 한 일입니다.", "after": "지금 하는 일입니다."}}.items():
                details = page.locator("form > details", has=page.locator(f"xpath=./summary/span[.='{name}']"))
                details.locator("summary").click()
                for key, value in inner.items():
                    control = details.locator(".field", has=page.locator(f"xpath=.//span[.='{key}']")).locator("input, select")
                    control.select_option(value) if key == "consent" else control.fill(value)
        page.get_by_role("button", name="저장").click()
        expect(page.get_by_role("status")).to_contain_text("저장했습니다")
        page.get_by_role("status").get_by_role("link").click()
        expect(page.locator("h1")).to_contain_text(values[ADDRESSES[folder]])
        expect(page.locator(".held")).to_be_visible()
        expect(page.locator("#problems")).to_be_hidden()
    text = (content / "courses" / "test-course.md").read_text("utf-8")
    assert 'title: "no: 시험 과정 # 1"\n' in text and 'starts: "2025"\n' in text and "draft: true\n" in text and "fee: 0\n" in text


def test_every_item_that_is_opened_and_saved_stays_to_the_byte(form, content):
    page, address = form
    before = {path: path.read_bytes() for path in content.rglob("*") if path.is_file()}
    # The form reads each item into its fields and gives back what the fields hold.
    same = page.evaluate(
        """async (items) => {
          const { group } = await import("/_preview/fields.js");
          const lost = [];
          for (const [folder, slug] of items) {
            const about = await (await fetch(`/admin/${folder}/`)).json();
            const { data } = await (await fetch(`/admin/${folder}/${slug}`)).json();
            const sorted = (value) => Array.isArray(value) ? value.map(sorted) : value && typeof value === "object"
              ? Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key])])) : value;
            const given = JSON.stringify(sorted(group(about.schema, data, about).read()));
            if (given !== JSON.stringify(sorted(data))) lost.push([slug, given, JSON.stringify(sorted(data))]);
          }
          return lost;
        }""",
        ITEMS,
    )
    assert same == []
    page.goto(f"{address}/admin/#campuses/jungnang")
    page.get_by_role("button", name="저장").click()
    expect(page.get_by_role("status")).to_contain_text("저장했습니다")
    assert {path: path.read_bytes() for path in content.rglob("*") if path.is_file()} == before


def test_a_comment_stays_and_what_is_wrong_is_not_written(form, content):
    page, address = form
    path = content / "courses" / "jungnang-genai-data.md"
    path.write_text(path.read_text("utf-8").replace("fee: 0\n", "# 국비\nfee: 0  # 무료\n"), "utf-8")
    text = path.read_text("utf-8")
    page.goto(f"{address}/admin/#courses/jungnang-genai-data")
    field(page, "fee").fill("100")
    field(page, "starts").fill("2025-13-01")
    page.get_by_role("button", name="저장").click()
    expect(page.get_by_role("alert")).to_contain_text("오류[")
    expect(page.get_by_role("alert")).to_contain_text("content/courses/jungnang-genai-data.md")
    assert path.read_text("utf-8") == text
    field(page, "starts").fill("2025-11")
    page.get_by_role("button", name="저장").click()
    expect(page.get_by_role("status")).to_contain_text("저장했습니다")
    assert path.read_text("utf-8") == text.replace("fee: 0  # 무료", "fee: 100  # 무료")
    # The file changed behind the form's back: it is not overwritten.
    path.write_text(text, "utf-8")
    field(page, "fee").fill("200")
    with page.expect_response("**/admin/courses/jungnang-genai-data") as answer:
        page.get_by_role("button", name="저장").click()
    assert answer.value.status == 409 and path.read_text("utf-8") == text


def test_only_the_form_itself_may_write_and_only_into_content(content):
    body = json.dumps({"data": {"title": "가"}, "digest": ""})
    with preview(content) as address:
        token = asked(address, "GET", "/admin/").body.decode().partition('name="token" content="')[2].partition('"')[0]
        assert len(token) > 30
        right = {"Origin": address, "X-Token": token}
        assert asked(address, "POST", "/admin/courses/a", body, **right).status == 422
        for wrong in ({"X-Token": "x"}, {"X-Token": ""}, {"Origin": "https://elsewhere.example"}, {"Host": "rebound.example"}):
            assert asked(address, "POST", "/admin/courses/a", body, **{**right, **wrong}).status == 403
        for path in ("/admin/courses/..%2fa", "/admin/courses/../../a", "/admin/sources/a", "/admin/site/", "/admin/courses/A"):
            assert asked(address, "POST", path, body, **right).status in (404, 405, 422), path
        assert not list(content.rglob("a.*"))
    with preview(content, "--host", "0.0.0.0") as address:
        assert asked(address, "GET", "/").status == 200
        assert asked(address, "GET", "/admin/").status == 404
        assert asked(address, "POST", "/admin/courses/a", body, Origin=address).status in (404, 405)


@pytest.mark.parametrize("half", ["\ud800", "글 \udfff"])
def test_half_a_letter_is_refused_and_writes_nothing(content, half):
    folder, (slug, values, sources) = "notices", NEW["notices"]
    settings = Settings(content=content, moment=MOMENT)
    answer = save(settings, check_only(settings), folder, slug, {**values, "sources": sources, "title": half}, "")
    assert isinstance(answer, Refused) and answer.status == 422 and "반쪽 글자" in answer.said
    assert not list((content / folder).glob(f"{slug}.*"))
