"""Where the table is: the sheet of a workbook, and the row of the headings."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from smslint.dataclass import dataclass

LOOKED_AT: Final = 20
"""Rows with something in them that may hold the headings."""


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
    """How a text table is written: its delimiter, encoding and line ends, and whether a byte order mark begins it."""

    delimiter: str = ","
    encoding: str = "utf-8"
    marked: bool = False
    line_end: str = "\n"


ANYWHERE: Final = TablePlace()
"""A table whose place nobody said."""


def heading_row(rows: Sequence[Sequence[str]], names: Collection[str]) -> tuple[int, int]:
    """Which of the first rows holds the headings, and how many of the looked-for names it has.

    It is the first with the most of these names; if none has any, the first that is not a title, alone in its row.
    """
    plain = {plain_name(name) for name in names} - {""}
    found = [len({plain_name(cell) for cell in row} & plain) for row in rows]
    most = max(found, default=0)
    if most:
        return found.index(most), most
    filled = [sum(bool(cell.strip()) for cell in row) for row in rows]
    return next((number for number, cells in enumerate(filled) if cells > 1), 0), 0


def plain_name(name: str) -> str:
    """A name without what people write differently: case, blanks and marks."""
    return "".join(character for character in name.lower() if character.isalnum())
