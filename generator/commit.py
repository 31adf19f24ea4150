"""Which state of its repository the content is in."""

import subprocess
from pathlib import Path


def head_of(content: Path) -> str:
    """All that the history of the content follows from, a line each: the commit, whether some of it is not here (a shallow clone), and
    the folder in the repository. "" outside one."""
    command = ["git", "-C", str(content), "rev-parse", "HEAD", "--is-shallow-repository", "--show-prefix"]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return ""


def commit_of(content: Path) -> str | None:
    """The commit of the content, or None outside a repository."""
    return head_of(content).partition("\n")[0] or None
