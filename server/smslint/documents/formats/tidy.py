"""The usual form of templates: the fields in their order, and each declaration as short as possible."""

from __future__ import annotations

from typing import Final

from smslint.core.template import Template, Variable
from smslint.documents.fields import FIELDS, VARIABLE_FIELDS
from smslint.syntax.tree import Plain

ORDER: Final = {field.name: number for number, field in enumerate(FIELDS)}
"""The position of each field."""


def declarations(template: Template) -> Plain:
    return {name: _declaration(variable) for name, variable in template.variables.items()}


def _declaration(variable: Variable) -> Plain:
    """Only the attribute's code if the declaration has nothing else."""
    given: dict[str, Plain] = {part.name: getattr(variable, part.name) for part in VARIABLE_FIELDS}
    given = {name: value for name, value in given.items() if value is not None}
    return variable.attribute if list(given) == ["attribute"] else given
