"""XLSX: one sheet, its cells as text."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import IO, Any, Final

from smslint.core.nearest import nearest_name
from smslint.messages import rehearse as messages
from smslint.syntax.table import HEADING_ROWS
from smslint.syntax.workbook import WorkbookError, open_workbook, reader_error
from smslint.values.tables.batch import Batch, InputError, ReadIssue
from smslint.values.tables.place import TablePlace, TextForm, find_headings

_ROWS: Final = 50_000
_SURE: Final = 10**15
"""Workbooks keep only 15 digits of a number; longer numbers have lost their last digits."""


class WorkbookTable:
    """The sheet that has the most of the looked-for headings, else the first that is not empty; hidden ones come last.

    `place` is its name, the row of its headings, and the other sheets that are not empty.
    """

    seen: tuple[str, ...] | None = None

    def __init__(
        self, file: IO[bytes], names: Collection[str] = (), sheet: str | None = None, header_row: int | None = None
    ) -> None:
        try:
            self._book = open_workbook(file)
            found = self._found(names, sheet, header_row)
        except ImportError:
            raise InputError(messages.NO_EXTRA) from None
        except WorkbookError as error:
            raise InputError(messages.NO_WORKBOOK.fill(detail=error.text)) from None
        except InputError:
            raise
        except Exception as error:  # the reader raises a dozen kinds of its own
            raise InputError(messages.NO_WORKBOOK.fill(detail=reader_error(error))) from None
        if found is None:
            raise InputError(messages.EMPTY_TABLE)
        chosen, self.place = found
        self.form = TextForm(marked=True, sheet=self.place.sheet)
        self._height = chosen.height
        self._rows = self._book.rows(chosen)
        self._number = self.place.header_row or 1
        header = next(islice(self._rows, self._number - 1, None))
        self.columns = [_text(cell).strip() for cell in header]
        if not any(self.columns):
            raise InputError(messages.EMPTY_TABLE)

    def _found(
        self, names: Collection[str], wanted: str | None, header_row: int | None
    ) -> tuple[Any, TablePlace] | None:
        """The sheet with the table, and where the table is in it."""
        every = sorted(self._book.names, key=lambda name: name in self._book.hidden)
        if wanted is not None and wanted not in every:
            near = nearest_name(wanted, every)
            hint = messages.NEAREST.fill(name=near) if near else messages.KNOWN.fill(names=tuple(every))
            raise InputError(messages.NO_SHEET.fill(name=wanted, hint=hint))
        best: tuple[int, Any, int] | None = None
        filled: list[str] = []
        for name in every if wanted is None else [wanted]:
            sheet = self._book.sheet(name)
            if not sheet.height:
                continue
            filled.append(name)
            row, most = self._header(sheet, names, header_row)
            if row and (best is None or most > best[0]):
                best = most, sheet, row
        if best is None:
            if filled and header_row is not None:
                raise InputError(messages.NO_HEADER_ROW.fill(row=header_row))
            return None
        others = every if wanted is not None else filled
        left_out = tuple(name for name in others if name != best[1].name)
        return best[1], TablePlace(best[1].name, best[2], left_out)

    def _header(self, sheet: Any, names: Collection[str], header_row: int | None) -> tuple[int, int]:
        """The row of the headings of a sheet, from 1, 0 if there is none, and how many of the names they have."""
        rows = ((number, [_text(cell) for cell in row]) for number, row in enumerate(self._book.rows(sheet), 1))
        if header_row is not None:
            looked = list(islice(rows, header_row - 1, header_row))
        else:
            looked = list(islice((each for each in rows if any(each[1])), HEADING_ROWS))
        if not looked or not any(looked[0][1]):
            return 0, 0
        index, most = find_headings([row for _, row in looked], names)
        return looked[index][0], most

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
            empty = 0
            for row in chunk:
                self._number += 1
                if all(cell in ("", None) for cell in row):
                    empty += 1
                    continue
                for number in wanted:
                    cell = row[number] if number < len(row) else ""
                    if isinstance(cell, float | int) and not isinstance(cell, bool) and abs(cell) >= _SURE:
                        issues.append(_damaged(len(rows), self.columns[number], cell))
                rows.append([_text(row[number]) if number < len(row) else "" for number in range(width)])
                numbers.append(self._number)
            if rows or empty:
                done = self._number / self._height
                yield Batch.of_texts(rows, width, numbers or [self._number], issues, done, empty)


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
