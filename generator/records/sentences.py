"""The sentence under each field of a record class: what an editor reads of it, in the JSON Schema, in the form and in new files.

pydantic can read them itself (`use_attribute_docstrings`), but does so for every class whenever the program starts: a third of what
a small build waits for before it begins. Here they are read when somebody asks.
"""

import ast
import inspect
import sys
from collections.abc import Mapping
from copy import copy
from functools import cache
from itertools import pairwise, takewhile
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core.core_schema import ModelSchema


def fields_of(cls: type[BaseModel]) -> dict[str, FieldInfo]:
    """The fields of a record class by name, each with its sentence as its description."""
    sentences: dict[str, str] = {}
    for base in takewhile(lambda each: each is not BaseModel, cls.__mro__):
        sentences = {**_sentences_in(base.__module__).get(base.__name__, {}), **sentences}
    return {name: _described(field, sentences.get(name)) for name, field in cls.model_fields.items()}


def described_schema(cls: type[BaseModel]) -> dict[str, Any]:
    """The JSON Schema of a record class, with those sentences."""
    return cls.model_json_schema(by_alias=True, schema_generator=_Described)


def without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """The choices taken out of a schema, without null: nobody writes it. A single choice is no choice."""
    choices = [choice for choice in schema.pop("anyOf", ()) if choice != {"type": "null"}]
    return {"anyOf": choices} if len(choices) > 1 else choices[0] if choices else {}


class _Described(GenerateJsonSchema):
    def model_schema(self, schema: ModelSchema) -> dict[str, Any]:
        found = super().model_schema(schema)
        for name, field in fields_of(schema["cls"]).items():
            if field.description:
                found["properties"][field.alias or name]["description"] = field.description
        return found


def _described(field: FieldInfo, sentence: str | None) -> FieldInfo:
    found = copy(field)
    found.description = field.description or sentence
    return found


@cache
def _sentences_in(module: str) -> Mapping[str, Mapping[str, str]]:
    """By class and field, the text that stands alone under a field."""
    classes = (node for node in ast.walk(ast.parse(inspect.getsource(sys.modules[module]))) if isinstance(node, ast.ClassDef))
    return {node.name: dict(filter(None, (_sentence(*both) for both in pairwise(node.body)))) for node in classes}


def _sentence(field: ast.stmt, below: ast.stmt) -> tuple[str, str] | None:
    if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(below, ast.Expr):
        text = below.value
        if isinstance(text, ast.Constant) and isinstance(text.value, str):
            return field.target.id, inspect.cleandoc(text.value)
    return None
