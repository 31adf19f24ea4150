"""A preview as an editor starts it: a process of its own at a free port, ended come what may."""

import sys
from contextlib import contextmanager

from generator.settings import HOME
from processes import NOW, environment, free_port, running

# Generous: it ends a test that would never end, and says nothing about how quick the preview is.
LIMIT = 60


def command(content, port, *more):
    output = content.parent / "preview"
    words = ("serve", "--content", content, "--output", output, "--port", port, *NOW, *more)
    return [sys.executable, str(HOME / "build.py"), *map(str, words)]


@contextmanager
def preview(content, *more, cwd=HOME, name="127.0.0.1"):
    """The address, by this name of the computer, of a preview of `content`, started in `cwd`; it is ended come what may."""
    port = free_port()
    address = f"http://{name}:{port}"
    with running(command(content, port, *more), address, content.parent / "preview.log", LIMIT, environment(), cwd=cwd):
        yield address
