"""Digests of values by what they hold: two values that differ anywhere have different digests, in every process.

Records and views are data all the way down: dataclasses, records, tuples, mappings in a fixed order, text and numbers. The
digest is that of their pickle, without what varies while they stay the same: the identity of parts, and what they cache.
"""

import pickle
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from hashlib import blake2b
from io import BytesIO
from operator import attrgetter
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
        pickler = _Pickler(body, self._shared, self._digest_of_shared, but=id(value))
        pickler.fast = True  # no memory of parts seen: an equal part in its place gives the same bytes
        pickler.memo = _NAMES
        pickler.dump(value)
        return blake2b(body.getbuffer(), digest_size=16).hexdigest()

    def _digest_of_shared(self, value: Any) -> str:
        """The digest of a shared value."""
        about = id(value)
        if about not in self._known:
            self._known[about] = self.of(value)
        return self._known[about]


class _Pickler(pickle.Pickler):
    def __init__(self, body: BytesIO, shared: Mapping[int, Any], digest: Callable[[Any], str], but: int) -> None:
        super().__init__(body, 5)
        self._shared, self._digest, self._but = shared, digest, but

    def reducer_override(self, value: Any) -> Any:
        """How a value that is no plain data is written: its class, and the values of its fields."""
        about = id(value)
        if about in self._shared and about != self._but:
            return str, (self._digest(value),)
        if isinstance(value, type | FunctionType):
            return NotImplemented
        kind = type(value)
        fields_of = _getter(kind)  # type: ignore[arg-type]  # mypy does not see that a class has a hash
        if fields_of is None:
            raise TypeError(f"{kind.__name__} has no fingerprint")
        return _named, (kind.__qualname__, fields_of(value))


def _named(*_: Any) -> None:
    """Only a name in the pickle: nothing is ever read back."""


# What this itself writes by name, as parts seen already: to look up a name takes longer than what it stands before.
_NAMES = {id(each): (number, each) for number, each in enumerate((_named, str))}


@cache
def _getter(kind: type) -> Callable[[Any], Any] | None:
    """What gives the fields that make up a dataclass or a record: those that are compared. None for any other class."""
    if is_dataclass(kind):
        names = tuple(each.name for each in fields(kind) if each.compare)
        return attrgetter(*names) if names else lambda _: ()
    names = tuple(getattr(kind, "model_fields", ()))
    return attrgetter(*names) if names else None
