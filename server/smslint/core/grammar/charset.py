"""Sets of characters as ranges of code points: small even for 8,105 characters, and the same for every engine."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property

from smslint.dataclass import dataclass

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
        return ~(~self | ~other)

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

    @property
    def first(self) -> str:
        """The character with the lowest code point."""
        return chr(self.ranges[0][0])

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
