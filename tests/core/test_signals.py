"""The signs that wake rules miss nothing that the rules look for."""

from __future__ import annotations

import sys

from smslint.catalog import built_in
from smslint.core.matchers.adjacent import says_something
from smslint.core.matchers.characters import TABLES
from smslint.core.normalized_text import Folding
from smslint.core.placeholder import Placeholder
from smslint.core.signals import BARE, CLOSE, ODD_LETTER, SYMBOL, of_placeholders, unusual_signals
from smslint.core.symbols import Symbols

LEXICON = built_in().lexicon
FOLDING = LEXICON.compiled(Folding)


def signs(written: str) -> int:
    held = tuple(Placeholder(start, start + 4, "variable", name) for start, name in ((0, "a"), (4 + len(written), "b")))
    content = f"${{a}}{written}${{b}}"
    return of_placeholders(held, 2, content, FOLDING.normalize(content, held).text)


def test_every_character_that_says_nothing_leaves_a_content_bare() -> None:
    silent = "".join(character for point in range(sys.maxunicode + 1) if not says_something(character := chr(point)))
    assert signs(silent) & (BARE | CLOSE) == BARE | CLOSE


def test_what_says_something_is_neither_bare_nor_close() -> None:
    for written in ("码", "a", "Z", "0"):
        assert not signs(written) & (BARE | CLOSE)


def test_no_odd_character_of_a_table_is_missed() -> None:
    symbols = LEXICON.compiled(Symbols)
    for character in LEXICON.unusual.findall("".join(map(chr, range(0x30000)))):
        signals = LEXICON.compiled(unusual_signals)[character]
        assert signals & ODD_LETTER or not any(test(character, LEXICON) for test in TABLES.values())
        assert signals & SYMBOL or not [
            *symbols.runs(character),
            *symbols.disputed_runs(character),
        ]
