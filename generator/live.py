"""A published site as the network gives it. With outside.py the only place that asks a network for anything."""

import json
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPException, HTTPMessage
from typing import Any
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from generator.output import MARK
from generator.urls import as_sent

_SECONDS = 30


class Unreachable(Exception):
    """No answer came."""


@dataclass(frozen=True)
class Answer:
    """Status, headers (read without regard to case) and body of one answer. A redirect is an answer, not followed."""

    status: int
    headers: Message
    body: bytes


class _Stay(HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


_OPENER = build_opener(_Stay)


def ask(address: str, method: str = "GET", **headers: str) -> Answer:
    """The answer for an address; `accept_encoding="br"` asks with that header. Raises Unreachable."""
    wanted = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        request = Request(as_sent(address), method=method, headers={"User-Agent": "build.py", **wanted})
        with _OPENER.open(request, timeout=_SECONDS) as answer:
            return Answer(answer.status, answer.headers, answer.read())
    except HTTPError as fault:
        with fault:
            return Answer(fault.code, fault.headers or HTTPMessage(), fault.read())
    except (OSError, HTTPException, ValueError) as fault:  # the last: an address that cannot be asked
        raise Unreachable(f"{address}: {fault}") from fault


def mark_of(address: str) -> dict[str, Any]:
    """The build.json of the site at `address` (with or without "/" at its end). Raises Unreachable where there is none."""
    answer = ask(f"{address.rstrip('/')}/{MARK}", cache_control="no-cache")
    try:
        mark = json.loads(answer.body)
    except ValueError:
        mark = None
    if answer.status != 200 or not isinstance(mark, dict):
        raise Unreachable(f"{address}: {MARK} ({answer.status})")
    return mark
