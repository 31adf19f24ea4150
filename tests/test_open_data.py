"""The open data: valid against its schema, the same in JSON and CSV, honest about what is not known or not sure."""

import csv
import json
import re
from hashlib import sha256
from io import StringIO

import pytest
from jsonschema import Draft202012Validator, ValidationError

import linked
from generator.index import open_data
from generator.model.status import UNCONFIRMED_FOR
from generator.pages import data as pages_data
from generator.problems import errors_in
from shared_content import replaced

SETS = {"campuses": 25, "courses": 29, "notices": 4, "stories": 1, "figures": 29, "districts": 25, "fields": 11, "sources": 63}


def load(folder, name):
    return json.loads((folder / "data" / name).read_text("utf-8"))


def from_csv(raw, schema):
    """What a CSV file says, as the JSON says it: written from the description of the format, not from the writer."""
    assert raw.startswith(b"\xef\xbb\xbf") and raw.count(b"\n") >= raw.count(b"\r\n") > 0
    head, *rows = csv.reader(StringIO(raw.decode("utf-8-sig"), newline=""))
    return [record(zip(head, row, strict=True), schema) for row in rows]


def record(cells, schema):
    found = {}
    for column, text in cells:
        if text:
            *groups, key = column.split(".")
            holder = found
            for group in groups:
                holder = holder.setdefault(group, {})
            holder[key] = value(text, part_of(schema, column.split(".")), schema.get("$defs", {}))
    return found


def part_of(schema, keys):
    part = schema["items"]
    for key in keys:
        part = part["properties"][key]
        part = schema["$defs"][part["$ref"].rpartition("/")[2]] if "$ref" in part else part
    return part


def value(text, part, definitions):
    if part.get("type") in ("number", "integer", "boolean"):
        return json.loads(text)
    if part.get("type") == "array":
        inner = part.get("items") or part["prefixItems"][0]
        if "$ref" in inner and "properties" in definitions[inner["$ref"].rpartition("/")[2]]:
            return json.loads(text)
        return [value(line, inner, definitions) if inner.get("type") == "integer" else line for line in text.removeprefix("'").split("\n")]
    return text.removeprefix("'")


@pytest.mark.parametrize("name", SETS)
def test_json_is_valid_and_csv_says_the_same(real_site, name):
    schema, data = load(real_site, f"{name}.schema.json"), load(real_site, f"{name}.json")
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(data)
    assert schema["$id"] == f"https://sesac.example/data/{name}.schema.json"
    assert from_csv((real_site / "data" / f"{name}.csv").read_bytes(), schema) == data
    assert len(data) == SETS[name]


def test_yes_and_no_are_in_csv_what_they_are_in_json():
    properties = {"lift": {"type": "boolean"}, "days": {"type": "array", "items": {"type": "boolean"}}, "hours": {"type": "number"}}
    data = [{"lift": True, "hours": 1.5}, {"lift": False, "hours": 100000}, {"hours": 0}]
    written = open_data._csv(properties, data)
    assert from_csv(written, {"items": {"properties": properties}}) == data
    assert open_data._csv(["days"], [{"days": [True, False]}]).decode("utf-8-sig") == 'days\r\n"true\nfalse"\r\n'


@pytest.mark.parametrize("name", SETS)
def test_the_schema_refuses_what_is_not_ours(real_site, name):
    schema, data = load(real_site, f"{name}.schema.json"), load(real_site, f"{name}.json")
    for wrong in (
        {**data[0], "capcity": 25},
        {"name": "이름뿐"},
        {**data[0], "sources": "city", "unit": 1, "title": 1, "code": 1, "summary": 1},
    ):
        with pytest.raises(ValidationError):
            Draft202012Validator(schema).validate([wrong])


def test_every_key_has_a_sentence(real_site):
    for name in SETS:
        schema = load(real_site, f"{name}.schema.json")
        inner = schema.get("$defs", {})
        for group in (schema["items"], *inner.values()):
            said = {
                key: part.get("description") or inner[part["$ref"].rpartition("/")[2]]["description"]
                for key, part in group["properties"].items()
            }
            assert said and [key for key, sentence in said.items() if not re.search("[가-힣]{2}", sentence)] == []


