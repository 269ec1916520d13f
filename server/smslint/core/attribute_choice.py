"""Which attributes a variable may have, and which its name speaks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smslint.core.attribute import Attribute
from smslint.core.template import TemplateType

if TYPE_CHECKING:
    from smslint.core.rule import Catalog


def allowed_attributes(kind: TemplateType, catalog: Catalog, *, disputed: bool = False) -> tuple[Attribute, ...]:
    """The attributes that a type of template may use, in the catalog's order; `disputed` adds those in doubt."""
    return tuple(
        one
        for one in catalog.attributes.values()
        if one.status == "current" and (kind in one.types or (disputed and kind in one.disputed_types))
    )


def suggest_attribute(name: str, kind: TemplateType, catalog: Catalog) -> tuple[str, ...]:
    """The codes for which the vendor suggests a variable's name, or that the name is itself, in catalog order."""
    wanted = name.lower()
    return tuple(
        one.code
        for one in allowed_attributes(kind, catalog)
        if wanted == one.code.lower() or wanted in one.suggested_names.get(kind, ())
    )
