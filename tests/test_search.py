"""Search: one table of words for both implementations, queries over the real content in a real browser, what an index must not hold."""

import itertools
import json
import re
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from browser import served
from generator.ask import ask
from generator.dates import KST
from generator.index.search import facts
from generator.index.search.codec import packed
from generator.index.search.stems import stems_of
from generator.letters import PARTICLES, VERBAL, chunks, cuts, spoken
from generator.pipeline import search_index
from generator.records import Course
from generator.settings import HOME, Settings
from processes import run
from shared_content import REAL, replaced

SHARED = Path(__file__).parent / "shared"
WORDS = json.loads((SHARED / "search_words.json").read_text("utf-8"))
QUERIES = json.loads((SHARED / "search_queries.json").read_text("utf-8"))
ENDS = {"particles": " ".join(PARTICLES), "verbal": " ".join(VERBAL)}
NODE = Path(sys.executable).parent / "node"
OPEN = """async ([scripts, language]) => {
  const { createEngine, excerpt } = await import(`${scripts}/search/engine.js`);
  const get = async (name) => (await fetch(`/search/${language}/${name}`)).json();
  const engine = await createEngine(await get("index.json"), get);
  Object.assign(window, { engine, excerpt });
}"""
# How many synonyms stand outside the core, and those of them that find something else when another query has brought them.
OTHERWISE = """async ([scripts, language]) => {
  const { createEngine } = await import(`${scripts}/search/engine.js`);
  const pieces = new Map();
  const get = async (name) => {
    if (!pieces.has(name)) pieces.set(name, await (await fetch(`/search/${language}/${name}`)).json());
    return pieces.get(name);
  };
  const index = await get("index.json");
  const core = await get(index.core);
  const membersOf = (groups) => groups.flatMap(([words]) => words.split(" "));
  const near = new Set(membersOf(core.groups));
  const asked = [...new Set(membersOf(await get(core.rest)))].filter((word) => !near.has(word));
  const found = async (engine, word) => (await engine.search(word, { now: 1762128000000, limit: 5 })).hits.map(({ id }) => id).join();
  const later = await createEngine(index, get);
  await later.search("qwertyuiop", {});
  const others = [];
  for (const word of asked) if ((await found(await createEngine(index, get), word)) !== (await found(later, word))) others.push(word);
  return [asked.length, others];
}"""
NOW = 1762128000000  # 2025-11-03 09:00 in Korea


@pytest.fixture(scope="module")
def scripts(real_site):
    """The folder of the published scripts, from the root of the site."""
    return "/" + next(real_site.glob("assets/js-*")).relative_to(real_site).as_posix()


@pytest.fixture(scope="module")
def search(chromium, real_address, scripts):
    """search(query, **options): the engine's result in Chromium."""
    page = chromium.new_page()
    page.goto(f"{real_address}/404.html")
    page.evaluate(OPEN, [scripts, "ko"])
    yield lambda query, **options: page.evaluate("([query, options]) => engine.search(query, options)", [query, {"now": NOW, **options}])
    page.close()


@pytest.fixture(scope="module")
def in_browser(chromium):
    """in_browser(module, expression, argument): what an expression over a module `m` and `x` gives in Chromium."""
    page = chromium.new_page()
    with served(HOME / "static") as address:
        page.goto(f"{address}/icons/")  # an answer of any kind: modules are of one origin with the page
        yield lambda module, said, x=None: page.evaluate(
            f"async (x) => {{ const m = await import('/js/search/{module}.js'); return {said}; }}", x
        )
    page.close()


def slugs(result):
    return [hit["slug"] for hit in result["hits"]]


@pytest.mark.parametrize("case", WORDS["chunks"], ids=lambda case: case["text"] or "empty")
def test_words_in_python(case):
    assert chunks(case["text"]) == case["chunks"]


@pytest.mark.parametrize("case", WORDS["stems"], ids=lambda case: case["word"])
def test_stems_in_python(case):
    assert [stem for stem, _ in cuts(case["word"])] == case["stems"]


