"""Every published page is valid HTML (html-validate, with the rules of tests/node/.htmlvalidate.json)."""

import json
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent / "node"
NODE = Path(sys.executable).with_name("node")
PROGRAM = HERE / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"


def faults_of(folder, tmp_path):
    """What the validator says of every page in `folder`: "file: rule sentence"."""
    assert NODE.exists() and PROGRAM.exists(), "run 'make test', which sets up the validator"
    report = tmp_path / "report.json"  # a pipe would be cut when the program exits
    command = [NODE, PROGRAM, "--config", HERE / ".htmlvalidate.json", "--formatter", f"json={report}", "**/*.html"]
    subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, check=False)
    pages = json.loads(report.read_text("utf-8"))
    return {f"{Path(page['filePath']).name}: {said['ruleId']} {said['message']}" for page in pages for said in page["messages"]}


def test_every_page_is_valid(real_site, tmp_path):
    assert faults_of(real_site, tmp_path) == set()


def test_the_validator_sees_a_fault(tmp_path):
    page = tmp_path / "bad" / "bad.html"
    page.parent.mkdir()
    page.write_text('<!doctype html><html lang="ko"><head><title>x</title></head><body><p><div></div></p><img src="a.png"></body></html>')
    found = " ".join(faults_of(page.parent, tmp_path))
    assert "close-order" in found or "element-permitted-content" in found
