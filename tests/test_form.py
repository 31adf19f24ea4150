"""The editing form, as an editor meets it: what it writes passes the check; what it opens and saves stays as it was."""

import json
import re

import pytest
from playwright.sync_api import expect

from browser import watched_page
from built import files_in
from generator import form as form_module
from generator.form import Refused, Saved, open_item, save
from generator.pipeline import check_only
from generator.settings import Settings
from preview_process import LIMIT, preview
from shared_content import DOT, MOMENT, REAL, replaced
from test_serve import asked

NEW = {
    "campuses": (
        "test-campus",
        {"name": "시험캠퍼스", "district": "jungnang", "summary": "시험하는 캠퍼스입니다.", "checked": "2025-11-03"},
        ["seoul-20251102"],
    ),
    "courses": (
        "test-course",
        {
            "title": "no: 시험 과정 # 1",
            "field": "data-analysis",
            "summary": "시험하는 과정입니다.",
            "checked": "2025-11-03",
            "starts": "2025",
            "fee": "0",
        },
        ["seoul-20251102"],
    ),
    "stories": (
        "test-story",
        {
            "title": "시험하는 이야기입니다",
            "campus": "jungnang",
            "body": "## 처음\n\n시험입니다.",
            "published": "2025-11-03",
            "summary": "시험입니다.",
            "checked": "2025-11-03",
        },
        ["seoul-20251102"],
    ),
    "notices": (
        "test-notice",
        {
            "title": "시험하는 소식입니다",
            "body": "시험입니다.",
            "kind": "news",
            "published": "2025-11-03",
            "summary": "시험입니다.",
            "checked": "2025-11-03",
        },
        ["seoul-20251102"],
    ),
}
ADDRESSES = {"campuses": "name", "courses": "title", "stories": "title", "notices": "title"}
ITEMS = [(folder, path.stem) for folder in ADDRESSES for path in sorted((REAL / folder).iterdir())]


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
    return (
        page.locator("form > .field", has=page.locator("label .key", has_text=name))
        .filter(has=page.locator(f"xpath=.//span[.='{name}']"))
        .locator("input, select, textarea")
    )


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
            for name, inner in {
                "person": {"display_name": "김○○", "consent": "anonymised"},
                "path": {"before": "전에 한 일입니다.", "after": "지금 하는 일입니다."},
            }.items():
                details = page.locator("form > details", has=page.locator(f"xpath=./summary/span[.='{name}']"))
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
    assert 'title: "no: 시험 과정 # 1"\n' in text and "starts: 2025\n" in text and "draft: true\n" in text and "fee: 0\n" in text


# The kind, what is typed wrongly into which field, what that field then says, and what mends it.
MISTAKES = [
    ("courses", "title", "", "꼭 있어야 하는 항목 'title'이 없습니다. 여기를 채우세요.", "시험 과정"),
    ("courses", "starts", "2025-02-31", "'starts'의 값 '2025-02-31'은 없는 날입니다. '2025-02-28'일 수 있습니다.", "2025-02-28"),
    ("courses", "starts", "2025.11.3", "'starts'의 값 '2025.11.3'은 날짜로 읽을 수 없습니다. '2025-11-03'으로 쓰세요.", "2025-11-03"),
    ("courses", "ends", "2024-12-31", "마치는 날(2024-12-31)이 시작하는 날(2025)보다 앞입니다.", "2025-12-31"),
    ("courses", "capacity", "25명", "'capacity'에는 정수를 씁니다. '25명'은 정수가 아닙니다. '25'처럼 숫자만 쓰세요.", "25"),
    ("courses", "fee", "30,000", "'fee'에는 정수를 씁니다. '30,000'은 정수가 아닙니다. '30000'처럼 숫자만 쓰세요.", "30000"),
    ("courses", "body", "## 가\n\n[가](../campuses/mapoo.yml)",
     "'../campuses/mapoo.yml' 파일이 없습니다. '../campuses/mapo.yml'로 바꾸세요. 그 줄: [가](../campuses/mapoo.yml)",
     "[가](../campuses/mapo.yml)"),
    ("courses", "body", "# 가", "본문의 제목은 ##부터 씁니다. #는 쪽 제목의 자리입니다. #를 ##로 바꾸세요. 그 줄: # 가", "## 가"),
    ("courses", "until", "상시", "'until'의 값 '상시'는 날짜로 읽을 수 없습니다. 언제나 받으면 'open-ended'로 쓰세요.", "open-ended"),
    ("courses", "url", "sesac.seoul.kr", "'url'의 값 'sesac.seoul.kr'은 누리집 주소가 아닙니다. 'https://sesac.seoul.kr'로 쓰세요.", "https://sesac.seoul.kr/"),
    ("campuses", "postcode", '"04001"', "숫자 다섯 자리만 쓰세요. 예: 02178", "04001"),
    ("notices", "title", "가나다라 " * 300, "'title'의 글이 너무 깁니다. 1000자를 넘지 않습니다.", "짧은 제목입니다"),
    ("notices", "kind", "recruitment", "마감을 알면 '신청 기간과 방법'의 until을, 모르면 review_by를 채우세요.", "news"),
]  # fmt: skip


