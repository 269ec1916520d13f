"""The table of a path: its format by its name, its columns, and its batches."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Final, Literal, Protocol

from smslint.messages import rehearse as messages
from smslint.values.tables.batch import Batch
from smslint.values.tables.error import TableError

Format = Literal["csv", "tsv", "jsonl", "xlsx", "parquet"]
SUFFIXES: Final[Mapping[str, Format]] = {
    ".csv": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".xlsx": "xlsx",
    ".parquet": "parquet",
}


class Table(Protocol):
    """A table that can be read once; `columns` are its headings, which need not differ from each other.

    `seen` are those that are sure to be there; None: all are.
    """

    columns: list[str]
    seen: tuple[str, ...] | None

    def batches(self, wanted: Sequence[int]) -> Iterator[Batch]:
        """The rows; at least the wanted columns are in their frames."""
        ...


def format_of(source: str) -> Format:
    """The format of a table by its name; folders and addresses of object storage hold Parquet. Raises TableError."""
    found = SUFFIXES.get(os.path.splitext(source)[1].lower())
    if found is None and (os.path.isdir(source) or "://" in source):
        return "parquet"
    if found is None:
        raise TableError(messages.NO_TABLE.fill(path=source, known=tuple(SUFFIXES)))
    if "://" in source and found != "parquet":
        raise TableError(messages.ONLY_PARQUET_AWAY.fill(path=source))
    return found


def open_table(source: str, names: Sequence[str], file: IO[bytes] | None = None) -> Table:
    """The table of a path, raising `TableError` or OSError; `names` are the columns that are looked for.

    `file` is the opened file, for formats other than Parquet; its owner closes it.
    """
    try:
        import polars  # noqa: F401
    except ImportError:
        raise TableError(messages.NO_EXTRA) from None
    form = format_of(source)
    if form == "parquet":
        from smslint.values.tables.columnar import Columnar

        return Columnar(source)
    assert file is not None
    size = Path(source).stat().st_size
    if form == "xlsx":
        from smslint.values.tables.workbook import Workbook

        return Workbook(file)
    if form == "jsonl":
        from smslint.values.tables.json_lines import JsonLines

        return JsonLines(file, names, size)
    from smslint.values.tables.delimited import Delimited

    return Delimited(file, "\t" if form == "tsv" else None, size)
