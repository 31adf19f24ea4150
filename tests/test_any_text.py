"""Whatever is written, reading and checking end in Problems: properties over arbitrary YAML, Markdown, dates and names.

`make fuzz` runs the same with many more examples, other ones each time (SESAC_EXAMPLES; see conftest.py).
"""

import json
import re
import unicodedata
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator import dates
from generator.check import check
from generator.edit import edited_text, new_text
from generator.problems import as_annotation, as_json, as_terminal, settle
from generator.read import composed_of, read, values_of
from generator.read.files import File
from generator.read.links import is_allowed, replace_addresses
from generator.read.markdown import excess, parse
from generator.read.sanitiser import _TAGS, sanitised
from generator.read.yaml_lines import compose
from generator.text import INVISIBLE, is_slug
from generator.urls import is_web_address
from hostile import BODIES, HEAD, SCHEMES, YAML
from shared_content import MOMENT, small_site
from test_rough import late

# All that a file in UTF-8 can hold: half letters (surrogates) end as `encoding` before anything is parsed.
LETTERS = st.text(st.characters(codec="utf-8"), max_size=40)
MARKS = [
    "[", "](", ")", "![", "](../images/a.png", "<", ">", "`", "```", "~~~", "*", "**", "_", "~~", "\n", "\n\n", "# ", "## ", "> ", "- ",
    "1. ", "007) ",
    "    ", "\t", "|", "|-|:-:|-:|\n", "\\", "&", "&quot;", "&#13;", "&#0;", "&nbsp;", "&Tab;", "&lt;", "\u00a0", "\r", "\x00", "\x0c",
    "\u202e", '"', "'", "<a>",
    "<b onclick=a>", "<!--", "-->", "<script>", "</script>", "<https://a.example/?b&c>", "[a]: ", "[a]",
    "===", "---", "***", "{{", "}}", "a", "가", "각", "👩‍👩‍👧",
]  # fmt: skip
MARKDOWN = st.one_of(
    LETTERS,
    st.lists(st.one_of(st.sampled_from(MARKS), st.text(max_size=3)), max_size=40).map("".join),
    st.sampled_from([text[:2000] for text, _ in BODIES]),
)
PIECES = [
    ": ", ":\n", "- ", "\n", "  ", "\n  ", "? ", "[", "]", "{", "}", ",", "|", ">", "|2-\n", "&a ", "*a", "!!int ", "!x ", "!<a> ",
    "%TAG ! a:\n", "---\n", "...\n", "#", "'", '"', "\\",
    "\\u202e", '"\\0"', "~", "null", "true", "no", "12:30", "010", "1e3", "<<", "=", "@", "`", "\t", "\u0085", "\u2028", "\ufeff",
    "title", "tags", "apply", "from", "starts", "2025-11-03",
    "body", "en", "fee", "sources", "city", "campus", "jungnang", "가", "1", "-1.5", "9" * 20,
]  # fmt: skip
YAMLS = st.one_of(
    LETTERS,
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=40).map("".join),
    st.sampled_from([text[:2000] for text, _ in YAML]),
)
DATES = st.one_of(LETTERS, st.text("0123456789-: .년월일/T+٣２", max_size=30))
ADDRESSES = st.one_of(
    LETTERS,
    st.sampled_from(SCHEMES),
    st.lists(
        st.sampled_from(
            [
                "https",
                "http",
                "java",
                "script",
                ":",
                "/",
                "//",
                "\\",
                "@",
                "a.example",
                "[",
                "]",
                "#",
                "?",
                "%2F",
                "%00",
                "\t",
                "\n",
                "\x01",
                "..",
                " ",
            ]
        ),
        max_size=9,
    ).map("".join),
)
# What is typed into the fields of a form: whatever says something to YAML or Markdown, spaces wherever they can stand.
TYPED_PIECES = [
    "가", "나 ", " ", "  ", "\n", "\n\n", "  \n", "\n    ", "\t", "#", " # ", "- ", ": ", "|", ">", "---", "'", '"', "\\", "%", "&", "*",
    "{", "]", ",", "~", "no", "1", "2025-11-03", "\u3000", "\u00a0",
]  # fmt: skip
TYPED = st.lists(st.sampled_from(TYPED_PIECES), max_size=12).map("".join).filter(str.strip)
FILES = {
    "courses/a.md": st.one_of(MARKDOWN, YAMLS, st.tuples(YAMLS, MARKDOWN).map(lambda both: f"---\n{HEAD}{both[0]}\n---\n{both[1]}")),
    "courses/b.yml": YAMLS,
    "notices/c.md": st.tuples(LETTERS, ADDRESSES, DATES, MARKDOWN).map(
        lambda four: (
            f"---\ntitle: {json.dumps(four[0])}\napply: {{url: {json.dumps(four[1])}, from: {json.dumps(four[2])}}}\n---\n{four[3]}"
        )
    ),
    "synonyms.yml": YAMLS,
    "sources.yml": YAMLS,
}


