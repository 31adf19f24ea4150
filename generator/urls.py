"""Addresses: pure functions of folder, slug and language. All are root-relative and end in "/"."""

import re
import unicodedata
from urllib.parse import quote, urlsplit

MAIN_LANGUAGE = "ko"
# Each has its texts in a record under its own name ("en:"). What else a language needs: CONTRIBUTING.md.
OTHER_LANGUAGES = ("en",)
LANGUAGES = (MAIN_LANGUAGE, *OTHER_LANGUAGES)
# The editing form, which only the preview has.
FORM_URL = "/admin/"
# Text pages stand at the top; every other kind below its folder's name.
_TOP_FOLDER = "pages"
# What stays as it is in an address that is asked for: the reserved characters, and % because it may be encoded already.
_SENT = ":/?#[]@!$&'()*+,;=%~"
# Names of letters (of any script), digits and hyphens, two at the least; this computer, too.
_HOST = re.compile(r"localhost|\w(?:[\w-]*\w)?(?:\.\w(?:[\w-]*\w)?)+")
# A path that can stand in every server's file and means the same to all that read it: no "//" or "/../", nothing to be encoded.
_PLACE = re.compile(r"(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*/*")
# The repair of an address where no site can stand.
PLACE_REPAIR = (
    "'?'와 '#' 없이, 호스트와 경로를 로마자와 숫자, -로 쓰세요. 한글 호스트는 xn--로 시작하는 이름으로 씁니다. 예: https://host/prefix/"
)
# The end of a sentence, pasted with the address.
_NOT_ITS_END = (".", ",", ";", ":", "。", "、", "，")


def is_web_address(text: str) -> bool:
    """Whether `text` is a whole http or https address with a host (RFC 3986).

    At most 2,000 letters, as much as every browser takes. No white space, nothing unseen, no backslash and no name before the host:
    with these, people or browsers read another host than Python does (URL Standard, 4.4). The host is one that can be asked: no
    `https://https://…`, no comma for a dot; and no mark of a sentence stands at the end.
    """
    try:
        parts = urlsplit(text)
        parts.port  # noqa: B018 - to read it is to check it
    except ValueError:  # such as an unclosed [ of an IPv6 address, or port 99999
        return False
    odd = any(letter.isspace() or letter == "\\" or unicodedata.category(letter).startswith("C") for letter in text)
    odd = odd or len(text) > 2000 or text.endswith(_NOT_ITS_END)
    return parts.scheme in ("http", "https") and _is_host(parts.hostname or "", parts.netloc) and not odd


def is_site_address(text: str) -> bool:
    """Whether a site can stand at this web address: all of its addresses begin with it, so it has neither "?" nor "#", and it is of
    letters that nobody has to encode."""
    parts = urlsplit(text) if is_web_address(text) and not set(text) & set("?#") else None
    return parts is not None and parts.netloc.isascii() and _PLACE.fullmatch(parts.path) is not None


def as_sent(address: str) -> str:
    """A web address as it is asked for: a host of other letters by its name in ASCII (RFC 3490), all else encoded (RFC 3986, 2.1).
    ValueError for a host that cannot be."""
    parts = urlsplit(address)
    return quote(parts._replace(netloc=parts.netloc.encode("idna").decode()).geturl(), safe=_SENT)


def _is_host(host: str, written: str) -> bool:
    """Whether this is a host, as it is `written` with its port: no name before it, no colon without a port (`a.krhttps://`)."""
    return "@" not in written and not written.endswith(":") and (written.startswith("[") or _HOST.fullmatch(host) is not None)


def address_of(host: str, port: int) -> str:
    """The address at which this computer is asked; a host that is an IPv6 number stands in brackets (RFC 3986, 3.2.2)."""
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


def localised(path: str, language: str) -> str:
    """`path` ("/courses/") in the tree of `language`: the main language has no prefix."""
    return path if language == MAIN_LANGUAGE else f"/{language}{path}"


def url_of(folder: str, slug: str, language: str = MAIN_LANGUAGE) -> str:
    """The address of the item `slug` in `content/<folder>/`."""
    path = f"/{slug}/" if folder == _TOP_FOLDER else f"/{folder}/{slug}/"
    return localised(path, language)


def media_url(file: str) -> str:
    """The address of a picture or an attachment, by its path inside `content/`, with what has to be encoded (RFC 3986, 2.1)."""
    return f"/media/{quote(file)}"


def file_of(url: str) -> str:
    """The file in the published folder that answers for `url`: "/courses/" is "courses/index.html"."""
    return url.lstrip("/") + ("index.html" if url.endswith("/") else "")
