"""What scripts add, in a real browser: filters, comparison, the nearest campus, the questions, sharing; and all facts without script."""

import json
import re
import unicodedata
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from browser import DESK, PHONE, SIDEWAYS, served, until, visits, watched_page
from generator.settings import HOME
from generator.words import load
from shared_content import MOMENT

WORDS = load(HOME / "templates" / "words")
A, B = "jungnang-genai-data", "yangcheon-marketing"


@pytest.fixture
def visit(chromium, real_address):
    """visit(path, **options): a page there; whatever goes wrong in it fails the test at its end."""

    def go(path, **options):
        page = opened(**options)
        page.goto(real_address + path)
        page.wait_for_selector("html:not(.choosing)", state="attached")  # what the address chooses is seen once it is chosen
        return page

    with visits(chromium, real_address) as opened:
        yield go


def query(page):
    return parse_qs(urlsplit(page.url).query)


def shown(page):
    return page.locator(".course:visible")


def unfolded(page):
    """The courses page with its filters at hand."""
    page.locator("details.filters > summary").click()
    return page


# Filters


def test_filters_narrow_at_once_and_stay_in_the_address(visit):
    page = unfolded(visit("/courses/"))
    page.get_by_role("combobox", name="캠퍼스").focus()
    page.get_by_role("combobox", name="캠퍼스").select_option(label="중랑캠퍼스")
    expect(page.locator(".found")).to_have_text("과정 3개")
    expect(shown(page)).to_have_count(3)
    expect(page.get_by_role("combobox", name="캠퍼스")).to_be_focused()
    page.get_by_label("찾을 말").fill("AI")
    expect(shown(page)).to_have_count(1)
    page.wait_for_url("**/courses/?q=AI&campus=jungnang")
    page.reload()
    expect(page.locator(".found")).to_have_text("과정 1개")
    expect(page.get_by_label("찾을 말")).to_have_value("AI")
    page.get_by_role("button", name="조건 모두 지우기").click()
    expect(page.locator(".found")).to_have_text(re.compile(r"과정 \d\d개"))
    page.wait_for_url(re.compile("/courses/$"))


def by_a_card(page):
    shown(page).first.locator("a").first.click()
    page.wait_for_url("**/courses/*/")


def by_the_box(page):
    page.locator(".find input").fill("도봉")
    page.locator(".find input").press("Enter")
    page.wait_for_url("**/search/**")


@pytest.mark.parametrize("leave", [by_a_card, by_the_box])
def test_the_way_back_to_a_narrowed_list_asks_the_host_for_no_word(visit, leave):
    page = visit("/courses/?q=AI&campus=jungnang")
    sent = []
    page.on("request", lambda request: sent.append(request.url))
    leave(page)
    page.go_back()
    expect(page.locator(".found")).to_have_text("과정 1개")
    expect(page.get_by_label("찾을 말")).to_have_value("AI")
    page.wait_for_url(re.compile(r"/courses/\?q=AI&campus=jungnang$"))
    assert [url for url in sent if "AI" in url] == [] and any(url.endswith("/courses/?campus=jungnang") for url in sent)


def test_a_state_that_has_passed_takes_its_date_with_it(visit):
    page = visit("/courses/")
    card = page.locator(".card", has=page.get_by_role("link", name="[Microsoft] AI 엔지니어 과정 3기")).first
    expect(card.locator(".card-status")).to_contain_text("신청 2025년 11월 3일(월)\u2060부터")
    page.clock.set_fixed_time("2026-01-10T09:00:00+09:00")
    page.reload()
    expect(card.locator(".chip")).to_have_attribute("data-status", "closed")
    expect(card.get_by_text("부터")).to_be_hidden()  # "closed, from 3 November" would be untrue


def test_a_past_round_says_until_when_it_was(visit):
    page = visit("/courses/")
    card = page.locator(".card", has=page.locator(".chip-closed"))
    expect(card.locator(".card-status")).to_contain_text("신청 2023년 1월 15일(일)\u2060까지")


def test_the_button_leads_to_what_was_found(visit):
    page = unfolded(visit("/courses/"))
    page.get_by_label("찾을 말").fill("마케팅")
    page.get_by_label("찾을 말").press("Enter")
    expect(page.locator(".found p")).to_be_focused()
    expect(shown(page).first).to_contain_text("마케팅")


def test_a_syllable_that_is_being_composed_already_narrows_and_never_empties_the_list(visit):
    """뎅 is on the way to 데이; when nothing is composed any more, the letters count as they are."""
    page = visit("/courses/")
    unfolded(page)
    expect(page.get_by_label("찾을 말")).to_be_visible()
    page.get_by_label("찾을 말").focus()
    keyboard = page.context.new_cdp_session(page)
    counts = [page.locator(".course:not([hidden])").count()]
    for typed in ("ㄷ", "데", "뎅", "데이", "데잍", "데이터"):
        keyboard.send("Input.imeSetComposition", {"text": typed, "selectionStart": len(typed), "selectionEnd": len(typed)})
        expect(page.get_by_label("찾을 말")).to_have_value(typed)
        counts.append(page.locator(".course:not([hidden])").count())
    assert counts == sorted(counts, reverse=True) and 0 < counts[-1] < counts[0]
    keyboard.send("Input.insertText", {"text": "데잍"})
    expect(page.get_by_label("찾을 말")).to_have_value("데잍")
    expect(page.locator(".found > p")).to_have_text("이 조건에 맞는 과정이 없습니다.")


