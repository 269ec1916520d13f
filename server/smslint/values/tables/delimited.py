"""CSV and TSV: Polars reads well-formed blocks, and a slow reader reads the others record by record.

Polars drops, joins or refuses cells of malformed records. It therefore gets only blocks, or long parts of them, where
every record has as many cells as the header and every quote is at the edge of a cell.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from io import BytesIO
from itertools import chain, islice
from typing import IO, TYPE_CHECKING, Final

from smslint.messages import rehearse as messages
from smslint.messages.counts import count
from smslint.syntax.table import HEADING_ROWS, Cell, after_breaks, cells, records
from smslint.values.tables import blocks
from smslint.values.tables.batch import Batch, InputError, ReadIssue
from smslint.values.tables.blocks import LONGEST_RECORD, BlockReader, TextBlock
from smslint.values.tables.place import TablePlace, TextForm, find_headings

if TYPE_CHECKING:
    import polars

_ENCODINGS: Final = {"utf-8": "UTF-8", "gb18030": "GB18030"}
_QUOTED_NOTHING: Final = re.compile('(?:"")?(?:[,;\t](?:"")?)*')
_ROWS: Final = 100_000
"""Rows in a batch of the slow reader."""
_RUN: Final = 1 << 16
"""Characters of well-formed records between others that are worth a batch of their own."""


class DelimitedTable:
    """A table of delimited cells; `columns` is its header without blanks around the names."""

    seen: tuple[str, ...] | None = None

    def __init__(
        self,
        file: IO[bytes],
        delimiter: str | None,
        size: int | None,
        names: Collection[str] = (),
        header_row: int | None = None,
    ) -> None:
        self._blocks = BlockReader(file, quotes=True)
        self._size = size
        self._stream = iter(self._blocks)
        first = next(self._stream, None)
        if first is None:
            raise InputError(messages.EMPTY_TABLE)
        text = first.data.decode()
        self.delimiter = delimiter or _delimiter(text)
        self._row, end, header = _header(text, self.delimiter, names, header_row)
        self.place = TablePlace(header_row=self._row)
        self.columns = [cell.strip() for cell in header]
        self._plain = _plain_record(len(self.columns), self.delimiter)
        if not any(self.columns):
            raise InputError(messages.EMPTY_TABLE)
        rest = text[end:]
        self._line_end = "\r\n" if rest.startswith("\r\n") else "\n"
        after = 2 if rest.startswith("\r\n") else min(1, len(rest))
        lines = text.count("\n", 0, end + after)
        other_encodings = {
            number - lines: encoding for number, encoding in first.other_encodings.items() if number >= lines
        }
        self._first = TextBlock(rest[after:].encode(), first.read, first.last, other_encodings)

    @property
    def form(self) -> TextForm:
        """Its delimiter, encoding, byte order mark and line ends."""
        return TextForm(self.delimiter, self._blocks.encoding, self._blocks.marked, self._line_end)

    def batches(self, wanted: Sequence[int]) -> Iterator[Batch]:
        """The rows with all columns, not only the wanted ones."""
        for block in chain([self._first], self._stream):
            yield from self._batches(block)

    def _batches(self, block: TextBlock) -> Iterator[Batch]:
        done = block.read / self._size if self._size else None
        if not block.other_encodings and _in_order(block.data, len(self.columns), self.delimiter.encode()):
            yield from self._quickly(block.data, done)
            return
        text = block.data.decode()
        slow = at = 0  # where what is read slowly begins, and how far the block was looked at
        while at < len(text):
            start = at
            while not block.other_encodings and (found := self._plain.match(text, at)):
                at = found.end()
            if at - start >= _RUN:
                yield from self._slowly(text[slow:start], block.other_encodings, done)
                yield from self._quickly(text[start:at].encode(), done)
                slow = at
            if at == len(text):
                break
            is_whole = block.last or len(text) - at > LONGEST_RECORD
            record = next(records(text, at, self.delimiter, is_whole), None)
            if record is None and not is_whole and text[at:].strip("\r\n"):
                self._blocks.give_back(text[at:], unfinished=True)
                break
            at = after_breaks(text, record[1]) if record else len(text)
            if len(text) - at > 2 * blocks.BLOCK:  # what seemed to be one record
                self._blocks.give_back(text[at:], unfinished=False)
                break
        yield from self._slowly(text[slow:at], block.other_encodings, done)

    def _quickly(self, data: bytes, done: float | None) -> Iterator[Batch]:
        """The rows of well-formed records."""
        if not data:
            return
        import polars

        frame = polars.read_csv(
            BytesIO(data),
            has_header=False,
            separator=self.delimiter,
            quote_char='"' if b'"' in data else None,
            infer_schema=False,
            new_columns=[str(number) for number in range(len(self.columns))],
        )
        first, self._row = self._row + 1, self._row + frame.height
        empty = _empty(frame)
        if empty is None:
            yield Batch(frame, first, done=done)
            return
        rows = tuple(number + first for number in (~empty).arg_true())
        yield Batch(frame.filter(~empty), first, rows, done=done, empty=int(empty.sum()))

    def _slowly(self, text: str, other_encodings: Mapping[int, str | None], done: float | None) -> Iterator[Batch]:
        """The rows of any whole records. A quote that is not closed costs the row, and ends with its line."""
        width = len(self.columns)
        rows: list[list[str]] = []
        numbers: list[int] = []
        issues: list[ReadIssue] = []
        end = line = empty = 0
        for start, stop in records(text, 0, self.delimiter):
            self._row += 1 + _breaks(text, end, start, at_start=end == 0)
            line += text.count("\n", end, start)
            record, index, end = text[start:stop], len(rows), stop
            if not record.strip(self.delimiter) or _QUOTED_NOTHING.fullmatch(record):
                line, empty = line + text.count("\n", start, stop), empty + 1
                continue
            numbers.append(self._row)
            if '"' not in record and record.count(self.delimiter) == width - 1:
                rows.append(record.split(self.delimiter))
            else:
                found = cells(record, self.delimiter)
                rows.append([*(cell.value for cell in found[:width]), *[""] * (width - len(found))])
                issues += _issues(index, found, width, self.delimiter)
            lines = text.count("\n", start, stop)
            for number in range(line, line + lines + 1) if other_encodings else ():
                if number in other_encodings:
                    issues.append(_encoding_issue(index, other_encodings[number]))
            line += lines
            if len(rows) == _ROWS:
                yield Batch.of_texts(rows, width, numbers, issues, done, empty)
                rows, numbers, issues, empty = [], [], [], 0
        self._row += max(0, _breaks(text, end, len(text), at_start=end == 0))
        if rows or empty:
            yield Batch.of_texts(rows, width, numbers or [self._row], issues, done, empty)


def _empty(frame: polars.DataFrame) -> polars.Series | None:
    """Which rows have nothing in any cell; None if all have something."""
    empty = None
    for series in frame.iter_columns():
        mine = series.is_null() | (series == "")
        empty = mine if empty is None else empty & mine
        if not empty.any():
            return None
    return empty


def _plain_record(width: int, delimiter: str) -> re.Pattern[str]:
    """A record with so many cells, each with quotes at its edges or without any, and the line break after it."""
    mark = re.escape(delimiter)
    cell = rf'(?:"[^"]*+(?:""[^"]*+)*+"|[^"{mark}\r\n]{"*" if width > 1 else "+"}+)'
    return re.compile(rf"{cell}(?:{mark}{cell}){{{width - 1}}}(?:\r?\n|\Z)")


def _delimiter(text: str) -> str:
    """The delimiter that divides the first record into the most cells; a title has none, so that later ones count."""

    def cells_of(delimiter: str) -> tuple[int, int]:
        counts = [
            len(cells(text[slice(*each)], delimiter)) for each in islice(records(text, 0, delimiter), HEADING_ROWS)
        ]
        return (counts[0], max(counts)) if counts else (0, 0)

    return max(",;\t", key=cells_of)


def _header(
    text: str, delimiter: str, names: Collection[str], header_row: int | None
) -> tuple[int, int, Sequence[str]]:
    """The number of the row with the headings, its end, and the headings."""
    number = end = 0
    looked: list[tuple[int, int, list[str]]] = []
    for start, stop in records(text, 0, delimiter):
        number += 1 + _breaks(text, end, start, at_start=end == 0)
        end = stop
        found = number, end, [cell.value for cell in cells(text[start:stop], delimiter)]
        if header_row is not None:
            if number == header_row:
                return found
            if number > header_row:
                break
            continue
        if any(cell.strip() for cell in found[2]):
            looked.append(found)
        if len(looked) == HEADING_ROWS:
            break
    if header_row is not None:
        raise InputError(messages.NO_HEADER_ROW.fill(row=header_row))
    if not looked:
        raise InputError(messages.EMPTY_TABLE)
    return looked[find_headings([row for _, _, row in looked], names)[0]]


def _in_order(data: bytes, width: int, delimiter: bytes) -> bool:
    """Whether every record has as many cells as the header and every quote is at the edge of its cell."""
    if data.count(b"\r") != data.count(b"\r\n"):
        return False
    if b'"' in data:
        mark = re.escape(delimiter)
        # It begins with a literal, which is looked for ten times as fast as an assertion.
        cell = re.compile(rb'"(?<![^\n' + mark + rb']")[^"]*+(?:""[^"]*+)*+"(?=[\r\n' + mark + rb"]|\Z)")
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


def _issues(index: int, found: Sequence[Cell], width: int, delimiter: str) -> Iterator[ReadIssue]:
    opened = next((cell for cell in found if not cell.quoted and cell.value.startswith('"')), None)
    joined = next((cell for cell in found if "\n" in cell.value and delimiter in cell.value), None)
    if opened:
        yield ReadIssue(index, "open-quote", messages.OPEN_QUOTE, None, opened.value, unusable=True)
    elif joined and len(found) < width:
        message = messages.LATE_QUOTE.fill(lines=joined.value.count("\n") + 1, columns=width)
        yield ReadIssue(index, "open-quote", message, None, joined.value, unusable=True)
    elif len(found) > width:
        beyond = found[width].value
        message = messages.TOO_MANY_CELLS.fill(cells=len(found), columns=width)
        yield ReadIssue(index, "ragged-row", message, None, beyond, unusable=True)
    elif len(found) < width:
        message = messages.TOO_FEW_CELLS.fill(cells=count("cell", len(found)), columns=width)
        yield ReadIssue(index, "ragged-row", message, severity="warning")


def _encoding_issue(index: int, encoding: str | None) -> ReadIssue:
    if encoding is None:
        return ReadIssue(index, "undecodable", messages.UNDECODABLE, unusable=True)
    message = messages.OTHER_ENCODING.fill(encoding=_ENCODINGS[encoding])
    return ReadIssue(index, "mixed-encodings", message, severity="warning")