def test_words_in_the_browser(in_browser):
    told = {**ENDS, "texts": [case["text"] for case in WORDS["chunks"]], "words": [case["word"] for case in WORDS["stems"]]}
    assert in_browser("normal", "x.texts.map(m.grammar(x).chunks)", told) == [case["chunks"] for case in WORDS["chunks"]]
    assert in_browser("normal", "x.words.map(m.grammar(x).stems)", told) == [case["stems"] for case in WORDS["stems"]]


def test_both_split_every_text_of_the_site_alike(in_browser):
    texts = [path.read_text("utf-8") for path in sorted(REAL.rglob("*.*")) if path.suffix in (".md", ".yml")]
    assert len(texts) > 50
    assert in_browser("normal", "x.texts.map(m.grammar(x).chunks)", {**ENDS, "texts": texts}) == [chunks(text) for text in texts]


def test_numbers_come_back(in_browser):
    numbers = [*range(200), 2024, 2025, 91124, 4_100_625, 0]
    assert in_browser("store", "m.unpacked(x)", packed(numbers)) == numbers


def test_hangul_and_keys_as_a_library_has_them():
    code = f"""
      import {{ convertHangulToQwerty, convertQwertyToHangul, getChoseong }} from "es-hangul";
      import {{ initials, toHangul, toKeys }} from "{HOME}/static/js/search/hangul.js";
      const syllables = Array.from({{ length: 11172 }}, (_, at) => String.fromCharCode(0xac00 + at));
      const words = [...syllables, "도봉구에서", "ㅋㅋㅋ", "닭갈비", "왜", "데이터 AI"];
      console.log(JSON.stringify({{
        keys: words.filter((word) => toKeys(word) !== convertHangulToQwerty(word)),
        back: words.slice(0, -1).filter((word) => toHangul(toKeys(word)) !== word),
        initials: syllables.filter((word) => initials(word) !== getChoseong(word)),
        typed: ["ehqhd", "epdlxj", "Thr", "dhkfrk", "gksrmf", "rkqt"].filter((keys) => toHangul(keys) !== convertQwertyToHangul(keys)),
      }}));"""
    done = subprocess.run(
        [NODE, "--input-type=module", "-e", code], cwd=HOME / "tests" / "node", capture_output=True, encoding="utf-8", check=True
    )
    assert json.loads(done.stdout) == {"keys": [], "back": [], "initials": [], "typed": []}


@pytest.mark.parametrize("case", QUERIES, ids=lambda case: case["query"])
def test_queries(search, case):
    result = search(case["query"])
    if "missing" in case:
        assert result["partial"] == {"missing": case["missing"]}
        return
    assert result["partial"] is None
    found = slugs(result)
    assert set(found[:1] if "first" in case else found[:5]) & set(case.get("first") or case["five"]), found[:5]
    assert (result["corrected"] or {}).get("to") == case.get("corrected")


def test_the_words_as_typed_are_searched_when_asked(search):
    assert search("ehqhd", literal=True)["hits"] == []
    assert search("노언캠퍼스", literal=True)["corrected"] is None


def test_a_query_without_words_lists_what_fits(search):
    result = search("", type="campuses")
    assert result["total"] == 25
    assert result["facets"]["type"]["courses"] > 20  # what is chosen does not narrow its own facet
    assert {hit["type"] for hit in result["hits"]} == {"campuses"}


def test_filters_facets_and_limit(search):
    every, some = search("데이터", limit=100), search("데이터", limit=3)
    assert slugs(some) == slugs(every)[:3]
    assert sum(every["facets"]["type"].values()) == every["total"]
    courses = search("데이터", type="courses", limit=100)
    assert courses["total"] == every["facets"]["type"]["courses"]
    assert search("데이터", field="data-analysis")["total"] == every["facets"]["field"]["data-analysis"]


def test_what_a_facet_says_is_what_its_choice_leaves(search):
    for status, count in search("")["facets"]["status"].items():
        assert search("", status=status)["total"] == count, status


