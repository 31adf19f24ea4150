"""Hostile contents: what is written, where, and how it ends: with the codes of clear faults, or HARMLESS.

Every row becomes a file (or several) of its own in one copy of the small content. Each payload that were run would
open a dialog or set `window.hurt`, and each address that were fetched would leave for evil.example.
"""

import json
import os
import unicodedata
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from shared_content import DOT

HARMLESS = ""
RUN = "alert(window.hurt=1)"
HEAD = "campus: jungnang\nfield: data\nsummary: 요약\nsources: [city]\nchecked: 2025-11-03\n"
N = 50_000

# In a Markdown body. Raw tags are letters, whatever they are.
BODIES = [
    (f"<script>{RUN}</script>", HARMLESS),
    (f"<ScRiPt\n>{RUN}</sCrIpT >", HARMLESS),
    (f"<img src=x onerror={RUN}>", HARMLESS),
    (f"<svg onload={RUN}></svg>", HARMLESS),
    (f"<svg><script>{RUN}</script></svg>", HARMLESS),
    (f"<math><mtext><table><mglyph><style><img src=x onerror={RUN}>", HARMLESS),
    ("<iframe src='//evil.example/'></iframe>", HARMLESS),
    ("<object data='//evil.example/a.swf'></object><embed src='//evil.example'>", HARMLESS),
    ("<meta http-equiv=refresh content='0;url=//evil.example/'>", HARMLESS),
    ("<base href='//evil.example/'>", HARMLESS),
    ("<link rel=stylesheet href='//evil.example/a.css'>", HARMLESS),
    ("<style>@import '//evil.example/a.css'; body{background:url(//evil.example)}</style>", HARMLESS),
    ("<form action='//evil.example/'><button autofocus>누르세요</button></form>", HARMLESS),
    (f"<details open ontoggle={RUN}>열기</details>", HARMLESS),
    (f"<!-- --><script>{RUN}</script>", "hidden-note"),
    (f"<![CDATA[<script>{RUN}</script>]]>", HARMLESS),
    (f"<?xml version='1.0'?><script>{RUN}</script>", HARMLESS),
    (f"</p></article></main></body></html><script>{RUN}</script>", HARMLESS),
    (f"`</code><script>{RUN}</script>`", HARMLESS),
    (f'```"><script>{RUN}</script>\n</code></pre><script>{RUN}</script>\n```', HARMLESS),
    (f"~~~html onload={RUN}\n<b>\n~~~", HARMLESS),
    (f"    </pre><script>{RUN}</script>", HARMLESS),
    (f"## <img src=x onerror={RUN}>", HARMLESS),
    (f'## "><script>{RUN}</script>', HARMLESS),
    (f'| <b onclick={RUN}>가</b> | "><script>{RUN}</script> |\n|:-:|--:|\n| <i> | </table> |', HARMLESS),
    ("- [ ] <input autofocus onfocus=alert(1)>", HARMLESS),
    (f"&lt;script&gt;{RUN}&lt;/script&gt;", HARMLESS),
    (f"&#60;script&#62;{RUN}&#60;/script&#62;", HARMLESS),
    (f"&#x3c;img src=x onerror={RUN}&#x3e;", HARMLESS),
    (f"+ADw-script+AD4-{RUN}+ADw-/script+AD4-", HARMLESS),
    (f"＜script＞{RUN}＜/script＞", HARMLESS),
    ("{{ 7*7 }} {% include '/etc/passwd' %} {# 말 #}", HARMLESS),
    ("{{ ''.__class__.__mro__[1].__subclasses__() }}", HARMLESS),
    ("{%raw%}{{ config }}{%endraw%} ${7*7} #{7*7} <%= 7*7 %> [[7*7]]", HARMLESS),
    (f'[가](../campuses/jungnang.yml "\\" onmouseover=\\"{RUN}")', HARMLESS),
    (f"[가](../campuses/jungnang.yml '\"><script>{RUN}</script>')", HARMLESS),
    (f'![가\\" onerror=\\"{RUN}](../images/a.png)', HARMLESS),
    (f"![가](../images/a.png '\" onerror={RUN} x=\"')", HARMLESS),
    ('[가](</courses/?q="><script>alert(1)</script>>)', HARMLESS),
    ('[가](/courses/#"onclick=alert(1))', HARMLESS),
    ('[가](https://a.example/"onclick="alert(1))', HARMLESS),
    ("[가](<https://a.example/'><b>)", HARMLESS),
    ("[가](tel:02-120) [나](mailto:a@a.example?subject=%3Cscript%3E) [다](HTTPS://A.example/)", HARMLESS),
    ('<tel:02?a=<b>&"c">', HARMLESS),
    ("evil.example //evil.example/a.png", HARMLESS),
    # A whole address outside a link is a slip, also within tags that are only letters.
    ("<iframe src='https://evil.example/'></iframe> <a href=https://evil.example>", "bare-address bare-address"),
    ('<https://a.example/?a=<b>&"c">', "bare-address"),
    ("www.evil.example https://evil.example/a.png", "bare-address bare-address"),
    ("www." + "a." * 15_000, "bare-address"),
    ("www.a.b " * 5_000, "bare-address " * 200 + "too-many-faults"),
    ("[가][없음] ![나][없음] [없음", HARMLESS),
    ("[^1] [가]: 나", HARMLESS),
    ("문자 א שלום مرحبا 끝", HARMLESS),
    ("👩‍👩‍👧 🏳️‍🌈 각\u1100\u1161\u11a8", HARMLESS),
    ("Z" + "\u0336\u0489\u0300" * 300, HARMLESS),
    ("가" * 20_000, HARMLESS),
    (">" * 40_000, HARMLESS),
    ("> " * 20_000, HARMLESS),
    ("- " * 20_000, HARMLESS),
    ("*_" * 20_000, HARMLESS),
    ("`" * 20_000, HARMLESS),
    ("\\" * 20_000, HARMLESS),
    ("&#x3c;" * 5_000, HARMLESS),
    ("<" * 2_000, HARMLESS),
    ("[" * 2_000, HARMLESS),
    ("\n".join(" " * deep + "- 가" for deep in range(300)), HARMLESS),
    ("[" * N, "too-long"),
    ("![" * 25_000, "too-long"),
    ("<![CDATA[" * 5_000, "too-long"),
    ("<http://a>" * 5_000, "too-long"),
    ("|가" * 5_000 + "\n" + "|-" * 5_000 + "\n", "too-long"),
    ("## 가\n\n" * 10_000, "too-long"),
    ("가" * (N + 1), "too-long"),
    ("![가](https://evil.example/a.png)", "outside-image"),
    ("![가](//evil.example/a.png)", "outside-image"),
    (f"![가](data:image/svg+xml,<svg/onload={RUN}>)", "outside-image"),
    ("![가](javascript:alert(1))", "outside-image"),
    ("[![가](//evil.example/a.png)](javascript:alert(1))", "link-scheme outside-image"),
    ("![가][그림]\n\n[그림]: https://evil.example/a.png", "outside-image"),
    ("![가](../images/vector.svg)", "bad-image"),
    ("![가](../../../../etc/passwd)", "missing-image"),
    ("![가](..%2f..%2f..%2fetc%2fpasswd)", "missing-image"),
    ("[가](../../../../../etc/passwd)", "broken-link"),
    ("[가](../files/%2e%2e/%2e%2e/site.yml)", "broken-link"),
    ("[가](..\\\\..\\\\site.yml)", "broken-link"),
    ("[가](../files/page.html)", "bad-attachment"),
    ("[가](../files/drawing.svg)", "bad-image"),
    ("[가](../files/app.js)", "bad-attachment"),
    ("[가](../images/page.html)", "bad-attachment"),
    ("[가](%00)", "broken-link"),
    ("[가](<&#1;javascript:alert(1)>)", "broken-link"),
    ("돌\u202e림", "control-character"),
    ("돌&#x202e;림", "control-character"),
    ("[https://a.example/](https://a.example/ '\u2066')", "control-character"),
    ("숨\u200b김 \u2060", "control-character control-character"),
    ("\u3164", "control-character"),
    ("종\x07 지움\x7f", "control-character control-character"),
    ("\x00", HARMLESS),
    ("\x1b[2J", "control-character"),
    ("&#0; &#x110000; &#xD800;", HARMLESS),
    ("\U000e0041", "control-character"),
    ("가\ufdd0나\U0001ffff", "control-character control-character"),
    ("👩\u200d👩\u200d👧 ❤\ufe0f", HARMLESS),
    ("\u2800 \U0001d173", "control-character control-character"),
]

