"""The values of one column of a table, as they will be sent.

Only workbooks need the extra `tables`: CSV, TSV and JSONL are read without Polars.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.util import find_spec
from io import BytesIO, StringIO
from pathlib import Path
from typing import Final

from smslint.documents.decoding import decode_text
from smslint.io.opener import read_bytes
from smslint.messages import values as messages
from smslint.syntax.table import cells, records
from smslint.values.judge import json_lines
from smslint.values.tables.batch import InputError
from smslint.values.tables.json_lines import json_rows
from smslint.values.tables.table import SUFFIXES
from smslint.values.tables.workbook import WorkbookTable

_SIZE: Final = 1 << 29
"""The most bytes of a table that is read as a whole."""


def column_values(path: Path, column: str) -> list[object]:
    """The values of a column, by its heading or its number from 1; raises `InputError`, and OSError for the file."""
    data = read_bytes(path, _SIZE)
    form = SUFFIXES.get(path.suffix.lower())
    if form is None or form == "parquet":
        known = tuple(suffix for suffix, each in SUFFIXES.items() if each != "parquet")
        raise InputError(messages.NO_TABLE.fill(path=path, known=known))
    if form == "xlsx":
        return _workbook_column(data, column, path)
    read = decode_text(data, gb18030=form not in ("json", "jsonl"))
    if read.text is None:
        raise InputError(messages.UNREADABLE.fill(path=path, detail=read.reason))
    if form == "json":
        return list(_json_values(enumerate(json_rows(read.text), 1), column, path))
    if form == "jsonl":
        return list(_json_values(json_lines(read.text), column, path))
    rows = _rows(read.text, "\t" if form == "tsv" else ",")
    header = [name.strip() for name in next(rows, ())]
    return _column(header, rows, column, path)


def _rows(text: str, delimiter: str) -> Iterator[Sequence[str]]:
    """The rows of a table. Python's reader, in C, joins those after a quote that is not closed."""
    try:
        deque(csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True), maxlen=0)
        return csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error:
        return ([cell.value for cell in cells(text[slice(*each)], delimiter)] for each in records(text, 0, delimiter))


def _column(header: Sequence[str], rows: Iterable[Sequence[str]], column: str, path: Path) -> list[object]:
    """The cells of a column in all rows that are not blank."""
    if column in header:
        at = header.index(column)
    elif column.isdecimal() and 0 < int(column) <= len(header):
        at = int(column) - 1
    else:
        raise InputError(messages.NO_COLUMN.fill(path=path, column=column, known=tuple(header)))
    return [row[at] if at < len(row) else "" for row in rows if any(row)]


def _json_values(rows: Iterable[tuple[int, object]], column: str, path: Path) -> Iterator[object]:
    known: dict[str, None] = {}
    found = False
    for number, row in rows:
        if not isinstance(row, Mapping):
            raise InputError(messages.NO_OBJECT.fill(line=number))
        known |= dict.fromkeys(row)
        found = found or column in row
        yield row.get(column)
    if not found:
        raise InputError(messages.NO_COLUMN.fill(path=path, column=column, known=tuple(known)))


def _workbook_column(data: bytes, column: str, path: Path) -> list[object]:
    if find_spec("python_calamine") is None:
        raise InputError(messages.NO_TABLES_EXTRA.fill(path=path))
    try:
        workbook = WorkbookTable(BytesIO(data))
    except InputError as error:
        raise InputError(messages.UNREADABLE.fill(path=path, detail=error.text)) from None
    return _column(workbook.columns, workbook.texts(), column, path)
