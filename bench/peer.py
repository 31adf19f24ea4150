"""The peer's site: the content of `corpus.py` as Hugo wants it. The same items, kinds of pages and words; layouts in `hugo/`."""

import shutil
from pathlib import Path

import yaml

LAYOUTS = Path(__file__).resolve().parent / "hugo"
TITLES = {"courses": "과정", "campuses": "캠퍼스", "stories": "이야기", "notices": "소식"}


def make(content: Path, folder: Path) -> None:
    """Write Hugo's site of our `content` into `folder`, made anew."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(LAYOUTS, folder)
    for name, title in TITLES.items():
        _write(folder / "content" / name / "_index.md", {"title": title})
        for path in (content / name).glob("*.md"):
            shutil.copy(path, folder / "content" / name)
    for path in (content / "pages").glob("*.md"):
        shutil.copy(path, folder / "content")
    for path in (content / "campuses").glob("*.yml"):
        data = yaml.safe_load(path.read_text("utf-8"))
        body = data.pop("body", "")
        _write(folder / "content" / "campuses" / f"{path.stem}.md", {"title": data.pop("name"), **data}, body)
    for slug, field in yaml.safe_load((content / "fields.yml").read_text("utf-8")).items():
        _write(folder / "content" / "field" / slug / "_index.md", {"title": field["name"], "summary": field["summary"]})
    (folder / "data").mkdir()
    shutil.copy(content / "sources.yml", folder / "data")


def _write(path: Path, data: dict[str, object], body: str = "") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    head = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
    path.write_text(f"---\n{head}---\n\n{body}\n", "utf-8")