def test_a_sentence_speaks_of_the_data_and_not_to_editors(real_site):
    """No invented name, no file of content, no advice on how to write; and what a key names is found in a set."""
    for name in SETS:
        schema = load(real_site, f"{name}.schema.json")
        inner = schema.get("$defs", {})
        text = json.dumps(schema, ensure_ascii=False)
        assert re.findall(r"naru|dasom|나루|가온|gaon|예: |\.yml|content 폴더|따옴표|(?:씁|적습)니다", text) == [], name
        assert [key for key in inner if f'"#/$defs/{key}"' not in text] == [], name
        for group in (schema["items"], *inner.values()):
            for key, part in group["properties"].items():
                target = (part.get("items") or part).get("x-ref")
                assert target not in SETS or f"{target} 자료의 " in part["description"], (name, key)
    assert (
        load(real_site, "districts.schema.json")["items"]["properties"]["tile"]["description"] == "지도에서의 자리 [열, 행]. 1부터 셉니다."
    )
    said = load(real_site, "notices.schema.json")["items"]["properties"]["campuses"]["description"]
    assert said == "관련된 캠퍼스들. campuses 자료의 slug입니다. 모든 캠퍼스면 all"


def test_dates_keep_their_precision_and_what_is_not_known_is_absent(real_site):
    courses = {course["slug"]: course for course in load(real_site, "courses.json")}
    assert (courses["jungnang-genai-data"]["starts"], courses["jungnang-genai-data"]["ends"]) == ("2025-11", "2026-02")
    assert "capacity" not in courses["jungnang-genai-data"] and "apply" not in courses["jungnang-genai-data"]
    text = "".join((real_site / "data" / f"{name}.json").read_text("utf-8") for name in SETS)
    assert re.findall(r': (?:null|""|\[\]|\{\})', text) == []


def test_doubts_are_carried(real_site):
    campuses = {campus["slug"]: campus for campus in load(real_site, "campuses.json")}
    assert campuses["gangnam"]["unverified"] == ["address", "stations"]
    assert "unverified" not in campuses["jungnang"]


def test_references_are_met(real_site):
    keys = {name: {each.get("slug") or each.get("key") or each["id"] for each in load(real_site, f"{name}.json")} for name in SETS}
    for course in load(real_site, "courses.json"):
        assert set(course["campus"]) <= keys["campuses"] and course["field"] in keys["fields"]
        assert set(course["sources"]) <= keys["sources"]
    assert {figure["source"] for figure in load(real_site, "figures.json")} <= keys["sources"]
    assert {campus["district"] for campus in load(real_site, "campuses.json")} <= keys["districts"]


def test_pages_that_it_names_are_there(real_site, real_built):
    for name in SETS:
        named = [each["page"] for each in load(real_site, f"{name}.json") if "page" in each]
        assert [page for page in named if not real_built.answers("/", page)] == []


def test_the_index_describes_every_file(real_site):
    index = load(real_site, "index.json")
    assert linked.faults(index) == []
    assert [data_set["identifier"] for data_set in index["dataset"]] == list(SETS)
    listed = {}
    for data_set in index["dataset"]:
        assert data_set["license"].startswith("https://creativecommons.org/licenses/by/4.0/")
        assert data_set["size"]["value"] == SETS[data_set["identifier"]]
        listed |= {file["contentUrl"].removeprefix("https://sesac.example/"): file for file in data_set["distribution"]}
    here = {path.relative_to(real_site).as_posix() for path in (real_site / "data").iterdir()} - {"data/index.html", "data/index.json"}
    assert {path for path in listed if path.startswith("data/")} == here
    for path, file in listed.items():
        body = (real_site / path).read_bytes()
        assert not path.startswith("data/") or (file["contentSize"], file["sha256"]) == (f"{len(body)} B", sha256(body).hexdigest())
    days = {data_set["identifier"]: data_set.get("dateModified") for data_set in index["dataset"]}
    assert (days["courses"], days["figures"], days["fields"], days["sources"]) == ("2025-11-03", "2025-11-03", None, None)


