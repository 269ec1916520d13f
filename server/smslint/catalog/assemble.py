"""Makes one catalog of the program's own rules, users' rule folders, and what settings change in word tables."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from smslint.catalog import paths
from smslint.catalog.cache import ANY, compiled, stamp_of
from smslint.catalog.faults import CatalogError
from smslint.catalog.rule_folder import KINDS, SOURCES, CatalogEntry, RuleFolder
from smslint.catalog.words import WordSettings, with_word_changes
from smslint.core.attribute import load_attributes, load_reasons
from smslint.core.lexicon import Lexicon, Term, WordTable
from smslint.core.rule import Catalog, FixPlan, Rule, Variant, Yield
from smslint.core.template import TYPES
from smslint.messages import Bilingual
from smslint.messages.catalog import NO_FOLDER, NO_OWN_RULES, TAKEN, UNREADABLE_FILE

_ALL = frozenset(TYPES)


def load(
    folders: Sequence[Path] = (), words: Mapping[str, WordSettings] | None = None, allow: Iterable[str] = ()
) -> Catalog:
    """The program's rules with those of `folders`, with `words` changed, and with the names in which nothing counts.

    The same arguments give the same object until a file of a folder changes. Raises `CatalogError` where a folder
    cannot be used.
    """
    for folder in folders:
        if not os.path.isdir(folder):
            raise CatalogError(NO_FOLDER.fill(path=folder))
    try:
        stamps = tuple((folder.resolve(), stamp_of(folder)) for folder in folders)
    except OSError as error:
        from smslint.messages.system import os_error_text

        raise CatalogError(UNREADABLE_FILE.fill(path=error.filename, error=os_error_text(error))) from None
    return _assembled(stamps, tuple(sorted((words or {}).items(), key=lambda item: item[0])), frozenset(allow))


@cache
def own_rules() -> RuleFolder:
    """The program's own rules. Raises `CatalogError` if there are none: a linter that has lost its rules must fail."""
    folder = paths.rules_folder()
    try:
        part = compiled(folder, paths.compiled_file(), stamp_of(folder) if paths.in_checkout() else ANY)
    except CatalogError:
        if (folder / SOURCES).is_file():
            raise
        raise CatalogError(NO_OWN_RULES.fill(path=folder)) from None
    if not part.heads["rules"]:
        raise CatalogError(NO_OWN_RULES.fill(path=folder))
    return part


@lru_cache(maxsize=32)
def user_rules(folder: Path, stamp: str) -> RuleFolder:
    """A user's rule folder, checked; the stamp stands for its files' state."""
    import hashlib

    from smslint.catalog.validate import validate

    name = hashlib.sha256(str(folder).encode("utf-8", "surrogateescape")).hexdigest()[:32]
    return compiled(
        folder, paths.user_cache() / "rules" / f"{name}-{sys.implementation.cache_tag}.compiled", stamp, validate
    )


@lru_cache(maxsize=32)
def _assembled(
    stamps: tuple[tuple[Path, str], ...], words: tuple[tuple[str, WordSettings], ...], allow: frozenset[str]
) -> Catalog:
    with _without_collecting():
        parts = [own_rules(), *(user_rules(folder, stamp) for folder, stamp in stamps)]
        catalog = assemble(parts, [folder for folder, _ in stamps], dict(words), allow)
    for (folder, _), part in zip(stamps, parts[1:], strict=True):
        from smslint.catalog.validate import validate_with

        validate_with(catalog, folder, part)
    return catalog


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Nothing that a catalog is made of is garbage; looking for some takes a sixth of the time of loading it."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def assemble(
    parts: Sequence[RuleFolder], folders: Sequence[Path], words: Mapping[str, WordSettings], allow: frozenset[str]
) -> Catalog:
    """The catalog of the program's part and of users' parts, which come from `folders`."""
    merged: dict[str, dict[str, Any]] = {kind: {} for kind in KINDS}
    for part, folder in zip(parts, [paths.rules_folder(), *folders], strict=True):
        for kind in KINDS:
            entries: Mapping[str, Any] = part.heads[kind] if kind in ("reasons", "words") else part.entries(kind)
            taken = sorted(entries.keys() & merged[kind].keys())
            if taken:
                raise CatalogError(TAKEN.fill(path=folder, name=taken[0]))
            merged[kind] |= entries
    tables, remarks = with_word_changes(merged["words"], words)
    lexicon = lexicon_of(tables, allow, frozenset(_guarded(parts[1:])))
    return Catalog(
        rules={name: rule_of(name, file) for name, file in merged["rules"].items()},
        attributes=load_attributes(merged["attributes"], lexicon),
        reasons=load_reasons(merged["reasons"]),
        lexicon=lexicon,
        digest=_digest(parts, words, allow),
        remarks=remarks,
    )


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


def table_of(file: Mapping[str, Any]) -> WordTable:
    """A word table from its parsed file; if it has one kind, all its terms are of that kind."""
    kinds = {kind: Bilingual(**text) for kind, text in file.get("kinds", {}).items()}
    only = next(iter(kinds)) if len(kinds) == 1 else None
    terms = tuple(
        Term(entry, kind=only)
        if isinstance(entry, str)
        else Term(entry["term"], entry.get("pattern"), entry.get("kind", only), tuple(entry.get("also", ())))
        for entry in file.get("terms", ())
    )
    exceptions, patterns = tuple(file.get("exceptions", ())), tuple(file.get("patterns", ()))
    unless_mentioned, of_messages = file.get("unless-mentioned", False), file.get("of-messages", True)
    return WordTable(terms, exceptions, kinds, unless_mentioned, patterns, of_messages)


def lexicon_of(
    words: Mapping[str, Mapping[str, Any]], allow: frozenset[str] = frozenset(), guarded: frozenset[str] = frozenset()
) -> Lexicon:
    """All word tables; `traditional`, `standard` and `unsupported` are those that concern single characters."""
    tables = {name: table_of(file) for name, file in words.items()}
    return Lexicon(
        tables,
        simplified=words.get("traditional", {}).get("simplified", {}),
        ambiguous=words.get("traditional", {}).get("ambiguous", ""),
        standard=words.get("standard", {}).get("characters", ""),
        unsupported=words.get("unsupported", {}),
        allow=allow,
        cues=frozenset().union(*(table.cues for name, table in tables.items() if words[name].get("cues"))),
        guarded=guarded,
        suffixes=words.get("public-suffixes", {}).get("suffixes", ""),
        vocabulary=words.get("vocabulary", {}).get("vocabulary", ""),
    )


def _guarded(parts: Iterable[RuleFolder]) -> Iterator[str]:
    """All texts of users' rules that a matcher may compile as a pattern."""
    for part in parts:
        for rule in part.heads["rules"].values():
            yield from _texts(rule.get("match"))
        for table in part.heads["words"].values():
            yield from _texts(table.get("terms"))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def _digest(parts: Sequence[RuleFolder], words: Mapping[str, WordSettings], allow: frozenset[str]) -> str:
    if len(parts) == 1 and not words and not allow:
        return parts[0].digest
    import hashlib

    about = [part.digest for part in parts], sorted(words.items(), key=lambda item: item[0]), sorted(allow)
    return hashlib.sha256(repr(about).encode("utf-8", "surrogateescape")).hexdigest()