# Where a link leads, written in a body as it stands between < and >; and so on as an address in a key.
SCHEMES = [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "javascript&colon;alert(1)", "javascript&#58;alert(1)", "&#x6A;avascript:alert(1)",
    "java&Tab;script:alert(1)", "java&NewLine;script:alert(1)", "java&#10;script:alert(1)", "&#32;javascript:alert(1)",
    "java\tscript:alert(1)", "javascript://a.example/%0aalert(1)", "javascript:\\/\\/%0aalert(1)", "vbscript:msgbox(1)", "livescript:x",
    "data:text/html,<script>alert(1)</script>".replace("<", "%3C").replace(">", "%3E"), "data:text/html;base64,PHNjcmlwdD4=",
    "data:image/svg+xml;base64,PHN2Zz4=", "file:///etc/passwd", "ftp://evil.example/", "blob:https://evil.example/1", "filesystem:https://evil.example/",
    "about:blank", "view-source:https://evil.example/", "intent://evil.example#Intent;end",
    "ws://evil.example/", "content:courses/a", "urn:isbn:1",
    "feed:javascript:alert(1)", "jar:https://evil.example!/a", "x-apple:1", "sms:1", "//evil.example/", "/&Tab;/evil.example/",
    "https:evil.example",
    "https:/evil.example", "https:///evil.example", "https://", "http:\\\\\\\\evil.example", "https://a.example\\\\@evil.example/",
    "https://sesac.seoul.kr@evil.example/", "https://sesac.seoul.kr:443@evil.example/", "https://[::1", "https://a.example/&#x202e;txt.exe",
    "https://a .example/", "mailto:", "mailto:a@a.example&#10;bcc:b",
]  # fmt: skip
# Known only when the pages are: links that look like ones of this site.
LATE = [
    "/none/",
    "/%2F/evil.example/",
    "/%2f%2fevil.example",
    "/\\\\evil.example/",
    "/../../etc/passwd",
    "/%5cevil.example",
    "/%09/evil.example",
]
ADDRESSES = [
    "javascript:alert(1)", "JAVASCRIPT:alert(1)", "java\tscript:alert(1)", "java\nscript:alert(1)", "\x01javascript:alert(1)",
    " javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>", "vbscript:x", "file:///etc/passwd", "//evil.example/", "/\\evil.example",
    "https:evil.example",
    "https:\\\\evil.example", "https://a.example\\@evil.example/", "https://a@evil.example/", "https://[::1", "https://", "ftp://a.example/",
    "https://a.example/\u202etxt", "\x01https://a.example/", "https://a.example/ b", "javascript:https://a.example/",
    "https://a.example/\u200b", "https://a.example/" + "a" * 200_000,
]  # fmt: skip