# What a small site's set of courses or figures says of itself: facts of its course, of the time that they tell of, and of their change.
TIMES = {
    "nothing": ("", None, "2025-11-01"),
    "a month": ("starts: 2025-12", "2025-12", "2025-11-01"),
    "hours": ("apply: {from: 2025-10-20 09:00, until: 2025-11-21 18:00}", "2025-10-20/2025-11-21", "2025-11-01"),
    "no end": ("apply: {from: 2025-10-20, until: open-ended}", "2025-10-20", "2025-11-01"),
    "months and days": ("starts: 2025-11\nends: 2026-02-10", "2025-11/2026-02-10", "2025-11-01"),
    "in doubt": ("apply: {from: 2025-10-20}\nstarts: 2025-12\nunverified: [apply]", "2025-12", "2025-11-01"),
}


@pytest.mark.parametrize("known", TIMES)
def test_a_set_says_of_what_time_it_tells_and_when_it_changed(make, small, tmp_path, known):
    more, told, changed = TIMES[known]
    (small / "courses" / "dobong-ai-multimodal.md").unlink()
    for path in small.glob("stories/*"):
        path.unlink()
    (small / "courses" / "a.yml").write_text(COURSE.format(title="과정", more=more).replace("2025-11-03", changed), "utf-8")
    site = small / "site.yml"
    site.write_text(re.sub("(?m)^  story: .*\n", "", site.read_text("utf-8")), "utf-8")
    report = make(small, tmp_path / "site")
    assert not report.failed, errors_in(report.problems)
    courses = next(found for found in load(tmp_path / "site", "index.json")["dataset"] if found["identifier"] == "courses")
    assert (courses.get("temporalCoverage"), courses["dateModified"]) == (told, changed)


def test_a_figure_is_of_its_time_and_changed_when_it_changed(real_site):
    sets = {found["identifier"]: found for found in load(real_site, "index.json")["dataset"]}
    years = [figure["as_of"][:4] for figure in load(real_site, "figures.json")]
    first, last = sets["figures"]["temporalCoverage"].split("/")
    assert (first[:4], last[:4]) == (min(years), max(years))
    assert sets["districts"].keys() & {"temporalCoverage", "dateModified"} == set()


@pytest.mark.parametrize("language", ["", "en/"])
def test_a_set_is_described_so_that_a_search_for_data_takes_it(real_built, language):
    tree = real_built.trees[f"/{language}data/"]
    found = next(node for node in json.loads(tree.linked[0])["@graph"] if node["@type"] == "DataCatalog")["dataset"]
    # Google's guide to Dataset asks for 50 letters at least; what is longer than a paragraph nobody reads.
    assert [each["identifier"] for each in found if not 50 <= len(each["description"]) <= 300] == []
    assert [each["identifier"] for each in found] == list(SETS)


@pytest.mark.parametrize("language", ["", "en/"])
def test_the_page_leads_to_every_file(real_site, real_built, language):
    tree = real_built.trees[f"/{language}data/"]
    files = {f"/data/{path.name}" for path in (real_site / "data").iterdir()} - {"/data/index.html"}
    assert files <= set(tree.links)
    assert set(SETS) <= set(tree.ids)


def test_readers_are_told_the_whole_rule_of_a_status(real_site):
    days = {"": f"{UNCONFIRMED_FOR.days}일 동안", "en/": f"{UNCONFIRMED_FOR.days} days"}
    told = {path: (real_site / path).read_text("utf-8") for path in ("data/index.html", "llms.txt", "en/data/index.html")}
    for path, text in told.items():
        notes = [line for line in text.splitlines() if "starts" in line and "ends" in line]
        assert len(notes) == 1 and all(word in notes[0] for word in ("apply", "until", "review_by", "from")), path
        assert days["en/" if path.startswith("en/") else ""] in notes[0]
    assert "Records: 1 " in told["en/data/index.html"] and "1 records" not in told["en/data/index.html"]


