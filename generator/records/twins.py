"""The texts of a record by language: its own are in the main one, those of another stand under that one's name ("en:")."""

from collections.abc import Iterator
from typing import Any

from generator.urls import MAIN_LANGUAGE, OTHER_LANGUAGES


def twin_of(record: Any, language: str) -> Any:
    """What has the texts of a record in `language`: itself in the main one; None where nothing is written in that language."""
    return record if language == MAIN_LANGUAGE else getattr(record, language, None)


def twins_of(record: Any) -> Iterator[tuple[str, Any]]:
    """The other languages in which something is written, each with what has those texts."""
    found = ((language, getattr(record, language, None)) for language in OTHER_LANGUAGES)
    return ((language, twin) for language, twin in found if twin)
