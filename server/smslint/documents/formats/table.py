"""CSV and TSV: a header, then a template a record, read as it is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from smslint.core.patterns import lazy_pattern
from smslint.core.text import Text
from smslint.documents.complaint import Complaint, Complaints
from smslint.documents.context import Context
from smslint.documents.host import ParsedText
from smslint.documents.parsed_template import ParsedTemplate, record_of
from smslint.documents.problem import Problem, filled, invalid, unreadable
from smslint.documents.schemas import IGNORED, TABLE, Schema
from smslint.documents.source import Region, only
from smslint.messages import documents as messages
from smslint.syntax.edit import Edit
from smslint.syntax.table import Cell, TableSyntax, cells, records, simple
from smslint.syntax.table import values as in_order
from smslint.syntax.tree import MappingNode, Pair, Scalar

_SEP: Final = lazy_pattern(r'"?sep=(.)"?[ \t]*(?:\r\n|\r|\n)', re.I)
_DELIMITERS: Final = (",", "\t", ";", "|")
_LOWER: Final = {key.lower(): key for key in (*TABLE.keys, *IGNORED)}


def column_key(name: str) -> str:
    """The key that a column's heading means; other headings stand for themselves."""
    name = name.strip()
    return name if name in TABLE.keys else _LOWER.get(name.lower(), name)


def header_of(names: Sequence[str]) -> tuple[tuple[str, ...], list[Complaint]]:
    """The keys of a table's columns, and what is wrong with them; a complaint's path is the column's number."""
    complaints = Complaints()
    keys: list[str] = []
    for number, name in enumerate(names):
        key = column_key(name)
        if key and key in keys:
            complaints.found.append(Complaint("invalid-field", key, messages.DUPLICATE, (number,)))
            key = ""
        elif key and key not in TABLE.keys and key not in IGNORED:
            complaints.unknown((key,), tuple(TABLE.keys))
            found = complaints.found.pop()
            complaints.found.append(Complaint(found.rule, key, found.reason, (number,), True, found.nearest))
        keys.append(key)
    return tuple(keys), complaints.found


class TableSource:
    """A table in text. `header` is given where the text continues a table: the keys of its columns."""

    streams = True

    def __init__(self, text: str, delimiter: str | None, header: tuple[str, ...] | None = None) -> None:
        self.text = text
        self.problems: list[Problem] = []
        self.header_start = self.header_end = self._after = 0
        if header is None:
            self._begin(delimiter)
        else:
            self.delimiter, self.header = delimiter or ",", header
        self.syntax = TableSyntax(self.delimiter, self.header)
        self._columns = [
            (number, key) for number, key in enumerate(self.header) if key and (key in TABLE.keys or key in IGNORED)
        ]

    def _begin(self, delimiter: str | None) -> None:
        text, start = self.text, 0
        declared = _SEP.match(text)
        if declared is not None:
            delimiter, start = declared[1], declared.end()
        self.delimiter = delimiter or _detected(text, start)
        first = next(records(text, start, self.delimiter), None)
        self.header = tuple[str, ...]()
        self._after = len(text)
        if first is None:
            self.problems.append(unreadable(messages.EMPTY, 0, 0))
        else:
            self._read_header(*first)

    def _read_header(self, start: int, end: int) -> None:
        found = cells(self.text[start:end], self.delimiter)
        self.header_start, self.header_end = start, end
        self.header, complaints = header_of([cell.value for cell in found])
        if not self.names_contents:
            self.problems.append(unreadable(messages.NO_CONTENT_COLUMN, start, end))
            return
        self._after = end
        for complaint in complaints:
            cell = found[int(complaint.path[0])]
            low, high = start + cell.start, start + cell.end
            fix = (Edit(low, high, complaint.nearest),) if complaint.nearest else None
            self.problems.append(Problem(complaint.rule, complaint.values, low, high, None, fix))

    @property
    def names_contents(self) -> bool:
        """Whether a column holds the contents."""
        return any(key in TABLE.keys and TABLE.keys[key].name == "content" for key in self.header)

    def verbatim(self, text: str, field: str, value: str) -> int | None:
        return only(text, value) if '"' not in text or simple(self.delimiter).fullmatch(text) else None

    def frame(self) -> object:
        return self.header, self.delimiter

    def regions(self) -> Iterator[Region]:
        for start, end in records(self.text, self._after, self.delimiter):
            yield Region(start, end)

    def read(self, text: str, schema: Schema | None) -> ParsedTemplate:
        delimiter = self.delimiter
        values = text.split(delimiter) if '"' not in text else in_order(text, delimiter)
        if values is None:
            found = cells(text, delimiter)
            if (wrong := self._open_cell(found)) is not None:
                return ParsedTemplate(None, TABLE, (wrong,))
            values = [cell.value for cell in found]
        count = len(values)
        if count > len(self.header) and any(values[len(self.header) :]):
            return ParsedTemplate(None, TABLE, (self._extra(text, count),))
        if count < len(self.header):
            values += [""] * (len(self.header) - count)
        raw: dict[str, object] = {key: values[number] for number, key in self._columns}
        return record_of(raw, TABLE, lambda: self.host(text, TABLE))

    def _open_cell(self, found: list[Cell]) -> Problem | None:
        for cell in found:
            if not cell.quoted and cell.value.startswith('"'):
                return unreadable(messages.OPEN_QUOTE, cell.start, cell.end)
        return None

    def _extra(self, text: str, count: int) -> Problem:
        first = cells(text, self.delimiter, len(self.header) + 1)[-1]
        reason = filled(messages.EXTRA_CELLS, cells=count, columns=len(self.header))
        return invalid("", reason, first.start, len(text))

    def host(self, text: str, schema: Schema) -> ParsedText:
        root = MappingNode(0, len(text), False)
        found = cells(text, self.delimiter, len(self.header))
        for number, key in self._columns:
            if number < len(found):
                cell = found[number]
                style = "quoted" if cell.quoted else "cell"
                value = Scalar(cell.start, cell.end, cell.value, style)
                root.pairs.append(Pair(Scalar(cell.start, cell.start, key, "heading"), value))
        return ParsedText(text, self.syntax, root)

    def context(self, region: Region, text: Text, offset: int) -> Context:
        from smslint.documents.table_cursor import context

        return context(self, region, text.value, offset)


def _detected(text: str, start: int) -> str:
    """The delimiter under which the header has the most known columns."""

    def known(delimiter: str) -> tuple[int, int]:
        first = next(records(text, start, delimiter), None)
        names = [cell.value for cell in cells(text[first[0] : first[1]], delimiter)] if first else []
        return sum(column_key(name) in TABLE.keys for name in names), len(names)

    return max(_DELIMITERS, key=known)
