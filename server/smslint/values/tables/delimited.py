"""CSV and TSV: Polars reads well-formed blocks, and a slow reader reads the others record by record.

Polars drops, joins or refuses cells of malformed records. It therefore gets a block only if every record has as many
cells as the header and every quote is at the edge of a cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import chain
from typing import IO, Final

from smslint.messages import rehearse as messages
from smslint.messages.counts import count
from smslint.syntax.table import Cell, cells, records
from smslint.values.tables.batch import Batch, InputError, ReadIssue
from smslint.values.tables.blocks import LONGEST_RECORD, BlockReader, TextBlock

_ENCODINGS: Final = {"utf-8": "UTF-8", "gb18030": "GB18030"}
_ROWS: Final = 100_000
"""Rows in a batch of the slow reader."""


class DelimitedTable:
    """A table of delimited cells; `columns` is its header without blanks around the names."""

    seen: tuple[str, ...] | None = None

    def __init__(self, file: IO[bytes], delimiter: str | None, size: int | None) -> None:
        self._blocks = BlockReader(file, quotes=True)
        self._size = size
        self._row = 1
        self._stream = iter(self._blocks)
        first = next(self._stream, None)
        if first is None:
            raise InputError(messages.EMPTY_TABLE)
        text = first.data.decode()
        self._delimiter = delimiter or max(",;\t", key=lambda each: len(_header(text, each)[2]))
        start, end, names = _header(text, self._delimiter)
        self.columns = [cell.value.strip() for cell in names]
        if not any(self.columns):
            raise InputError(messages.EMPTY_TABLE)
        self._row += text.count("\n", 0, start)
        rest = text[end:]
        after = 2 if rest.startswith("\r\n") else min(1, len(rest))
        lines = text.count("\n", 0, end + after)
        other_encodings = {
            number - lines: encoding for number, encoding in first.other_encodings.items() if number >= lines
        }
        self._first = TextBlock(rest[after:].encode(), first.read, first.last, other_encodings)

    def batches(self, wanted: Sequence[int]) -> Iterator[Batch]:
        """The rows with all columns, not only the wanted ones."""
        for block in chain([self._first], self._stream):
            yield from self._batches(block)

    def _batches(self, block: TextBlock) -> Iterator[Batch]:
        width = len(self.columns)
        done = block.read / self._size if self._size else None
        if not block.data:
            return
        if not block.other_encodings and _in_order(block.data, width, self._delimiter.encode()):
            import polars

            frame = polars.read_csv(
                BytesIO(block.data),
                has_header=False,
                separator=self._delimiter,
                quote_char='"' if b'"' in block.data else None,
                infer_schema=False,
                new_columns=[str(number) for number in range(width)],
            )
            yield Batch(frame, self._row + 1, done=done)
            self._row += frame.height
        else:
            yield from self._slowly(block, width, done)

    def _slowly(self, block: TextBlock, width: int, done: float | None) -> Iterator[Batch]:
        text = block.data.decode()
        rows: list[tuple[str, ...]] = []
        numbers: list[int] = []
        issues: list[ReadIssue] = []
        end = line = 0
        for start, stop in records(text, 0, self._delimiter):
            self._row += 1 + _breaks(text, end, start, at_start=end == 0)
            line += text.count("\n", end, start)
            found = cells(text[start:stop], self._delimiter)
            end = stop
            last = found[-1]
            if not last.quoted and last.value.startswith('"') and self._goes_on(block, text, start):
                self._row -= 1
                break
            index = len(rows)
            rows.append((*(cell.value for cell in found[:width]), *[""] * (width - len(found))))
            numbers.append(self._row)
            issues += _issues(index, found, width)
            lines = text.count("\n", start, stop)
            for number in range(line, line + lines + 1):
                if number in block.other_encodings:
                    issues.append(_encoding_issue(index, block.other_encodings[number]))
            line += lines
            if len(rows) == _ROWS:
                yield Batch.of_texts(rows, width, numbers, issues, done)
                rows, numbers, issues = [], [], []
        else:
            self._row += max(0, _breaks(text, end, len(text), at_start=False))
        if rows:
            yield Batch.of_texts(rows, width, numbers, issues, done)

    def _goes_on(self, block: TextBlock, text: str, start: int) -> bool:
        """Whether the next block may close the open quote of a record; if so, that block will start with the record."""
        rest = text[start:].encode()
        if block.last or len(rest) > LONGEST_RECORD:
            return False
        self._blocks.give_back(rest)
        return True


def _header(text: str, delimiter: str) -> tuple[int, int, list[Cell]]:
    """The start, end and cells of the first record with a delimiter."""
    start, end = next(records(text, 0, delimiter), (0, 0))
    return start, end, cells(text[start:end], delimiter)


def _in_order(data: bytes, width: int, delimiter: bytes) -> bool:
    """Whether every record has as many cells as the header and every quote is at the edge of its cell."""
    if data.count(b"\r") != data.count(b"\r\n"):
        return False
    if b'"' in data:
        mark = re.escape(delimiter)
        cell = re.compile(rb"(?:(?<=[\n" + mark + rb'])|\A)"[^"]*+(?:""[^"]*+)*+"(?=[\r\n' + mark + rb"]|\Z)")
        data = cell.sub(b"", data)
        if b'"' in data:
            return False
    if width == 1 and (data.startswith((b"\n", b"\r")) or b"\n\n" in data or b"\n\r" in data):
        return False
    others = bytes(set(range(256)) - {delimiter[0], 10})
    flat = data.translate(None, others)
    if not flat.endswith(b"\n") and not data.endswith(b"\n"):
        flat += b"\n"
    return flat == (delimiter * (width - 1) + b"\n") * flat.count(b"\n")


def _breaks(text: str, start: int, end: int, at_start: bool) -> int:
    """The number of blank rows between two records."""
    between = text[start:end].replace("\r\n", "\n")
    return len(between) if at_start else len(between) - 1


def _issues(index: int, found: Sequence[Cell], width: int) -> Iterator[ReadIssue]:
    if len(found) > width:
        beyond = found[width].value
        message = messages.TOO_MANY_CELLS.fill(cells=len(found), columns=width)
        yield ReadIssue(index, "ragged-row", message, None, beyond, unusable=True)
    elif len(found) < width:
        message = messages.TOO_FEW_CELLS.fill(cells=count("cell", len(found)), columns=width)
        yield ReadIssue(index, "ragged-row", message, severity="warning")
    last = found[-1]
    if not last.quoted and last.value.startswith('"'):
        yield ReadIssue(index, "open-quote", messages.OPEN_QUOTE, None, last.value, unusable=True)


def _encoding_issue(index: int, encoding: str | None) -> ReadIssue:
    if encoding is None:
        return ReadIssue(index, "undecodable", messages.UNDECODABLE, unusable=True)
    message = messages.OTHER_ENCODING.fill(encoding=_ENCODINGS[encoding])
    return ReadIssue(index, "mixed-encodings", message, severity="warning")