@pytest.mark.parametrize("typed", ["AI 데이터", "데이터 ai", unicodedata.normalize("NFD", "데이터  AI")])
def test_all_words_are_looked_for_however_they_are_written(visit, typed):
    page = unfolded(visit("/courses/"))
    texts = page.locator(".course").all_text_contents()
    wanted = [text for text in texts if "데이터" in text and "AI" in text]
    assert 0 < len(wanted) < min(sum("데이터" in text for text in texts), sum("AI" in text for text in texts))
    page.get_by_label("찾을 말").fill(typed)
    expect(shown(page)).to_have_count(len(wanted))


def test_groups_open_where_something_fits_and_fold_again(visit):
    page = unfolded(visit("/courses/"))
    past = page.locator("details.group-past")
    assert past.get_attribute("open") is None
    page.get_by_role("combobox", name="상태").select_option("past")
    expect(past).to_have_attribute("open", "")
    expect(page.locator(".group-running")).to_be_hidden()
    expect(past.locator(".count")).to_be_hidden()  # it is of all, whatever is chosen
    counted = int(re.search(r"\d+", page.locator(".found").text_content())[0])
    expect(shown(page)).to_have_count(counted)
    page.get_by_role("combobox", name="상태").select_option("")
    expect(past).not_to_have_attribute("open", "")
    expect(past.locator(".count")).to_be_visible()
    expect(page.locator(".group-running")).to_be_visible()


# What a course says at the name of a filter, as the open data have it.
SAYS = {
    "campus": lambda course: course["campus"],
    "field": lambda course: [course["field"]],
    "month": lambda course: [course.get("starts", "")[:7]],
}


@pytest.mark.parametrize("name", ["status", *SAYS])
def test_every_choice_shows_its_courses(visit, real_site, name):
    page = unfolded(visit("/courses/"))
    control = page.locator(f"form[data-module=filters] [name={name}]")
    courses = json.loads((real_site / "data" / "courses.json").read_text("utf-8"))
    values = control.locator("option").evaluate_all("options => options.map((option) => option.value).filter(Boolean)")
    for value in values:
        control.select_option(value)
        of_group = page.locator(f".group-{value} .course").count()
        count = sum(value in SAYS[name](course) for course in courses) if name in SAYS else of_group
        assert 0 < count < len(courses)
        expect(shown(page)).to_have_count(count)
    assert len(values) > 1


def test_what_is_free_is_what_is_known_to_cost_nothing(chromium, make, small, tmp_path):
    text = (small / "courses" / "dobong-ai-multimodal.md").read_text("utf-8")
    text = re.sub("(?m)^fee: .*\n", "", text)
    for name, fee in (("free", "fee: 0\n"), ("paid", "fee: 50000\n"), ("unknown", "")):
        (small / "courses" / f"{name}.md").write_text(text.replace("\ntitle: ", f"\n{fee}title: {name} ", 1), "utf-8")
    (small / "courses" / "dobong-ai-multimodal.md").write_text(text, "utf-8")
    assert not make(small, tmp_path / "site").failed
    with served(tmp_path / "site") as address, watched_page(chromium, address) as (page, _):
        page.clock.set_fixed_time(MOMENT)
        page.goto(f"{address}/courses/?fee=free", wait_until="networkidle")
        expect(page.locator(".found")).to_have_text("과정 1개")
        expect(shown(page).locator("h3 a")).to_have_attribute("href", "/courses/free/")


def test_nothing_found_says_what_to_drop(visit):
    page = visit("/courses/?campus=jungnang&month=2023-05")
    expect(page.locator(".found p")).to_have_text("이 조건에 맞는 과정이 없습니다.")
    expect(page.locator(".found button")).to_have_text(["캠퍼스 조건을 빼면 2개가 있습니다.", "시작하는 달 조건을 빼면 3개가 있습니다."])
    assert page.locator(".found").get_attribute("role") == "status"
    page.get_by_role("button", name="캠퍼스 조건을 빼면").click()
    expect(page.locator(".found")).to_have_text("과정 2개")
    expect(page.locator(".found p")).to_be_focused()
    page.wait_for_url("**/courses/?month=2023-05")


def test_a_word_that_no_card_has_leads_to_the_search(visit):
    page = visit("/courses/?q=인공지능&campus=mapo")
    page.get_by_role("link", name="누리집 전체에서 찾기").click()
    page.wait_for_url("**/search/?q=**")
    expect(page.locator("[data-doc-id]").first).to_be_visible()


@pytest.mark.parametrize(
    ("path", "twin"),
    [
        ("/courses/?q=AI&campus=mapo", "/en/courses/?campus=mapo"),
        ("/en/courses/?status=now", "/courses/?status=now"),
        ("/compare/?c=guro-pm&c=guro-data", "/en/compare/?c=guro-pm&c=guro-data"),
        ("/search/?q=AI&type=courses", "/en/search/#q=AI&type=courses"),
        ("/courses/", "/en/courses/"),
    ],
)
def test_the_link_to_the_other_language_keeps_what_is_chosen(visit, real_address, path, twin):
    """A typed word only behind the hash: so it goes to no host."""
    page = visit(path)
    expect(page.locator(".tongue")).to_have_js_property("href", real_address + twin)


NOTHING_FITS = "이 조건에 맞는 과정이 없습니다."


