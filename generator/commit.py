"""Which state of its repository the content is in, and why nobody can tell."""

import os
import subprocess
from pathlib import Path


class NoHistory(Exception):
    """Git does not give the history of content that has one: the text is what it said, or what the system said of it."""


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


def refusal(content: Path) -> str:
    """Why git tells nothing of content that lies in a repository. "" outside one, and in one without a commit: nothing is missing there."""
    here = content.resolve()
    if not any(os.path.lexists(folder / ".git") for folder in (here, *here.parents)):
        return ""
    try:
        subprocess.run(["git", "-C", str(content), "rev-parse", "--git-dir"], capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError) as fault:
        return said_by(fault)
    return ""


def said_by(fault: OSError | subprocess.CalledProcessError) -> str:
    """What went wrong, in one sentence: git's own where it said one (a line that begins with "fatal: ", after what it only warned of)."""
    if isinstance(fault, OSError):
        return str(fault)
    lines = [line for line in (fault.stderr or b"").decode("utf-8", "replace").splitlines() if line.strip()]
    return next((line for line in lines if line.startswith("fatal: ")), lines[0] if lines else f"git: {fault.returncode}")