# In one-line texts: the title of a course.
TITLES = [
    (f"<script>{RUN}</script>", HARMLESS),
    (f'"><img src=x onerror={RUN}>', HARMLESS),
    (f"' onfocus={RUN} autofocus='", HARMLESS),
    (f"</title></head><script>{RUN}</script>", HARMLESS),
    (f"</script><script>{RUN}</script>", HARMLESS),
    (f"--><!--<script>{RUN}//", HARMLESS),
    ("{{ 7*7 }}{% for a in b %}${7*7}", HARMLESS),
    ("[가](javascript:alert(1)) **굵게** ![나](//evil.example)", HARMLESS),
    ("&lt;script&gt;&#60;&amp;amp;", HARMLESS),
    ("BEGIN:VCALENDAR\\nEND:VEVENT ;,\\", HARMLESS),
    ('=HYPERLINK("https://evil.example/")', HARMLESS),
    ("]]><x/>&evil;", HARMLESS),
    ("%00%0d%0aSet-Cookie:a=1", HARMLESS),
    ("가\r\nSet-Cookie: a=1\n::error::가", HARMLESS),
    ("../../etc/passwd", HARMLESS),
    ("가" * 1000, HARMLESS),
    ("가" * 1001, "too-long"),
    ("가\u202e나", "control-character"),
    ("가\u2067나", "control-character"),
    ("가\u200b나", "control-character"),
    ("\ufeff가", "control-character"),
    ("가\x1b[31m나", "control-character"),
    ("가\x00나", "control-character"),
    ("\u3164", "control-character"),
    ("\ue000", "control-character"),
    ("가\ufffe나\uffff", "control-character"),
    ("가\ufdd0나", "control-character"),
    ("\u2800", "control-character"),
    ("가\u034f나", "control-character"),
    ("❤\ufe0f", HARMLESS),
    ("가\ud800", "yaml-syntax"),
    (" \u3000\n ", "empty-value"),
]

