"""The pages that only the preview has: the report, and the gallery of components,
which shows the examples beside each macro, rendered by that macro.

An example is `title` and `arguments`; its values become what a view would hold: groups are read by attribute,
text that writes a date becomes the date, and `dates` becomes the dates of a status.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from generator.dates import DateFault, parse
from generator.editorial import SORTS, Finding
from generator.model.status import Dates
from generator.output import Output
from generator.read.yaml_lines import compose
from generator.render import Setting, environment_of
from generator.urls import MAIN_LANGUAGE

PATH = "gallery/index.html"
REPORT_PATH = "report/index.html"


class Example(dict[str, Any]):
    """A group of an example's values, read by attribute as in a view or by key; an attribute that is not there is None."""

    def __getattr__(self, name: str) -> Any:
        return self.get(name)


def examples(templates: Path) -> dict[str, tuple[Any, ...]]:
    """The examples of every component that has some, by its name."""
    files = sorted((templates / "components").glob("*.yaml"))
    return {file.stem: compose(file.read_text("utf-8"), str(file)).value for file in files}


def make_gallery(setting: Setting) -> Output:
    """The page that shows every example. Raises Jinja's error where a macro does not take an example."""
    environment = environment_of(setting)
    words = setting.words[MAIN_LANGUAGE]
    shown: dict[str, list[tuple[str, Any]]] = {}
    for name, cases in examples(setting.templates).items():
        macro = getattr(environment.get_template(f"components/{name}.html").module, name)
        more = {"w": words} if "w" in macro.arguments else {}
        shown[name] = [(case["title"], macro(**_arguments(case["arguments"]), **more)) for case in cases]
    html = environment.get_template("gallery.html").render(components=shown)
    return Output(PATH, html.encode())


def make_report(setting: Setting, found: Iterable[Finding]) -> Output:
    """The page that shows what needs an editor's eye."""
    by_sort: dict[str, list[Finding]] = {}
    for finding in found:
        by_sort.setdefault(finding.sort, []).append(finding)
    sorts = [(SORTS[sort], findings) for sort, findings in by_sort.items()]
    html = environment_of(setting).get_template("report.html").render(sorts=sorts, count=sum(map(len, by_sort.values())))
    return Output(REPORT_PATH, html.encode())


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
        try:
            return parse(value)
        except DateFault:
            return value
    return value