COURSE = """title: {title}
campus: dobong
field: ai-development
summary: 요약
sources: [seoul-20251102]
checked: 2025-11-03
{more}
"""
NASTY = (
    '=HYPERLINK("https://a.example/","누르세요")', "+1+1", "-2+3", "@SUM(A1)", "＝1+1", "'따옴표", "''", '쉼표, "따옴표"; 세미콜론',
    "🌱 새싹", "=", "ㄱ|ㄴ", "1", "2025-11", "true", "<script>alert(1)</script>", "א거꾸로", "=1\u00a02",
)  # fmt: skip


def test_no_text_becomes_a_formula(make, small, tmp_path):
    for number, text in enumerate(NASTY):
        written = json.dumps(text, ensure_ascii=False)
        more = f"tags: [{written}, 끝]\npartners: [{written}]"
        (small / "courses" / f"a-{number}.yml").write_text(COURSE.format(title=written, more=more), "utf-8")
    report = make(small, tmp_path / "site")
    assert not report.failed, errors_in(report.problems)
    raw, schema = (tmp_path / "site" / "data" / "courses.csv").read_bytes(), load(tmp_path / "site", "courses.schema.json")
    assert from_csv(raw, schema) == load(tmp_path / "site", "courses.json")
    titles = {course["title"] for course in load(tmp_path / "site", "courses.json")}
    assert titles >= {" ".join(text.split()) for text in NASTY}
    cells = [cell for row in csv.reader(StringIO(raw.decode("utf-8-sig"), newline="")) for cell in row]
    assert [cell for cell in cells if re.match("[=+@\t\r＝＋－＠-]", cell)] == []


def test_a_telephone_number_that_is_not_sure_is_nowhere(make, small, tmp_path):
    campus = small / "campuses" / "dobong.yml"
    text = campus.read_text("utf-8")
    campus.write_text(text.replace("unverified: [address, stations]", "phone: 02-000-1234\nunverified: [address, phone]"), "utf-8")
    assert not make(small, tmp_path / "site").failed
    files = [path for path in (tmp_path / "site").rglob("*") if path.suffix in (".html", ".json", ".csv", ".ics", ".atom")]
    assert [path for path in files if b"02-000-1234" in path.read_bytes()] == []
    assert load(tmp_path / "site", "campuses.json")[0]["unverified"] == ["address"]
    campus.write_text(text.replace("unverified: [address, stations]", "phone: 02-000-1234\nunverified: [address]"), "utf-8")
    make(small, tmp_path / "site")
    assert load(tmp_path / "site", "campuses.json")[0]["phone"] == "02-000-1234"


def test_a_file_to_download_has_its_address(make, small, tmp_path):
    notice = "title: 소식\nkind: news\npublished: 2025-11-03\nsummary: 요약\nsources: [seoul-20251102]\n"
    notice += "attachments: [{file: files/공고 1.txt, label: 공고}]\n"
    for folder, name, text in (("files", "공고 1.txt", "글"), ("notices", "a.yml", notice)):
        (small / folder).mkdir()
        (small / folder / name).write_text(text, "utf-8")
    report = make(small, tmp_path / "site", base_url="https://host.example/seoul/")
    assert not report.failed, errors_in(report.problems)
    schema, notices = load(tmp_path / "site", "notices.schema.json"), load(tmp_path / "site", "notices.json")
    assert notices[0]["attachments"] == [
        {"file": "https://host.example/seoul/media/files/%EA%B3%B5%EA%B3%A0%201.txt", "label": "공고"},
    ]
    assert (tmp_path / "site" / "media" / "files" / "공고 1.txt").exists()
    assert schema["$defs"]["Attachment"]["properties"]["file"] == {
        "type": "string", "minLength": 1, "format": "uri", "description": "내려받을 파일의 주소.",
    }  # fmt: skip
    Draft202012Validator(schema).validate(notices)
    assert from_csv((tmp_path / "site" / "data" / "notices.csv").read_bytes(), schema) == notices