# Other keys of a course, at the edges of what they take.
KEYS = [
    ("starts: 0001-01-01\nends: 0001-01-01\n", HARMLESS),
    ("starts: 9998-12-31\nends: 9998-12-31\n", HARMLESS),
    ("starts: 1000\nends: 9998\n", HARMLESS),
    ("apply: {from: 0001-01-01 00:00, until: 9998-12-31 23:59}\n", HARMLESS),
    ("apply: {from: 9998-12, until: open-ended}\n", HARMLESS),
    ("publish: 0001-01-01\n", HARMLESS),
    ("capacity: 999999999999999999\nhours: 1\ncohort: 999999999999999999\nfee: 999999999999999999\n", HARMLESS),
    ("fee: 0.000000000000001\n", "not-number"),
    ("capacity: 0\n", "out-of-range"),
    ("hours: 0\n", "out-of-range"),
    ("eligibility: {age: {max: 390}}\n", "out-of-range"),
    ("capacity: 1e400\n", "yaml-surprise"),
    ("capacity: .nan\n", "yaml-surprise"),
    (f"tags: ['{'가' * 900}', '<b>', '../..', '{{{{ 7 }}}}']\npartners: ['<script>{RUN}</script>']\n", HARMLESS),
    ("tags: [" + ", ".join(f"가{number}" for number in range(1_900)) + "]\n", HARMLESS),
    (f"schedule: '<script>{RUN}</script>'\nlevel: beginner\napply: {{how: '<img src=x onerror={RUN}>'}}\n", HARMLESS),
    (f"en: {{title: '<script>{RUN}</script>', summary: '\"><b>', body: '<img src=x onerror={RUN}>'}}\n", HARMLESS),
    ("en: {title: a, body: '[a](javascript:alert(1))'}\n", "link-scheme"),
    (f"outcomes: [{{label: '<b onclick={RUN}>', value: 1, unit: '</script>', as_of: 2025, source: city}}]\n", HARMLESS),
    ("aliases: [con, aux, nul]\n", HARMLESS),
    ("unverified: ['<script>']\n", "unverified-absent"),
    ("images: [{file: ../../../etc/passwd, alt: 가}]\n", "unknown-field"),
]

