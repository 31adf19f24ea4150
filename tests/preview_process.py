"""A preview as an editor starts it: a process of its own at a free port, ended come what may."""

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from generator.settings import HOME

# Generous: it ends a test that would never end, and says nothing about how quick the preview is.
LIMIT = 60


def command(content, port, *more):
    output = content.parent / "preview"
    words = ("serve", "--content", content, "--output", output, "--port", port, "--now", "2025-11-03 09:00", *more)
    return [sys.executable, str(HOME / "build.py"), *map(str, words)]


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


@contextmanager
def preview(content, *more, cwd=HOME):
    """The address of a running preview of `content`, started in `cwd`; it is ended afterwards, come what may."""
    port = free_port()
    log = content.parent / "preview.log"
    environment = {key: value for key, value in os.environ.items() if key != "GITHUB_ACTIONS"}
    with log.open("wb") as said, subprocess.Popen(command(content, port, *more), cwd=cwd, env=environment, stdout=said, stderr=said) as process:
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_until_it_answers(address, process, log)
            yield address
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


def _wait_until_it_answers(address, process, log):
    end = time.monotonic() + LIMIT
    while time.monotonic() < end:
        assert process.poll() is None, log.read_text("utf-8")
        try:
            return urlopen(address, timeout=LIMIT).close()
        except HTTPError:
            return None
        except URLError:
            time.sleep(0.05)
    raise AssertionError("the preview never answered")
