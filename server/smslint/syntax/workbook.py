"""Opens Excel workbooks that are not too large: the reader makes room for every cell that a sheet spans."""

from __future__ import annotations

import re
from functools import partial
from typing import IO, Any, Final
from zipfile import BadZipFile, ZipFile

from smslint.messages import Bilingual
from smslint.messages import documents as messages

CELLS: Final = 20_000_000
"""How many cells a sheet may span; the vendor's console exports some ten columns."""
SPARSE_CELLS: Final = 1_000_000
"""How many cells a sheet may span if few of them have a value."""
UNPACKED: Final = 1 << 29
"""How many bytes a workbook may have after unpacking; a million rows of the console's export have half of that."""
_FILLED: Final = 0.05
"""The share of cells with a value that makes a sheet more than sparse."""
_COLUMNS: Final = 16_384
_BLOCK: Final = 1 << 20
_NAMED: Final = re.compile(rb"""\br=["']([A-Za-z]{0,9})([0-9]{1,12})["']""")
"""The address of a cell, or the number of a row."""


class WorkbookError(ValueError):
    """A workbook that is not read; `text` says why."""

    def __init__(self, text: Bilingual) -> None:
        super().__init__(text.en)
        self.text = text


def open_workbook(file: IO[bytes]) -> Any:
    """The workbook of a file, as `python_calamine` reads it. Raises WorkbookError, and ImportError without it."""
    from python_calamine import CalamineWorkbook

    try:
        _refuse_large(file)
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError):  # no archive, an unknown method, a password
        raise WorkbookError(messages.NO_ARCHIVE) from None
    file.seek(0)
    try:
        return CalamineWorkbook.from_filelike(file)
    except Exception as error:  # the reader raises a dozen kinds of its own
        raise WorkbookError(reader_error(error)) from None


def reader_error(error: Exception) -> Bilingual:
    """What the reader says about a workbook or a sheet."""
    return messages.NO_WORKBOOK.fill(detail=str(error).partition("\n")[0] or type(error).__name__)


def _refuse_large(file: IO[bytes]) -> None:
    """A small file may unpack to any size. All parts are unpacked here, since an archive may lie about their sizes."""
    with ZipFile(file) as archive:
        size = sum(entry.file_size for entry in archive.infolist())
        if size > UNPACKED:
            raise WorkbookError(messages.UNPACKS_TOO_LARGE.fill(size=size, limit=UNPACKED))
        for entry in archive.infolist():
            if not entry.filename.endswith((".xml", ".rels")):
                continue
            with archive.open(entry) as part:
                if not entry.filename.startswith("xl/worksheets/"):
                    for _ in iter(partial(part.read, _BLOCK), b""):
                        pass
                    continue
                row, column, cells = _extent(part)
            spanned = row * column
            if spanned > CELLS or (spanned > SPARSE_CELLS and cells < spanned * _FILLED):
                limit = CELLS if spanned > CELLS else SPARSE_CELLS
                raise WorkbookError(messages.SHEET_TOO_LARGE.fill(cell=f"{column_letters(column)}{row}", limit=limit))


def _extent(sheet: IO[bytes]) -> tuple[int, int, int]:
    """The last row and the last column of a sheet's cells, from 1, and how many cells it has."""
    row, rows, letters, cells, named, rest = 0, 0, b"A", 0, 0, b""
    for block in iter(partial(sheet.read, _BLOCK), b""):
        rows += block.count(b"<row")
        cells += block.count(b"<c ") + block.count(b"<c>")
        block = rest + block
        addresses = _NAMED.findall(block)
        named += sum(map(bool, (name for name, _ in addresses)))
        for name, digits in set(addresses):
            row, letters = max(row, int(digits)), max(letters, name.upper(), key=lambda each: (len(each), each))
        rest = block[-30:]  # the longest address may go over the edge
    column = 0
    for letter in letters:
        column = column * 26 + letter - 64
    # Cells without an address follow each other.
    return max(row, rows), max(column, min(cells - named, _COLUMNS)), cells


def column_letters(column: int) -> str:
    """The letters of a column, counted from 1: 1 is A, 27 is AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
