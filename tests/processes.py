"""Other processes: the command as an editor runs it, programs that answer on the loopback address, and waiting for what they do.

Whatever answers is ended come what may.
"""

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from generator.settings import HOME

NOW = ("--now", "2025-11-03 09:00")


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def until(holds):
    """Wait until something holds; a minute ends a test that would never end."""
    end = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.05)


def environment():
    """Ours, as an editor has it: on GitHub what the program says of a fault has another form."""
    return {key: value for key, value in os.environ.items() if key != "GITHUB_ACTIONS"}


def run(*arguments, cwd=HOME):
    """`build.py` with these arguments, as an editor runs it, once it is finished: returncode, stdout, stderr."""
    command = [sys.executable, str(HOME / "build.py"), *map(str, arguments)]
    said = {"capture_output": True, "encoding": "utf-8"}
    return subprocess.run(command, cwd=cwd, env=environment(), stdin=subprocess.DEVNULL, timeout=300, check=False, **said)


@contextmanager
def running(command, address, log, limit, environment, cwd=None):
    """The address of a program once it answers there; what it says goes to the file `log`.

    `limit`, in seconds, ends a test that would never end, and says nothing about how quick the program is.
    """
    with log.open("wb") as said, subprocess.Popen(command, cwd=cwd, env=environment, stdout=said, stderr=said) as process:
        try:
            _wait(address, process, log, limit)
            yield address
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


def _wait(address, process, log, limit):
    end = time.monotonic() + limit
    while time.monotonic() < end:
        assert process.poll() is None, log.read_text("utf-8")
        try:
            return urlopen(address, timeout=limit).close()
        except HTTPError:
            return None  # it answers; the site may not be there yet
        except (URLError, ConnectionError):
            time.sleep(0.05)
    raise AssertionError(f"{process.args[0]} never answered: {log.read_text('utf-8')}")
