"""Converts offsets of a text to lines and columns, and to positions in UTF-8, UTF-16 or UTF-32 units, and back.

Inside the program every offset is a code point index; other positions are made here, for people and editors. Lines end
at `\\n`, `\\r\\n` and `\\r` only: `str.splitlines` also breaks at form feeds, NEL and U+2028, which editors do not (LSP
3.17, "Text Documents").
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import Final, Literal, overload

from smslint.core.patterns import lazy_pattern

Encoding = Literal["utf-8", "utf-16", "utf-32"]
BREAK: Final = lazy_pattern(r"\r\n|\r|\n")


class Text:
    """A text without its byte order mark; offsets are code points, and offsets, lines and units start at 0.

    It may be a piece of a longer text that starts at the beginning of a line. Then its lines are numbered from
    `first_line` as in the longer text; its offsets are its own, and it starts at `first_offset` of the longer text.
    """

    def __init__(self, value: str, first_line: int = 0, first_offset: int = 0) -> None:
        self.value = value
        self.first_line = first_line
        self.first_offset = first_offset

    def __len__(self) -> int:
        return len(self.value)

    @cached_property
    def line_starts(self) -> LineStarts:
        """The offset at which each line of this text starts; after a line break at its end there is an empty line."""
        starts = array("q", [0])
        starts.extend(found.end() for found in BREAK.finditer(self.value))
        return LineStarts(starts)

    def edited(self, start: int, end: int, new: str) -> Text:
        """The text with `new` in place of a range. Lines are looked for in `new` only."""
        made = Text("".join((self.value[:start], new, self.value[end:])), self.first_line, self.first_offset)
        limit, by = start + len(new), len(new) - (end - start)
        low = max(1, self.line_starts.after(start - 1))
        high = max(low, self.line_starts.after(end))
        breaks = BREAK.finditer(made.value, max(0, start - 1), min(limit + 1, len(made)))
        found = array("q", (each.end() for each in breaks if start <= each.end() <= limit))
        made.line_starts = self.line_starts.spliced(low, high, found, by)
        return made

    @cached_property
    def _ascii(self) -> bool:
        return self.value.isascii()

    def line_of(self, offset: int) -> int:
        """The line that holds an offset; an offset past the end is on the last line."""
        return self.line_starts.after(offset) - 1 + self.first_line

    def line_start(self, line: int) -> int:
        """The offset at which a line starts."""
        return self.line_starts[line - self.first_line]

    def line_end(self, line: int) -> int:
        """The offset just before a line's break, or the text's end."""
        starts = self.line_starts
        line -= self.first_line
        if line + 1 >= len(starts):
            return len(self.value)
        end = starts[line + 1]
        if self.value[end - 1] == "\n" and end - 1 > starts[line] and self.value[end - 2] == "\r":
            return end - 2
        return end - 1

    def line(self, line: int) -> str:
        """A line without its break."""
        return self.value[self.line_start(line) : self.line_end(line)]

    def lines(self, start: int, end: int) -> Text:
        """The complete lines that contain a range and its end, as a piece of this text."""
        first, last = self.line_of(start), self.line_of(end)
        low = self.line_start(first)
        return Text(self.value[low : self.line_end(last)], first, self.first_offset + low)

    def position(self, offset: int, encoding: Encoding = "utf-32") -> tuple[int, int]:
        """The line of an offset and its units into the line; offsets outside the text are moved to its edges."""
        offset = max(0, min(offset, len(self.value)))
        line = self.line_of(offset)
        start = self.line_start(line)
        return line, offset - start if self._ascii or encoding == "utf-32" else units(
            self.value[start:offset], encoding
        )

    def offset(self, line: int, unit: int, encoding: Encoding = "utf-32") -> int:
        """The offset of a position.

        A position inside a surrogate pair or a UTF-8 sequence gives the character's start, one past a line's end gives
        the line's end, and one past the last line the text's end.
        """
        below = line - self.first_line
        if below >= len(self.line_starts):
            return len(self.value)
        if below < 0 or unit < 0:
            return self.line_starts[max(below, 0)]
        start, end = self.line_starts[below], self.line_end(line)
        if self._ascii or encoding == "utf-32":
            return min(start + unit, end)
        text = self.value[start:end]
        return start + bisect_right(range(1, len(text) + 1), unit, key=lambda length: units(text[:length], encoding))


class LineStarts(Sequence[int]):
    """Where lines start: offsets in ascending order.

    They are in an array: a list would take nine times the memory, 2 GB for 50 MB of line breaks. Those from number
    `split` on are kept without the code points `by` that edits have moved them: to move a hundred thousand with each
    keystroke would take a third of its time.
    """

    def __init__(self, kept: array[int], split: int | None = None, by: int = 0) -> None:
        self._kept = kept
        self._split = len(kept) if split is None else split
        self._by = by

    def __len__(self) -> int:
        return len(self._kept)

    @overload
    def __getitem__(self, number: int) -> int: ...
    @overload
    def __getitem__(self, number: slice) -> list[int]: ...
    def __getitem__(self, number: int | slice) -> int | list[int]:
        if isinstance(number, slice):
            return [self[each] for each in range(*number.indices(len(self)))]
        if number < 0:
            number += len(self._kept)
        return self._kept[number] + self._by if number >= self._split else self._kept[number]

    def after(self, offset: int) -> int:
        """The number of the first start after an offset."""
        number = bisect_right(self._kept, offset, 0, self._split)
        return bisect_right(self._kept, offset - self._by, number) if number == self._split else number

    def spliced(self, low: int, high: int, found: array[int], by: int) -> LineStarts:
        """The starts with `found` in place of those from `low` to `high`, and all after them `by` further on."""
        kept, split, moved = self._kept, self._split, self._by
        before, after = kept[: min(low, split)], kept[max(high, split) :]
        before.extend(map(moved.__add__, kept[split:low]))
        between = array("q", map((-moved).__add__, kept[high:split]))
        return LineStarts(before + found + between + after, low + len(found), moved + by)


def line_break(text: str) -> str:
    """The first line break of a text; a line feed if it has none."""
    found = BREAK.search(text)
    return found[0] if found else "\n"


def line_start(text: str, at: int) -> int:
    """The offset at which the line of an offset starts."""
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def units(text: str, encoding: Encoding) -> int:
    """How many units of an encoding a text takes; a lone surrogate counts like any character of its range."""
    if encoding == "utf-32" or text.isascii():
        return len(text)
    if encoding == "utf-16":
        return len(text.encode("utf-16-le", "surrogatepass")) // 2
    return len(text.encode("utf-8", "surrogatepass"))