# Whole files: name, bytes, and the codes. A name of None is a course of the row's own.
_BOMB = "a: &a [x]\nb: &b [*a, *a, *a]\nc: &c [*b, *b, *b]\nd: [*c, *c, *c]\n"
_ANCHORS = " ".join(["yaml-anchor"] * 12)
YAML = [
    (_BOMB, _ANCHORS + " unknown-field"),
    ("a: &a [*a]\n", "yaml-anchor yaml-anchor"),
    ("title: !!python/object/apply:os.system ['touch hurt']\n", "yaml-tag"),
    ("title: !!python/name:os.system\n", "yaml-tag empty-value"),
    ("title: !<tag:yaml.org,2002:binary> aGk=\n", "yaml-tag"),
    ("%TAG ! tag:evil.example,2000:\n---\ntitle: !x 가\n", "yaml-tag"),
    ("<<: {title: 가}\n", "unknown-field"),
    ("title: " + "[" * N + "\n", "too-deep"),
    ("title: " + "{" * N + "\n", "too-deep yaml-syntax"),
    ("title: " + "{a: " * N + "\n", "too-deep"),
    ("- " * N + "\n", "too-deep"),
    ("? " * N + "\n", "too-deep yaml-syntax"),
    ("[" * 19 + "]" * 18 + "\n", "yaml-syntax"),
    ("tags: [" + "가," * 100_000 + "]\n", "too-many-values"),
    ("".join(f"k{number}: 1\n" for number in range(60_000)), "too-many-values"),
    ("tags:\n" + " - !!x z\n" * 100_000, "yaml-tag " * 200 + "too-many-faults"),
    ("tags:\n" + " -\n" * 100_000, "empty-value " * 200 + "too-many-faults"),
    ("".join(f"k{number}: 1\n" for number in range(1_900)), "unknown-field " * 200 + "too-many-faults"),
    ("".join(f"k{number}: |\n\n" for number in range(1_900)), "unknown-field " * 200 + "too-many-faults"),
    ("k" * 900 + ": 1\n", "unknown-field"),
    ("k" * 300_000 + ": 1\n", "yaml-syntax"),
    ("? " + "k" * 300_000 + "\n: 1\n", "unknown-field"),
    ("fee: 1٣\n", "not-number"),
    ("fee: " + "1" * 300_000 + "\n", "out-of-range"),
    ("fee: " + "1" * 300_000 + ".5\n", "out-of-range"),
    ("fee: " + "1_" * 300_000 + "x\n", "not-number"),
    ("fee: " + "1:1" * 200_000 + "x\n", "not-number"),
    ("starts: 2025-" + "1" * 5_000 + "\n", "bad-date"),
    ("starts: " + "2025-" * 100_000 + "\n", "bad-date"),
    ("starts: ２０２５-１１-０３\n", "bad-date"),
    ("starts: 9999-12-31\n", "impossible-date"),
    ("starts: 0000-00-00\n", "impossible-date"),
    ('title: "\\e[2J\\0"\n', "control-character"),
    ('"\\e[2J\\u202e\\n::error::": 1\n', "unknown-field"),
    ("? [a, b]\n: 1\n", "yaml-syntax"),
    ("--- 가\n--- 나\n", "yaml-syntax"),
    ("title: |" + "9" * 400 + "\n", "yaml-syntax"),
    ("__proto__: {hurt: 1}\nconstructor: 1\n", "unknown-field unknown-field"),
    ("__class__: 1\nmodel_config: 1\n", "unknown-field unknown-field"),
    ("aliases: [../../etc, a/b, con., CON]\n", "bad-slug bad-slug bad-slug bad-slug"),
    ("attachments: [{file: ../../../etc/passwd, label: 가}]\n", "unknown-field"),
]


def _png(width: int, height: int) -> bytes:
    """The beginning of a picture that says it is so large, with nothing in it."""
    head = b"IHDR" + width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x00\x00\x00\x00"
    return DOT[:8] + (13).to_bytes(4, "big") + head + crc32(head).to_bytes(4, "big") + DOT[33:]


