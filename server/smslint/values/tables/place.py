"""Where the table is: the sheet of a workbook, and the row of the headings."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from smslint.dataclass import dataclass
from smslint.syntax.table import heading_row


@dataclass(frozen=True, slots=True)
class TablePlace:
    """Where a table was looked for or found; None where nobody said it, or where a format has no such thing.

    `header_row` counts from 1, as a spreadsheet shows it. `left_out` are the other sheets that hold something.
    """

    sheet: str | None = None
    header_row: int | None = None
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TextForm:
    """How a text table is written: its delimiter, encoding and line ends, and whether a byte order mark begins it; the
    sheet of one in a workbook."""

    delimiter: str = ","
    encoding: str = "utf-8"
    marked: bool = False
    line_end: str = "\n"
    sheet: str | None = None


ANYWHERE: Final = TablePlace()
"""A table whose place nobody said."""


def find_headings(rows: Sequence[Sequence[str]], names: Collection[str]) -> tuple[int, int]:
    """Which of some rows holds the headings, and how many of the looked-for names it has.

    If none has any, it is the first that is not a title, alone in its row: a table of recipients may have any headings,
    while a table without a column of contents is none of templates.
    """
    plain = {plain_name(name) for name in names} - {""}
    row, most = heading_row(rows, lambda row: len({plain_name(cell) for cell in row} & plain))
    if most:
        return row, most
    filled = [sum(bool(cell.strip()) for cell in row) for row in rows]
    return next((number for number, cells in enumerate(filled) if cells > 1), 0), 0


def plain_name(name: str) -> str:
    """A name without what people write differently: case, blanks and marks."""
    return "".join(character for character in name.lower() if character.isalnum())
