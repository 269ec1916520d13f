"""CSV and TSV: a header, then records, each a template that is read on demand."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Final

from smslint.core.change import EditSource
from smslint.core.finding import RuleMatch, in_source
from smslint.core.patterns import lazy_pattern
from smslint.core.text import Text
from smslint.documents.formats.format import Columns, CompleteRows, Format, Source, only
from smslint.documents.parsed_template import ParsedTemplate, parsed_template
from smslint.documents.problem import FieldError, FieldErrors, invalid_text, unreadable_text
from smslint.documents.regions import Region, Regions, Splice
from smslint.documents.schemas import IGNORED, TABLE, Schema
from smslint.messages import documents as messages
from smslint.syntax.edit import Edit
from smslint.syntax.parsed_text import ParsedText
from smslint.syntax.table import HEADING_ROWS, TableSyntax, after_breaks, cells, heading_row, records, simple
from smslint.syntax.table import values as in_order
from smslint.syntax.tree import MappingNode, Pair, Scalar

if TYPE_CHECKING:
    from smslint.syntax.context import SyntaxContext

_SEP: Final = lazy_pattern(r'"?sep=(.)"?[ \t]*(?:\r\n|\r|\n)', re.I)
_DELIMITERS: Final = (",", "\t", ";", "|")
_LOWER: Final = {key.lower(): key for key in (*TABLE.keys, *IGNORED)}


def column_key(name: str) -> str:
    """The key for a column's heading; an unknown heading is its own key."""
    name = name.strip()
    return name if name in TABLE.keys else _LOWER.get(name.lower(), name)


def header_of(names: Sequence[str]) -> tuple[tuple[str, ...], list[FieldError]]:
    """The keys of a table's columns, and errors in them; the path of an error is the column's number."""
    errors = FieldErrors()
    keys: list[str] = []
    for number, name in enumerate(names):
        key = column_key(name)
        if key and key in keys:
            errors.found.append(FieldError("invalid-field", key, messages.DUPLICATE, (number,)))
            key = ""
        elif key and key not in TABLE.keys and key not in IGNORED:
            errors.unknown((key,), tuple(TABLE.keys))
            errors.found[-1] = replace(errors.found[-1], path=(number,))
        keys.append(key)
    return tuple(keys), errors.found


def names_contents(header: Sequence[str]) -> bool:
    """Whether a column holds the contents, or the frames that make them."""
    return any(key in TABLE.keys and TABLE.keys[key].name in ("content", "frames") for key in header)


def headings_at(rows: Iterable[Sequence[str]]) -> tuple[int, int]:
    """The number of the row with the headings, one of which names the contents, and how many are known; else zeros."""
    return heading_row(rows, lambda row: _known_headings([column_key(name) for name in row]))


def _known_headings(keys: Sequence[str]) -> int:
    return sum(key in TABLE.keys for key in keys) if names_contents(keys) else 0


def _is_certain(names: Sequence[str]) -> bool:
    """Whether the first record has the headings, whatever follows: it names the contents and more."""
    return _known_headings([column_key(name) for name in names]) > 1


def known_columns(header: Sequence[str]) -> list[tuple[int, str]]:
    """The numbers and the keys of the columns that are read."""
    return [(number, key) for number, key in enumerate(header) if key in TABLE.keys or key in IGNORED]


def other_cells(header: Sequence[str], names: Sequence[str], values: Sequence[str]) -> dict[str, str]:
    """The cells of a row, by heading, that no field of a template is read from."""
    return {
        name: value
        for key, name, value in zip(header, names, values, strict=False)
        if key not in TABLE.keys and name.strip()
    }


