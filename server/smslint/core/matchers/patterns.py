"""Kinds of match that search for characters: `characters` and `pattern`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from typing import Any, Final

from smslint.core import flags
from smslint.core.analysis import Analysis
from smslint.core.finding import Match, text_match
from smslint.core.lexicon import ANY_HAN, Lexicon
from smslint.core.prefilter import ALWAYS, Gate


def _traditional(character: str, lexicon: Lexicon) -> bool:
    return character in lexicon.simplified or character in lexicon.ambiguous


def _non_standard(character: str, lexicon: Lexicon) -> bool:
    return ANY_HAN.match(character) is not None and not _traditional(character, lexicon)


TABLES: Final[Mapping[str, Callable[[str, Lexicon], bool]]] = {
    "traditional": _traditional,
    "non-standard": _non_standard,
}
"""What the tables say of an unusual character, one of a run that the pattern `Lexicon.unusual` has found."""


def read_characters(raw: Mapping[str, Any], lexicon: Lexicon) -> tuple[dict[str, Any], Gate]:
    characters, table = raw.get("characters"), raw.get("table")
    gate = Gate(flags=flags.HAS_UNUSUAL_LETTER)
    if characters:
        holds_plain = lexicon.pattern(f"[{characters}]").search(lexicon.plain_characters)
        gate = ALWAYS if holds_plain else Gate(flags=flags.HAS_UNUSUAL_LETTER | flags.HAS_UNUSUAL_SYMBOL)
    return {"characters": characters, "table": table}, gate


def find_characters(analysis: Analysis, characters: str | None, table: str | None) -> Iterator[Match]:
    """Runs of characters outside placeholders: of a character class, of which `characters` is the inside, or a table.

    A rule gives one of them.
    """
    for start, end in _runs(analysis, characters, table or ""):
        if not analysis.in_placeholder(start, end):
            yield text_match(analysis, start, end, count=end - start)


def _runs(analysis: Analysis, characters: str | None, table: str) -> Iterator[tuple[int, int]]:
    lexicon = analysis.lexicon
    if characters:
        yield from (found.span() for found in lexicon.pattern(f"[{characters}]+").finditer(analysis.content))
        return
    test = TABLES[table]
    for found in lexicon.unusual.finditer(analysis.content):
        at = found.start()
        for wanted, run in groupby(found[0], lambda character: test(character, lexicon)):
            start, at = at, at + len(list(run))
            if wanted:
                yield start, at


def read_pattern(raw: Mapping[str, Any], lexicon: Lexicon) -> tuple[dict[str, Any], Gate]:
    return {"pattern": raw["pattern"]}, ALWAYS


def find_pattern(analysis: Analysis, pattern: str) -> Iterator[Match]:
    """What a pattern in the catalog's dialect finds in the normalized text; only its group `mark` if it has one."""
    compiled = analysis.lexicon.pattern(pattern)
    group = "mark" if "mark" in compiled.groupindex else 0
    for found in compiled.finditer(analysis.normalized.text):
        yield text_match(analysis, *analysis.normalized.span(*found.span(group)))