def test_a_state_is_a_filter_and_is_of_the_moment(search):
    result = search("AI 종료")
    assert result["filters"] == [{"name": "status", "value": "past", "word": "종료"}]
    assert {hit["status"] for hit in result["hits"]} <= {"closed", "ended"}
    before = search("AI 멀티모달 개발자 과정", now=NOW - 400 * 86_400_000)["hits"][0]
    assert (before["slug"], before["status"]) != ("dobong-ai-multimodal", "ended")


@pytest.mark.parametrize("query", ["지금 신청할 수 있는 과정은?", "강남에서 지금 모집하는 캠퍼스가 어디예요", "열려 있는 과정 있나요"])
def test_of_what_may_be_applied_for_pages_that_explain_are_no_answer(search, query):
    later = search(query, now=NOW + 400 * 86_400_000)  # every round that is known is over
    assert later["partial"] == {"missing": [each["word"] for each in later["filters"]]} and later["filters"]


def test_of_a_topic_in_a_state_pages_that_explain_may_be_the_answer(search):
    later = search("비전공자인데 신청 가능?", now=NOW + 400 * 86_400_000)
    assert later["partial"] is None and {hit["type"] for hit in later["hits"]} == {"pages"}


def test_words_that_no_document_has_are_fetched_when_one_is_asked_for(chromium, real_address, scripts):
    page = chromium.new_page()
    page.goto(f"{real_address}/404.html")
    page.evaluate(OPEN, [scripts, "ko"])
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    find = "async (query) => (await engine.search(query, { now: 1762128000000 })).hits[0]?.slug"
    assert page.evaluate(find, "데이터 분석") == "data-analysis" and not [url for url in asked if "/rest-" in url]
    assert page.evaluate(find, "데이터 애널리틱스") == "data-analysis", "no document says so, a group of synonyms does"
    page.evaluate(find, "qwertyuiop")
    assert len([url for url in asked if "/rest-" in url]) == 1, "fetched once"
    page.close()


def test_the_core_has_what_documents_say_and_the_rest_has_all(real_site):
    folder = real_site / "search" / "ko"
    read = lambda name: json.loads((folder / name).read_text("utf-8"))
    core = read(read("index.json")["core"])
    near, every = ({key: words.split() for words, key in groups} for groups in (core["groups"], read(core["rest"])))
    assert near.keys() <= every.keys() and all({*words} <= {*every[key]} for key, words in near.items())
    words = [{*itertools.chain.from_iterable(groups.values())} for groups in (near, every)]
    assert {"데이터분석", "ai"} <= words[0] and "dataanalytics" in words[1] - words[0]
    assert len(words[1]) > 2 * len(words[0])


def test_what_a_synonym_finds_hangs_on_no_query_before(chromium, real_address, scripts):
    """Of those outside the core each is asked first of all, and when all are there: fewer than one in a hundred finds something else."""
    page = chromium.new_page()
    page.goto(f"{real_address}/404.html")
    asked, others = page.evaluate(OTHERWISE, [scripts, "ko"])
    page.close()
    assert asked > 1000 and len(others) * 100 < asked, others


def test_cards_say_what_a_result_shows(chromium, real_address, scripts):
    page = chromium.new_page()
    page.goto(f"{real_address}/404.html")
    page.evaluate(OPEN, [scripts, "en"])
    (card,) = page.evaluate("async () => engine.cards((await engine.search('nowon campus', { limit: 1 })).hits)")
    assert (card["slug"], card["type"], card["url"], card["title"]) == ("nowon", "campuses", "/en/campuses/nowon/", "Nowon Campus")
    page.close()


