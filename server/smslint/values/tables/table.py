"""Opens the table of a path, whose name gives the format."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from io import BufferedReader
from typing import Final, Literal, Protocol

from smslint.io.opener import open_file
from smslint.messages import rehearse as messages
from smslint.values.tables.batch import Batch, InputError
from smslint.values.tables.place import ANYWHERE, TablePlace, TextForm

TableKind = Literal["csv", "tsv", "jsonl", "json", "xlsx", "parquet"]
SUFFIXES: Final[Mapping[str, TableKind]] = {
    ".csv": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".xlsx": "xlsx",
    ".parquet": "parquet",
}

LEAST_MEMORY: Final = 2 << 30
"""How many bytes a limit of memory must allow. Polars reserves most without using them: 1.4 GB were measured."""


class Table(Protocol):
    """A table that can be read once; `columns` are its headings, which may repeat.

    `seen` are the columns that are known to exist, None if all are. `place` is where the table was found.
    """

    columns: list[str]
    seen: tuple[str, ...] | None
    place: TablePlace

    @property
    def form(self) -> TextForm:
        """How the table is written if it is text, as far as it was read."""
        ...

    def batches(self, wanted: Sequence[int]) -> Iterator[Batch]:
        """The rows, with at least the wanted columns."""
        ...


def table_format(source: str) -> TableKind:
    """The format of a table by its name; folders and object storage hold Parquet. Raises `InputError`."""
    found = SUFFIXES.get(os.path.splitext(source)[1].lower())
    if found is None and (os.path.isdir(source) or "://" in source):
        return "parquet"
    if found is None:
        raise InputError(messages.NO_TABLE.fill(path=source, known=tuple(SUFFIXES)))
    if "://" in source and found != "parquet":
        raise InputError(messages.ONLY_PARQUET_AWAY.fill(path=source))
    return found


@contextmanager
def open_table(
    source: str, names: Sequence[str], place: TablePlace = ANYWHERE, others: Collection[str] = ()
) -> Iterator[Table]:
    """The table of a path; `names` are the columns that are looked for. They and `others`, which a table may have, tell
    the sheet and the headings where `place` does not. Raises `InputError` and OSError."""
    form = table_format(source)
    if place.sheet is not None and form != "xlsx":
        raise InputError(messages.NO_SHEETS.fill(path=source))
    if place.header_row is not None and form not in ("xlsx", "csv", "tsv"):
        raise InputError(messages.NO_HEADINGS.fill(path=source))
    _load_polars()
    if form == "parquet":
        if os.path.exists(source) and not os.path.isdir(source):
            open_file(source).close()  # a pipe would never answer
        from smslint.values.tables.parquet import ParquetTable

        yield ParquetTable(source)
        return
    with open_file(source) as file:
        size = os.fstat(file.fileno()).st_size
        if form == "xlsx":
            from smslint.values.tables.workbook import WorkbookTable

            yield WorkbookTable(file, {*names, *others}, place.sheet, place.header_row)
        elif form in ("json", "jsonl"):
            from smslint.values.tables.json_lines import JsonLinesTable, JsonTable, is_one_value

            whole = form == "json" or (isinstance(file, BufferedReader) and is_one_value(file.peek()))
            yield JsonTable(file, names) if whole else JsonLinesTable(file, names, size)
        else:
            from smslint.values.tables.delimited import DelimitedTable

            yield DelimitedTable(file, "\t" if form == "tsv" else None, size, {*names, *others}, place.header_row)


def _load_polars() -> None:
    """Imports Polars. Raises `InputError` if it is missing, or has too little memory: it would abort or never end."""
    with suppress(ImportError):  # only POSIX has such limits
        import resource

        limits = [resource.getrlimit(each)[0] for each in (resource.RLIMIT_AS, resource.RLIMIT_DATA)]
        finite = [limit for limit in limits if limit != resource.RLIM_INFINITY]
        if finite and min(finite) < LEAST_MEMORY:
            raise InputError(messages.LITTLE_MEMORY.fill(limit=min(finite) >> 20, least=LEAST_MEMORY >> 20))
        if finite:
            os.environ.setdefault("POLARS_MAX_THREADS", "2")
    try:
        import polars  # noqa: F401
    except ImportError:
        raise InputError(messages.NO_EXTRA) from None