# A campus without courses, a group without any, a condition that all courses or none meet: links to them were good once.
@pytest.mark.parametrize(
    ("asked", "filter", "said"),
    [
        ("campus=yongsan", "캠퍼스", "'yongsan'(주소에 적힌 것)"),
        ("campus=running", "캠퍼스", "'running'(주소에 적힌 것)"),
        ("status=now", "상태", "지금 신청"),
        ("status=over", "상태", "'over'(주소에 적힌 것)"),
        ("status=toString", "상태", "'toString'(주소에 적힌 것)"),
        ("fee=dear", "비용", None),
    ],
)
def test_a_value_that_no_course_has_any_more_shows_none_of_them(visit, asked, filter, said):
    page = visit(f"/courses/?{asked}")
    expect(page.locator(".found p")).to_have_text(NOTHING_FITS)
    expect(shown(page)).to_have_count(0)
    name = asked.partition("=")[0]
    if said:
        assert page.locator(f"#filter-{name} option:checked").text_content() == said
    page.wait_for_timeout(300)
    assert page.url.endswith(f"?{asked}")
    page.get_by_role("button", name=f"{filter} 조건을 빼면").click()
    assert page.locator(".course").count() > 20 and page.locator(".course[hidden]").count() == 0
    page.wait_for_url("**/courses/")


def test_where_no_single_condition_helps_all_can_be_dropped(visit):
    page = visit("/courses/?campus=nowhere&status=constructor&q=")
    expect(page.locator(".found p")).to_have_text(NOTHING_FITS)
    page.locator(".found").get_by_role("button", name="조건 모두 지우기").click()
    expect(page.locator(".found p")).to_be_focused()
    assert page.locator(".course").count() > 20 and page.locator(".course[hidden]").count() == 0
    page.wait_for_url("**/courses/")


def test_coming_back_to_the_page_leaves_the_focus_where_it_is(visit):
    page = visit("/courses/?campus=nowhere")
    drop = page.get_by_role("button", name="캠퍼스 조건을 빼면")
    drop.focus()
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(drop).to_be_focused()


def test_a_status_is_the_one_of_the_moment(visit):
    page = visit("/courses/?status=soon", timezone_id="Asia/Seoul")
    expect(page.locator("form[data-module=filters]")).not_to_have_class(re.compile("awaits-script"))
    for chip in page.locator(".course:visible .chip").all():
        assert chip.get_attribute("data-status") in ("upcoming", "unconfirmed")


# Comparison


def test_the_chosen_courses_stand_side_by_side(visit):
    page = visit(f"/compare/?c={A}&c={B}")
    expect(page.locator(".compare-said")).to_have_text("과정 2개를 견줍니다.")
    heads = page.locator("thead th[data-course]:visible")
    assert heads.evaluate_all("cells => cells.map((cell) => cell.dataset.course)") == [A, B]
    expect(heads.locator(".chip")).to_have_count(2)
    assert page.evaluate(SIDEWAYS) <= 0


def test_what_is_the_same_folds_away(visit):
    page = visit(f"/compare/?c={A}&c={B}")
    same = page.locator(".compare-same")
    expect(same).to_be_visible()
    count = int(re.fullmatch(r"같은 점 (\d+)개", same.locator("summary").text_content())[1])
    expect(same.locator("dt")).to_have_count(count)
    same.locator("summary").click()
    expect(same).to_contain_text("무료")
    silent = page.locator("tbody tr:has(td.unknown:not([hidden])):not(:has(td:not(.unknown):not([hidden]))) th").all_text_contents()
    assert silent and not {*silent} & {*same.locator("dt").all_text_contents()}  # what nobody knows of either is nothing that they share
    expect(page.locator("tbody th:visible", has_text="비용")).to_have_count(0)
    rows = page.locator("tbody tr:visible")
    for row in rows.all():
        cells = row.locator("td:visible").all_text_contents()
        assert len(cells) == 2 and cells[0].strip() != cells[1].strip()
    assert rows.count() >= 2


def test_each_column_leads_on_as_its_course_does(chromium, open_address):
    with watched_page(chromium, open_address) as (page, _):
        on = "신청하기 (다른 사이트로 이동)"
        for moment, said in (
            (MOMENT, [on, "공식 누리집에서 확인하기 (다른 사이트로 이동)", on, ""]),
            ("2025-11-22T09:00:00+09:00", ["신청 기간이 끝났습니다.", on, on, ""]),
        ):
            page.clock.set_fixed_time(moment)
            page.goto(f"{open_address}/compare/?c=mapo-microsoft-ai-3&c=seocho-data&c=guro-pm&c={B}", wait_until="networkidle")
            ways = page.locator("tfoot td:visible")
            assert [" ".join(text.split()) for text in ways.all_inner_texts()] == said
            assert page.locator("tfoot td:visible a:visible").first.get_attribute("href") == "https://sesac.seoul.kr/"
            assert page.locator(".compare-table .chip:visible").count() == 4  # each state once
        page.goto(f"{open_address}/courses/{B}/", wait_until="networkidle")  # it runs, and of applying nothing is known
        assert page.locator(".dates a[href='https://sesac.seoul.kr/']").count() == 0


