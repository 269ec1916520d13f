"""Long files of lines, read in pieces: each is some whole lines, and a document of its own.

A reviewer's export may hold a million templates. Its pieces are read one after the other, or by several processes, and
never all at once; what a finding says of its place is what it would say had the file been read whole.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO, Final

from smslint.core.text import Text
from smslint.dataclass import dataclass
from smslint.documents.decoding import MARKS, clean, decoded
from smslint.documents.document import Document
from smslint.documents.formats import LINES, Format
from smslint.documents.formats.json import LinesSource
from smslint.documents.formats.table import TableSource
from smslint.documents.problem import unreadable
from smslint.syntax.table import after_breaks, records

_BLOCK: Final = 1 << 16


@dataclass(frozen=True, slots=True)
class Columns:
    """What the first lines of a table decide for all that follow."""

    delimiter: str
    header: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some whole lines of a file of `size` bytes, from byte `start` to `end`.

    `line`, `offset` and `index` count the lines, code points and templates before it. `columns` are given where it
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
        """How much of the file lies before what is a share `done` of the way through this piece, from 0 to 1."""
        return (self.start + done * (self.end - self.start)) / self.size


def chunks(file: BinaryIO, format: Format, length: int) -> Iterator[Chunk]:
    """The pieces of a file, found as they are asked for, of `length` bytes or what it takes to the end of a row.

    There are none where it has to be read whole: not in one of `LINES`, in UTF-16 or UTF-32, no text, or a table
    without contents. Raises OSError.
    """
    if format not in LINES:
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
        found = _Rows(text, format, columns, at_end=not more)
        if found.columns is None and format != "jsonl":
            if not more:
                return
            continue
        if more and not found.count:
            continue
        end = start + _bytes_of(block, cut, text, found.taken)
        if found.count or not index:
            yield Chunk(format, encoding, size, start, end, line, offset, index, columns)
        if not more:
            return
        done = text[: found.taken]
        line += done.count("\n") + done.count("\r") - done.count("\r\n")
        offset, index, columns = offset + found.taken, index + found.count, found.columns
        block, start = block[end - start :], end


class _Rows:
    """How many code points of a text are rows which what follows cannot change, and how many rows these are."""

    def __init__(self, text: str, format: Format, columns: Columns | None, at_end: bool) -> None:
        self.columns = columns
        self.taken = self.count = 0
        if format == "jsonl":
            lines = text.replace("\r", "\n").split("\n")
            self.taken, self.count = len(text), sum(1 for line in lines if line.strip(" \t"))
            return
        start = 0
        if columns is None:
            table = TableSource(text, "\t" if format == "tsv" else None)
            start = table.header_end
            certain = next(records(text, table.header_start, table.delimiter, at_end), None) is not None
            if not (table.names_contents and certain):
                return
            self.columns = columns = Columns(table.delimiter, table.header)
        for found in records(text, start, columns.delimiter, at_end):
            self.count, start = self.count + 1, found[1]
        self.taken = after_breaks(text, start)
        if not at_end and text[self.taken - 1 : self.taken] != "\n":
            self.taken = self.count = 0


def _bytes_of(block: bytes, cut: int, text: str, taken: int) -> int:
    """The bytes of the first `taken` code points, after which a line starts: no other byte is a line feed's."""
    if taken == len(text):
        return cut
    for _ in range(text.count("\n", taken) + 1):
        cut = block.rfind(b"\n", 0, cut)
    return cut + 1


def _encoding(file: BinaryIO, format: Format) -> tuple[str | None, int]:
    """The encoding that the whole file is in, and after how many bytes its text starts."""
    start = file.read(4)
    for mark, encoding in MARKS:
        if start.startswith(mark):
            usable = encoding == "utf-8" and _holds(file, len(mark), encoding)
            return (encoding if usable else None), len(mark)
    if _holds(file, 0, "utf-8"):
        return "utf-8", 0
    chinese = format != "jsonl" and not start.startswith("\ufeff".encode("gb18030")) and _holds(file, 0, "gb18030")
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


def read_piece(file: BinaryIO, name: str, chunk: Chunk) -> Document:
    """The document that a piece is. One that is no longer what it was is unreadable. Raises OSError."""
    file.seek(chunk.start)
    data = file.read(chunk.end - chunk.start)
    try:
        got = clean(data.decode(chunk.encoding), chunk.encoding, bom=True)
    except UnicodeDecodeError:
        got = decoded(data, chunk.format)
    if got.text is None:
        assert got.reason is not None
        return Document(name, chunk.format, None, None, [unreadable(got.reason, 0, 0)], chunk=chunk)
    if chunk.format == "jsonl":
        source: LinesSource | TableSource = LinesSource(got.text)
    elif chunk.columns is not None:
        source = TableSource(got.text, chunk.columns.delimiter, chunk.columns.header)
    else:
        source = TableSource(got.text, "\t" if chunk.format == "tsv" else None)
    return Document(name, chunk.format, Text(got.text, chunk.line, chunk.offset), source, chunk=chunk)
