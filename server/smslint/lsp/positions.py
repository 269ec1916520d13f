"""The one bridge between offsets of a document and the client's positions.

Documents leave a byte order mark at a text's start out; in the editor it may be a character of the first line. Only
this module knows of that.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lsprotocol import types

from smslint.core.text import Encoding, Text

_MARK = "\ufeff"


class PositionCodec:
    """Positions in one text of the editor; offsets are those of the document that was read from it."""

    __slots__ = ("_encoding", "_shift", "text")

    def __init__(self, text: Text, encoding: Encoding) -> None:
        self.text = text
        self._encoding = encoding
        self._shift = 1 if text.value.startswith(_MARK) else 0

    def position(self, offset: int) -> types.Position:
        """The position of an offset."""
        return types.Position(*self.text.position(offset + self._shift, self._encoding))

    def offset(self, position: types.Position) -> int:
        """The offset of a position, taken to the nearest character of its line."""
        return max(0, self.text.offset(position.line, position.character, self._encoding) - self._shift)

    def range(self, start: int, end: int) -> types.Range:
        """The range of a half-open range of code points."""
        return types.Range(self.position(start), self.position(end))

    def offsets(self, place: types.Range) -> tuple[int, int]:
        """The half-open range of code points of a range, its ends in order."""
        start, end = self.offset(place.start), self.offset(place.end)
        return min(start, end), max(start, end)

    def json_range(self, start: int, end: int) -> dict[str, Any]:
        """A range in the form of the wire."""
        line, unit = self.text.position(start + self._shift, self._encoding)
        last, until = self.text.position(end + self._shift, self._encoding)
        return {"start": {"line": line, "character": unit}, "end": {"line": last, "character": until}}

    def edits(self, edits: Iterable[tuple[int, int, str]]) -> list[types.TextEdit]:
        """Edits of the document as the client takes them."""
        return [types.TextEdit(self.range(start, end), text) for start, end, text in edits]
