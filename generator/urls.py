"""Addresses: pure functions of folder, slug and language. All are root-relative and end in "/"."""

import re
import unicodedata
from urllib.parse import quote, urlsplit

MAIN_LANGUAGE = "ko"
# Text pages stand at the top; every other kind below its folder's name.
_TOP_FOLDER = "pages"
# Names of letters (of any script), digits and hyphens, two at the least; this computer, too.
_HOST = re.compile(r"localhost|\w(?:[\w-]*\w)?(?:\.\w(?:[\w-]*\w)?)+")
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