def typed_into(page, name):
    """The control of a key wherever it stands in the form; groups on the way are opened."""
    for group in page.locator("form > details:not([open])", has=page.locator(f"xpath=.//span[.='{name}']")).all():
        group.locator("> summary").click()
    return page.locator(".field", has=page.locator(f"xpath=./label/span[.='{name}']")).first.locator("input, select, textarea")


def given(page):
    """All that stands in the form."""
    return page.locator("form :is(input, select, textarea)").evaluate_all("all => all.map((one) => [one.id, one.value, one.checked])")


def enter(control, value):
    control.select_option(value) if control.evaluate("control => control.tagName") == "SELECT" else control.fill(value)


def test_each_mistake_is_said_at_its_field_loses_nothing_and_can_be_mended(form, content):
    page, address = form
    for number, (folder, name, wrong, said, right) in enumerate(MISTAKES):
        _, values, sources = NEW[folder]
        page.goto(f"{address}/admin/#{folder}/+")
        page.get_by_label("파일 이름이자 주소").fill(f"mistake-{number}")
        fill(page, values, sources)
        if folder == "courses":
            add(page, "campus", "jungnang")
        enter(typed_into(page, name), wrong)
        before = given(page)
        page.get_by_role("button", name="저장").click()
        expect(page.get_by_role("alert")).to_contain_text("고칠 곳이 1개 있어 저장하지 않았습니다.")
        expect(page.locator(".wrong")).to_contain_text(said)
        # The browser is at the field, which says so to who does not see it.
        focused = page.locator(":focus")
        assert page.locator(".wrong").get_attribute("id") in focused.get_attribute("aria-describedby").split(), name
        assert focused.get_attribute("aria-invalid") == "true" and given(page) == before, name
        assert not list(content.glob(f"{folder}/mistake-*")) or number, name
        enter(typed_into(page, name), right)
        page.get_by_role("button", name="저장").click()
        expect(page.get_by_role("status")).to_contain_text("저장했습니다")
        expect(page.locator(".wrong, [aria-invalid]")).to_have_count(0)
        assert list((content / folder).glob(f"mistake-{number}.*")), name


@pytest.mark.parametrize(
    ("slug", "said"),
    [
        ("jungnang", "그 이름의 파일이 이미 있습니다."),
        ("Mapo", "'Mapo'는 파일 이름으로 쓸 수 없습니다."),
        ("새 곳", "'새 곳'은 파일 이름으로 쓸 수 없습니다."),
        ("", "파일 이름이 없습니다."),
        ("../a/b", "'../a/b'는 파일 이름으로 쓸 수 없습니다."),
    ],
)
def test_a_name_that_cannot_be_does_not_hide_the_other_faults(content, slug, said):
    settings = Settings(content=content, moment=MOMENT)
    before = sorted(content.rglob("*"))
    answer = save(settings, check_only(settings), "campuses", slug, {"name": "시험캠퍼스", "district": "jungnang"}, "")
    assert isinstance(answer, Refused) and [fault.path for fault in answer.problems] == [("slug",), ("checked",), ("sources",)]
    assert answer.problems[0].said == said and sorted(content.rglob("*")) == before


