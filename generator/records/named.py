"""The keys that were meant by other words: what people call an item, a name that is nearly right, several in a row."""

import re
from collections.abc import Mapping

from generator.text import nearest_name


class Keys(dict[str, str]):
    """The keys that references may name, each with what people call it; `former` has new keys by the names they had before."""

    def __init__(self) -> None:
        super().__init__()
        self.former: dict[str, str] = {}


def keys_meant(name: str, keys: Mapping[str, str]) -> str:
    """The key of what is called `name`, or that it surely misspells; of several in a row (mapo, guro) those of all, as a list:
    `[mapo, guro]`; "" where nobody can know. `keys` has for each what people call it."""
    if isinstance(keys, Keys) and name in keys.former:
        return keys.former[name]
    parts = re.split(r"\s*[,，、·/]\s*", name.strip())
    if (whole := key_named(name, keys)) or len(parts) == 1:
        return whole or nearest_name(name, keys) or ""
    found = [part if part in keys else keys_meant(part, keys) for part in parts]
    return f"[{', '.join(found)}]" if all(found) else ""


def key_named(name: str, keys: Mapping[str, str]) -> str | None:
    """The key of what is called `name`, spaces apart: 중랑캠퍼스, 중랑 캠퍼스 and 중랑 are all jungnang."""
    bare = name.replace(" ", "")
    named = {called.replace(" ", ""): key for key, called in keys.items()}
    begun = [key for called, key in named.items() if len(bare) > 1 and called.startswith(bare)]
    return named.get(bare) or (begun[0] if len(begun) == 1 else None)
