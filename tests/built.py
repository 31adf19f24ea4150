"""A built site as the tests read it: its files, and every page's links, anchors, languages and marks."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

# The one block in a page that is data: the browser does not run it, whatever the policy on scripts says.
DATA_BLOCK = {"type": "application/ld+json"}
ADDRESSES = {"action", "href", "poster", "src"}


def files_in(folder):
    """The bytes of every file by its path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def times_in(folder):
    """When every file was written, by its path."""
    return {path.relative_to(folder).as_posix(): path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


@dataclass
class Tree(HTMLParser):
    """What the tests ask of one page."""

    lang: str = ""
    counts: dict = field(default_factory=dict)
    ids: list = field(default_factory=list)
    links: list = field(default_factory=list)
    stops: list = field(default_factory=list)
    twins: dict = field(default_factory=dict)
    metas: dict = field(default_factory=dict)
    statuses: list = field(default_factory=list)
    crumbs: list = field(default_factory=list)
    inline: list = field(default_factory=list)
    unmarked: list = field(default_factory=list)
    linked: list = field(default_factory=list)
    canonical: str = ""
    title: str = ""
    open: list = field(default_factory=list)

    def __post_init__(self):
        super().__init__()

    def handle_starttag(self, tag, attributes):
        has = dict(attributes)
        self.counts[tag] = self.counts.get(tag, 0) + 1
        self.ids += [has["id"]] if "id" in has else []
        self.links += [has[name] for name in ADDRESSES & has.keys()]
        self.stops += [has] if tag in ("a", "button", "input") else []
        self.statuses += [has["data-status"]] if "data-status" in has else []
        self.inline += [name for name in has if name == "style" or name.startswith("on")]
        self.inline += [tag] if tag == "style" or tag == "script" and "src" not in has and has != DATA_BLOCK else []
        self.linked += [""] if tag == "script" and has == DATA_BLOCK else []
        self.open.append((tag, has))
        if tag == "html":
            self.lang = has.get("lang", "")
        if tag == "meta":
            self.metas[has.get("name") or has.get("http-equiv")] = has.get("content")
        if tag == "link" and has["rel"] == "alternate" and "type" not in has:  # one with a type is no page
            self.twins[has["hreflang"]] = has["href"]
        if tag == "link" and has["rel"] == "canonical":
            self.canonical = has["href"]
        if tag == "a" and any(of.get("class") == "crumbs" for _, of in self.open):
            self.crumbs.append(has["href"])

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, text):
        if self.open and self.open[-1] == ("script", DATA_BLOCK):
            self.linked[-1] += text
            return  # nobody is shown it
        spoken = next((of["lang"] for _, of in reversed(self.open) if "lang" in of), "")
        self.unmarked += [text] if spoken != "ko" and re.search("[가-힣]", text) else []
        self.title += text if self.open and self.open[-1][0] == "title" else ""


class Built:
    """A built site and the trees of its pages by address, as at `base`."""

    def __init__(self, folder, base):
        parts = urlsplit(base)
        self.folder, self.base, self.prefix = folder, base, parts.path
        self.trees = {}
        for path in folder.rglob("*.html"):
            tree = self.trees["/" + path.relative_to(folder).as_posix().removesuffix("index.html")] = Tree()
            tree.feed(path.read_text("utf-8"))

    def is_inner(self, link):
        """Whether a link stays on this site."""
        return link.startswith(self.base) or not re.match(r"[a-z]+:", link)

    @property
    def inner(self):
        """Every link within the site: (page, link)."""
        return [(url, link) for url, tree in self.trees.items() for link in tree.links if self.is_inner(link)]

    @property
    def outer(self):
        """Every address elsewhere that is linked."""
        return {link for tree in self.trees.values() for link in tree.links if not self.is_inner(link)}

    def answers(self, url, link):
        """Whether something answers for an inner link on the page at `url`, and has the anchor that it names."""
        path, _, fragment = link.removeprefix(self.base if link.startswith(self.base) else self.prefix).partition("#")
        path, fragment = unquote(path.partition("?")[0]) or url, unquote(fragment)
        if path in self.trees:
            return not fragment or fragment in self.trees[path].ids
        file = self.folder / path.lstrip("/")
        return file.is_file() and (not fragment or f'id="{fragment}"' in file.read_text("utf-8"))