def test_what_is_held_is_not_even_named(make, small, tmp_path):
    (small / "courses" / "secret.yml").write_text(COURSE.format(title="비밀", more="draft: true"), "utf-8")
    notice = "title: 소식\nkind: news\npublished: 2025-11-03\nsummary: 요약\nsources: [seoul-20251102]\n"
    (small / "notices").mkdir()
    (small / "notices" / "a.yml").write_text(f"{notice}courses: [secret, dobong-ai-multimodal]\n", "utf-8")
    assert not make(small, tmp_path / "site").failed
    files = (tmp_path / "site" / "data").iterdir()
    assert [path for path in files if b"secret" in path.read_bytes() or "비밀".encode() in path.read_bytes()] == []
    notices = load(tmp_path / "site", "notices.json")
    assert notices[0]["courses"] == ["dobong-ai-multimodal"]
    Draft202012Validator(load(tmp_path / "site", "notices.schema.json")).validate(notices)


# Who names a source, and whether that makes it public: what is written behind a course, or put into site.yml.
NAMING = {
    "nobody": ("", ("", ""), False),
    "a draft": ("sources: [quiet]\ndraft: true", ("", ""), False),
    "a course of tomorrow": ("sources: [quiet]\npublish: 2025-11-04 09:00", ("", ""), False),
    "a figure of a draft": ("outcomes: [{label: 합격, value: 3, unit: 명, as_of: 2025, source: quiet}]\ndraft: true", ("", ""), False),
    "a course": ("sources: [quiet]", ("", ""), True),
    "a figure of a course": ("outcomes: [{label: 합격, value: 3, unit: 명, as_of: 2025, source: quiet}]", ("", ""), True),
    "a figure of the programme": ("", ("source: seoul-20251102", "source: quiet"), True),
    "the first sentence": ("", ("  sources: [", "  sources: [quiet, "), True),
    "the map": ("", ("source: juso-2015", "source: quiet"), True),
}


@pytest.mark.parametrize("named", NAMING)
def test_a_source_is_told_where_something_published_names_it(make, small, tmp_path, named):
    more, (old, new), told = NAMING[named]
    kept = COURSE.replace("sources: [seoul-20251102]\n", "") if "sources:" in more else COURSE
    (small / "courses" / "a.yml").write_text(kept.format(title="과정", more=more), "utf-8")
    site, sources = small / "site.yml", small / "sources.yml"
    replaced(site, old, new)
    sources.write_text(sources.read_text("utf-8") + "\nquiet:\n  title: 조용한 출처\n  publisher: 가온일보\n", "utf-8")
    report = make(small, tmp_path / "site")
    assert not report.failed, errors_in(report.problems)
    assert ("quiet" in {source["key"] for source in load(tmp_path / "site", "sources.json")}) is told
    assert ("조용한 출처" in (tmp_path / "site" / "data" / "sources.csv").read_text("utf-8")) is told


@pytest.mark.parametrize(("count", "pieces"), [(2, 1), (3, 2), (5, 3)])
def test_many_records_are_cut_into_pieces(make, small, tmp_path, monkeypatch, count, pieces):
    monkeypatch.setattr(pages_data, "PIECE", 2)
    for number in range(1, count):
        (small / "courses" / f"a-{number}.yml").write_text(COURSE.format(title=f"과정 {number}", more=""), "utf-8")
    assert not make(small, tmp_path / "site").failed
    files = [
        f["contentUrl"] for s in load(tmp_path / "site", "index.json")["dataset"] if s["identifier"] == "courses" for f in s["distribution"]
    ]
    names = [url.rpartition("/")[2] for url in files if url.endswith(".json") and "schema" not in url]
    assert names == (["courses.json"] if pieces == 1 else [f"courses-{number}.json" for number in range(1, pieces + 1)])
    parts = [load(tmp_path / "site", name) for name in names]
    assert max(map(len, parts)) <= 2 and len({course["slug"] for part in parts for course in part}) == count
    schema = load(tmp_path / "site", "courses.schema.json")
    for name, part in zip(names, parts, strict=True):
        assert from_csv((tmp_path / "site" / "data" / name).with_suffix(".csv").read_bytes(), schema) == part
    page = (tmp_path / "site" / "data" / "index.html").read_text("utf-8")
    assert all(f"/data/{name}" in page for name in names)