def test_what_is_required_says_so_and_groups_and_lists_of_it_are_open(form):
    page, address = form
    page.goto(f"{address}/admin/#stories/+")
    for name in ("person", "path"):
        group = page.locator("form > details[open]", has=page.locator(f"xpath=./summary/span[.='{name}']"))
        expect(group.locator("> summary")).to_contain_text("꼭 적습니다")
    expect(fieldset(page, "sources").locator("legend")).to_contain_text("꼭 적습니다")
    expect(fieldset(page, "sources").locator("select")).to_have_count(1)
    # Choices are said in Korean, inner fields stand as the class has them, and no hint speaks of brackets.
    assert typed_into(page, "consent").locator("option").all_inner_texts() == [
        "고르세요",
        "보도자료 (press-release)",
        "동의서 (signed-form)",
        "익명 (anonymised)",
    ]
    assert page.locator("form > details").first.locator(".field .key").all_inner_texts() == ["display_name", "age", "age_as_of", "consent"]
    assert not [hint for hint in page.locator(".hint").all_inner_texts() if "[" in hint or ".yml" in hint]


def test_a_draft_that_is_published_has_no_line_of_it(form, content):
    page, address = form
    slug, values, sources = NEW["campuses"]
    page.goto(f"{address}/admin/#campuses/+")
    page.get_by_label("파일 이름이자 주소").fill(slug)
    fill(page, values, sources)
    for draft in (True, False):
        field(page, "draft").set_checked(draft)
        with page.expect_response("**/admin/campuses/*") as answer:
            page.get_by_role("button", name="저장").click()
        assert answer.value.status == 200
        assert ("draft" in (content / "campuses" / f"{slug}.yml").read_text("utf-8")) is draft
    # What may be looked at is told to who saved it.
    expect(page.locator(".foot")).to_contain_text("영어 글(en)이 없어 영어 쪽이 만들어지지 않습니다.")
    expect(page).to_have_url(f"{address}/admin/#campuses/{slug}")


@pytest.mark.parametrize("slug", ["jungnang", "+"])
def test_who_saves_twice_is_told_once_that_it_was_saved(form, content, slug):
    """While the first answer is under way a second press, or Enter in a field, asks for nothing; what is typed meanwhile is not saved."""
    page, address = form
    asked_for, held = [], []
    page.goto(f"{address}/admin/#campuses/{slug}")
    if slug == "+":
        page.get_by_label("파일 이름이자 주소").fill("test-campus")
        fill(page, *NEW["campuses"][1:])
    expect(field(page, "phone")).to_be_visible()  # what it shows has been fetched
    page.route("**/admin/campuses/*", lambda route: (asked_for.append(1), held.append(route)))
    button = page.get_by_role("button", name="저장")
    field(page, "phone").fill("02-120")
    with page.expect_request("**/admin/campuses/*"):
        button.click()
    for _ in range(500):  # a request is told of before it is held
        if not held:
            page.wait_for_timeout(20)
    expect(page.get_by_role("status")).to_have_text("저장하는 중입니다.")
    expect(button).to_be_disabled()
    button.click(force=True)
    field(page, "phone").press("Enter")
    field(page, "hours").fill("평일")
    expect(page.get_by_role("status")).to_have_text("저장하는 중입니다.")
    held.pop().continue_()
    expect(page.get_by_role("status")).to_contain_text("저장했습니다")
    expect(button).to_be_enabled()
    expect(page.get_by_role("alert")).to_have_count(0)
    assert asked_for == [1]
    page.once("dialog", lambda dialog: (asked_for.append(dialog.message), dialog.dismiss()))
    page.get_by_role("link", name="과정").click()
    expect(page).to_have_url(re.compile("#campuses/"))
    assert asked_for[1:] == ["저장하지 않은 것이 있습니다. 버리고 떠날까요?"]


def test_what_is_not_saved_is_not_left_by_mistake(form):
    page, address = form
    page.goto(f"{address}/admin/#notices/+")
    field(page, "title").fill("시험하는 소식입니다")
    asked_for = []
    page.once("dialog", lambda dialog: (asked_for.append(dialog.message), dialog.dismiss()))
    page.get_by_role("link", name="과정").click()
    expect(page).to_have_url(f"{address}/admin/#notices/+")
    expect(field(page, "title")).to_have_value("시험하는 소식입니다")
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("link", name="과정").click()
    expect(page.locator("h1")).to_have_text("과정")
    assert asked_for == ["저장하지 않은 것이 있습니다. 버리고 떠날까요?"]


