"""One column of a table, as the values that will be sent."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO, StringIO
from pathlib import Path

from smslint.documents.decoding import decoded
from smslint.messages import values as messages
from smslint.values.judge import InputError

_FORMATS: Mapping[str, str] = {
    ".csv": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".xlsx": "xlsx",
}


def column_values(path: Path, column: str) -> list[object]:
    """The values of a column, by its heading or its number from 1; raises `InputError`, and OSError for the file."""
    data = path.read_bytes()
    form = _FORMATS.get(path.suffix.lower())
    if form is None:
        raise InputError(messages.NO_TABLE.fill(path=path, known=tuple(_FORMATS)))
    if form == "xlsx":
        return _by_heading(_workbook_rows(data, path), column, path)
    read = decoded(data, gb18030=form != "jsonl")
    if read.text is None:
        raise InputError(messages.UNREADABLE.fill(path=path, detail=read.reason))
    if form == "jsonl":
        return list(_json_values(read.text, column, path))
    rows = csv.reader(StringIO(read.text, newline=""), delimiter="\t" if form == "tsv" else ",")
    return _by_heading(list(rows), column, path)


def _by_heading(rows: Sequence[Sequence[object]], column: str, path: Path) -> list[object]:
    header = [str(name).strip() for name in rows[0]] if rows else []
    if column in header:
        at = header.index(column)
    elif column.isdecimal() and 0 < int(column) <= len(header):
        at = int(column) - 1
    else:
        raise InputError(messages.NO_COLUMN.fill(path=path, column=column, known=tuple(header)))
    return [row[at] if at < len(row) else "" for row in rows[1:] if any(row)]


def _json_values(text: str, column: str, path: Path) -> Iterator[object]:
    known: dict[str, None] = {}
    found = False
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise InputError(messages.NO_JSON.fill(line=number, detail=error)) from None
        if not isinstance(row, Mapping):
            raise InputError(messages.NO_OBJECT.fill(line=number))
        known |= dict.fromkeys(row)
        found = found or column in row
        yield row.get(column)
    if not found:
        raise InputError(messages.NO_COLUMN.fill(path=path, column=column, known=tuple(known)))


def _workbook_rows(data: bytes, path: Path) -> list[list[object]]:
    try:
        from python_calamine import CalamineWorkbook
    except ImportError:
        raise InputError(messages.NO_TABLES_EXTRA.fill(path=path)) from None
    try:
        sheet = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0)
        return [[_sent(cell) for cell in row] for row in sheet.to_python(skip_empty_area=True)]
    except Exception as error:  # the reader raises a dozen kinds of its own
        raise InputError(messages.UNREADABLE.fill(path=path, detail=error)) from None


def _sent(cell: object) -> object:
    """A cell as text: workbooks keep whole numbers as floats."""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else "" if cell is None else str(cell)
