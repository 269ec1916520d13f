"""`kind = "characters"`: runs of characters of a class, or of one of the catalog's tables, outside placeholders."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from smslint.core import flags
from smslint.core.analysis import Analysis
from smslint.core.finding import Match
from smslint.core.lexicon import ANY_HAN, Lexicon
from smslint.core.matchers.kind import Matcher
from smslint.core.prefilter import ALWAYS, Gate
from smslint.dataclass import dataclass


def _traditional(character: str, lexicon: Lexicon) -> bool:
    return character in lexicon.simplified or character in lexicon.ambiguous


def _non_standard(character: str, lexicon: Lexicon) -> bool:
    return ANY_HAN.match(character) is not None and not _traditional(character, lexicon)


TABLES: Final[Mapping[str, Callable[[str, Lexicon], bool]]] = {
    "traditional": _traditional,
    "non-standard": _non_standard,
}
"""What the tables say of an unusual character, which the pattern `Lexicon.unusual` has found."""


_LETTER: Final = Gate(flags=flags.HAS_UNUSUAL_LETTER)
_UNUSUAL: Final = Gate(flags=flags.HAS_UNUSUAL_LETTER | flags.HAS_UNUSUAL_SYMBOL)


@dataclass(frozen=True, slots=True)
class CharactersOptions:
    """`characters` is the inside of a character class, `table` is one of `TABLES`. A rule gives one of them."""

    characters: str | None
    table: str | None
    gate: Gate


def _options(raw: Mapping[str, Any], lexicon: Lexicon) -> CharactersOptions:
    characters, table = raw.get("characters"), raw.get("table")
    return CharactersOptions(characters, table, _gate_of(characters, lexicon) if characters else _LETTER)


def _gate_of(characters: str, lexicon: Lexicon) -> Gate:
    """The gate of a class: if it holds no plain character, only unusual ones can be in it."""
    holds_plain = lexicon.pattern(f"[{characters}]").search("".join(lexicon.plain))
    return ALWAYS if holds_plain else _UNUSUAL


def _runs(analysis: Analysis, options: CharactersOptions) -> Iterator[tuple[int, int]]:
    if options.characters:
        pattern = analysis.lexicon.pattern(f"[{options.characters}]+")
        yield from (found.span() for found in pattern.finditer(analysis.content))
        return
    test, lexicon = TABLES[options.table or ""], analysis.lexicon
    start = end = -1
    for found in lexicon.unusual.finditer(analysis.content):
        if test(found[0], lexicon):
            if found.start() != end:
                if end > start:
                    yield start, end
                start = found.start()
            end = found.end()
    if end > start:
        yield start, end


def _find(analysis: Analysis, options: CharactersOptions) -> Iterable[Match]:
    for start, end in _runs(analysis, options):
        if not analysis.in_placeholder(start, end):
            span = analysis.span(start, end)
            yield Match(span, {"text": analysis.text_of(span), "count": end - start})


CHARACTERS = Matcher(_options, _find, lambda options: options.gate)
