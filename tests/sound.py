"""What holds for a built site of any city: links that lead somewhere, sound pages, nothing inline. Each gives what is faulty."""

import re

# By what is wrong: whether a page is right.
_RULES = {
    "language": lambda url, tree: tree.lang == ("en" if url.startswith("/en/") else "ko"),
    "title": lambda url, tree: len(tree.title) > 2 and tree.counts["title"] == 1,
    "one h1, one main": lambda url, tree: (tree.counts.get("h1"), tree.counts.get("main")) == (1, 1),
    "ids": lambda url, tree: len(tree.ids) == len(set(tree.ids)),
    "skip link": lambda url, tree: tree.stops[0].get("href") == "#main" and tree.stops[0].get("class") == "skip",
}
_WHOLE = re.compile(r"(?:https?|webcal)://[\w.-]+\.\w+(/|$)|tel:[+\d-]+$|mailto:\S+@\S+$")


def unmet(site):
    """The inner links that lead nowhere, or to an anchor that is not there: (page, link)."""
    return [(url, link) for url, link in site.inner if not site.answers(url, link)]


def half(site):
    """The links to others that are no whole address."""
    return [link for link in site.outer if not _WHOLE.match(link)]


def unsound(site):
    """The pages that break a rule, by what is wrong."""
    found = {wrong: [url for url, tree in site.trees.items() if not is_right(url, tree)] for wrong, is_right in _RULES.items()}
    return {wrong: urls for wrong, urls in found.items() if urls}


def inline(site):
    """What is inline, by page."""
    return {url: tree.inline for url, tree in site.trees.items() if tree.inline}
