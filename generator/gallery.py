"""The pages that only the preview has: the report, and the gallery of components,
which shows the examples beside each macro, rendered by that macro.

An example is `title` and `arguments`; its values become what a view would hold: groups are read by attribute,
text that writes a date becomes the date, and `dates` becomes the dates of a status.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from generator.dates import date_in
from generator.editorial import SORTS, Finding
from generator.model.status import Dates
from generator.output import Output
from generator.problems import Problem, Where
from generator.read.yaml_lines import compose
from generator.render import Setting, environment_of
from generator.render.environment import Jinja, TemplateFault, place_of
from generator.reuse import Lasting
from generator.urls import MAIN_LANGUAGE
from generator.words import Words

# No text page can have an address below this: a slug has no "_".
PATH = "_preview/gallery/index.html"
REPORT_PATH = "_preview/report/index.html"
_REPAIR = "틀에서 쓴 이름이 보기(arguments)에 있는지, 보기에 적은 이름을 틀이 받는지 살펴보세요."


class Example(dict[str, Any]):
    """A group of an example's values, read by attribute as in a view or by key; an attribute that is not there is None."""

    def __getattr__(self, name: str) -> Any:
        return self.get(name)


def examples(templates: Path) -> dict[str, tuple[Any, ...]]:
    """The examples of every component that has some, by its name."""
    return {file.stem: compose(file.read_text("utf-8"), str(file)).value for file in _files(templates)}


def _files(templates: Path) -> list[Path]:
    return sorted((templates / "components").glob("*.yaml"))


def make_gallery(setting: Setting) -> Output:
    """The page that shows every example. Raises TemplateFault where a macro does not take one, or a template is at fault."""
    environment, words = environment_of(setting), setting.words[MAIN_LANGUAGE]
    shown = {file.stem: _shown(environment, words, file) for file in _files(setting.templates)}
    return Output(PATH, _page(environment, setting.templates / "gallery.html", components=shown))


def _shown(environment: Jinja, words: Words, file: Path) -> list[tuple[str, Any]]:
    """The examples in a file, each with its title, as the macro beside them renders them."""
    with _told(file, file.name):
        found = compose(file.read_text("utf-8"), str(file))
        if found.value is None and found.problems:
            raise TemplateFault(found.problems[0])
        macro = getattr(environment.get_template(f"components/{file.stem}.html").module, file.stem)
        more = {"w": words} if "w" in macro.arguments else {}
        shown = []
        for number, case in enumerate(found.value):
            with _told(file, f"{file.name}, {case['title']}", found.values[(number,)].line):
                shown.append((case["title"], macro(**_arguments(case["arguments"]), **more)))
        return shown


def _page(environment: Jinja, file: Path, **view: Any) -> bytes:
    with _told(file, file.name):
        return environment.get_template(file.name).render(view).encode()


@contextmanager
def _told(file: Path, about: str, line: int = 1) -> Iterator[None]:
    """Whatever is raised inside, as a TemplateFault: at the line of the template that was at work, or else at this one of `file`."""
    try:
        yield
    except TemplateFault:
        raise
    except Exception as fault:  # Jinja's own errors, and any that an example makes Python raise
        where = place_of(fault, Where(str(file), line))
        raise TemplateFault(Problem(where, "template-fault", f"틀을 펼치지 못했습니다({about}): {fault}", _REPAIR)) from fault


def make_report(setting: Setting, found: Iterable[Finding]) -> Output:
    """The page that shows what needs an editor's eye. Raises TemplateFault where its template is at fault."""
    by_sort: dict[str, list[Finding]] = {}
    for finding in found:
        by_sort.setdefault(finding.sort, []).append(finding)
    sorts = [(SORTS[sort], findings) for sort, findings in by_sort.items()]
    html = _page(environment_of(setting), setting.templates / "report.html", sorts=sorts, count=sum(map(len, by_sort.values())))
    return Output(REPORT_PATH, html)


def make_preview_pages(setting: Setting, found: Iterable[Finding], lasting: Lasting | None) -> tuple[list[Output], tuple[Problem, ...]]:
    """The pages that only the preview has, and the fault of theirs. It renders the gallery again only where a template or an example
    changed."""
    make = partial(make_gallery, setting)
    try:
        gallery = lasting.made.recall(("gallery", setting.about()), make) if lasting else make()
        return [gallery, make_report(setting, found)], ()
    except TemplateFault as fault:
        return [], (fault.problem,)


def _arguments(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: _value(key, value) for key, value in values.items()}


def _value(key: str, value: Any) -> Any:
    if isinstance(value, dict) and key in ("dates", "courses", "openings"):
        return Dates(**_arguments(value))
    if isinstance(value, dict):
        return Example(_arguments(value))
    if isinstance(value, tuple):
        return tuple(_value(key, item) for item in value)
    if isinstance(value, str):
        return date_in(value) or value
    return value
