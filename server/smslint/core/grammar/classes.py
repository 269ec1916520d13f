"""The classes of characters that the catalog's expressions name."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from smslint.core.grammar.charset import LAST, CharSet

if TYPE_CHECKING:
    from smslint.core.lexicon import Lexicon

IDEOGRAPHS: Final = CharSet.from_ranges(
    (
        (0x3400, 0x4DBF),
        (0x4E00, 0x9FFF),
        (0xFA0E, 0xFA0F),
        (0xFA11, 0xFA11),
        (0xFA13, 0xFA14),
        (0xFA1F, 0xFA1F),
        (0xFA21, 0xFA21),
        (0xFA23, 0xFA24),
        (0xFA27, 0xFA29),
        (0x20000, 0x2A6DF),
        (0x2A700, 0x2EE5D),
        (0x30000, 0x3347F),
    )
)
"""The unified ideographs (Unicode 17, property Unified_Ideograph), without radicals, Bopomofo and 〇."""

_FIXED: Final = {
    "digit": "0-9",
    "upper": "A-Z",
    "lower": "a-z",
    "letter": "A-Za-z",
    "alnum": "0-9A-Za-z",
    "keyboard": "!-~",
    "blank": " ",
    "tab": "\t",
    "break": "\n\r",
    "accented": "À-ÖØ-öø-ɏḀ-ỿ",
}


def ranges_of(text: str) -> CharSet:
    """The set that a text like `A-Za-z_` describes; a hyphen at an edge stands for itself."""
    ranges, at = [], 0
    while at < len(text):
        wide = at + 2 < len(text) and text[at + 1] == "-"
        ranges.append((ord(text[at]), ord(text[at + 2] if wide else text[at])))
        at += 3 if wide else 1
    return CharSet.from_ranges(ranges)


class Classes:
    """The named classes; those of Han characters come from the catalog's tables.

    `han` is simplified Chinese: the 8,105 characters of the national table. `traditional` are the ideographs outside
    it that are traditional forms, and `rare-han` all others outside it.
    """

    def __init__(self, standard: str, traditional: frozenset[str]) -> None:
        self._made: dict[str, CharSet] = {}
        self._standard = standard
        self._traditional = traditional

    def __getitem__(self, name: str) -> CharSet:
        found = self._made.get(name)
        if found is None:
            found = self._made[name] = self._make(name)
        return found

    def _make(self, name: str) -> CharSet:
        if name in _FIXED:
            return ranges_of(_FIXED[name])
        match name:
            case "han":
                return CharSet.from_text(self._standard)
            case "traditional":
                return CharSet.from_text("".join(self._traditional)) - self["han"]
            case "rare-han":
                return IDEOGRAPHS - self["han"] - self["traditional"]
            case "any":
                return CharSet(((0, LAST),))
        raise KeyError(name)


@lru_cache(maxsize=4)
def _classes(standard: str, traditional: frozenset[str]) -> Classes:
    return Classes(standard, traditional)


def classes_of(lexicon: Lexicon | None) -> Classes:
    """The classes for the tables of a catalog."""
    if lexicon is None:
        return _classes("", frozenset())
    return _classes(lexicon.standard, frozenset(lexicon.simplified).union(lexicon.ambiguous))