_PAGE = f"<!doctype html><script>{RUN}</script>".encode()
_SVG = f'<svg xmlns="http://www.w3.org/2000/svg" onload="{RUN}"><script>{RUN}</script></svg>'.encode()
_EPS = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(hurt) (w) file closefile\n"
# Pictures of a notice's body: the ending, the bytes.
PICTURES = [
    (".png", DOT, HARMLESS),
    (".png", DOT + _PAGE, HARMLESS),
    (".png", _PAGE, "bad-image"),
    (".png", _SVG, "bad-image"),
    (".png", _EPS, "bad-image"),
    (".jpg", DOT, "bad-image"),
    (".png", b"GIF89a" + bytes(20), "bad-image"),
    (".gif", b"GIF89a" + bytes(20), "bad-image"),
    (".png", DOT[:40], "bad-image"),
    (".png", b"", "bad-image"),
    (".png", _png(30_000, 30_000), "bad-image"),
    (".png", _png(2**31 - 1, 2**31 - 1), "bad-image"),
    (".png", _png(0, 0), "bad-image"),
    (".svg", _SVG, "bad-image"),
    (".svgz", _SVG, "bad-image"),
    (".png.html", _PAGE, "bad-image"),
    (".jpg", b"\xff\xd8\xff\xe1" + bytes(100), "bad-image"),
    (".webp", b"RIFF\xff\xff\xff\xffWEBPVP8 ", "bad-image"),
    (".avif", b"\0\0\0\x1cftypavif" + b"\xff" * 100, "bad-image"),
]
# Files to download.
DOWNLOADS = [
    (".pdf", b"%PDF-1.7\n" + _PAGE, HARMLESS),
    (".txt", "가 <script>alert(1)</script>".encode(), HARMLESS),
    (".csv", "이름,값\n=1+1,<script>alert(1)</script>\n".encode(), HARMLESS),
    (".csv", "이름,값\n=1+1,<script>alert(1)</script>\n".encode("cp949"), "encoding"),
    (".txt", (b"a" * 5000) + "가".encode("cp949"), "encoding"),
    *((ending, b"", "bad-attachment") for ending in (".csv", ".txt", ".pdf", ".zip")),
    (".zip", b"PK\x03\x04" + _PAGE, HARMLESS),
    (".pdf", _PAGE, "bad-attachment"),
    (".txt", b"\xef\xbb\xbf \n" + _PAGE, "bad-attachment"),
    (".txt", _PAGE.decode().encode("utf-16"), "bad-attachment"),
    (".csv", _SVG, "bad-attachment"),
    (".hwp", _PAGE, "bad-attachment"),
    (".docx", b"MZ" + bytes(100), "bad-attachment"),
    *(
        (f".{ending}", _PAGE, "bad-attachment")
        for ending in ("html", "HTM", "xhtml", "shtml", "xml", "js", "mjs", "css", "json", "swf", "exe", "pdf.html", "webmanifest", "")
    ),
    (".svg", _SVG, "bad-image"),
    (".SVG", _SVG, "bad-image"),
    (".png", _PAGE, "bad-image"),
]
# Files that are no text.
RAW = [
    (b"\xff\xfe" + "---\ntitle: 가\n---\n".encode("utf-16-le"), "encoding"),
    ("---\ntitle: 가\n---\n".encode("utf-16-be"), "encoding"),
    ("---\ntitle: a\n---\n".encode("utf-16-be"), "no-front-matter"),
    ("---\ntitle: 가\n---\n".encode("euc-kr"), "encoding"),
    (b"---\ntitle: \xed\xa0\x80\n---\n", "encoding"),
    (b"---\ntitle: \xc0\xbcscript\n---\n", "encoding"),
    (b"---\ntitle: \0\n---\n", "yaml-syntax"),
    (bytes(range(256)) * 40, "encoding"),
    (b"\0" * 900_000, "no-front-matter"),
    (b"\x7fELF" + bytes(500), "no-front-matter"),
    (b"", "no-front-matter"),
    (b"---\n" * 2, "empty-file"),
    (b"---\n", "no-front-matter"),
    (b" " * 50_000_000, "too-large"),
]


class Row(NamedTuple):
    """A row of the table: its slug, the files it is made of (inside `content/`), and the codes of the faults, sorted."""

    slug: str
    files: dict[str, bytes]
    codes: tuple[str, ...]


def course(title: str = "과정", more: str = "", body: str = "") -> bytes:
    """The text of a course: its title written as YAML writes any text."""
    return f"---\ntitle: {json.dumps(title)}\n{HEAD}{more}---\n{body}\n".encode()


