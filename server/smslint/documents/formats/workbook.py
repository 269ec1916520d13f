"""Workbooks (.xlsx), which are read but not written: every sheet that has a content column."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from io import BytesIO
from typing import Final

from smslint.core.finding import RuleMatch, in_source
from smslint.core.place import Place
from smslint.documents.formats.format import Format, Loaded, Source, unreadable
from smslint.documents.formats.json import JsonRegions
from smslint.documents.formats.table import header_of, headings_at, known_columns, other_cells
from smslint.documents.problem import shortened, unreadable_text
from smslint.documents.regions import Region
from smslint.documents.schemas import TABLE
from smslint.messages import documents as messages
from smslint.syntax.workbook import Workbook, WorkbookError, column_letters, open_workbook, reader_error

_MOST_NAMED: Final = 20
"""How many sheets a message names."""


class WorkbookSource(JsonRegions, Source):
    """The rows of a workbook, each as a line of JSON. Places are cells."""

    row = schema = TABLE

    def __init__(self, only: str | None) -> None:
        super().__init__("")
        self._only = only
        self.headings: list[str] = []
        self._rows: dict[int, tuple[int, str, int, dict[str, int]]] = {}
        self._others: dict[int, dict[str, str]] = {}

    def load(self, book: Workbook) -> None:
        """Add the rows of all sheets that hold templates."""
        lines: list[str] = []
        start = 0
        found = False
        if self._only is not None and self._only not in book.names:
            sheets = tuple(map(shortened, book.names[:_MOST_NAMED]))
            self.problems.append(unreadable_text(messages.NO_SHEET.fill(name=self._only, sheets=sheets), 0, 0))
            return
        for name in book.names if self._only is None else (self._only,):
            sheet = book.sheet(name)
            top, left = sheet.start or (0, 0)
            rows = [row[left:] for row in book.rows(sheet)][top:]
            at, known = headings_at([_text(cell) for cell in row] for row in rows)
            if not known:
                continue
            names = [_text(cell) for cell in rows[at]]
            header, errors = header_of(names)
            found = True
            for each in errors:
                number = len(self.headings)
                self.headings.append(f"{name}!{column_letters(left + int(each.path[0]) + 1)}{top + at + 1}")
                self.problems.append(RuleMatch(each.rule, in_source(number, number, each.values)))
            columns = {key: left + number for number, key in known_columns(header)}
            for number, row in enumerate(rows[at + 1 :], top + at + 1):
                if not any(cell not in ("", None) for cell in row):
                    continue
                values = {key: _text(row[at - left]) if at - left < len(row) else "" for key, at in columns.items()}
                if not any(values.values()):
                    continue
                if len(columns) < len(header) and (others := other_cells(header, names, [*map(_text, row)])):
                    self._others[start] = others
                line = json.dumps(values, ensure_ascii=False)
                self._rows[start] = (start + len(line), name, number, columns)
                lines.append(line)
                start += len(line) + 1
        self.text = "\n".join(lines)
        if not found:
            self.problems.append(unreadable_text(messages.NO_CONTENT_COLUMN, 0, 0))

    def regions(self) -> Iterator[Region]:
        for start, (end, _, _, _) in self._rows.items():
            yield Region(start, end, TABLE)

    def others(self, region: Region) -> Mapping[str, str]:
        return self._others.get(region.start, {})

    def cell(self, start: int, place: Place) -> str | None:
        """The cell of a field in the row at `start`; the content's cell if the field has no column."""
        row = self._rows.get(start)
        if row is None:
            return None
        _, sheet, number, columns = row
        wanted = str(place.path[0]) if place.path else "content"
        for field in (wanted, "content", "frames"):
            for key, column in columns.items():
                if key in TABLE.keys and TABLE.keys[key].name == field:
                    return f"{sheet}!{column_letters(column + 1)}{number + 1}"
        return None


def _text(value: object) -> str:
    """A cell's value as it was typed: whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, (date, datetime, time)):
        return value.isoformat(" ") if isinstance(value, datetime) else value.isoformat()
    return str(value)


class WorkbookFormat(Format):
    """Excel workbooks."""

    name = "xlsx"

    def __init__(self, only: str | None = None) -> None:
        self._only = only

    def of_sheet(self, name: str) -> Format:
        return WorkbookFormat(name)

    def load(self, data: bytes | str) -> Loaded:
        data = data if isinstance(data, bytes) else data.encode("utf-8", "replace")
        made = WorkbookSource(self._only)
        try:
            made.load(open_workbook(BytesIO(data)))
        except ImportError:
            return unreadable(messages.NO_EXTRA)
        except WorkbookError as error:
            return unreadable(error.text)
        except Exception as error:  # the reader raises a dozen kinds of its own, and a broken file must be one finding
            return unreadable(reader_error(error))
        return Loaded(made)


XLSX: Final = WorkbookFormat()
