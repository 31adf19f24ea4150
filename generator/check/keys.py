"""Keys and groups of the record classes: which there are, and which one was meant."""

from collections.abc import Collection, Iterator
from typing import Any

from generator.check.said import Said, change_to
from generator.read.composed import KeyPath
from generator.records import Strict
from generator.records.fields import class_in
from generator.text import nearest, particle, to, topic
from generator.urls import OTHER_LANGUAGES

# A key that is less like another is another thing: time is no misspelt title.
_LIKE, _SURELY = 0.8, 0.9
# What people write for a key, where the file has that key.
_USUAL = {
    "cost": ("fee",),
    "price": ("fee",),
    "tuition": ("fee",),
    "deadline": ("apply",),
    "quota": ("capacity",),
    "제목": ("title",),
    "이름": ("name", "title"),
    "요약": ("summary",),
    "본문": ("body",),
    "정원": ("capacity",),
    "수강료": ("fee",),
    "교육비": ("fee",),
    "기수": ("cohort",),
    "분야": ("field",),
    "캠퍼스": ("campus", "campuses"),
    "출처": ("sources", "source"),
}
_STATES = ("status", "state", "상태", "모집상태")


def said_of_unknown(cls: type[Strict], loc: KeyPath, spoiled: Collection[KeyPath]) -> tuple[Said, str]:
    """What is said of the unknown key at `loc`, and the known key that it stands for ("" for none).

    `spoiled` are the paths of what is empty or could not be read: a key that belongs to a group stands most often below its empty line.
    """
    key, options = str(loc[-1]), options_at(cls, loc[:-1])
    sure = nearest(key.lower(), options, cutoff=_SURELY)
    home = None if sure else _group_of(cls, loc, spoiled)
    if home is not None:
        return Said("unknown-field", f"여기에는 '{key}'{particle(key, '이라는', '라는')} 항목이 없습니다.", _indented(cls, loc, home)), ""
    if key in _STATES and "apply" in options:
        message = f"'{key}'{topic(key)} 적지 않습니다. 모집 상태는 날짜에서 저절로 나옵니다."
        return Said("unknown-field", message, "이 줄을 지우고, 신청 기간을 'apply:' 아래에 두 칸 들여 'from'과 'until'로 적으세요."), ""
    text = key.removesuffix("_en")
    if text != key and text in options_at(cls, (*loc[:-1], "en")):
        return Said("unknown-field", _no_such(key), f"'en:' 아래에 두 칸 들여 '{text}'{to(text)} 쓰세요."), ""
    near = sure or like(key, options)
    return (None if near else _misspelt_below(cls, loc)) or unknown(key, near), near or ""


def unknown(key: str, near: str | None) -> Said:
    """What to say of a key that no record has; `near` is the known key that was meant."""
    repair = change_to(near) if near else "이 줄을 지우거나, 편집 안내에서 항목의 이름을 찾아 쓰세요."
    return Said("unknown-field", _no_such(key), repair)


def like(key: str, options: list[str]) -> str | None:
    """The key that `key` was meant to be: a usual word for it, the same letters in another order, or nearly the same ones."""
    usual = next((each for each in _USUAL.get(key, ()) if each in options), None)
    turned = next((each for each in options if sorted(each) == sorted(key.lower())), None)
    return usual or turned or nearest(key.lower(), options, cutoff=_LIKE)


def class_at(cls: type[Strict], loc: KeyPath) -> Any:
    """The record class at `loc` inside `cls`, or None where there stands no group."""
    current: Any = cls
    for part in loc:
        if isinstance(part, str):
            field = next((f for name, f in current.model_fields.items() if (f.alias or name) == part), None)
            current = class_in(field.annotation) if field else None
            if current is None:
                return None
    return current


def options_at(cls: type[Strict], loc: KeyPath) -> list[str]:
    """The keys that the class at `loc` inside `cls` knows."""
    return keys_of(class_at(cls, loc))


def keys_of(cls: Any, needed: bool = False) -> list[str]:
    """The keys of a class, or those that it cannot do without; none of None."""
    fields = cls.model_fields.items() if cls else ()
    return [field.alias or name for name, field in fields if not needed or field.is_required()]


def _no_such(key: str) -> str:
    return f"'{key}'{particle(key, '이라는', '라는')} 항목은 없습니다."


def _group_of(cls: type[Strict], loc: KeyPath, spoiled: Collection[KeyPath]) -> KeyPath | None:
    """The group beside `loc` to which its key belongs: the one that stands there empty, or the only one that has such a key."""
    found = [path for path in _groups(class_at(cls, loc[:-1])) if loc[-1] in options_at(cls, (*loc[:-1], *path))]
    empty = [path for path in found if (*loc[:-1], *path) in spoiled]
    texts = [path for path in found if path[0] not in OTHER_LANGUAGES]
    return empty[0] if empty else texts[0] if len(texts) == 1 else found[0] if len(found) == 1 else None


def _misspelt_below(cls: type[Strict], loc: KeyPath) -> Said | None:
    """What is said of a key that is not quite one of a group's, and stands beside the group."""
    key, homes = str(loc[-1]), [path for path in _groups(class_at(cls, loc[:-1])) if path[0] not in OTHER_LANGUAGES]
    below = {each: path for path in reversed(homes) for each in options_at(cls, (*loc[:-1], *path))}
    near = nearest(key.lower(), below, cutoff=_LIKE)
    if near is None:
        return None
    return Said("unknown-field", _no_such(key), f"{change_to(near)} {_indented(cls, (*loc[:-1], near), below[near])}")


def _groups(cls: Any, depth: int = 2) -> Iterator[KeyPath]:
    """The paths of the groups in a class, and of the groups in those."""
    for key in keys_of(cls) if depth else ():
        if inner := class_at(cls, (key,)):
            yield (key,)
            yield from ((key, *path) for path in _groups(inner, depth - 1))


def _indented(cls: type[Strict], loc: KeyPath, home: KeyPath) -> str:
    """That the key belongs below another, and how far in."""
    is_list = is_list_at(cls, (*loc[:-1], *home))
    above = " 아래 ".join(f"'{key}:'" for key in home)
    line = f"{above}의 '-' 줄 아래에" if is_list else f"{above} 아래에"
    return f"'{loc[-1]}'{topic(str(loc[-1]))} {line} {'네 칸' if is_list else '두 칸'} 들여 쓰세요."


def is_list_at(cls: type[Strict], loc: KeyPath) -> bool:
    """Whether a list of groups stands at `loc`."""
    parent = class_at(cls, loc[:-1])
    field = next((f for name, f in parent.model_fields.items() if (f.alias or name) == loc[-1]), None) if parent else None
    return field is not None and str(field.annotation).startswith("tuple[")
