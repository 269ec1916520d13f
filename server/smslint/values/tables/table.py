"""Opens the table of a path, whose name gives the format."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Final, Literal, Protocol

from smslint.messages import rehearse as messages
from smslint.values.tables.batch import Batch, TableError

TableFormat = Literal["csv", "tsv", "jsonl", "xlsx", "parquet"]
SUFFIXES: Final[Mapping[str, TableFormat]] = {
    ".csv": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".xlsx": "xlsx",
    ".parquet": "parquet",
}


class Table(Protocol):
    """A table that can be read once; `columns` are its headings, which may repeat.

    `seen` are the columns that are known to exist, None if all are.
    """

    columns: list[str]
    seen: tuple[str, ...] | None

    def batches(self, wanted: Sequence[int]) -> Iterator[Batch]:
        """The rows, with at least the wanted columns."""
        ...


def table_format(source: str) -> TableFormat:
    """The format of a table by its name; folders and object storage hold Parquet. Raises `TableError`."""
    found = SUFFIXES.get(os.path.splitext(source)[1].lower())
    if found is None and (os.path.isdir(source) or "://" in source):
        return "parquet"
    if found is None:
        raise TableError(messages.NO_TABLE.fill(path=source, known=tuple(SUFFIXES)))
    if "://" in source and found != "parquet":
        raise TableError(messages.ONLY_PARQUET_AWAY.fill(path=source))
    return found


def open_table(source: str, names: Sequence[str], file: IO[bytes] | None = None) -> Table:
    """The table of a path; `names` are the columns that are looked for. Raises `TableError` and OSError.

    `file` is the open file of a format other than Parquet; the caller closes it.
    """
    try:
        import polars  # noqa: F401
    except ImportError:
        raise TableError(messages.NO_EXTRA) from None
    form = table_format(source)
    if form == "parquet":
        from smslint.values.tables.parquet import ParquetTable

        return ParquetTable(source)
    assert file is not None
    size = Path(source).stat().st_size
    if form == "xlsx":
        from smslint.values.tables.workbook import WorkbookTable

        return WorkbookTable(file)
    if form == "jsonl":
        from smslint.values.tables.json_lines import JsonLinesTable

        return JsonLinesTable(file, names, size)
    from smslint.values.tables.delimited import DelimitedTable

    return DelimitedTable(file, "\t" if form == "tsv" else None, size)
