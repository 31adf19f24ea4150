"""Templates that an earlier build compiled: taken as they are only where nothing that they follow from is another."""

import pytest

from generator.render import compiled
from generator.render.environment import Jinja, make_environment
from generator.settings import HOME

NAME = "components/frame.html"
ORIGIN = "https://site.example"


@pytest.fixture(autouse=True)
def folder(monkeypatch, tmp_path):
    """An empty place for what is compiled, and nothing that this process remembers."""
    monkeypatch.setattr(compiled, "FOLDER", tmp_path / "compiled")
    monkeypatch.setattr(compiled.sys, "dont_write_bytecode", False)
    compiled.compiled.cache_clear()
    yield tmp_path / "compiled"
    compiled.compiled.cache_clear()


@pytest.fixture
def made(monkeypatch):
    """The names of the templates that are compiled, as they are."""
    names, compile_it = [], Jinja.compile
    monkeypatch.setattr(
        Jinja, "compile", lambda self, source, name=None, *more: names.append(name) or compile_it(self, source, name, *more)
    )
    return names


def load(templates=HOME / "templates", prefix="", origin=ORIGIN):
    """Load a template, as another process would."""
    compiled.compiled.cache_clear()
    return make_environment(templates, prefix, origin, {}).get_template(NAME)


def test_what_another_process_compiled_is_taken(made):
    load()
    load()
    assert made == [NAME]


@pytest.mark.parametrize("more", [{"prefix": "/below"}, {"origin": "https://other.example"}])
def test_what_was_compiled_for_another_place_is_not(made, more):
    load()
    load(**more)
    assert made == [NAME, NAME]


def test_nor_what_another_program_compiled(made, monkeypatch):
    load()
    monkeypatch.setattr(compiled, "program", lambda: "another")
    load()
    assert made == [NAME, NAME]


@pytest.mark.parametrize("spoil", [lambda body: body[:-9], lambda body: b"", lambda body: body.replace(b"frame", b"flame", 1)])
def test_nor_what_is_damaged(made, folder, spoil):
    load()
    (path,) = folder.iterdir()
    path.write_bytes(spoil(path.read_bytes()))
    load()
    load()
    assert made == [NAME, NAME]


def test_a_template_that_changed_is_compiled_in_place_of_the_old_one(made, monkeypatch, tmp_path, folder):
    templates = tmp_path / "templates"
    (templates / "components").mkdir(parents=True)
    monkeypatch.setattr(compiled, "_OURS", templates)
    for text in ("하나", "둘", "둘"):
        (templates / NAME).write_text(text, "utf-8")
        assert load(templates).render() == text
    assert made == [NAME, NAME] and len(list(folder.iterdir())) == 1


def test_of_templates_that_are_not_the_programs_nothing_is_kept(made, tmp_path, folder):
    (tmp_path / "components").mkdir()
    (tmp_path / NAME).write_text("하나", "utf-8")
    load(tmp_path)
    load(tmp_path)
    assert made == [NAME, NAME] and not folder.exists()


def test_nothing_is_written_where_python_itself_writes_nothing(monkeypatch, folder):
    monkeypatch.setattr(compiled.sys, "dont_write_bytecode", True)
    load()
    assert not folder.exists()


def test_what_was_read_once_is_not_read_again(made, folder):
    load()
    load()
    (path,) = folder.iterdir()
    path.unlink()
    make_environment(HOME / "templates", "", ORIGIN, {}).get_template(NAME)
    assert made == [NAME]
