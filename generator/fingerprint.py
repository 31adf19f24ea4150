"""Digests of values by what they hold: two values that differ anywhere have different digests, in every process.

Records and views are data all the way down: dataclasses, records, tuples, mappings in a fixed order, text and numbers. The
digest is that of their pickle, without what varies while they stay the same: the identity of parts, and what they cache.
"""

import pickle
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from hashlib import blake2b
from io import BytesIO
from types import FunctionType
from typing import Any


class Fingerprints:
    """Digests for one build. `shared` are values that many others hold, by their identity: each is looked into once."""

    def __init__(self, shared: Mapping[int, Any]) -> None:
        self._shared = shared
        self._known: dict[int, str] = {}

    def of(self, value: Any) -> str:
        """The digest of a value."""
        body = BytesIO()
        pickler = _Pickler(body, self._digest_of_shared, but=id(value))
        pickler.fast = True  # no memory of parts seen: an equal part in its place gives the same bytes
        pickler.dump(value)
        return blake2b(body.getbuffer(), digest_size=16).hexdigest()

    def _digest_of_shared(self, value: Any) -> str | None:
        """The digest of a shared value, or None for any other."""
        about = id(value)
        if about not in self._shared:
            return None
        if about not in self._known:
            self._known[about] = self.of(value)
        return self._known[about]


class _Pickler(pickle.Pickler):
    def __init__(self, body: BytesIO, shared: Any, but: int) -> None:
        super().__init__(body, 5)
        self._shared, self._but = shared, but

    def reducer_override(self, value: Any) -> Any:
        """How a value that is no plain data is written: its class, and the values of its fields."""
        if isinstance(value, type | FunctionType):
            return NotImplemented
        if id(value) != self._but and (known := self._shared(value)):
            return str, (known,)
        names = _fields_of(type(value))
        if names is None:
            raise TypeError(f"{type(value).__name__} has no fingerprint")
        return _named, (type(value).__qualname__, *(getattr(value, name) for name in names))


def _named(*_: Any) -> None:
    """Only a name in the pickle: nothing is ever read back."""


@cache
def _fields_of(kind: type) -> tuple[str, ...] | None:
    """The fields that make up a dataclass or a record: those that are compared."""
    if is_dataclass(kind):
        return tuple(each.name for each in fields(kind) if each.compare)
    return tuple(getattr(kind, "model_fields", ())) or None
