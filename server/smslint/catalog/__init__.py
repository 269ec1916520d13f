"""The catalog: finds, checks, compiles and keeps the rules, and renders their messages and pages."""

from __future__ import annotations

from smslint.catalog.assemble import load
from smslint.catalog.error import CatalogError
from smslint.catalog.words import WordChange
from smslint.core.rule import Catalog

__all__ = ["Catalog", "CatalogError", "WordChange", "built_in", "load"]


def built_in() -> Catalog:
    """The catalog that the program ships, as it ships it."""
    return load()
