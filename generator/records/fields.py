"""What stands in a field of a record class: the group that it holds, the kind of item that it names."""

from typing import Any

from pydantic.fields import FieldInfo

from generator.records.record import Strict


def class_in(annotation: Any) -> Any:
    """The record class inside `X`, `X | None` or `tuple[X, ...]`; None where there is none."""
    if isinstance(annotation, type) and issubclass(annotation, Strict):
        return annotation
    return next(filter(None, map(class_in, getattr(annotation, "__args__", ()))), None)


def target_of(field: FieldInfo) -> str | None:
    """The kind of what a field refers to ("sources"), or None."""
    return _target(field.annotation) or _target(field)


def _target(annotated: Any) -> str | None:
    extra = getattr(annotated, "json_schema_extra", None)
    if isinstance(extra, dict) and "x-ref" in extra:
        return str(extra["x-ref"])
    inner = (*getattr(annotated, "__metadata__", ()), *getattr(annotated, "metadata", ()), *getattr(annotated, "__args__", ()))
    return next((found for part in inner if (found := _target(part))), None)
