"""What sites need to know of templates."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, TypeAlias

from smslint.core.template import Template, TemplateType

TemplateVariables: TypeAlias = "dict[str, str | None]"
"""The variables of a content, with their attributes as far as these are known."""


class KnownTemplate(NamedTuple):
    """A template by its code, with where it is known from: the path of a document or of a lock."""

    code: str
    variables: TemplateVariables
    path: str
    in_code: bool = False
    approved: bool = False
    type: TemplateType | None = None


def known_of(template: Template, names: Iterable[str], path: str, in_code: bool = False) -> KnownTemplate:
    """What a site needs to know of a template; its variables stand in the order of its content."""
    variables: TemplateVariables = {}
    for name in sorted(names, key=lambda name: template.content.find(f"${{{name}}}")):
        declared = template.variables.get(name)
        variables[name] = declared.attribute if declared is not None else None
    return KnownTemplate(template.code or "", variables, path, in_code, type=template.type)