def rows() -> list[Row]:
    """Every row that is made of ordinary files."""
    made: list[Row] = []

    def add(codes: str, name: str, body: bytes, **media: bytes) -> None:
        slug = f"h-{len(made):03}"
        files = {f"courses/{slug}{name}": body} | {f"{path.replace('__', '/')}": data for path, data in media.items()}
        made.append(Row(slug, files, tuple(sorted(codes.split()))))

    for text, codes in BODIES:
        add(codes, ".md", course(body=text))
    for url in SCHEMES:
        add("link-scheme", ".md", course(body=f"[가](<{url}>)"))
    for url in ("https://999.999.999.999/", "https://xn--a/", "https://a%zz/", "https://a.example:99999/"):
        add("link-scheme", ".md", course(body=f"[가](<{url}>)"))  # no host that a browser would ask
    for url in ADDRESSES:
        add("bad-url", ".md", course(more=f"apply: {{url: {json.dumps(url)}}}\n"))
    for title, codes in TITLES:
        add(codes, ".md", course(title))
    for text, codes in KEYS:
        add(codes, ".md", course(more=text))
    for text, codes in YAML:
        add(codes, ".yml", text.encode())
    for raw, codes in RAW:
        add(codes, ".md", raw)
    for number, (ending, data, codes) in enumerate(PICTURES):
        name = f"images/p{number}{ending}"
        add(codes, ".md", course(body=f"![가](../{name})"), **{name: data})
    for number, (ending, data, codes) in enumerate(DOWNLOADS):
        name = f"files/d{number}{ending}"
        add(codes, ".md", course(body=f"[가](../{name})"), **{name: data})
    return made


def put_odd(content: Path) -> dict[str, str]:
    """Links, pipes and names that no ordinary file has, in `content`; the code of each by its path inside it."""
    for folder in ("courses", "images", "files", "stories", "files/1/2/3/4/5"):
        (content / folder).mkdir(parents=True, exist_ok=True)
    outside = content.parent / "secret.md"
    outside.write_text("비밀\n")
    links = {
        "courses/out.md": outside,
        "courses/hosts.yml": "/etc/hosts",
        "files/passwd.pdf": "/etc/passwd",
        "images/etc": "/etc",
        "notices": "/etc",
    }
    links |= {"files/up": "../..", "courses/zero.md": "/dev/zero", "courses/dir.md": "/tmp"}
    for name, to in links.items():
        (content / name).symlink_to(to)
    (content / "courses/ring.md").symlink_to("ring.md")
    (content / "files/ring.pdf").symlink_to("ring.pdf")
    for name in ("courses/pipe.md", "files/pipe.pdf", "pipe"):
        os.mkfifo(content / name)
    names = {
        unicodedata.normalize("NFD", "files/공고.pdf"),
        "files/a\u202efdp.txt",
        "files/a\nb.pdf",
        'files/"onload=.pdf',
        "files/<b>.pdf",
        "images/a\\b.png",
    }
    for name in names:
        (content / name).write_bytes(b"%PDF-")
    for name in (
        unicodedata.normalize("NFD", "courses/과정.md"),
        "courses/a b.md",
        "courses/\u202edm.md",
        "courses/" + "a" * 81 + ".md",
        "courses/\udcff.md",
    ):
        (content / name).write_bytes(course())
    (content / "courses/inner.md").mkdir()
    return (
        dict.fromkeys(links, "outside-link")
        | {"courses/ring.md": "unreadable", "files/ring.pdf": "not-a-file", "files/1/2/3/4": "too-deep", "courses/inner.md": "stray-file"}
        | dict.fromkeys(("courses/pipe.md", "files/pipe.pdf", "pipe"), "not-a-file")
        | dict.fromkeys(names, "bad-file-name")
        | {
            path.relative_to(content).as_posix(): "bad-slug"
            for path in (content / "courses").iterdir()
            if not path.stem.isascii() or " " in path.stem or len(path.stem) > 80
        }
    )
