"""Reads a text table of any encoding and size in UTF-8 blocks of whole records."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import field
from typing import IO, Final

from smslint.dataclass import dataclass
from smslint.documents.decoding import byte_order_mark
from smslint.messages import rehearse as messages
from smslint.values.tables.batch import InputError

BLOCK: Final = 8 << 20
"""Bytes of a block; the block ends at the end of a record near this size."""
LONGEST_RECORD: Final = 64 << 20
"""Bytes after which an open quote is read as an ordinary character, since no record is longer."""
_CUTS: Final = 64
"""Line breaks that are tried, from the end of a block, before more is read."""


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Whole records in UTF-8; `read` is the number of bytes read so far.

    `other_encodings` has the lines, numbered from 0 in the block, that are not in the encoding of the table: their
    encoding, or None if they are in neither.
    """

    data: bytes
    read: int
    last: bool
    other_encodings: dict[int, str | None] = field(default_factory=dict)


class BlockReader:
    """Reads a file in blocks. A caller gives back what it cannot use yet, as the start of the next block."""

    def __init__(self, file: IO[bytes], quotes: bool) -> None:
        self._file = file
        self._quotes = quotes
        head = file.read(4)
        mark, encoding = byte_order_mark(head)
        self.marked = bool(mark)
        self._encoding = encoding if mark else None
        self._rest = head[len(mark) :]
        self._read = len(head)
        self._unfinished = 0
        """How many bytes of the rest were read before and are part of a record."""
        self._block = b""
        self._decoder = codecs.getincrementaldecoder(encoding)("replace") if encoding != "utf-8" else None
        if self._decoder:
            self._rest = self._decoder.decode(self._rest).encode()

    @property
    def encoding(self) -> str:
        """GB18030 if the table is in it without a mark, else UTF-8, which is what its blocks are in."""
        return "gb18030" if self._encoding == "gb18030" and not self.marked else "utf-8"

    def give_back(self, tail: str, unfinished: bool) -> None:
        """Put the end of the last block back; if it is an `unfinished` record, the next block has at least twice as
        much."""
        encoding = "utf-8" if self._decoder else self._encoding or "utf-8"
        data = tail.encode(encoding, "replace")
        if not self._block.endswith(data):  # lines in several encodings, or undecodable ones
            line = tail.partition("\n")[0]
            lines = self._block.split(b"\n")[-1 - tail.count("\n") :]
            data = b"\n".join([b"\r".join(lines[0].split(b"\r")[-1 - line.count("\r") :]), *lines[1:]])
        self._rest = data + self._rest
        self._unfinished = len(data) if unfinished else 0

    def __iter__(self) -> Iterator[TextBlock]:
        while True:
            data, last = self._next()
            if not data:
                return
            if b"\0" in data:
                raise InputError(messages.BINARY)
            self._block = data
            yield self._decoded(data, last)

    def _next(self) -> tuple[bytes, bool]:
        """The next lines, which are whole records as far as quotes at the edges of cells tell."""
        data, read, self._unfinished = self._rest, self._unfinished, 0
        wanted = max(BLOCK, 2 * read)
        while True:
            if len(data) >= wanted and (cut := self._cut(data[:wanted])) > read:
                self._rest = data[cut:]
                return data[:cut], False
            chunk = self._file.read(max(wanted - len(data), BLOCK))
            self._read += len(chunk)
            last = not chunk
            if self._decoder:
                chunk = self._decoder.decode(chunk, final=last).encode()
            data += chunk
            if last:
                self._rest = b""
                return data, True
            if len(data) > LONGEST_RECORD:
                cut = data.rfind(b"\n") + 1 or len(data)
                self._rest = data[cut:]
                return data[:cut], False
            wanted = max(wanted, len(data))

    def _cut(self, data: bytes) -> int:
        """The end of a late line that ends outside quotes; of the last line if none seems to; 0 if there is no line."""
        last = end = data.rfind(b"\n")
        open_ = self._quotes and data.count(b'"', 0, max(end, 0)) % 2
        for _ in range(_CUTS):
            if not open_ or end < 0:
                break
            before = data.rfind(b"\n", 0, end)
            open_ = (open_ + data.count(b'"', max(before, 0), end)) % 2
            end = before
        return (last if open_ or end < 0 else end) + 1

    def _decoded(self, data: bytes, last: bool) -> TextBlock:
        """A block in UTF-8. A table is in UTF-8 or GB18030; lines in the other encoding are recorded."""
        if data.isascii() or self._decoder:
            return TextBlock(data, self._read, last)
        for encoding in ("utf-8", "gb18030"):
            if self._encoding in (None, encoding) and _is(data, encoding):
                self._encoding = encoding
                data = data if encoding == "utf-8" else data.decode(encoding).encode()
                return TextBlock(data, self._read, last)
        self._encoding = self._encoding or "utf-8"
        other = "utf-8" if self._encoding == "gb18030" else "gb18030"
        other_encodings: dict[int, str | None] = {}
        lines = data.split(b"\n")
        for number, line in enumerate(lines):
            if line.isascii():
                continue
            if not _is(line, self._encoding):
                other_encodings[number] = other if _is(line, other) else None
            actual = other_encodings.get(number, self._encoding)
            lines[number] = line.decode(actual or self._encoding, "replace").encode()
        return TextBlock(b"\n".join(lines), self._read, last, other_encodings)


def _is(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