def test_the_lists_to_choose_from_follow_the_moment(chromium, open_address):
    with watched_page(chromium, open_address) as (page, _):
        page.clock.set_fixed_time(MOMENT)
        page.goto(f"{open_address}/compare/")
        group = page.locator("#compare-1 optgroup:has(option[value=mapo-microsoft-ai-3])")
        expect(group).to_have_attribute("label", WORDS["ko"]["groups"]["now"])
        page.clock.set_fixed_time("2025-11-22T09:00:00+09:00")
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        expect(group).to_have_attribute("label", WORDS["ko"]["groups"]["past"])


@pytest.mark.parametrize(("width", "shown"), ((390, 1), (1280, 2)))
def test_what_leads_nowhere_leaves_no_hole(visit, width, shown):
    page = visit(f"/compare/?c={A}&c={B}", viewport={"width": width, "height": 844})
    expect(page.locator("tfoot")).to_be_hidden()
    page.get_by_label("과정 2").select_option("mapo-microsoft-ai-3")
    expect(page.locator("tfoot td:visible")).to_have_count(shown)


def test_another_course_goes_into_the_address(visit):
    page = visit(f"/compare/?c={A}")
    expect(page.locator(".compare-said")).to_have_text("견줄 과정을 하나 더 고르세요.")
    expect(page.locator("tbody td.unknown:visible")).to_have_count(0)
    page.get_by_label("과정 2").focus()
    page.get_by_label("과정 2").select_option(B)
    expect(page.get_by_label("과정 2")).to_be_focused()
    assert query(page) == {"c": [A, B]}
    page.get_by_label("과정 1").select_option("")
    page.get_by_label("과정 2").select_option("")
    assert query(page) == {}
    expect(page.locator(".compare-said")).to_contain_text("사실을 모두 적었습니다.")
    assert page.locator("thead th[data-course]:visible").count() > 20
    expect(page.locator("tbody tr:visible")).to_have_count(page.locator("tbody tr").count())


def test_a_course_that_is_not_in_the_table_is_told(visit):
    page = visit(f"/compare/?c={A}&c=never-was&c={B}")
    expect(page.locator(".compare-said")).to_have_text("과정 2개를 견줍니다. 주소에 적힌 과정 가운데 1개는 이 표에 없습니다.")


def test_four_are_compared_and_each_once(visit):
    others = ("dobong-ai-multimodal", "guro-pm", "nowon-music")
    page = visit(f"/compare/?c={A}&c={A}&c={B}&c={'&c='.join(others)}")
    expect(page.locator(".compare-said")).to_have_text("과정 4개를 견줍니다.")
    fourth = page.get_by_label("과정 4")
    for slug in (A, B, others[0]):
        expect(fourth.locator(f"option[value={slug}]")).to_be_disabled()
    expect(fourth.locator(f"option[value={others[1]}]")).to_be_enabled()
    page.get_by_label("과정 1").select_option("")
    expect(fourth.locator(f"option[value={A}]")).to_be_enabled()
    fourth.select_option(A)
    assert query(page) == {"c": [B, others[0], A]}
    expect(page.get_by_label("과정 2").locator(f"option[value={A}]")).to_be_disabled()


def test_an_empty_choice_in_the_address_is_no_course(visit):
    page = visit(f"/compare/?c=&c={A}&c={B}")
    expect(page.locator(".compare-said")).to_have_text("과정 2개를 견줍니다.")


@pytest.mark.parametrize("width", [320, 390])
def test_on_a_phone_the_courses_stand_below_each_fact(visit, width):
    page = visit(f"/compare/?c={A}&c={B}&c=dobong-ai-multimodal&c=guro-pm", viewport={"width": width, "height": 700})
    expect(page.locator("thead th[data-course]:visible")).to_have_count(4)
    assert page.evaluate(SIDEWAYS) <= 0
    assert page.evaluate("() => { const box = document.querySelector('.compare-scroll'); return box.scrollWidth - box.clientWidth; }") <= 0
    tops = (
        page.locator("tbody tr:visible")
        .first.locator("th, td:visible")
        .evaluate_all("all => all.map((one) => one.getBoundingClientRect().top)")
    )
    assert len(tops) == 5 and tops == sorted(set(tops))


def test_rounds_of_a_course_are_told_apart_where_their_name_is_cut(visit):
    page = visit("/compare/?c=mapo-microsoft-ai-1&c=mapo-microsoft-ai-2", viewport=PHONE)
    for place, round_ in ((1, "1기"), (2, "2기")):
        chosen = page.get_by_label(f"과정 {place}").evaluate("(one) => one.selectedOptions[0].text")
        assert chosen == f"{round_} · [Microsoft] AI 엔지니어 과정"
    names = (
        page.locator("tbody tr:visible").first.locator("td:visible").evaluate_all("all => all.map((one) => one.dataset.name.slice(0, 2))")
    )
    assert names == ["1기", "2기"]


# Heads whose cohort stands on a line of its own though the line before has room for it.
THROWN = """() => [...document.querySelectorAll("thead a:has(.whole)")].filter((link) => link.checkVisibility()).map((link) => {
  const [all, cohort] = [link, link.querySelector(".whole")].map((one) => one.getBoundingClientRect());
  const before = document.createRange();
  before.selectNodeContents(link.firstChild);
  const line = [...before.getClientRects()].filter((box) => box.width).at(-1);
  return cohort.top > line.top + 4 && line.right + cohort.width + 8 < all.right ? link.textContent : null;
})"""


