"""Workbooks (.xlsx), which are read but not written: every sheet whose first row has a content column."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO
from typing import Final

from smslint.core.finding import RuleMatch, in_source
from smslint.core.place import Place
from smslint.documents.formats.format import Format, Loaded, Region, Source, unreadable
from smslint.documents.formats.json import JsonRegions
from smslint.documents.formats.table import header_of, known_columns, names_contents
from smslint.documents.problem import unreadable_text
from smslint.documents.schemas import TABLE
from smslint.messages import documents as messages
from smslint.syntax.workbook import Workbook, WorkbookError, column_letters, open_workbook, reader_error


class WorkbookSource(JsonRegions, Source):
    """The rows of a workbook, each as a line of JSON. Places are cells."""

    row = schema = TABLE

    def __init__(self) -> None:
        super().__init__("")
        self._rows: dict[int, tuple[int, str, int, dict[str, int]]] = {}

    def load(self, book: Workbook) -> None:
        """Add the rows of all sheets that hold templates."""
        lines: list[str] = []
        start = 0
        found = False
        for name in book.names:
            sheet = book.sheet(name)
            top, left = sheet.start or (0, 0)
            rows = [row[left:] for row in book.rows(sheet)][top:]
            if not rows:
                continue
            header, errors = header_of([_text(cell) for cell in rows[0]])
            if not names_contents(header):
                continue
            found = True
            self.problems += [RuleMatch(each.rule, in_source(0, 0, each.values)) for each in errors]
            columns = {key: left + number for number, key in known_columns(header)}
            for number, row in enumerate(rows[1:], top + 1):
                if not any(cell not in ("", None) for cell in row):
                    continue
                values = {key: _text(row[at - left]) if at - left < len(row) else "" for key, at in columns.items()}
                if not any(values.values()):
                    continue
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

    def cell(self, start: int, place: Place) -> str | None:
        """The cell of a field in the row at `start`; the content's cell if the field has no column."""
        row = self._rows.get(start)
        if row is None:
            return None
        _, sheet, number, columns = row
        wanted = str(place.path[0]) if place.path else "content"
        for field in (wanted, "content"):
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

    def load(self, data: bytes | str) -> Loaded:
        data = data if isinstance(data, bytes) else data.encode("utf-8", "replace")
        made = WorkbookSource()
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
