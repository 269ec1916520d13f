"""Makes the rules and tables that the program uses of parsed files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from smslint.catalog.rule_folder import CatalogEntry
from smslint.core.lexicon import Lexicon, Term, WordTable
from smslint.core.rule import FixPlan, Rule, Variant, Yield
from smslint.core.template import TYPES
from smslint.messages import Bilingual

_ALL = frozenset(TYPES)


def rule_of(rule: str, entry: CatalogEntry) -> Rule:
    """A rule from its parsed file; the id and `category` are the file's path."""
    file = entry.head
    types, fix = file["types"], file.get("fix")
    return Rule(
        id=rule,
        category=file["category"],
        severity=file["severity"],
        confidence=file["confidence"],
        types=_ALL if types == "all" else frozenset(types),
        scope=file.get("scope", "template"),
        message=Bilingual(**file["message"]),
        match=file["match"]["kind"],
        options=file["match"],
        variants=tuple(map(_variant, file.get("variant", ()))),
        fix=FixPlan(fix["kind"], fix["safety"], Bilingual(**fix["title"]), fix) if fix else None,
        yields_to=tuple(Yield(other["rule"], other["where"]) for other in file.get("yields-to", ())),
        file=entry,
    )


def _variant(file: Mapping[str, Any]) -> Variant:
    message = file.get("message")
    return Variant(
        name=file.get("name"),
        types=frozenset(file["types"]) if "types" in file else None,
        severity=file.get("severity"),
        message=Bilingual(**message) if message else None,
    )


def table_of(name: str, file: Mapping[str, Any]) -> WordTable:
    """A word table from its parsed file."""
    terms = tuple(
        Term(entry)
        if isinstance(entry, str)
        else Term(entry["term"], entry.get("pattern"), entry.get("kind"), tuple(entry.get("also", ())))
        for entry in file.get("terms", ())
    )
    kinds = {kind: Bilingual(**text) for kind, text in file.get("kinds", {}).items()}
    return WordTable(name, terms, tuple(file.get("exceptions", ())), kinds)


def lexicon_of(
    words: Mapping[str, Mapping[str, Any]], allow: frozenset[str] = frozenset(), guarded: frozenset[str] = frozenset()
) -> Lexicon:
    """All word tables; `traditional`, `standard` and `unsupported` are those that concern single characters."""
    tables = {name: table_of(name, file) for name, file in words.items()}
    return Lexicon(
        tables,
        simplified=words.get("traditional", {}).get("simplified", {}),
        ambiguous=words.get("traditional", {}).get("ambiguous", ""),
        standard=words.get("standard", {}).get("characters", ""),
        unsupported=words.get("unsupported", {}),
        allow=allow,
        cues=frozenset(
            cue
            for name, table in tables.items()
            if words[name].get("cues")
            for term in table.terms
            for cue in term.cues
        ),
        guarded=guarded,
        suffixes=words.get("public-suffixes", {}).get("suffixes", ""),
    )
