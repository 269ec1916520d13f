"""Typical values of attributes, drawn once a catalog: a list of completions shows one for each attribute."""

from __future__ import annotations

from smslint.core.attribute import Attribute
from smslint.core.rule import Catalog
from smslint.core.samples import samples

_KNOWN: dict[tuple[str, str, int], tuple[str, ...]] = {}


def typical(attribute: Attribute, catalog: Catalog, value_length: int) -> tuple[str, ...]:
    """Values that the attribute accepts, the plainest first; at least one."""
    key = catalog.digest, attribute.code, value_length
    found = _KNOWN.get(key)
    if found is None:
        found = _KNOWN[key] = samples(attribute, catalog, value_length=value_length).typical
    return found
