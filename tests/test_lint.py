"""ruff and mypy find nothing in the project: its faults, its form, its types. pyproject.toml says what they look for."""

import subprocess
import sys

import pytest

from generator.settings import HOME

COMMANDS = (("ruff", "check", "."), ("ruff", "format", "--check", "."), ("mypy",))


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_nothing_is_found(command):
    done = subprocess.run([sys.executable, "-m", *command], cwd=HOME, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, f"\n{done.stdout}{done.stderr}"
