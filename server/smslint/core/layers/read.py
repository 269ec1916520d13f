"""A value read like a content, for the recognisers of links and numbers: they are written once."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from smslint.core.scanner import Scanner
from smslint.core.template import Template

if TYPE_CHECKING:
    from smslint.core.analysis import Analysis
    from smslint.core.rule import Catalog


@lru_cache(maxsize=8)
def _scanner(cues: frozenset[str]) -> Scanner:
    return Scanner(cues)


def reading_of(value: str, catalog: Catalog) -> Analysis:
    """The reading of a value as the content of a template without a type."""
    from smslint.core.analysis import Analysis

    return Analysis(Template(value), catalog, _scanner(catalog.lexicon.cues))