@pytest.mark.parametrize("query", ("", "?c=mapo-microsoft-ai-1&c=mapo-microsoft-ai-2"))
@pytest.mark.parametrize("width", (360, 1280))
def test_a_cohort_stands_behind_its_name(visit, width, query):
    page = visit(f"/compare/{query}", viewport={"width": width, "height": 800})
    expect(page.locator("thead a:visible").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert set(page.evaluate(THROWN)) == {None}


# Cells with a line that begins inside a word. Before a bracket a Korean date may break.
CUT = r"""() => [...document.querySelectorAll(".compare-table :is(thead a, tbody th, tbody td, tfoot th)")].filter((one) => {
  const texts = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
  let [top, before, cut] = [null, "", false];
  for (let node; (node = texts.nextNode()); ) {
    for (let at = 0; at < node.length; at++) {
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      const [box, letter] = [range.getClientRects()[0], node.data[at]];
      if (box?.width && /\S/.test(letter)) {
        cut ||= top !== null && box.top > top + 8 && /[\p{L}\p{N})\u2060]/u.test(before) && letter !== "(";
        top = box.top;
      }
      before = letter;
    }
  }
  return cut;
}).map((one) => one.textContent)"""


@pytest.mark.parametrize("path", ("/compare/", "/en/compare/"))
@pytest.mark.parametrize("width", (320, 350, 355, 360, 390, 1280))
def test_no_word_of_the_comparison_is_cut(visit, width, path):
    page = visit(path, viewport={"width": width, "height": 700})
    page.wait_for_load_state("networkidle")
    expect(page.locator(".compare-table tbody td").first).to_be_visible()
    assert page.evaluate(CUT) == []


def test_a_course_leads_to_the_comparison(visit):
    page = visit(f"/courses/{A}/")
    page.get_by_role("link", name="다른 과정과 견주기").click()
    assert query(page) == {"c": [A]}
    expect(page.get_by_label("과정 1")).to_have_value(A)


def test_on_a_narrow_phone_a_course_is_whole_beside_the_facts(visit):
    page = visit("/compare/", viewport={"width": 320, "height": 568})
    wide = page.evaluate("""() => {
      const fact = document.querySelector(".compare-table tbody th").getBoundingClientRect();
      const cell = document.querySelector(".compare-table tbody td").getBoundingClientRect();
      return [fact.width + cell.width, document.querySelector(".compare-scroll").clientWidth];
    }""")
    assert wide[0] <= wide[1]


def test_of_many_courses_only_the_current_ones_are_compared(content, make, tmp_path):
    over = (content / "courses" / "dobong-ai-multimodal.md").read_text("utf-8")
    for number in range(60):
        (content / "courses" / f"again-{number}.md").write_text(over.replace("AI 멀티모달", f"{number}번째 AI 멀티모달"), "utf-8")
    assert not make(content, tmp_path / "site").failed
    table = (tmp_path / "site/compare/index.html").read_text("utf-8")
    assert f'data-course="{A}"' in table and "신청할 수 있거나 곧 시작하거나 진행 중인 과정만" in table
    assert 'data-course="dobong-ai-multimodal"' not in table
    assert "/compare/?c=" not in (tmp_path / "site/courses/again-1/index.html").read_text("utf-8")
    assert "/compare/?c=" in (tmp_path / f"site/courses/{A}/index.html").read_text("utf-8")


# How far what has the focus reaches out of the table's region, or under the column that stays: nothing, where it is whole.
OUT_OF_REGION = """() => {
  const link = document.activeElement.getBoundingClientRect();
  const region = document.querySelector(".compare-scroll").getBoundingClientRect();
  const stays = document.querySelector(".compare-table thead th").getBoundingClientRect();
  return Math.max(link.right - region.right, stays.right - link.left, 0);
}"""


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_the_course_that_has_the_focus_is_whole(visit, size):
    page = visit("/compare/", viewport=size)
    page.locator(".compare-scroll").focus()
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('.compare-table thead') !== null")
        page.wait_for_function(f"({OUT_OF_REGION})() < 1")


# The nearest campus


def nearest(page):
    return page.locator(".nearest-list li")


def test_the_nearest_of_a_district(visit):
    page = visit("/campuses/")
    expect(page.get_by_label("지금 있는 자치구")).to_be_visible()  # once its script is there
    page.get_by_label("지금 있는 자치구").focus()
    page.get_by_label("지금 있는 자치구").select_option("중랑구")
    expect(nearest(page)).to_have_count(5)
    expect(nearest(page).first).to_contain_text("중랑캠퍼스")
    expect(nearest(page).first).to_have_text("중랑캠퍼스중랑구 · 같은 자치구 · 상봉역 8번 출구")
    expect(nearest(page).nth(1)).to_contain_text(re.compile(r"동대문캠퍼스.*약 4km"))
    expect(page.locator(".nearest [role=status]")).to_have_text("중랑구에서 가까운 캠퍼스 5곳입니다.")
    expect(page.get_by_label("지금 있는 자치구")).to_be_focused()
    page.get_by_label("지금 있는 자치구").select_option("")
    expect(page.locator(".nearest-list")).to_be_hidden()
    page.get_by_label("지금 있는 자치구").select_option("도봉구")
    nearest(page).first.get_by_role("link").click()
    expect(page.locator("h1")).to_have_text("도봉캠퍼스")


def test_who_comes_back_finds_the_nearest_of_the_district_that_stands_there(visit):
    """The test's browser makes the page anew, as one does that has little memory, and puts into the list what was chosen."""
    page = visit("/campuses/")
    page.get_by_label("지금 있는 자치구").select_option("중랑구")
    nearest(page).first.get_by_role("link").click()
    page.wait_for_url("**/campuses/jungnang/")
    page.go_back()
    expect(page.get_by_label("지금 있는 자치구")).to_have_value("중랑구")
    expect(nearest(page)).to_have_count(5)
    expect(page.locator(".nearest [role=status]")).to_have_text("중랑구에서 가까운 캠퍼스 5곳입니다.")


def test_the_nearest_say_what_can_be_applied_for(chromium, open_address):
    with watched_page(chromium, open_address, viewport=PHONE) as (page, _):
        page.clock.set_fixed_time(MOMENT)
        page.goto(f"{open_address}/campuses/")
        counted = page.locator(".campuses > li", has=page.locator("[data-open]:not(.unseen)"))
        names = set(counted.locator("h3").all_inner_texts())
        page.get_by_label("지금 있는 자치구").select_option(counted.first.get_attribute("data-district"))
        expect(nearest(page).first).to_contain_text(re.compile(r"같은 자치구 · (?:[^·]+ · )?지금 신청 \d+개$"))
        said = nearest(page).filter(has_text="지금 신청").get_by_role("link").all_inner_texts()
        assert set(said) == names & set(nearest(page).get_by_role("link").all_inner_texts())


def test_the_nearest_of_where_the_device_is(visit):
    here = {"latitude": 37.4606, "longitude": 126.9008}
    page = visit("/campuses/", geolocation=here, permissions=["geolocation"], viewport=PHONE)
    button = page.get_by_role("button", name="지금 있는 곳에서 찾기")
    button.click()
    expect(nearest(page).first).to_contain_text("금천캠퍼스")
    expect(nearest(page).first).to_contain_text("1km 안쪽")
    expect(page.locator(".nearest [role=status]")).to_have_text("지금 있는 곳에서 가까운 캠퍼스 5곳입니다.")
    expect(button).to_be_focused()
    assert page.evaluate(SIDEWAYS) <= 0


def test_a_position_that_is_refused(visit):
    page = visit("/campuses/", permissions=[])
    page.get_by_role("button", name="지금 있는 곳에서 찾기").click()
    expect(page.locator(".nearest [role=status]")).to_contain_text("허락되지 않아 찾지 못했습니다. 위의 목록에서 골라")
    expect(page.locator(".nearest-list")).to_be_hidden()


def test_a_position_that_is_looked_for_and_not_found(visit):
    """What was shown before is of another place, and goes."""
    page = visit("/campuses/")
    page.get_by_label("지금 있는 자치구").select_option("중랑구")
    expect(nearest(page)).to_have_count(5)
    page.evaluate("navigator.geolocation.getCurrentPosition = (_, failed) => (window.failed = failed)")
    page.get_by_role("button", name="지금 있는 곳에서 찾기").click()
    said = page.locator(".nearest [role=status]")
    expect(said).to_have_text("위치를 알아보고 있습니다.")
    page.evaluate("failed({ code: 3, PERMISSION_DENIED: 1 })")
    expect(said).to_have_text("위치를 알아내지 못했습니다. 위의 목록에서 골라 찾아보세요.")
    expect(page.locator(".nearest-list")).to_be_hidden()


@pytest.mark.parametrize("width", [320, 360, 390, 1280])
def test_the_nearest_stand_in_two_columns_however_wide(visit, width):
    page = visit("/campuses/", viewport={"width": width, "height": 844})
    page.get_by_label("지금 있는 자치구").select_option("마포구")
    expect(nearest(page)).to_have_count(5)
    rows = nearest(page).evaluate_all(
        """rows => rows.map((row) => {
          const [link, detail] = [row.querySelector("a"), row.querySelector("span")].map((part) => part.getBoundingClientRect());
          return [link.left, detail.left, detail.top >= link.bottom - 1, row.getBoundingClientRect().bottom - detail.bottom >= 8];
        })"""
    )
    assert len({left for left, *_ in rows}) == 1
    assert all((below and detail == left and room) if width < 480 else (not below and detail > left) for left, detail, below, room in rows)


# Who may apply


def test_a_course_leads_to_its_questions(visit):
    page = visit("/courses/mapo-microsoft-ai-1/")
    page.get_by_role("link", name="나도 되나? 물어보기").click()
    assert page.url.endswith("/apply/?course=mapo-microsoft-ai-1#check")
    check = page.locator("#check")
    expect(check.get_by_label("과정", exact=True)).to_have_value("mapo-microsoft-ai-1")
    expect(check.get_by_label("만 나이")).to_be_visible()
    for other in ("residence", "prior"):  # its notice lets in who studies in the city too: a condition that has two ways is not asked
        expect(check.locator(f"fieldset[data-ask={other}]")).to_be_hidden()
    over = "이 과정은 지금 신청을 받지 않습니다. 다음 모집의 조건은 다를 수 있습니다."
    expect(check.get_by_text(over)).to_be_visible()
    check.get_by_label("만 나이").fill("20")
    check.get_by_role("button", name="확인하기").click()
    said = check.get_by_role("status")
    expect(said.locator("p").first).to_have_text(over)
    expect(said).to_contain_text("공고에서 확인하세요: 사는 곳, 미리 배울 것.")
    expect(said).to_contain_text("맞는 조건: 나이(15세 이상).")
    expect(said).not_to_contain_text("신청할 수 있어 보입니다")
    check.get_by_label("만 나이").fill("14")
    check.get_by_role("button", name="확인하기").click()
    expect(said.locator("p").nth(1)).to_have_text("이 조건이 맞지 않습니다: 나이(15세 이상).")


def test_a_no_says_that_there_may_be_another_way_and_a_question_what_it_is_about(chromium, open_address):
    with watched_page(chromium, open_address) as (page, _):
        page.clock.set_fixed_time(MOMENT)
        page.goto(f"{open_address}/apply/?course=guro-pm")
        check = page.locator("#check")
        expect(check.get_by_role("group", name="미리 배웠나요? (파이썬 기초를 알면 좋습니다.)")).to_be_visible()
        check.get_by_label("만 나이").fill("14")
        check.get_by_role("button", name="확인하기").click()
        expect(check.get_by_role("status")).to_contain_text("공고에 다른 길이 있을 수 있습니다. 공고도 읽어 보세요.")


def test_the_course_that_is_asked_about_stands_in_the_address(visit):
    page = visit("/apply/?course=mapo-microsoft-ai-1")
    chosen = page.locator("#check").get_by_label("과정", exact=True)
    other = chosen.locator("option:not(:checked)").first.get_attribute("value")
    chosen.select_option(other)
    assert page.url.endswith(f"/apply/?course={other}")
    expect(page.locator(".footer-address")).to_contain_text(f"/apply/?course={other}")
    page.locator(".tongue").click()
    page.wait_for_url(f"**/en/apply/?course={other}")
    expect(page.locator("#eligible-course")).to_have_value(other)


@pytest.mark.parametrize("slug", ["mapo-microsoft-ai-3", "gone"])
def test_a_course_that_cannot_be_asked_about_is_said_to_be_missing(visit, slug):
    page = visit(f"/apply/?course={slug}")
    missing = page.get_by_text("주소에 적힌 과정은 조건이 알려지지 않아 여기에 없습니다.")
    expect(missing).to_be_visible()
    page.get_by_label("과정", exact=True).select_option(index=1)
    expect(missing).to_be_hidden()


def test_an_answer_goes_with_its_course(visit):
    check = visit("/apply/?course=mapo-microsoft-ai-1").locator("#check")
    check.get_by_label("만 나이").fill("20")
    check.get_by_role("button", name="확인하기").click()
    expect(check.get_by_role("status")).to_contain_text("맞는 조건")
    other = check.locator("select option:not(:checked)").first.get_attribute("value")
    check.get_by_label("과정", exact=True).select_option(other)
    expect(check.get_by_role("status")).to_be_empty()


@pytest.mark.parametrize(
    ("path", "age", "button", "met"),
    (("/apply/", "만 나이", "확인하기", "맞는 조건"), ("/en/apply/", "Age in full years", "Check", "Conditions met")),
)
def test_an_answer_goes_when_what_it_answers_changes(visit, path, age, button, met):
    page = visit(f"{path}?course=mapo-microsoft-ai-1")
    said = page.locator("#check [role=status]")
    field = page.locator("#check").get_by_label(age)
    for other in ("14", "-3", "200", "15.5", ""):
        field.fill("15")
        page.locator("#check").get_by_role("button", name=button).click()
        expect(said).to_contain_text(met)
        field.fill(other)
        expect(said).to_be_empty()
    field.fill("-3")
    field.press("Enter")
    expect(said).to_be_empty()


def test_answers_are_not_kept(visit):
    page = visit("/apply/")
    page.wait_for_load_state("networkidle")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_label("만 나이").fill("20")
    page.get_by_role("button", name="확인하기").click()
    expect(page.locator("#check [role=status] p").first).to_be_visible()
    assert asked == [] and page.url.endswith("/apply/")
    assert page.evaluate("() => localStorage.length + sessionStorage.length") == 0


# Copying and sharing


def test_copying_an_address_and_a_link(visit, real_address):
    page = visit("/campuses/jungnang/#s-way", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="주소 복사").click()
    expect(page.get_by_text("복사했습니다.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("address").text_content()
    page.get_by_role("button", name="링크 복사").click()
    expect(page.get_by_text("복사했습니다.")).to_have_count(2)
    assert page.evaluate("navigator.clipboard.readText()") == f"{real_address}/campuses/jungnang/"


@pytest.mark.parametrize("size", (PHONE, DESK), ids=("phone", "desk"))
def test_sharing_a_campus_stands_apart_and_a_desk_is_used(visit, size):
    page = visit("/campuses/jungnang/", viewport=size)
    share = page.locator("article > .share")
    above, below = share.evaluate(
        """(one) => [one.getBoundingClientRect().top - Math.max(...[...one.parentElement.children].filter((other) => other !== one
          && other.checkVisibility()).map((other) => other.getBoundingClientRect().bottom)), one.getBoundingClientRect().bottom]"""
    )
    assert above >= 32 and below > 0
    beside = page.locator("#s-spaces, #s-neighbours").evaluate_all("all => all.map((one) => one.getBoundingClientRect().left)")
    assert all(left > size["width"] / 2 for left in beside) == (size is DESK)


SHARED = [f"/courses/{A}/", "/notices/november-recruitment-seven/", "/campuses/jungnang/", f"/compare/?c={A}&c={B}"]


@pytest.mark.parametrize("path", SHARED)
def test_sharing_where_the_device_can(chromium, real_address, path):
    with watched_page(chromium, real_address, viewport=PHONE) as (page, faults):
        page.add_init_script("navigator.share = (what) => { window.shared = what; return Promise.resolve(); }")
        page.goto(real_address + path)
        page.get_by_role("button", name="나누기").click()
        assert page.evaluate("window.shared.url") == real_address + path
        expect(page.get_by_role("button", name="링크 복사")).to_have_count(0)
        assert faults == []


@pytest.mark.parametrize(("fault", "copies"), [("AbortError", 0), ("NotAllowedError", 1)])
def test_a_link_can_be_copied_where_sharing_failed_but_not_where_it_was_left(chromium, real_address, fault, copies):
    with watched_page(chromium, real_address, viewport=PHONE) as (page, _):
        page.add_init_script(f"navigator.share = async () => {{ window.asked = true; throw new DOMException('no', '{fault}'); }}")
        page.goto(f"{real_address}/courses/{A}/")
        page.get_by_role("button", name="나누기").click()
        until(page, "window.asked")
        page.wait_for_timeout(100)
        expect(page.get_by_role("button", name="링크 복사")).to_have_count(copies)


def test_a_comparison_is_copied_with_its_courses(visit, real_address):
    page = visit(f"/compare/?c={A}", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_label("과정 2").select_option(B)
    page.get_by_role("button", name="링크 복사").click()
    expect(page.get_by_text("복사했습니다.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == f"{real_address}/compare/?c={A}&c={B}"


def test_the_foot_names_the_address_with_what_is_chosen(visit):
    page = visit(f"/compare/?c={A}&c={B}&from=mail")
    foot = page.locator(".footer-address span")
    expect(foot).to_have_text(f"https://sesac.example/compare/?c={A}&c={B}")
    page.get_by_label("과정 2").select_option("")
    expect(foot).to_have_text(f"https://sesac.example/compare/?c={A}")
    page = visit("/courses/?campus=jungnang")
    expect(page.locator(".footer-address span")).to_have_text("https://sesac.example/courses/?campus=jungnang")
    page = visit("/courses/?from=mail")
    expect(page.locator(".footer-address span")).to_have_text("https://sesac.example/courses/")


def test_copying_that_is_refused_says_what_next(chromium, real_address):
    with watched_page(chromium, real_address) as (page, _):
        page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))")
        page.goto(f"{real_address}/courses/{A}/")
        page.get_by_role("button", name="링크 복사").click()
        expect(page.get_by_text("복사하지 못했습니다.")).to_be_visible()


# Without script


def test_without_script_the_facts_are_there(visit):
    page = visit("/courses/", java_script_enabled=False)
    expect(page.locator("form[data-module=filters]")).to_be_hidden()
    page.locator("details.filters > summary").click()
    expect(page.locator(".filters").get_by_role("link", name="중랑캠퍼스")).to_be_visible()
    page = visit("/compare/", java_script_enabled=False, viewport=PHONE)
    region = page.get_by_role("region", name="과정별 사실")
    assert region.get_attribute("tabindex") == "0" and page.evaluate(SIDEWAYS) <= 0
    assert page.locator("thead th[scope=col]").count() > 25
    expect(page.locator("tbody th[scope=row]", has_text="비용")).to_have_count(1)
    expect(page.locator(".compare-form")).to_be_hidden()
    page = visit("/apply/", java_script_enabled=False)
    expect(page.locator("#check form")).to_be_hidden()
    expect(page.get_by_role("table")).to_contain_text("15세 이상")
    page = visit("/campuses/", java_script_enabled=False)
    expect(page.locator("section.nearest")).to_be_hidden()
    page = visit("/search/", java_script_enabled=False)
    expect(page.get_by_text("한 글자나 초성 두 자만 적어도 찾습니다.")).to_be_hidden()
    expect(page.get_by_text("찾으려면 스크립트를 켜야 합니다.")).to_have_count(1)
    expect(page.get_by_text("찾으려면 스크립트를 켜야 합니다.")).to_be_visible()
    page = visit(f"/courses/{A}/", java_script_enabled=False)
    expect(page.locator(".share")).to_be_hidden()
    expect(page.get_by_role("link", name="다른 과정과 견주기")).to_be_visible()


@pytest.mark.parametrize("path", ["/courses/", "/compare/", f"/compare/?c={A}&c={B}", "/campuses/", "/apply/", f"/courses/{A}/"])
@pytest.mark.parametrize("width", [320, 390])
def test_controls_are_large_enough_for_a_finger(visit, path, width):
    page = visit(path, viewport={"width": width, "height": 700})
    if path == "/courses/":
        unfolded(page)
    page.wait_for_load_state("networkidle")
    controls = page.locator(
        "main :is(button, select, input[type=search], input[type=number], label:has(input[type=radio], input[type=checkbox])):visible"
    )
    assert path == f"/courses/{A}/" or controls.count() > 0
    small = controls.evaluate_all("all => all.filter((one) => one.getBoundingClientRect().height < 44).map((one) => one.outerHTML)")
    assert small == []
    assert page.evaluate(SIDEWAYS) <= 0


def test_a_course_page_asks_for_little(chromium, real_address):
    asked = []
    with watched_page(chromium, real_address, viewport=PHONE) as (page, faults):
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{real_address}/courses/{A}/", wait_until="networkidle")
        assert faults == []
    assert len(asked) <= 10, asked