def test_a_preview_that_was_started_anew_or_is_gone_loses_nothing(content, chromium):
    def with_an_old_token(route):
        page_of_form = route.fetch()
        route.fulfill(response=page_of_form, body=re.sub('name="token" content="[^"]+"', 'name="token" content="old"', page_of_form.text()))

    with preview(content) as address, watched_page(chromium, address) as (page, _):
        page.set_default_timeout(LIMIT * 1000)
        page.route("**/admin/", with_an_old_token, times=1)
        page.goto(f"{address}/admin/#campuses/jungnang")
        field(page, "phone").fill("02-120")
        page.route("**/admin/campuses/jungnang", lambda route: route.abort(), times=1)
        page.get_by_role("button", name="저장").click()
        expect(page.get_by_role("alert")).to_contain_text("미리 보기에 닿지 않아 저장하지 못했습니다.", timeout=LIMIT * 1000)
        expect(field(page, "phone")).to_have_value("02-120")
        with page.expect_response(lambda answer: answer.status == 403):
            page.get_by_role("button", name="저장").click()
        expect(page.get_by_role("status")).to_contain_text("저장했습니다", timeout=LIMIT * 1000)
    assert "phone: 02-120\n" in (content / "campuses" / "jungnang.yml").read_text("utf-8")


def test_a_reference_may_say_all_where_its_schema_says_so_whatever_its_sentence_says(form):
    page, _ = form
    offered = page.evaluate(
        """async () => {
          const { group } = await import("/_preview/fields.js");
          const about = { schema: {}, choices: { campuses: [["mapo", "마포캠퍼스"]] }, pictures: [] };
          const sentence = { type: "string", "x-ref": "campuses", description: "캠퍼스. all은 쓰지 않습니다." };
          const also = { type: "string", "x-ref": "campuses", "x-also": ["all"], description: "캠퍼스." };
          const { elements, read } = group({ properties: { sentence, also, gone: also } }, { also: "all", gone: "gone" }, about);
          const options = elements.map((one) => [...one.querySelectorAll("option")].map((option) => option.textContent));
          return [options, elements.map((one) => one.querySelector("select").value), read()];
        }"""
    )
    every, mapo = "모든 곳 (all)", "마포캠퍼스 (mapo)"
    assert offered == [
        [["고르지 않음", mapo], ["고르지 않음", every, mapo], ["고르지 않음", every, mapo, "gone"]],
        ["", "all", "gone"],
        {"also": "all", "gone": "gone"},
    ]


# What the file says, what the choice is then, what somebody chooses, and what the file says after that.
YES_OR_NO = [
    (None, "", None, None),
    (None, "", "false", False),
    (None, "", "true", True),
    (False, "false", None, False),
    (False, "false", "true", True),
    (True, "true", "false", False),
    (True, "true", "", None),
]


def test_a_yes_or_no_that_says_nothing_by_itself_can_be_answered_no(form):
    page, _ = form
    for written, shown, chosen, read in YES_OR_NO:
        found = page.evaluate(
            """async ([written, chosen]) => {
              const { group } = await import("/_preview/fields.js");
              const lift = { anyOf: [{ type: "boolean" }, { type: "null" }], default: null, description: "승강기." };
              const draft = { type: "boolean", default: false, description: "초안." };
              const about = { schema: {}, choices: {}, pictures: [] };
              const { elements, read } = group({ properties: { lift, draft } }, written === null ? {} : { lift: written }, about);
              const [select, box] = elements.map((one) => one.querySelector("select, input"));
              const before = [[...select.options].map((option) => option.textContent), select.value, box.type];
              if (chosen !== null) select.value = chosen;
              return [...before, read()];
            }""",
            [written, chosen],
        )
        said = {} if read is None else {"lift": read}
        assert found == [["고르지 않음", "예 (true)", "아니요 (false)"], shown, "checkbox", said], (written, chosen)


def test_every_item_that_is_opened_and_saved_stays_to_the_byte(form, content):
    page, address = form
    before = files_in(content)
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
    assert files_in(content) == before


