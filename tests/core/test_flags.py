"""The flags of templates are true for everything that rules look for."""

from __future__ import annotations

import sys

from smslint.catalog import load
from smslint.core.flags import (
    HAS_CROWDED_PLACEHOLDERS,
    HAS_UNUSUAL_LETTER,
    HAS_UNUSUAL_SYMBOL,
    of_placeholders,
    of_unusual_character,
)
from smslint.core.matchers.patterns import TABLES
from smslint.core.matchers.placeholders import says_something
from smslint.core.normalized_text import Folding
from smslint.core.placeholder import Placeholder
from smslint.core.symbols import Symbols

LEXICON = load().lexicon
FOLDING = LEXICON.compiled(Folding)
SYMBOLS = LEXICON.compiled(Symbols)


def is_crowded(written: str, before: str = "") -> bool:
    """Whether two placeholders are close together with text between them, and another placeholder comes before them."""
    start = len(before)
    starts = ((start, "a"), (start + 4 + len(written), "b"))
    held = tuple(Placeholder(start, start + 4, "variable", name) for start, name in starts)
    content = f"{before}${{a}}{written}${{b}}"
    return bool(of_placeholders(held, 2, content, FOLDING.normalize(content, held).text) & HAS_CROWDED_PLACEHOLDERS)


def test_every_character_that_says_nothing_leaves_placeholders_crowded() -> None:
    silent = "".join(character for point in range(sys.maxunicode + 1) if not says_something(character := chr(point)))
    assert is_crowded(silent)
    assert is_crowded(silent, "码")


def test_placeholders_with_something_said_between_them_are_not_crowded() -> None:
    for written in ("码", "a", "Z", "0"):
        assert not is_crowded(written)


def test_no_unusual_character_of_a_table_is_missed() -> None:
    for character in "".join(LEXICON.unusual.findall("".join(map(chr, range(0x30000))))):
        found = of_unusual_character(character)
        assert found & HAS_UNUSUAL_LETTER or not any(test(character, LEXICON) for test in TABLES.values())
        runs = [*SYMBOLS.runs(character), *SYMBOLS.disputed_runs(character)]
        assert found & HAS_UNUSUAL_SYMBOL or not runs