class TableSource(Source):
    """A table in text. `columns` are given if the text continues a table."""

    streams = True
    schema = TABLE

    def __init__(self, text: str, delimiter: str | None, columns: Columns | None = None) -> None:
        super().__init__(text)
        self.header_start = self.header_end = self._after = 0
        self._opened: list[int] = []
        if columns is None:
            self._begin(delimiter)
        else:
            self.delimiter, self.header, self.names = columns.delimiter, columns.header, columns.names
        self.syntax = TableSyntax(self.delimiter, self.header)
        self._columns = known_columns(self.header)

    def _begin(self, delimiter: str | None) -> None:
        text, start = self.text, 0
        declared = _SEP.match(text)
        if declared is not None:
            delimiter, start = declared[1], declared.end()
        self.delimiter, first = _headings(text, start, delimiter)
        self.header = self.names = tuple[str, ...]()
        self._after = len(text)
        if first is None:
            self.problems.append(unreadable_text(messages.EMPTY, 0, 0))
        else:
            self._read_header(*first)

    def _read_header(self, start: int, end: int) -> None:
        found = cells(self.text[start:end], self.delimiter)
        self.header_start, self.header_end = start, end
        self.names = tuple(cell.value for cell in found)
        self.header, errors = header_of(self.names)
        if not names_contents(self.header):
            self.problems.append(unreadable_text(messages.NO_CONTENT_COLUMN, start, end))
            return
        self._after = end
        for error in errors:
            cell = found[int(error.path[0])]
            low, high = start + cell.start, start + cell.end
            changes = (EditSource(low, high, error.nearest),) if error.nearest else ()
            match = in_source(low, high, error.values, changes=changes)
            self.problems.append(RuleMatch(error.rule, match))

    def verbatim(self, text: str, field: str, value: str) -> int | None:
        return only(text, value) if '"' not in text or simple(self.delimiter).fullmatch(text) else None

    def frame(self) -> object:
        return self.columns

    @property
    def columns(self) -> Columns:
        """The delimiter and the keys of the columns."""
        return Columns(self.delimiter, self.header, self.names)

    def others(self, region: Region) -> Mapping[str, str]:
        found = cells(self.text[region.start : region.end], self.delimiter, len(self.header))
        return other_cells(self.header, self.names, [cell.value for cell in found])

    def splice(self, before: TableSource, regions: Regions, edit: Edit) -> Splice | None:
        """A record ends where it ends whatever follows, except after an open quote, which may be closed anywhere."""
        first = bisect_left(regions.starts, edit.start) - 1
        if first < 0 or before._opened or before._after != self._after:
            return None
        return regions.found_again(edit, first, self._records(regions.starts[first]), edit.end + 1)

    def regions(self) -> Iterator[Region]:
        self._opened.clear()
        return self._records(self._after)

    def _records(self, start: int) -> Iterator[Region]:
        for low, high in records(self.text, start, self.delimiter, opened=self._opened):
            yield Region(low, high)

    def read(self, text: str, schema: Schema | None) -> ParsedTemplate:
        delimiter = self.delimiter
        values = text.split(delimiter) if '"' not in text else in_order(text, delimiter)
        if values is None:
            found = cells(text, delimiter)
            opened = next((cell for cell in found if not cell.quoted and cell.value.startswith('"')), None)
            if opened is not None:
                wrong = unreadable_text(messages.OPEN_QUOTE, opened.start, opened.end)
                return ParsedTemplate(None, TABLE, (wrong,))
            values = [cell.value for cell in found]
        count = len(values)
        if count > len(self.header) and any(values[len(self.header) :]):
            first = cells(text, delimiter, len(self.header) + 1)[-1]
            reason = messages.EXTRA_CELLS.fill(cells=count, columns=len(self.header))
            return ParsedTemplate(None, TABLE, (invalid_text("", reason, first.start, len(text)),))
        if count < len(self.header):
            values += [""] * (len(self.header) - count)
        raw: dict[str, object] = {key: values[number] for number, key in self._columns}
        return parsed_template(raw, TABLE, lambda: self.parsed_text(text))

    def parsed_text(self, text: str) -> ParsedText:
        root = MappingNode(0, len(text), False)
        found = cells(text, self.delimiter, len(self.header))
        for number, key in self._columns:
            if number < len(found):
                cell = found[number]
                style = "quoted" if cell.quoted else "cell"
                value = Scalar(cell.start, cell.end, cell.value, style)
                root.pairs.append(Pair(Scalar(cell.start, cell.start, key, "heading"), value))
        return ParsedText(text, self.syntax, root)

    def context(self, region: Region, text: Text, offset: int) -> SyntaxContext | None:
        from smslint.syntax.context import in_key, in_value

        header = offset <= self.header_end
        start, end = (self.header_start, self.header_end) if header else (region.start, region.end)
        if not start <= offset <= end:
            return None
        for number, cell in enumerate(cells(text.value[start:end], self.delimiter)):
            if start + cell.end < offset:
                continue
            quote = int(cell.quoted)
            low, high = start + cell.start + quote, start + cell.end - quote
            typed = text.value[low : max(offset, low)].replace('""', '"') if cell.quoted else text.value[low:offset]
            if header:
                return in_key((), typed, low, max(high, low), tuple(self.header))
            key = self.header[number] if number < len(self.header) else ""
            return in_value((key,), cell.value, len(typed), low, max(high, low), offset) if key else None
        return None


