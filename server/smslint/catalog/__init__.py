"""The catalog: finds, checks, compiles and keeps the rules, and renders their messages and pages."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from smslint.catalog.load import lexicon_of, rule_of
from smslint.core.rule import Catalog

ROOT = Path(__file__).resolve().parents[3] / "rules"
"""The catalog of a checkout."""


@cache
def built_in() -> Catalog:
    """The catalog that the program ships."""
    words: dict[str, dict[str, Any]] = {}
    rules = {}
    for path in sorted(ROOT.glob("*/*.toml")):
        file = tomllib.loads(path.read_text(encoding="utf-8"))
        match path.parent.name:
            case "words":
                words[path.stem] = file
            case "attributes":
                pass
            case category:
                rules[path.stem] = rule_of(path.stem, category, file)
    return Catalog(rules, {}, {}, lexicon_of(words), "")
