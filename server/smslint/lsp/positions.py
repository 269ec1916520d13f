"""Offsets of a document as positions of LSP, and the reverse. No other module converts them.

A document leaves out a byte order mark at the start of its text; in the editor, it may be a character of the first
line. Only this module accounts for that.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lsprotocol import types

from smslint.core.text import Encoding, Text

_MARK = "\ufeff"


class PositionCodec:
    """Converts positions in a text of the editor, and offsets in the document that was read from it."""

    __slots__ = ("_encoding", "_shift", "text")

    def __init__(self, text: Text, encoding: Encoding) -> None:
        self.text = text
        self._encoding = encoding
        self._shift = 1 if text.value.startswith(_MARK) else 0

    def position(self, offset: int) -> types.Position:
        """The position of an offset."""
        return types.Position(*self.text.position(offset + self._shift, self._encoding))

    def offset(self, position: types.Position) -> int:
        """The offset of a position; one past the end of its line is moved to that end."""
        return max(0, self.text.offset(position.line, position.character, self._encoding) - self._shift)

    def range(self, start: int, end: int) -> types.Range:
        """The LSP range of a half-open range of code points."""
        return types.Range(self.position(start), self.position(end))

    def offsets(self, place: types.Range) -> tuple[int, int]:
        """The half-open range of code points of an LSP range, with its ends in order."""
        start, end = self.offset(place.start), self.offset(place.end)
        return min(start, end), max(start, end)

    def json_range(self, start: int, end: int) -> dict[str, Any]:
        """The same as `range`, as JSON."""
        line, unit = self.text.position(start + self._shift, self._encoding)
        last, until = self.text.position(end + self._shift, self._encoding)
        return {"start": {"line": line, "character": unit}, "end": {"line": last, "character": until}}

    def edits(self, edits: Iterable[tuple[int, int, str]]) -> list[types.TextEdit]:
        """Edits of the document as edits of LSP."""
        return [types.TextEdit(self.range(start, end), text) for start, end, text in edits]