@pytest.mark.parametrize(
    ("text", "marks", "length", "expected"),
    [
        ("데이터 분석을 배웁니다", ["데이터분석"], 100, [["데이터 분석", True], ["을 배웁니다", False]]),
        ("UX/UI 디자인", ["uxui"], 100, [["UX/UI", True], [" 디자인", False]]),
        ("금융·공공", ["금융공공"], 100, [["금융·공공", True]]),
        ("아무것도 없음", ["데이터"], 100, [["아무것도 없음", False]]),
        ("", ["데이터"], 100, []),
        ("c++ (기초)", ["c++", "기초)"], 100, [["c++", True], [" (", False], ["기초)", True]]),
    ],
)
def test_excerpt(in_browser, text, marks, length, expected):
    assert in_browser("excerpt", "m.excerpt(...x)", [text, marks, length]) == expected


LACKS = {
    "apart": "apart",
    "partial": "no {missing}, but near",
    "no_state": "not {missing}, but near",
    "none": "nothing: {query}",
    "none_now": "now nothing: {missing}",
}


@pytest.mark.parametrize(
    ("missing", "total", "expected"),
    [
        (["라면"], 2, "no 라면, but near"),
        ([], 2, "apart"),  # each word stands somewhere, and no page has all
        (["모집중"], 2, "not 모집중, but near"),
        (["모집중", "라면"], 2, "no 모집중, 라면, but near"),
        (["라면"], 0, "nothing: q"),
        ([], 0, "nothing: q"),
        (["모집중"], 0, "now nothing: 모집중"),
        (None, 0, "nothing: q"),
    ],
)
def test_what_is_lacking_is_said(in_browser, missing, total, expected):
    partial = None if missing is None else {"missing": missing}
    result = {"partial": partial, "filters": [{"word": "모집중"}], "total": total}
    assert in_browser("view", "m.lackOf(...x)", [result, LACKS, "q"]) == expected


def test_an_excerpt_is_a_window_around_what_matched(in_browser):
    text = "앞말이 " * 60 + "노원에서 데이터 분석을 배웁니다 " + "뒷말이 " * 60
    pieces = in_browser("excerpt", "m.excerpt(...x)", [text, ["노원", "데이터"], 80])
    assert [said for said, marked in pieces if marked] == ["노원", "데이터"]
    assert pieces[0] == ["…", False] and pieces[-1] == ["…", False]
    assert len("".join(said for said, _ in pieces)) <= 82


def test_stems_are_cut_only_where_the_corpus_says_so():
    words = "데이터 데이터를 데이터에서 전문가 전문가를 전문 머신러닝을 머신러닝은 머신러닝이 하늘로 준비합니다 준비".split()
    assert stems_of(words) == {"데이터를": "데이터", "데이터에서": "데이터", "전문가를": "전문가", "준비합니다": "준비"} | {
        word: "머신러닝" for word in ("머신러닝을", "머신러닝은", "머신러닝이")
    }


def test_a_long_noun_is_cut_by_a_particle_that_agrees_with_it():
    assert stems_of("팟캐스트와 카피라이팅과 내레이션을 후디니로 오실로스코프 전자공학과".split()) == {
        "팟캐스트와": "팟캐스트",
        "카피라이팅과": "카피라이팅",
        "전자공학과": "전자공학",
        "내레이션을": "내레이션",
        "후디니로": "후디니",
    }
    assert stems_of("데이터분석가 하늘로 역량평가 온라인강의 만족도는".split()) == {"만족도는": "만족도"}


def test_of_the_end_of_a_sentence_the_noun_stays():
    assert spoken("수당을 입금합니다. 설치했습니다.\n물류입니다. 잘 보입니다. 배웁니다. 합니다.") == "수당을 입금 설치\n물류 잘"


@pytest.mark.parametrize(("draft", "found"), [(None, []), (False, []), (True, ["초안"])])
def test_what_an_item_says_it_has_not_is_no_fact_of_it(draft, found, monkeypatch):
    monkeypatch.setitem(facts._COURSE, "draft", ("초안", "draft"))
    assert facts.facts_of(Course.model_construct(fee=0, draft=draft), "ko") == ["수강료", *found]


