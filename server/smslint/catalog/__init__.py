"""The catalog: finds, checks, compiles and keeps the rules, and renders their messages and pages."""

from __future__ import annotations

from smslint.catalog.assemble import load
from smslint.catalog.faults import CatalogError
from smslint.catalog.words import WordSettings
from smslint.core.rule import Catalog

__all__ = ["Catalog", "CatalogError", "WordSettings", "load"]