def test_a_comment_stays_and_what_is_wrong_is_not_written(form, content):
    page, address = form
    path = content / "courses" / "jungnang-genai-data.md"
    replaced(path, "fee: 0\n", "# 국비\nfee: 0  # 무료\n")
    text = path.read_text("utf-8")
    page.goto(f"{address}/admin/#courses/jungnang-genai-data")
    field(page, "fee").fill("100")
    field(page, "starts").fill("2025-13-01")
    page.get_by_role("button", name="저장").click()
    expect(page.get_by_role("alert")).to_contain_text("고칠 곳이 1개 있어 저장하지 않았습니다.")
    expect(page.get_by_role("alert")).to_contain_text("교육을 시작하는 날: 'starts'의 값 '2025-13-01'은 없는 날입니다.")
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


def token_of(address):
    return asked(address, "GET", "/admin/").body.decode().partition('name="token" content="')[2].partition('"')[0]


def test_only_the_form_itself_may_write_and_only_into_content(content):
    body = json.dumps({"data": {"title": "가"}, "digest": ""})
    with preview(content) as address:
        token = token_of(address)
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


def saved(content, folder, slug, **more):
    """The answer to saving an item as it is, with these values more."""
    settings, opened = Settings(content=content, moment=MOMENT), open_item(content, folder, slug)
    return save(settings, check_only(settings), folder, slug, {**opened["data"], **more}, opened["digest"])


def test_a_folder_of_the_content_behind_a_link_is_there_when_an_item_is_tried(content):
    pictures = content / "images" / "campuses"
    pictures.mkdir(parents=True)
    (pictures / "a.png").write_bytes(DOT)
    (content / "images" / "linked").symlink_to("campuses")
    (content / "images" / "whole").symlink_to(pictures.resolve())
    (content / "images" / "ring").symlink_to("ring")
    images = [{"file": f"images/{name}/a.png", "alt": "점", "credit": "가온시"} for name in ("campuses", "linked", "whole")]
    answer = saved(content, "campuses", "jungnang", images=images)
    assert isinstance(answer, Saved), answer


def test_an_error_of_two_other_files_is_no_reason_to_refuse_and_a_new_one_names_the_file_itself(content):
    for slug in ("mapo", "guro"):
        path = content / "campuses" / f"{slug}.yml"
        path.write_text(path.read_text("utf-8") + "aliases: [one-old]\n", "utf-8")
    assert isinstance(saved(content, "campuses", "jungnang", phone="02-120"), Saved)
    answer = saved(content, "campuses", "jungnang", aliases=["one-old"])
    assert isinstance(answer, Refused) and len(answer.problems) == 1
    assert answer.problems[0].said == f"옛 주소 'one-old'는 {content}/campuses/guro.yml의 것입니다."


@pytest.mark.parametrize(
    ("slug", "theirs"), [("jungnang", "jungnang.yml"), ("test-campus", "test-campus.yml"), ("test-campus", "test-campus.md")]
)
def test_what_somebody_saved_while_the_form_was_checking_is_not_overwritten(content, monkeypatch, slug, theirs):
    settings, path = Settings(content=content, moment=MOMENT), content / "campuses" / theirs
    report, opened = check_only(settings), open_item(content, "campuses", slug)
    known, data = (opened["digest"], opened["data"]) if slug == "jungnang" else ("", {**NEW["campuses"][1], "sources": ["seoul-20251102"]})

    def check_while_another_saves(settings):
        path.write_text("theirs", "utf-8")
        return check_only(settings)

    monkeypatch.setattr(form_module, "check_only", check_while_another_saves)
    answer = save(settings, report, "campuses", slug, {**data, "phone": "02-120"}, known)
    assert isinstance(answer, Refused) and answer.status == 409
    assert [each.name for each in (content / "campuses").glob(f"{slug}.*")] == [theirs] and path.read_text("utf-8") == "theirs"


