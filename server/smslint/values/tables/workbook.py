"""XLSX: the first sheet that is not empty, its cells as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import IO, Any, Final

from smslint.messages import rehearse as messages
from smslint.syntax.workbook import WorkbookError, open_workbook, reader_error
from smslint.values.tables.batch import Batch, InputError, ReadIssue

_ROWS: Final = 50_000
_SURE: Final = 10**15
"""Workbooks keep only 15 digits of a number; longer numbers have lost their last digits."""


class WorkbookTable:
    """The first sheet that is not empty; `sheet` is its name."""

    seen: tuple[str, ...] | None = None

    def __init__(self, file: IO[bytes]) -> None:
        try:
            book = open_workbook(file)
            sheets = ((name, book.sheet(name)) for name in book.names)
            found = next(((name, sheet) for name, sheet in sheets if sheet.height), None)
        except ImportError:
            raise InputError(messages.NO_EXTRA) from None
        except WorkbookError as error:
            raise InputError(messages.NO_WORKBOOK.fill(detail=error.text)) from None
        except Exception as error:  # the reader raises a dozen kinds of its own
            raise InputError(messages.NO_WORKBOOK.fill(detail=reader_error(error))) from None
        if found is None:
            raise InputError(messages.EMPTY_TABLE)
        self.sheet, sheet = found
        self._height = sheet.height
        self._rows = book.rows(sheet)
        self._number = 0
        header: list[Any] = []
        for row in self._rows:
            self._number += 1
            if any(cell not in ("", None) for cell in row):
                header = row
                break
        self.columns = [_text(cell).strip() for cell in header]
        if not any(self.columns):
            raise InputError(messages.EMPTY_TABLE)

    def texts(self) -> Iterator[list[str]]:
        """The rows as text, blank ones included."""
        return ([_text(cell) for cell in row] for row in self._rows)

    def batches(self, wanted: Sequence[int]) -> Iterator[Batch]:
        """The rows that are not blank."""
        width = len(self.columns)
        while chunk := list(islice(self._rows, _ROWS)):
            rows: list[list[str]] = []
            numbers: list[int] = []
            issues: list[ReadIssue] = []
            for row in chunk:
                self._number += 1
                if all(cell in ("", None) for cell in row):
                    continue
                for number in wanted:
                    cell = row[number] if number < len(row) else ""
                    if isinstance(cell, float | int) and not isinstance(cell, bool) and abs(cell) >= _SURE:
                        issues.append(_damaged(len(rows), self.columns[number], cell))
                rows.append([_text(row[number]) if number < len(row) else "" for number in range(width)])
                numbers.append(self._number)
            if rows:
                yield Batch.of_texts(rows, width, numbers, issues, self._number / self._height)


def _damaged(index: int, column: str, cell: float) -> ReadIssue:
    shown = str(int(cell))
    message = messages.DAMAGED_NUMBER.fill(value=shown, digits=len(shown.lstrip("-")))
    return ReadIssue(index, "damaged-number", message, column, shown)


def _text(cell: object) -> str:
    """A cell that has no format of its own, as Excel shows it where there is room: numbers with 10 digits."""
    match cell:
        case None:
            return ""
        case bool():
            return "TRUE" if cell else "FALSE"
        case float():
            return str(int(cell)) if cell.is_integer() else f"{cell:.10g}".upper()
        case datetime():
            return cell.isoformat(" ")
        case date() | time():
            return cell.isoformat()
        case timedelta():
            minutes, seconds = divmod(round(cell.total_seconds()), 60)
            return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    return str(cell)
