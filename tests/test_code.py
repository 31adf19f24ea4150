"""What templates compile to gives what Jinja's own code gives."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, StrictUndefined, UndefinedError
from markupsafe import Markup, escape

from generator.render.code import shown
from generator.render.environment import Jinja


@dataclass
class Thing:
    name: str
    inner: object = None


VALUES = {
    "text": "<b> & 'c'",
    "markup": Markup("<b>&amp;</b>"),
    "number": 3.5,
    "nothing": None,
    "words": {"title": "가 & 나", "copy": "복사", "deep": {"er": "<i>"}},
    "thing": Thing("도봉 <1>", Thing("안", {"key": Markup("<u>")})),
}
SAME = [
    "{{ text }} {{ markup }} {{ number }} {{ nothing }}",
    "{{ words.title }} {{ words.deep.er }} {{ thing.name }} {{ thing.inner.name }} {{ thing.inner.inner.key }}",
    "{% for key, value in words.deep.items() %}{{ key }}={{ value }}{% endfor %} {{ words.title.replace('가', '<') }}",
    "{% macro twice(x) %}{{ x }}{{ x }}{% endmacro %}{{ twice(text) }} {{ twice(markup) }} {% set a %}{{ text }}{% endset %}{{ a }}",
    "{% for x in [1, 2] %}{{ loop.index }}{{ loop.last }}{% endfor %} {{ 'a' ~ text }} {{ text | upper }} {{ 1 if thing.inner else 2 }}",
]


@pytest.mark.parametrize("source", SAME)
def test_what_a_template_shows_is_what_jinja_shows(source):
    plain = Environment(autoescape=True, undefined=StrictUndefined).from_string(source).render(VALUES)
    assert Jinja(autoescape=True, undefined=StrictUndefined).from_string(source).render(VALUES) == plain


def test_a_dictionary_is_looked_into_before_it_is_asked():
    assert Jinja(autoescape=True).from_string("{{ words.copy }}").render(VALUES) == "복사"


@pytest.mark.parametrize("source", ["{{ words.missing }}", "{{ thing.missing }}", "{{ missing.name }}", "{{ thing.class }}"])
def test_what_is_not_there_is_a_fault(source):
    with pytest.raises((KeyError, AttributeError, UndefinedError)):
        Jinja(autoescape=True, undefined=StrictUndefined).from_string(source).render(VALUES)


@given(st.one_of(st.text(), st.text().map(Markup), st.integers(), st.none()))
def test_a_value_is_shown_escaped(value):
    assert shown(value) == escape(value)
