"""The bytes of a text table as UTF-8 blocks of whole records, whatever it is encoded in and however long it is."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import field
from typing import IO, Final

from smslint.dataclass import dataclass
from smslint.documents.decoding import MARKS
from smslint.messages import rehearse as messages
from smslint.values.tables.error import TableError

BLOCK: Final = 4 << 20
"""Bytes of one block, as far as records let it be cut there."""
LONGEST_RECORD: Final = 64 << 20
"""Bytes after which a quote that is still open is taken for a character: a table has no longer records."""
_CUTS: Final = 64
"""Line breaks that are tried from a block's end before more is read."""


@dataclass(frozen=True, slots=True)
class Block:
    """Whole records in UTF-8. `odd` are lines of another encoding, by number in the block; `read` counts bytes."""

    data: bytes
    read: int
    last: bool
    odd: dict[int, str | None] = field(default_factory=dict)


class Blocks:
    """Reads a file in blocks. What a reader could not use of a block, because a record goes on, it gives back."""

    def __init__(self, file: IO[bytes], quotes: bool) -> None:
        self._file = file
        self._quotes = quotes
        self._rest = b""
        self._read = 0
        self._encoding: str | None = None
        head = file.read(4)
        self._rest = head
        for mark, encoding in MARKS:
            if head.startswith(mark):
                self._encoding = encoding
                self._rest = head[len(mark) :]
                break
        self._read = len(head)
        wide = self._encoding not in (None, "utf-8")
        self._decoder = codecs.getincrementaldecoder(self._encoding or "")("replace") if wide else None
        if self._decoder:
            self._rest = self._decoder.decode(self._rest).encode()

    def give_back(self, data: bytes) -> None:
        """Put the beginning of the next block back."""
        self._rest = data + self._rest

    def __iter__(self) -> Iterator[Block]:
        while True:
            data, last = self._next()
            if not data:
                return
            if b"\0" in data:
                raise TableError(messages.BINARY)
            yield self._decoded(data, last)

    def _next(self) -> tuple[bytes, bool]:
        """The next whole records; less than a record where the file ends or a quote stays open."""
        data = self._rest
        wanted = len(data) + BLOCK
        while True:
            chunk = self._file.read(wanted - len(data))
            self._read += len(chunk)
            last = not chunk
            if self._decoder:
                chunk = self._decoder.decode(chunk, final=last).encode()
            data += chunk
            if last:
                self._rest = b""
                return data, True
            cut = self._cut(data)
            if not cut and len(data) > LONGEST_RECORD:
                cut = data.rfind(b"\n") + 1 or len(data)
            if cut:
                self._rest = data[cut:]
                return data[:cut], False
            wanted = 2 * len(data)

    def _cut(self, data: bytes) -> int:
        """The end of the last line that ends outside of quotes, 0 where there is none."""
        end = data.rfind(b"\n")
        if not self._quotes or end < 0:
            return end + 1
        open_ = data.count(b'"', 0, end) % 2
        for _ in range(_CUTS):
            if not open_:
                return end + 1
            before = data.rfind(b"\n", 0, end)
            if before < 0:
                return 0
            open_ = (open_ + data.count(b'"', before, end)) % 2
            end = before
        return 0

    def _decoded(self, data: bytes, last: bool) -> Block:
        """A block in UTF-8. A table is UTF-8 or GB18030; single lines of the other one are told."""
        if data.isascii():
            return Block(data, self._read, last)
        if self._encoding in (None, "utf-8") and _is(data, "utf-8"):
            self._encoding = "utf-8"
            return Block(data, self._read, last)
        if self._encoding in (None, "gb18030") and _is(data, "gb18030"):
            self._encoding = "gb18030"
            return Block(data.decode("gb18030").encode(), self._read, last)
        if self._decoder:
            return Block(data, self._read, last)
        self._encoding = self._encoding or "utf-8"
        return self._line_by_line(data, last)

    def _line_by_line(self, data: bytes, last: bool) -> Block:
        assert self._encoding
        other = "utf-8" if self._encoding == "gb18030" else "gb18030"
        odd: dict[int, str | None] = {}
        lines = data.split(b"\n")
        for number, line in enumerate(lines):
            if line.isascii():
                continue
            if not _is(line, self._encoding):
                odd[number] = other if _is(line, other) else None
            encoding = odd.get(number, self._encoding)
            lines[number] = line.decode(encoding or self._encoding, "replace").encode()
        return Block(b"\n".join(lines), self._read, last, odd)


def _is(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
