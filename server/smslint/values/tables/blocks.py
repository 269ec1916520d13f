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

BLOCK: Final = 4 << 20
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
    """Reads a file in blocks. A caller gives back the start of a record that continues in the next block."""

    def __init__(self, file: IO[bytes], quotes: bool) -> None:
        self._file = file
        self._quotes = quotes
        head = file.read(4)
        mark, encoding = byte_order_mark(head)
        self._encoding = encoding if mark else None
        self._rest = head[len(mark) :]
        self._read = len(head)
        self._decoder = codecs.getincrementaldecoder(encoding)("replace") if encoding != "utf-8" else None
        if self._decoder:
            self._rest = self._decoder.decode(self._rest).encode()

    def give_back(self, data: bytes) -> None:
        """Put data back, as the start of the next block."""
        self._rest = data + self._rest

    def __iter__(self) -> Iterator[TextBlock]:
        while True:
            data, last = self._next()
            if not data:
                return
            if b"\0" in data:
                raise InputError(messages.BINARY)
            yield self._decoded(data, last)

    def _next(self) -> tuple[bytes, bool]:
        """The next whole records; part of a record if the file ends or a quote is never closed."""
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
        """The end of the last line that ends outside quotes, 0 if there is none."""
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