@pytest.mark.parametrize(
    "broken", [{"courses/guro-pm.md": "campus:"}, {"site.yml": "name:"}, {"sources.yml": ""}, {"fields.yml": "", "site.yml": ""}]
)
def test_an_error_of_another_file_hides_no_fault_of_addresses(content, broken):
    for name, key in broken.items():  # a key with a slip, or a file that cannot be read at all
        path = content / name
        replaced(path, f"\n{key}" if key != "name:" else key, "\nx{: ")
    before = (content / "campuses" / "jungnang.yml").read_bytes()
    body = "## 가\n\n[가](/campuses/mapox/) [나](/nowhere) [과정](/courses/guro-pm/) [분야](/fields/data-analysis/) [Home](/en/)"
    answer = saved(content, "campuses", "jungnang", body=body)
    assert isinstance(answer, Refused) and [(fault.path, fault.said) for fault in answer.problems] == [
        (("body",), "주소 '/campuses/mapox/'에는 쪽이 없습니다."),
        (("body",), "주소 '/nowhere'에는 쪽이 없습니다."),
    ]
    settings, data = Settings(content=content, moment=MOMENT), {"title": "과정", "body": "글"}
    answer = save(settings, check_only(settings), "pages", "courses", data, "")
    assert isinstance(answer, Refused) and ["/courses/를" in fault.said for fault in answer.problems] == [True]
    assert (content / "campuses" / "jungnang.yml").read_bytes() == before and not (content / "pages" / "courses.md").exists()
    sound = "## 가\n\n[과정](/courses/guro-pm/) [분야](/fields/data-analysis/)"
    assert isinstance(saved(content, "campuses", "jungnang", body=sound), Saved)


def test_the_form_judges_at_the_moment_that_is_shown_not_at_that_of_the_start(content):
    future = "확인한 날(2025-11-20)이 아직 오지 않았습니다."
    with preview(content) as address:
        right = {"Origin": address, "X-Token": token_of(address)}
        # At the start, on a day that was chosen, and in the present again, which is later than both.
        for moment, is_future in ((None, True), ("2025-11-21T09:00", False), ("2025-11-10T09:00", True), ("", False)):
            if moment is not None:
                assert asked(address, "POST", "/_preview/moment", json.dumps({"moment": moment}), Origin=address).status == 200
            opened = json.loads(asked(address, "GET", "/admin/campuses/jungnang").body)
            body = json.dumps({"data": {**opened["data"], "checked": "2025-11-20"}, "digest": opened["digest"]})
            answer = json.loads(asked(address, "POST", "/admin/campuses/jungnang", body, **right).body)
            assert (future in [warning["said"] for warning in answer["warnings"]]) is is_future, moment


@pytest.mark.parametrize("slug", ["campuses/jungnang.yml", "courses/jungnang-genai-data.md"])
def test_a_file_with_line_ends_of_windows_keeps_them(content, slug):
    path = content / slug
    text = path.read_text("utf-8").replace("checked: 2025-11-03", "checked: 2025-11-02")
    path.write_bytes(text.replace("\n", "\r\n").encode())
    assert isinstance(saved(content, path.parent.name, path.stem, checked="2025-11-03"), Saved)
    assert path.read_bytes() == text.replace("checked: 2025-11-02", "checked: 2025-11-03").replace("\n", "\r\n").encode()


def test_spaces_that_say_something_stay_in_the_english_text_of_a_new_file_and_of_an_old_one(content):
    body, changed = "    code\n\nOne  \ntwo", "One  \ntwo\n\nthree "
    settings = Settings(content=content, moment=MOMENT)
    data = {**NEW["campuses"][1], "sources": ["seoul-20251102"], "en": {"name": "A", "body": body}}
    assert isinstance(save(settings, check_only(settings), "campuses", "test-campus", data, ""), Saved)
    assert "\n  body: |2\n        code\n\n    One  \n    two\n" in (content / "campuses" / "test-campus.yml").read_text("utf-8")
    assert isinstance(saved(content, "campuses", "test-campus", en={"name": "A", "body": changed}), Saved)
    assert open_item(content, "campuses", "test-campus")["data"]["en"]["body"].strip("\n") == changed


def test_what_no_file_can_hold_is_said_at_its_field(content):
    answer = saved(content, "campuses", "jungnang", phone="02\u2028120")
    assert isinstance(answer, Refused) and [fault.path for fault in answer.problems] == [("phone",)]
    assert answer.problems[0].said == "적은 글을 파일에 그대로 담을 수 없습니다."