def _headings(text: str, start: int, delimiter: str | None) -> tuple[str, tuple[int, int] | None]:
    """The delimiter under which the headings have the most known columns, and the record of the headings.

    It is the first record if that is certain; else the one of the first with the most known columns.
    None if there is no record.
    """
    delimiters = (delimiter,) if delimiter else _DELIMITERS

    def names(record: tuple[int, int], delimiter: str) -> list[str]:
        return [cell.value for cell in cells(text[slice(*record)], delimiter)]

    def known(keys: Sequence[str]) -> tuple[bool, int, int]:
        return names_contents(keys), sum(key in TABLE.keys for key in keys), len(keys)

    def rank(delimiter: str) -> tuple[bool, int, int]:
        first = next(records(text, start, delimiter), None)
        return known([column_key(name) for name in names(first, delimiter)] if first else ())

    best = max(delimiters, key=rank)
    first = next(records(text, start, best), None)
    if first is None or _is_certain(names(first, best)):
        return best, first
    most = 0
    for each in delimiters:
        row, found = headings_at(names(record, each) for record in records(text, start, each))
        if found > most:
            best, most = each, found
            first = next(islice(records(text, start, each), row, None))
    return best, first


def _is_filled(text: str, record: tuple[int, int], delimiter: str) -> bool:
    return any(cell.value.strip() for cell in cells(text[slice(*record)], delimiter))


class TableFormat(Format):
    """Comma or tab separated text."""

    lines = True
    gb18030 = True

    def __init__(self, name: str, delimiter: str | None) -> None:
        self.name = name
        self._delimiter = delimiter

    def open(self, text: str, columns: Columns | None = None) -> TableSource:
        return TableSource(text, self._delimiter, columns)

    def column_edit(self, text: str, key: str) -> Edit | None:
        table = self.open(text)
        if key in table.header or not names_contents(table.header):
            return None
        return Edit(table.header_end, table.header_end, table.delimiter + key)

    def rows(self, text: str, columns: Columns | None, at_end: bool) -> CompleteRows | None:
        start = count = 0
        if columns is None:
            table = self.open(text)
            start = table.header_end
            if not (names_contents(table.header) and (at_end or self._has_headings(text, table))):
                return None
            columns = table.columns
        for found in records(text, start, columns.delimiter, at_end):
            count, start = count + 1, found[1]
        size = after_breaks(text, start)
        whole = at_end or text[size - 1 : size] == "\n"
        return CompleteRows(columns, size, count) if whole else CompleteRows(columns, 0, 0)

    @staticmethod
    def _has_headings(text: str, table: TableSource) -> bool:
        """Whether what follows a text cannot change which record has the headings."""
        complete = records(text, 0, table.delimiter, whole=False)
        looked = list(islice((each for each in complete if _is_filled(text, each, table.delimiter)), HEADING_ROWS))
        is_first = looked[:1] == [(table.header_start, table.header_end)] and _is_certain(table.names)
        return is_first or len(looked) == HEADING_ROWS


CSV: Final = TableFormat("csv", None)
TSV: Final = TableFormat("tsv", "\t")