def test_what_is_not_published_is_in_no_index(make, content, tmp_path):
    page = content / "courses" / "guro-pm.md"
    replaced(page, "title:", "draft: true\ntitle: 비밀스러운 ")
    assert not make(content, tmp_path / "site").failed
    files = [path.read_text("utf-8") for path in (tmp_path / "site" / "search").rglob("*.json")]
    assert len(files) > 5
    assert not [text for text in files if "비밀스러" in text or "guro-pm" in text]


def test_names_follow_the_content(make, content, tmp_path):
    def names(to):
        assert not make(content, tmp_path / to).failed
        return {path.relative_to(tmp_path / to).as_posix() for path in (tmp_path / to / "search").rglob("*.json")}

    before = names("one")
    assert names("two") == before
    page = content / "courses" / "guro-pm.md"
    replaced(page, "title: ", "title: 새로운 ")
    after = names("three")
    assert {"search/ko/index.json", "search/en/index.json"} <= before & after
    assert [name for name in before - after if re.fullmatch(r"search/pieces/ko/(core-|rest-|s/|c/)[0-9a-f]{10}\.json", name)]


ADDED = {
    "pages/office.md": "---\ntitle: 사무실을 빌려주나요?\n---\n\n카메라는 가져오세요.\n",
    "pages/camera.md": "---\ntitle: 카메라가 없는데 빌릴 수 있나요?\n---\n\n카메라를 빌려드립니다.\n",
    "courses/checking.md": "---\ntitle: QA 과정\nfield: software\ncampus: guro\n%s",
    "courses/office-work.md": "---\ntitle: 업무자동화 과정\nfield: software\ncampus: guro\nends: 2024-10\n%s",
    "pages/quit.md": "---\ntitle: 중간에 그만두면 어떻게 되나요?\n---\n\n운영 기관에 알립니다.\n",
    "courses/plant.md": "---\ntitle: 공장 자동화 과정\nfield: software\ncampus: guro\napply: {from: 2025-11-01, until: 2025-12-01}\n%s",
}
MORE = "fee: 0\nsummary: 새로 여는 과정입니다.\nsources: [seoul-20251102]\nchecked: 2025-11-03\n---\n"


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("카메라 빌려주나요", "camera"),  # a verb in the title of another page is not asked for
        ("ㅂㅁ", "checking"),  # two letters of Latin in the wrong mode
        ("업무자동화", "office-work"),  # as it is written, before what is only called the same and open
        ("업무자동홧", "office-work"),  # half-typed as well
        ("어무자동화", "office-work"),  # and repaired
        ("중간에 그만두면 불이익이 있나요", "quit"),  # a question of which one word is nowhere, and most of it in a title
        ("카메라 없어도 되나요", "camera"),
    ],
)
def test_queries_over_more_content(content, query, first):
    for path, text in ADDED.items():
        (content / path).write_text(text.replace("%s", MORE), "utf-8")
    found = ask(Settings(content=content, moment=datetime(2025, 11, 3, 9, 0, tzinfo=KST)), query, "ko")
    assert isinstance(found, dict), found.problems
    assert found["partial"] is None
    assert slugs(found)[0] == first


# Rounds with each kind of date, all called 물레.
ROUNDS = {
    "shut": "{from: 2025-10-20, until: 2025-11-03 18:00}",
    "dusk": "{from: 2025-11-02, until: 2025-11-20 18:00}",
    "day": "{from: 2025-11-01, until: 2025-11-20}",
    "midnight": "{from: 2025-10-31, until: 2025-11-04 00:00}",
    "month": "{from: 2025-10-15, until: 2025-11}",
    "rolling": "{from: 2025-10-01, until: open-ended}",
    "unsure": "{from: 2025-10-30}",
    "old": "{from: 2025-09-01}",
}


