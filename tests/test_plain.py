"""The sitemap, held to the protocol's rules, and the plain texts at known places."""

import re
from datetime import datetime
from xml.etree import ElementTree

import pytest
from xmlschema import XMLSchema, XMLSchemaValidationError

from generator.index import sitemap
from generator.memory import Memories
from generator.settings import HOME
from shared_content import MOMENT

SPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
RULES = XMLSchema(HOME / "tests" / "shared" / "sitemap.xsd")


def addresses(path):
    return [element.text for element in ElementTree.parse(path).iterfind(".//s:loc", SPACE)]


def test_the_sitemap_keeps_the_rules(real_site):
    RULES.validate(real_site / "sitemap.xml")
    assert len(addresses(real_site / "sitemap.xml")) > 150


URL = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</urlset>'
BAD = (
    "<url></url>", "<url><loc>/a/</loc></url>", "<url><loc>https://a.example/</loc><lastmod>3.11.2025</lastmod></url>", "",
    "<url><lastmod>2025-11-03</lastmod><loc>https://a.example/</loc></url>", "<url><loc>https://a.example/</loc></url>" * 2,
    "<url><loc>https://a.example/</loc><link/></url>", f"<url><loc>https://a.example/{'a' * 2048}</loc></url>",
)  # fmt: skip


@pytest.mark.parametrize("inner", BAD)
def test_the_rules_refuse(inner):
    with pytest.raises(XMLSchemaValidationError):
        RULES.validate(URL.format(inner))


def test_too_many_addresses_are_cut_into_pieces(make, small, tmp_path, monkeypatch):
    make(small, tmp_path / "whole")
    whole = addresses(tmp_path / "whole" / "sitemap.xml")
    monkeypatch.setattr(sitemap, "MOST", 7)
    make(small, tmp_path / "cut", Memories())  # what is remembered was made with the real limit
    RULES.validate(tmp_path / "cut" / "sitemap.xml")
    pieces = addresses(tmp_path / "cut" / "sitemap.xml")
    assert pieces == [f"https://sesac.example/sitemap-{number}.xml" for number in range(1, -(-len(whole) // 7) + 1)]
    found = []
    for piece in pieces:
        path = tmp_path / "cut" / piece.rpartition("/")[2]
        RULES.validate(path)
        assert len(addresses(path)) <= 7
        found += addresses(path)
    assert found == whole and len(whole) > 14


def test_security_txt_is_whole(real_site):
    text = (real_site / ".well-known" / "security.txt").read_text("utf-8")
    fields = dict(line.split(": ", 1) for line in text.splitlines())
    assert re.match("(https://|mailto:)", fields["Contact"])
    expires = datetime.fromisoformat(fields["Expires"])
    assert MOMENT < expires and (expires - MOMENT).days < 366  # RFC 9116, 2.5.5: less than a year is recommended
    assert fields["Canonical"] == "https://sesac.example/.well-known/security.txt"
    assert fields["Preferred-Languages"] == "ko, en"


def test_security_txt_is_only_where_it_is_looked_for(make, small, tmp_path):
    make(small, tmp_path / "site", base_url="https://host.example/below/")
    assert not (tmp_path / "site" / ".well-known").exists()
    info = small / "site.yml"
    info.write_text(re.sub("security_expires: .*\n", "", info.read_text("utf-8")), "utf-8")
    make(small, tmp_path / "site")
    assert not (tmp_path / "site" / ".well-known").exists()


def test_llms_txt_names_what_is_there(real_site, real_built):
    text = (real_site / "llms.txt").read_text("utf-8")
    assert text.startswith("# 청년취업사관학교\n\n> ") and len(re.findall("^## ", text, re.MULTILINE)) == 3
    links = re.findall(r"^- \[[^\]]+\]\(([^)]+)\)", text, re.MULTILINE)
    assert len(links) > 20 and [link for link in links if not real_built.answers("/", link)] == []
    assert "/data/courses.json" in text
