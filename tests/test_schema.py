"""What editors complete from: schemas in draft-07 of every kind and single file, up to date, true of the real content, and connected."""

import json
import re

import pytest
from jsonschema import Draft7Validator

from generator.check import known_keys
from generator.preview import Preview
from generator.problems import as_terminal
from generator.read import read
from generator.records import KINDS, TABLES
from generator.records.schema import editor_schemas
from generator.records.tables import FieldIcon
from generator.schema_files import write_schemas
from generator.settings import HOME, Settings
from shared_content import MOMENT, REAL, checked, put, small_site

DOCUMENTS = read(REAL)
SCHEMAS = dict(editor_schemas(known_keys(DOCUMENTS)))
FILES = {document.shown.partition("content/")[2]: document for document in (*DOCUMENTS.items, *DOCUMENTS.tables)}


def plain(value):
    """Lists for tuples, as JSON has them."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    return [plain(inner) for inner in value] if isinstance(value, tuple) else value


def faults(name, data, schemas=SCHEMAS):
    return [
        f"{'/'.join(map(str, fault.path))}: {fault.message}"
        for fault in Draft7Validator(json.loads(schemas[name])).iter_errors(plain(data))
    ]


def nameless(schema):
    """A schema without the names of its content: no other choices are described one by one."""
    names = ("enum", "enumDescriptions")
    return json.loads(schema, object_hook=lambda part: {k: v for k, v in part.items() if "enumDescriptions" not in part or k not in names})


def test_a_schema_for_every_kind_and_single_file():
    assert SCHEMAS.keys() == {kind.folder for kind in KINDS} | {table.name for table in TABLES}


@pytest.mark.parametrize("name", SCHEMAS)
def test_it_is_up_to_date(name):
    """But for the names of the content: an editor who adds a file where no command runs is not stopped."""
    lies = (HOME / "schema" / f"{name}.schema.json").read_text("utf-8")
    assert nameless(lies) == nameless(SCHEMAS[name]), "run: build.py schema"
    assert lies == json.dumps(json.loads(lies), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def test_nothing_else_lies_there():
    assert {path.name for path in (HOME / "schema").iterdir()} == {f"{name}.schema.json" for name in SCHEMAS}


@pytest.mark.parametrize("name", SCHEMAS)
def test_it_is_draft_07_and_nothing_later(name):
    schema = json.loads(SCHEMAS[name])
    Draft7Validator.check_schema(schema)
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert not re.search(r'"(\$defs|prefixItems|x-\w+|unevaluatedProperties|dependentRequired)"', SCHEMAS[name])


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_key_has_its_sentence(name):
    schema = json.loads(SCHEMAS[name])
    definitions = schema.get("definitions", {})
    groups = [schema, schema.get("additionalProperties", {}), *definitions.values()]
    keys = [each for group in groups if isinstance(group, dict) for each in group.get("properties", {}).items()]
    said = {key: about.get("description") or definitions[about["$ref"].rpartition("/")[2]]["description"] for key, about in keys}
    assert said and all(said.values())


@pytest.mark.parametrize("file", FILES)
def test_the_real_content_is_valid(file):
    document = FILES[file]
    assert faults(document.folder or document.slug, document.data) == []


@pytest.mark.parametrize(
    ("name", "change", "part"),
    [
        ("courses", {"campus": "nowhere"}, "campus"),
        ("courses", {"capcity": 25}, "capcity"),
        ("courses", {"starts": "2025년"}, "starts"),
        ("courses", {"capacity": "25명"}, "capacity"),
        ("courses", {"level": "쉬움"}, "level"),
        ("courses", {"apply": {"until": "언젠가"}}, "apply/until"),
        ("courses", {"eligibility": {"residence": "busan"}}, "residence"),
    ],
)
def test_it_finds_what_an_editor_mistypes(name, change, part):
    data = FILES["courses/guro-pm.md"].data | change
    assert any(part in fault for fault in faults(name, data))


@pytest.mark.parametrize("campus", ["guro", ("guro", "mapo")])
def test_one_campus_or_a_list(campus):
    assert faults("courses", FILES["courses/guro-pm.md"].data | {"campus": campus}) == []


def test_references_are_listed_with_their_names():
    properties = json.loads(SCHEMAS["courses"])["properties"]
    one = properties["campus"]["anyOf"][0]
    assert dict(zip(one["enum"], one["enumDescriptions"], strict=True))["jungnang"] == "중랑캠퍼스"
    assert "all" in json.dumps(json.loads(SCHEMAS["notices"])["properties"]["campuses"])


@pytest.fixture
def previewed(tmp_path):
    """The folder of a preview of the small content with schemas beside it, one of them old; and a build that gives
    the campuses they name."""
    small_site(tmp_path, {})
    folder = tmp_path / "schema"
    folder.mkdir()
    write_schemas(known_keys(read(tmp_path / "content")), folder)
    (folder / "courses.schema.json").write_text("{}\n", "utf-8")  # as after a change without the preview
    preview = Preview(Settings(content=tmp_path / "content", output=tmp_path / "preview", drafts=True, quick=True), MOMENT, lambda _: None)

    def campuses():
        preview.rebuild()
        preview.finish()
        campus = json.loads((folder / "courses.schema.json").read_text("utf-8"))["properties"]["campus"]["anyOf"][0]
        return dict(zip(campus["enum"], campus["enumDescriptions"], strict=True))

    return tmp_path, campuses


_CAMPUS = "name: {}\ndistrict: jungnang\nsources: [city]\nchecked: 2025-11-03\n"


def test_the_preview_keeps_them_up_to_date(previewed):
    """What is saved by its form, or by hand while it is open, is listed at once."""
    folder, campuses = previewed
    before = {path.name: path.stat().st_mtime_ns for path in (folder / "schema").iterdir()}
    assert set(campuses()) == {"jungnang"}
    assert {path.name: path.stat().st_mtime_ns for path in (folder / "schema").iterdir()} == before, "nothing is new, and yet written"
    put(folder, "campuses/new.yml", _CAMPUS.format("새 캠퍼스"))
    assert campuses()["new"] == "새 캠퍼스"
    put(folder, "campuses/new.yml", "name: [")
    put(folder, "campuses/newer.yml", _CAMPUS.format("더 새 캠퍼스"))
    assert set(campuses()) == {"jungnang", "new"}, "with a fault they stay as they are"
    (folder / "content/campuses/new.yml").unlink()
    assert set(campuses()) == {"jungnang", "newer"}
    expected = dict(editor_schemas(known_keys(read(folder / "content"))))
    assert {path.name.partition(".")[0]: path.read_text("utf-8") for path in (folder / "schema").iterdir()} == expected


def test_the_preview_makes_no_schema_where_there_was_none(previewed):
    folder, campuses = previewed
    (folder / "schema/notices.schema.json").unlink()
    put(folder, "campuses/new.yml", _CAMPUS.format("새 캠퍼스"))
    assert "new" in campuses() and not (folder / "schema/notices.schema.json").exists()


def test_the_settings_connect_every_schema():
    settings = json.loads((HOME / ".vscode/settings.json").read_text("utf-8"))["yaml.schemas"]
    wanted = {kind.folder: f"content/{kind.folder}/*.yml" for kind in KINDS} | {table.name: f"content/{table.name}.yml" for table in TABLES}
    assert settings == {f"./schema/{name}.schema.json": files for name, files in wanted.items()}


def test_the_extension_that_reads_them_is_recommended():
    assert "redhat.vscode-yaml" in json.loads((HOME / ".vscode/extensions.json").read_text("utf-8"))["recommendations"]


def test_the_task_finds_the_line_of_a_fault(tmp_path, monkeypatch):
    """For front matter, to which no schema reaches: the task marks what `check` finds in any file."""
    small_site(tmp_path, {})
    put(tmp_path, "courses/a.md", "---\ntitle: 가\ncapcity: 1\n---\n")
    monkeypatch.chdir(tmp_path)
    task = json.loads((HOME / ".vscode/tasks.json").read_text("utf-8"))["tasks"][0]
    pattern = task["problemMatcher"][0]["pattern"]
    heads = [match for problem in checked() for line in as_terminal(problem).splitlines() if (match := re.match(pattern["regexp"], line))]
    found = {(head[pattern["file"]], head[pattern["line"]], head[pattern["code"]]) for head in heads}
    assert ("content/courses/a.md", "3", "unknown-field") in found


def test_every_icon_of_a_field_is_drawn():
    drawn = set(re.findall(r'<symbol id="([a-z-]+)"', (HOME / "static/icons/icons.svg").read_text("utf-8")))
    assert set(FieldIcon.__args__) <= drawn