@pytest.fixture(scope="module")
def of_rounds(chromium, tmp_path_factory):
    """of_rounds(query, at, **options): the slugs of what is found among ROUNDS at a moment, in the engine's order."""
    folder = tmp_path_factory.mktemp("rounds")
    shutil.copytree(REAL, folder / "content")
    shutil.copytree(HOME / "static" / "js", folder / "js")
    for slug, apply in ROUNDS.items():
        head = f"---\ntitle: 물레 과정\nfield: software\ncampus: guro\napply: {apply}\n"
        (folder / "content" / "courses" / f"{slug}.md").write_text(head + MORE.replace("새로 여는", slug), "utf-8")
    outputs, _, _ = search_index(Settings(content=folder / "content", moment=datetime(2025, 11, 3, 9, 0, tzinfo=KST)))
    for output in outputs:
        (folder / output.path).parent.mkdir(parents=True, exist_ok=True)
        (folder / output.path).write_bytes(output.body)
    with served(folder) as address:
        page = chromium.new_page()
        page.goto(f"{address}/search/ko/index.json")
        page.evaluate(OPEN, ["/js", "ko"])

        def found(query, at, **options):
            now = int(datetime.fromisoformat(f"{at}+09:00").timestamp() * 1000)
            result = page.evaluate("([query, options]) => engine.search(query, options)", [query, {"now": now, "limit": 50, **options}])
            return [slug for slug in slugs(result) if slug in ROUNDS]

        yield found
        page.close()


@pytest.mark.parametrize(
    ("at", "closing"),
    [
        (
            "2025-11-03T10:00:00",
            {"오늘": ["midnight", "shut"], "이번 달": ["day", "dusk", "midnight", "month", "shut"]},
        ),
        ("2025-11-03T18:00:00", {"오늘": ["shut", "midnight"]}),
        ("2025-11-03T18:00:30", {"오늘": ["midnight"]}),
        ("2025-11-03T23:59:30", {"오늘": ["midnight"]}),
        ("2025-11-20T18:00:01", {"오늘": ["day"], "이번 주": ["day"], "이번 달": ["day", "month"]}),
        ("2025-11-30T23:59:59", {"오늘": ["month"], "이번 주": ["month"], "이번 달": ["month"]}),
    ],
)
def test_what_closes_by_a_day_is_what_ends_by_its_last_moment(of_rounds, at, closing):
    for when, expected in closing.items():
        assert sorted(of_rounds(f"물레 {when} 마감", at)) == sorted(expected), when


@pytest.mark.parametrize(
    ("order", "dated", "undated"),
    [
        ("closes", ["midnight", "dusk", "day", "month"], {"rolling", "unsure"}),
        ("opens", ["rolling", "month", "unsure", "midnight", "day", "dusk"], set()),
    ],
)
def test_in_an_order_of_dates_moments_count_and_what_is_over_stands_last(of_rounds, order, dated, undated):
    found = of_rounds("물레", "2025-11-03T20:00:00", sort=order)
    assert found[: len(dated)] == dated
    assert set(found[len(dated) : -2]) == undated
    assert set(found[-2:]) == {"shut", "old"}


@pytest.mark.parametrize("query", ["예비군", "병원 수업", "여자"])
def test_a_synonym_that_stands_nowhere_is_no_half_of_another(query):
    """예비군 (reservists) of 예비군 공결 (absence for it), 병원 (hospital) of 병원 가야 (to go there), 여자 (women) of 여자 화장실."""
    found = ask(Settings(content=REAL, moment=datetime(2025, 11, 3, 9, 0, tzinfo=KST)), query, "ko")
    assert isinstance(found, dict) and found["partial"]["missing"] == [query.split()[0]]


@pytest.mark.parametrize("campus", ["도봉", "용산", "송파"])
def test_a_round_is_found_by_what_a_visitor_wants_there(campus):
    found = ask(Settings(content=REAL, moment=datetime(2025, 11, 3, 9, 0, tzinfo=KST)), f"{campus} 신청", "ko")
    assert isinstance(found, dict) and slugs(found)[0] == "november-recruitment-seven"


def test_the_command_shows_scores_and_why():
    done = run("search", "ehqhd 블록체인", "--content", REAL, "--now", "2025-11-03 09:00")
    assert done.returncode == 0, done.stderr
    assert "'도봉 블록체인'(으)로 찾았습니다" in done.stdout
    assert "/stories/dobong-blockchain-to-ai/" in done.stdout