class Shape(HTMLParser):
    """The tags, attributes and words of html, as a parser sees them."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.seen, self.words = [], ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.seen.append((tag, sorted(attributes)))

    def handle_endtag(self, tag):
        self.seen.append(tag)

    def handle_data(self, text):
        self.words += text

    def handle_comment(self, text):
        self.seen.append(("comment", text))

    handle_decl = handle_pi = unknown_decl = handle_comment


@given(MARKDOWN)
@example("```\n\n\n")
def test_the_sanitiser_takes_nothing_from_what_the_renderer_writes(text):
    body = parse(text, "courses")
    html = body.html.replace("&#10;", "\n")  # spelt out after it was sanitised
    assert body.safe
    assert sanitised(html) == (html, True)


@given(MARKDOWN)
def test_what_markdown_makes_is_tame(text):
    led = replace_addresses(parse(text, "courses").html, lambda path, after: f"/x/{len(path)}")
    for tag, attributes in (each for each in Shape(led).seen if isinstance(each, tuple)):
        assert tag in _TAGS
        for name, value in attributes:
            assert not name.startswith("on") and name not in ("style", "srcdoc", "formaction")
            assert name not in ("href", "src") or value.startswith(("#", "/x/")) or is_allowed(value) or "%" in value


@given(st.text(st.sampled_from("<>&\"'/= abionclkst\n!-"), max_size=60))
def test_the_sanitiser_notices_what_it_takes(html):
    """What comes back unsaid has the same tags, attributes and words."""
    clean, safe = sanitised(html)
    assert clean == html if safe else clean != html
    if safe:
        assert all(not isinstance(each, tuple) or each[0] in _TAGS for each in Shape(html).seen)


@given(YAMLS)
def test_any_yaml_is_values_or_faults(text):
    composed = compose(text, "f")
    for problem in composed.problems:
        assert problem.where.line >= 1 and problem.where.column >= 1
    assert composed.value is not None or composed.problems or not text.strip() or text.lstrip(" \n\ufeff")[:1] in "#%-."
    values_of(text, front_matter=True)


def without_blank_lines(value):
    """The same without the blank lines around its texts of several lines."""
    if isinstance(value, str):
        return re.sub(r"\A(?:[ \t]*\n)+|(?:\n[ \t]*)+\Z", "", value)
    if isinstance(value, dict):
        return {key: without_blank_lines(item) for key, item in value.items()}
    return tuple(map(without_blank_lines, value)) if isinstance(value, list | tuple) else value


@given(TYPED, TYPED, TYPED, st.sampled_from(["md", "yml"]))
def test_what_is_typed_is_in_the_file_whether_it_is_new_or_edited(one, two, three, ending):
    file = File(Path(f"courses/a.{ending}"), f"courses/a.{ending}", "courses", "a")
    data = {"title": one, "tags": [one, two], "en": {"title": two, "body": three}, "images": [{"alt": three, "file": one}], "body": two}
    changes = ({}, {"title": three}, {"tags": [three]}, {"en": {"title": three, "body": one}}, {"images": [{"alt": two}]}, {"body": three})
    text = new_text(file, data)
    for change in changes:
        composed = composed_of(edited_text(file, text, {**data, **change}), file)
        assert not composed.problems
        assert without_blank_lines(composed.value) == without_blank_lines({**data, **change})


@given(DATES)
def test_any_text_is_a_date_or_none(text):
    try:
        when = dates.parse(text)
    except dates.DateFault as fault:
        assert fault.suggestion is None or dates.parse(fault.suggestion)
    else:
        assert when.first() <= when.last() and dates.parse(str(when)) == when


@given(ADDRESSES)
def test_any_text_is_a_web_address_or_none(text):
    if is_web_address(text):
        assert text.lower().startswith(("http://", "https://")) and not INVISIBLE.search(text) and not set(text) & set(" \t\n\\")
    assert not is_slug(text) or text.isascii()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("any")
    small_site(path, {})
    return path


@given(st.fixed_dictionaries(FILES))
def test_any_files_end_in_problems(folder, texts):
    for name, text in texts.items():
        path = folder / "content" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
    documents = read(folder / "content")
    records, problems = check(documents, MOMENT)
    assert records is not None or problems
    problems = (*problems, *late(documents, problems))
    for problem in settle(problems):
        assert not INVISIBLE.search(as_terminal(problem)) and "\r" not in as_terminal(problem)
        assert as_annotation(problem).encode() and json.loads(as_json([problem]))


@given(st.binary(max_size=200))
def test_any_bytes_end_in_problems(body):
    with TemporaryDirectory() as name:
        content = Path(name)
        (content / "courses").mkdir()
        (content / "courses/a.md").write_bytes(body)
        (content / "site.yml").write_bytes(body)
        assert read(content).problems or excess(body.decode("utf-8", "replace")) is None


# Of what is not seen: what text is set with, and what joins pictures of people.
WANTED = set("\t\n\r\u200d")
# Fillers, blanks and choosers of shape, which Unicode counts as letters, marks and signs.
ALSO_UNSEEN = set("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0") | set(map(chr, range(0xE0100, 0xE01F0)))


def test_what_is_not_seen_is_all_that_unicode_says_and_no_more():
    kinds = {letter: unicodedata.category(letter) for letter in map(chr, range(0x110000))}
    never = {letter for letter in kinds if 0xFDD0 <= ord(letter) <= 0xFDEF or ord(letter) & 0xFFFE == 0xFFFE}
    unseen = {letter for letter, kind in kinds.items() if kind in ("Cc", "Cf", "Co", "Cs")} | never
    found = {letter for letter in kinds if INVISIBLE.search(f"가{letter}나")}
    assert unseen - WANTED <= found and not found & WANTED
    assert {letter for letter in found - unseen if kinds[letter] != "Cn"} == ALSO_UNSEEN
