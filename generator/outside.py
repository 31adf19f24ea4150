"""Links to other sites: whether they still answer. Asked politely: one request a host at a time, a pause between two, a limit for all."""

import time
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from itertools import islice
from urllib.error import HTTPError
from urllib.parse import quote, urlsplit
from urllib.request import Request, urlopen

from generator.problems import Where
from generator.read import Documents
from generator.read.composed import texts_in

SECONDS = 10
PAUSE = 1.0
MOST = 300
_HOSTS_AT_ONCE = 4
# Answers to HEAD that say nothing of GET.
_HEAD_REFUSED = (400, 403, 404, 405, 406, 500, 501, 503)
_AGENT = "Mozilla/5.0 (compatible; link check of a public site, once by hand)"


def links_of(documents: Documents) -> dict[str, Where]:
    """Every address of another site in bodies and in values, with the first place that has it."""
    found: dict[str, Where] = {}
    for document in (*documents.items, *documents.tables):
        for path, (body, _) in document.bodies.items():
            for link in body.links:
                if link.kind == "web" and link.target.startswith("http"):
                    found.setdefault(link.target.partition("#")[0], document.where_in_body(path, link.line, link.column, len(link.written)))
        for path, text in texts_in(document.data, but=("base_url",)):  # our own
            if text.startswith(("http://", "https://")) and " " not in text:
                found.setdefault(text.partition("#")[0], document.where(path))
    return found


def broken(addresses: Iterable[str], pause: float = PAUSE, most: int = MOST) -> Mapping[str, str]:
    """The addresses, `most` at the most, that do not answer well, each with why in Korean. `pause` in seconds, between two of a host."""
    hosts: dict[str, list[str]] = {}
    for address in islice(addresses, most):
        hosts.setdefault(urlsplit(address).netloc, []).append(address)
    with ThreadPoolExecutor(_HOSTS_AT_ONCE) as pool:
        answers = pool.map(lambda of_host: list(_asked(of_host, pause)), hosts.values())
        return {address: why for found in answers for address, why in found if why}


def _asked(addresses: Iterable[str], pause: float) -> Iterator[tuple[str, str]]:
    for number, address in enumerate(addresses):
        if number:
            time.sleep(pause)
        why, status = _answer(address, "HEAD")
        if status in _HEAD_REFUSED:
            time.sleep(pause)
            why, _ = _answer(address, "GET")
        yield address, why


def _answer(address: str, method: str) -> tuple[str, int]:
    """Why the address does not answer well ("" where it does), and the status (0 without an answer)."""
    request = Request(quote(address, safe=":/?#[]@!$&'()*+,;=%~"), method=method, headers={"User-Agent": _AGENT})
    try:
        with urlopen(request, timeout=SECONDS) as answer:
            return "", answer.status
    except HTTPError as fault:
        fault.close()
        return f"{fault.code}번으로 답합니다.", fault.code
    except (OSError, HTTPException, ValueError) as fault:
        return f"답하지 않습니다({getattr(fault, 'reason', None) or type(fault).__name__}).", 0
