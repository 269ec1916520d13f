"""Sets of characters as ranges of code points: small even for 8,105 characters, and the same for every engine."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Final

from smslint.dataclass import dataclass

if TYPE_CHECKING:
    from smslint.core.lexicon import Lexicon

LAST = 0x10FFFF


@dataclass(frozen=True)
class CharSet:
    """Sorted ranges of code points with both ends included, which neither touch nor overlap."""

    ranges: tuple[tuple[int, int], ...]

    @classmethod
    def from_ranges(cls, ranges: Iterable[tuple[int, int]]) -> CharSet:
        """The set of ranges in any order, which may overlap."""
        merged: list[tuple[int, int]] = []
        for low, high in sorted(ranges):
            if merged and low <= merged[-1][1] + 1:
                merged[-1] = (merged[-1][0], max(high, merged[-1][1]))
            else:
                merged.append((low, high))
        return cls(tuple(merged))

    @classmethod
    def from_text(cls, text: str) -> CharSet:
        """The set of a text's characters."""
        return cls.from_ranges((ord(character), ord(character)) for character in set(text))

    def __contains__(self, character: str) -> bool:
        point = ord(character)
        index = bisect_right(self._starts, point) - 1
        return index >= 0 and point <= self.ranges[index][1]

    def __or__(self, other: CharSet) -> CharSet:
        return CharSet.from_ranges((*self.ranges, *other.ranges))

    def __and__(self, other: CharSet) -> CharSet:
        few, many = sorted((self, other), key=lambda each: len(each.ranges))
        common: list[tuple[int, int]] = []
        for low, high in few.ranges:
            first, last = max(bisect_right(many._starts, low) - 1, 0), bisect_right(many._starts, high)
            common += [(max(low, start), min(high, end)) for start, end in many.ranges[first:last] if end >= low]
        return CharSet(tuple(common))

    def __sub__(self, other: CharSet) -> CharSet:
        return self & ~other

    def __invert__(self) -> CharSet:
        gaps, start = [], 0
        for low, high in self.ranges:
            if start < low:
                gaps.append((start, low - 1))
            start = high + 1
        if start <= LAST:
            gaps.append((start, LAST))
        return CharSet(tuple(gaps))

    def __len__(self) -> int:
        return sum(high - low + 1 for low, high in self.ranges)

    def __getitem__(self, index: int) -> str:
        """The character at an index, in the order of code points."""
        at = bisect_right(self._offsets, index) - 1
        return chr(self.ranges[at][0] + index - self._offsets[at])

    @cached_property
    def _starts(self) -> list[int]:
        return [low for low, _ in self.ranges]

    @cached_property
    def _offsets(self) -> list[int]:
        offsets, total = [], 0
        for low, high in self.ranges:
            offsets.append(total)
            total += high - low + 1
        return offsets


def ranges_of(text: str) -> CharSet:
    """The set that a text like `A-Za-z_` describes; a hyphen at an edge stands for itself."""
    ranges, at = [], 0
    while at < len(text):
        wide = at + 2 < len(text) and text[at + 1] == "-"
        ranges.append((ord(text[at]), ord(text[at + 2] if wide else text[at])))
        at += 3 if wide else 1
    return CharSet.from_ranges(ranges)


IDEOGRAPHS: Final = ranges_of(
    "\u3400-\u4dbf\u4e00-\u9fff\ufa0e\ufa0f\ufa11\ufa13\ufa14\ufa1f\ufa21\ufa23\ufa24\ufa27-\ufa29"
    "\U00020000-\U0002a6df\U0002a700-\U0002ee5d\U00030000-\U0003347f"
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


class Classes(dict[str, CharSet]):
    """The named classes, made on first use; those of Han characters come from the catalog's tables.

    `han` is simplified Chinese: the 8,105 characters of the national table. `traditional` are the ideographs outside
    it that are traditional forms, and `rare-han` all others outside it.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def __missing__(self, name: str) -> CharSet:
        made = self[name] = self._make(name)
        return made

    def _make(self, name: str) -> CharSet:
        if name in _FIXED:
            return ranges_of(_FIXED[name])
        match name:
            case "han":
                return CharSet.from_text(self._lexicon.standard)
            case "traditional":
                return CharSet.from_text("".join((*self._lexicon.simplified, *self._lexicon.ambiguous))) - self["han"]
            case "rare-han":
                return IDEOGRAPHS - self["han"] - self["traditional"]
            case "any":
                return CharSet(((0, LAST),))
        raise KeyError(name)
