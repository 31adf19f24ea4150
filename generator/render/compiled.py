"""Templates as they were compiled before: a tenth of a second of every build that has a page to render."""

import marshal
import sys
from contextlib import suppress
from functools import lru_cache
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from generator.cache import HOME, digest, program, replace_file, sealed, unsealed

# They are code as the compiled modules of the program are, so they lie beside those, and the program's own alone. They are not in
# `.cache`: what may come from elsewhere (CI keeps that) is not to hold code.
FOLDER = Path(cache_from_source(__file__)).parent / "templates"
_OURS = HOME / "templates"


class Compiled(BytecodeCache):
    """What `templates` were compiled to by an earlier build of this process, or of another one. Jinja asks with a checksum of their source.

    What a filter makes of a constant, such as an address, is part of what is compiled: `about` says what filters depend on.
    """

    def __init__(self, templates: Path, *about: str) -> None:
        self._codes: dict[tuple[str, str], Any] = {}
        self._about = digest(program(), *about)
        self._is_ours = templates.resolve() == _OURS

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket if its source was compiled before."""
        bucket.code = self._codes.get((bucket.key, bucket.checksum))
        if bucket.code is None and (found := self._on_disk(bucket)):
            self._keep(bucket, found)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled, in place of what the template was before."""
        self._keep(bucket, bucket.code)
        if self._is_ours and not sys.dont_write_bytecode:
            with suppress(OSError):  # of somebody else: the next build compiles again
                replace_file(self._path(bucket), sealed(self._head(bucket) + marshal.dumps(bucket.code)))

    def _keep(self, bucket: Bucket, code: Any) -> None:
        self._codes = {known: other for known, other in self._codes.items() if known[0] != bucket.key}
        self._codes[bucket.key, bucket.checksum] = bucket.code = code

    def _on_disk(self, bucket: Bucket) -> Any:
        if not self._is_ours:
            return None
        with suppress(OSError, ValueError):  # none yet, or damaged
            head, body = self._head(bucket), unsealed(self._path(bucket).read_bytes())
            return marshal.loads(body[len(head) :]) if body.startswith(head) else None
        return None

    def _head(self, bucket: Bucket) -> bytes:
        return f"{self._about} {bucket.checksum}\n".encode()

    def _path(self, bucket: Bucket) -> Path:
        return FOLDER / bucket.key


@lru_cache(maxsize=4)
def compiled(templates: Path, prefix: str, origin: str) -> Compiled:
    """What was compiled of `templates` for a site that stands there."""
    return Compiled(templates, prefix, origin)
