"""Jinja: strict, escaping, and told nothing but the page, its frame and the words. The only door to Jinja."""

import json
import re
from collections.abc import Mapping, MutableMapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, TemplateSyntaxError
from jinja2.environment import TemplateModule
from jinja2.runtime import Context
from markupsafe import Markup

from generator import phrases
from generator.pages.base import Page
from generator.pages.frame import Frame
from generator.problems import Problem, Where
from generator.qr import path_of
from generator.render import filters
from generator.render.code import Code, shown
from generator.render.compiled import compiled
from generator.security import REFERRER, content_policy
from generator.urls import media_url
from generator.words import Words

_OUTSIDE = re.compile(r"^[a-z]+:", re.IGNORECASE)
# What is the same where it is equal.
_PLAIN = (str, int, type(None))
_BLANK_LINES = re.compile(r"\n[ \t]*(?=\n)")


class _Template(Template):
    """A template of Jinja that other templates import: no page has globals of its own, so they need not be looked through
    for each import."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        return super()._get_default_module()


class Jinja(Environment):
    """Jinja, that looks into a dictionary first: most of what templates ask for are words, and those are dictionaries."""

    template_class = _Template
    code_generator_class = Code
    shown = staticmethod(shown)

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._known: dict[str, Template] = {}
        self._rendered: dict[tuple[Any, ...], tuple[Any, tuple[Any, ...]]] = {}

    def get_template(self, name: str | Template, parent: str | None = None, globals: MutableMapping[str, Any] | None = None) -> Template:
        """A template, loaded once: a page imports a dozen, and Jinja looks each time whether it is still the same."""
        if isinstance(name, Template) or globals is not None:
            return super().get_template(name, parent, globals)
        found = self._known.get(name)
        if found is None:
            found = self._known[name] = super().get_template(name, parent)
        return found

    def getattr(self, obj: Any, attribute: str) -> Any:
        """`obj.attribute` of a template, where the code does not say it itself (code.py)."""
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        try:
            return getattr(obj, attribute)
        except AttributeError:
            return super().getattr(obj, attribute)

    def same(self, macro: Any, *arguments: Any) -> Any:
        """What the macro gives, rendered once for all pages with the same arguments.

        Text is the same if it is equal, all else if it is one object; the objects are held, so that no other takes their place.
        """
        key = (macro.name, *[part if isinstance(part, _PLAIN) else id(part) for part in arguments])
        found = self._rendered.get(key)
        if found is None:
            found = self._rendered[key] = (macro(*arguments), arguments)
        return found[0]

    def forget(self) -> None:
        """Free what was rendered once: an environment is part of reference cycles, and the collector is off while a build runs."""
        self._rendered.clear()


class TemplateFault(Exception):
    """A fault in a template, as a Problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def make_environment(templates: Path, prefix: str, origin: str, assets: Mapping[str, str]) -> Jinja:
    """The environment of all templates. `prefix` is the path part of the base URL, `origin` the rest of it."""
    environment = Jinja(
        loader=FileSystemLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=compiled(templates, prefix, origin),
    )

    def href(url: str) -> str:
        return prefix + url if url.startswith("/") or not _OUTSIDE.match(url) else url

    environment.filters["href"] = href
    # A calendar application asks for the file again and again; the scheme is what opens it (webcal, as browsers know it).
    environment.filters["subscribe"] = lambda url: f"webcal://{(origin + href(url)).partition('//')[2]}"
    environment.filters["whole_url"] = lambda url: origin + href(url)
    environment.filters["media"] = lambda file: prefix + media_url(file)
    environment.filters["qr"] = lambda url: f"{prefix}/{path_of(origin + href(url))}"
    environment.filters["number"] = phrases.number
    environment.filters["time"] = filters.time_tag
    environment.filters["date_words"] = phrases.date_words
    environment.filters["span"] = filters.span_tag
    environment.filters["to_json"] = lambda value: json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    environment.filters["dates_json"] = filters.dates_json
    environment.filters["linked_data"] = lambda page: filters.linked_data(page, environment.filters["whole_url"])
    environment.filters["quantity"] = filters.quantity
    environment.filters["headed"] = filters.headed
    environment.filters["korean"] = filters.korean
    environment.filters["elsewhere"] = filters.elsewhere
    environment.filters["tied"] = filters.tied
    environment.globals["asset"] = lambda name: f"{prefix}/{assets[name]}"
    environment.globals["content_policy"] = content_policy(in_page=True)
    environment.globals["referrer"] = REFERRER
    environment.globals["sentence"] = filters.sentence
    environment.globals["prose"] = Markup
    environment.filters["same"] = environment.same  # no global: each call of one costs a page a microsecond more
    return environment


def render_page(environment: Environment, page: Page, frame: Frame, words: Words, card: Any) -> str:
    """The page's HTML. Raises TemplateFault where the template is at fault."""
    context: Mapping[str, Any] = {
        "page": page,
        "v": page.view,
        "frame": frame,
        "w": words,
        "card": card,
    }
    try:
        html = environment.get_template(f"pages/{page.template}.html").render(context)
    except Exception as fault:  # Jinja's own errors, and any that a template makes Python raise
        raise TemplateFault(_problem(fault, page, environment)) from fault
    return _BLANK_LINES.sub("", html)


def place_of(fault: Exception, otherwise: Where) -> Where:
    """The line of the template that was at work when this was raised; or another place, where none was."""
    if isinstance(fault, TemplateSyntaxError):
        return Where(fault.filename or otherwise.path, fault.lineno)
    place, trace = otherwise, fault.__traceback__
    while trace:
        if (path := trace.tb_frame.f_code.co_filename).endswith(".html"):
            place = Where(path, trace.tb_lineno)
        trace = trace.tb_next
    return place


def _problem(fault: Exception, page: Page, environment: Environment) -> Problem:
    folder = str(environment.loader.searchpath[0])  # type: ignore[union-attr]  # of make_environment
    where = place_of(fault, Where(f"{folder}/pages/{page.template}.html", 1))
    message = f"틀을 펼치지 못했습니다({page.url}): {fault}"
    return Problem(where, "template-fault", message, "틀에서 쓴 이름이 쪽의 내용에 있는지 살펴보세요.")
