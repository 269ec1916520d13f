"""Text with true positions.

Inside the program an offset is a code point index. Everything else is a view at the rim, made here: lines and
columns for people, positions in UTF-8, UTF-16 or UTF-32 units for editors. Lines end at `\\n`, `\\r\\n` and `\\r`
and nowhere else: `str.splitlines` also breaks at form feeds, NEL and U+2028, which editors do not (LSP 3.17, "Text
Documents").
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from functools import cached_property
from typing import Literal

from smslint.core.patterns import lazy_pattern

Encoding = Literal["utf-8", "utf-16", "utf-32"]
_LINE_BREAK = lazy_pattern(r"\r\n|\r|\n")


class Text:
    """A text without its byte order mark; offsets are code points from 0, lines and units from 0.

    Of a piece of a longer text the lines are numbered through the whole, from `first_line`; offsets are the piece's
    own, and `first_offset` is the whole text's offset at which it starts. A piece starts where a line starts.
    """

    def __init__(self, value: str, first_line: int = 0, first_offset: int = 0) -> None:
        self.value = value
        self.first_line = first_line
        self.first_offset = first_offset

    def __len__(self) -> int:
        return len(self.value)

    @cached_property
    def line_starts(self) -> array[int]:
        """The offset at which each line of this text starts; after a line break at its end there is an empty line.

        An array of numbers takes a ninth of a list's room: 50 MB of line breaks would fill 2 GB.
        """
        starts = array("L", [0])
        starts.extend(found.end() for found in _LINE_BREAK.finditer(self.value))
        return starts

    @cached_property
    def _ascii(self) -> bool:
        return self.value.isascii()

    def line_of(self, offset: int) -> int:
        """The line that holds an offset; an offset past the end is on the last line."""
        return bisect_right(self.line_starts, offset) - 1 + self.first_line

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
        """The whole lines that hold a range and its end, as a piece of this text."""
        first, last = self.line_of(start), self.line_of(end)
        low = self.line_start(first)
        return Text(self.value[low : self.line_end(last)], first, self.first_offset + low)

    def position(self, offset: int, encoding: Encoding = "utf-32") -> tuple[int, int]:
        """Line and units into the line of an offset; offsets outside the text are taken to its edges."""
        offset = max(0, min(offset, len(self.value)))
        line = self.line_of(offset)
        start = self.line_start(line)
        return line, offset - start if self._ascii or encoding == "utf-32" else units(
            self.value[start:offset], encoding
        )

    def offset(self, line: int, unit: int, encoding: Encoding = "utf-32") -> int:
        """The offset of a position.

        Inside a surrogate pair or a UTF-8 sequence it is the character's start; past a line's end the line's end;
        past the last line the text's end.
        """
        below = line - self.first_line
        if below >= len(self.line_starts):
            return len(self.value)
        if below < 0 or unit < 0:
            return self.line_starts[max(below, 0)]
        start, end = self.line_starts[below], self.line_end(line)
        if self._ascii or encoding == "utf-32":
            return min(start + unit, end)
        left = unit
        for offset in range(start, end):
            width = unit_width(self.value[offset], encoding)
            if left < width:
                return offset
            left -= width
        return end


def unit_width(character: str, encoding: Encoding) -> int:
    """How many units of an encoding a character takes; a lone surrogate counts like any character of its range."""
    point = ord(character)
    if encoding == "utf-16":
        return 2 if point > 0xFFFF else 1
    if encoding == "utf-8":
        return 1 if point < 0x80 else 2 if point < 0x800 else 3 if point < 0x10000 else 4
    return 1


def units(text: str, encoding: Encoding) -> int:
    """How many units of an encoding a text takes."""
    if encoding == "utf-32" or text.isascii():
        return len(text)
    if encoding == "utf-16":
        return len(text) + sum(character > "\uffff" for character in text)
    return len(text.encode("utf-8", "surrogatepass"))
