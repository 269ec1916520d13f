"""Declarations of variables, as rules look at them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from smslint.core.analysis import Analysis
from smslint.core.attribute import Attribute
from smslint.core.finding import Related
from smslint.core.place import VARIABLES, Span
from smslint.core.placeholder import Placeholder
from smslint.core.rule import Catalog
from smslint.core.suggestion import allowed_attributes
from smslint.core.template import Variable
from smslint.messages.template import DECLARED_HERE

PHONE: Final = "phone_number2"
LINK_PARAMETER: Final = "link_param"
OTHERS: Final = "others"


def current_code(catalog: Catalog, code: str | None) -> str | None:
    """A code, or its successor if it is a legacy one; None if it does not exist."""
    attribute = catalog.valid.get(code)
    return attribute.code if attribute else None


def declared_uses(analysis: Analysis) -> Iterator[tuple[Variable, Placeholder]]:
    """The variables that the template declares and its content uses, with their first placeholders."""
    declared = analysis.template.variables
    for name, used in analysis.first_uses.items():
        if name in declared:
            yield declared[name], used


def declared_attribute(analysis: Analysis, variable: Variable) -> Attribute | None:
    """The attribute that a variable is declared with, as the catalog knows it."""
    return analysis.catalog.attributes.get(variable.attribute or "")


def phone_variables(analysis: Analysis) -> list[Placeholder]:
    """The first uses of variables whose attribute is a telephone number, in order."""
    found: list[Placeholder] = []
    for name, variable in analysis.template.variables.items():
        if current_code(analysis.catalog, variable.attribute) == PHONE and name in analysis.first_uses:
            found.append(analysis.first_uses[name])
    return sorted(found, key=lambda used: used.start)


def declaration(name: str) -> Span:
    """The span of a variable's declaration."""
    return Span(VARIABLES / name, 0, len(name))


def attribute_span(variable: Variable) -> Span:
    """The span of the attribute that a variable is declared with."""
    return Span(VARIABLES / variable.name / "attribute", 0, len(variable.attribute or ""))


def related_declaration(variable: Variable) -> tuple[Related, ...]:
    """The attribute of a variable as the related span of a finding."""
    return (Related(attribute_span(variable), DECLARED_HERE),)


def allowed_codes(analysis: Analysis) -> list[str]:
    """The codes that the template's type may declare, in the catalog's order."""
    return [one.code for one in allowed_attributes(analysis.type, analysis.catalog)]
