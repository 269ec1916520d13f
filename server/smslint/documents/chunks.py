"""Long files of lines, read in chunks: each is some whole lines, and a document of its own.

A reviewer's export may hold a million templates. Its chunks are read one after the other, or by several processes, but
never all at once. Findings have the same positions as if the file had been read as a whole.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO, Final

from smslint.dataclass import dataclass
from smslint.documents.decoding import byte_order_mark
from smslint.documents.formats.format import Columns, Format

_BLOCK: Final = 1 << 16


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some whole lines of a file of `size` bytes, from byte `start` to `end`.

    `line`, `offset` and `index` count the lines, code points and templates before it. `columns` are given if it
    continues a table.
    """

    format: Format
    encoding: str
    size: int
    start: int
    end: int
    line: int = 0
    offset: int = 0
    index: int = 0
    columns: Columns | None = None

    def passed(self, done: float) -> float:
        """How much of the file is before the point where the share `done` of this chunk is read, from 0 to 1."""
        return (self.start + done * (self.end - self.start)) / self.size


def chunks(file: BinaryIO, format: Format, length: int) -> Iterator[Chunk]:
    """The chunks of a file, one at a time. Each has `length` bytes, or more up to the end of a row.

    There are none if the file must be read as a whole: if its format has no lines, if it is in UTF-16 or UTF-32 or not
    a text, or if it is a table without a content column. Raises OSError.
    """
    if not format.lines:
        return
    encoding, start = _encoding(file, format)
    if encoding is None:
        return
    size = file.seek(0, 2)
    file.seek(start)
    columns: Columns | None = None
    line = offset = index = 0
    block = b""
    while True:
        more = file.read(max(length, len(block)))  # doubling, so that one line of 50 MB is not decoded fifty times
        block += more
        cut = block.rfind(b"\n") + 1 if more else len(block)
        text = block[:cut].decode(encoding)
        found = format.rows(text, columns, at_end=not more)
        if found is None:
            if not more:
                return
            continue
        if more and not found.number:
            continue
        end = start + _bytes_of(block, cut, text, found.size)
        if found.number or not index:
            yield Chunk(format, encoding, size, start, end, line, offset, index, columns)
        if not more:
            return
        done = text[: found.size]
        line += done.count("\n") + done.count("\r") - done.count("\r\n")
        offset, index, columns = offset + found.size, index + found.number, found.columns
        block, start = block[end - start :], end


def _bytes_of(block: bytes, cut: int, text: str, taken: int) -> int:
    """The bytes of the first `taken` code points, after which a line starts. In these encodings only a line feed has
    its byte."""
    if taken == len(text):
        return cut
    for _ in range(text.count("\n", taken) + 1):
        cut = block.rfind(b"\n", 0, cut)
    return cut + 1


def _encoding(file: BinaryIO, format: Format) -> tuple[str | None, int]:
    """The encoding of the whole file, and the number of bytes before its text."""
    start = file.read(4)
    mark, encoding = byte_order_mark(start)
    if encoding == "utf-8" and _holds(file, len(mark), encoding):
        return encoding, len(mark)
    if mark:
        return None, len(mark)
    chinese = format.gb18030 and not start.startswith("\ufeff".encode("gb18030")) and _holds(file, 0, "gb18030")
    return ("gb18030" if chinese else None), 0


def _holds(file: BinaryIO, start: int, encoding: str) -> bool:
    """Whether a file is text in an encoding."""
    decoder = codecs.getincrementaldecoder(encoding)()
    file.seek(start)
    try:
        for block in iter(partial(file.read, _BLOCK), b""):
            decoder.decode(block)
            if b"\0" in block:
                return False
        decoder.decode(b"", True)
    except UnicodeDecodeError:
        return False
    return True
