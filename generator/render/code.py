"""What templates are compiled to: Jinja's own code but for what each value of each page pays for, a tenth of the rendering.

Jinja makes a Markup of all that a template shows, only to join it, and asks the environment for each attribute. Its code generator
is there to be extended (`Environment.code_generator_class`); what a template may say, and what it shows, stay the same.
"""

import re
from keyword import iskeyword
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape

_TO_ESCAPE = re.compile("[&<>'\"]")


def shown(value: Any) -> str:
    """What a template shows of a value: text without marks of HTML, and markup, as they are."""
    if type(value) is Markup or (type(value) is str and not _TO_ESCAPE.search(value)):
        return value
    return escape(value)


class Code(CodeGenerator):
    """Python for a template. The environment has `shown`, and escapes always."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write("environment.shown(")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        """`a.b`: an entry of a dictionary, or an attribute of all else. What dictionaries have of their own (`items`) Jinja is asked."""
        if iskeyword(node.attr) or hasattr(dict, node.attr):
            super().visit_Getattr(node, frame)
            return
        self.write(f"(_.{node.attr} if type(_ := ")
        self.visit(node.node, frame)
        self.write(f") is not dict else _[{node.attr!r}])")
