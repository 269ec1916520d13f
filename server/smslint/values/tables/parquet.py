"""Parquet files, folders, glob patterns and object storage, read as a stream of row groups."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from smslint.messages import rehearse as messages
from smslint.values.tables.batch import Batch, InputError
from smslint.values.tables.place import TablePlace, TextForm

if TYPE_CHECKING:
    import polars

ROWS: Final = 262_144
"""Rows of a batch: with half as many, a rehearsal takes a seventh longer."""
_CELLS: Final = 2 << 20
"""Cells of a batch of a wide table."""
_PER_SECOND: Final = {"ms": 10**3, "us": 10**6, "ns": 10**9}
_FIRST_DAY: Final = date(1, 1, 1).toordinal() - date(1970, 1, 1).toordinal()
_LAST_DAY: Final = date.max.toordinal() - date(1970, 1, 1).toordinal()


class ParquetTable:
    """A Parquet table; `start` and `count` select a range of its rows."""

    seen: tuple[str, ...] | None = None
    place = TablePlace()
    form = TextForm()

    def __init__(self, source: str, start: int = 0, count: int | None = None) -> None:
        import polars

        try:
            self._rows = polars.scan_parquet(source, glob=not os.path.isfile(source))
            self._schema = self._rows.collect_schema()
            total: int = self._rows.select(polars.len()).collect().item() if count is None else count
        except (polars.exceptions.PolarsError, OSError) as error:
            raise InputError(messages.NO_PARQUET.fill(detail=str(error).partition("\n")[0])) from None
        self.columns = [name.strip() for name in self._schema.names()]
        if not self.columns:
            raise InputError(messages.EMPTY_TABLE)
        self.height = total
        self._start = start
        if start or count is not None:
            self._rows = self._rows.slice(start, count)

    def batches(self, wanted: Sequence[int]) -> Iterator[Batch]:
        """The rows with the wanted columns."""
        for first, frame in self.frames(wanted):
            yield batch_of(frame, first, (first - 1 - self._start + frame.height) / (self.height or 1))

    def frames(self, wanted: Sequence[int]) -> Iterator[tuple[int, polars.DataFrame]]:
        """The rows with their types, in parts, each with the number of its first row."""
        import polars

        names = self._schema.names()
        chosen = [polars.col(names[number]).alias(str(number)) for number in (wanted or (0,))]
        row = self._start + 1
        rows = max(1, min(ROWS, _CELLS // len(chosen)))
        try:
            for frame in self._rows.select(chosen).collect_batches(chunk_size=rows, maintain_order=True):
                yield row, frame
                row += frame.height
        except polars.exceptions.PolarsError as error:
            raise InputError(messages.NO_PARQUET.fill(detail=str(error).partition("\n")[0])) from None


def batch_of(frame: polars.DataFrame, first: int, done: float | None = None) -> Batch:
    """A frame of any types as a batch of text; lists and objects keep their types."""
    import polars

    typed: dict[str, Mapping[int, object]] = {}
    columns: list[polars.Series] = []
    for series in frame.iter_columns():
        if series.dtype == polars.String:
            columns.append(series)
        elif series.dtype.is_nested() or series.dtype == polars.Object:
            values = {index: value for index, value in enumerate(series.to_list()) if value is not None}
            typed[series.name] = values
            columns.append(polars.Series(series.name, [None] * len(series), dtype=polars.String))
        else:
            columns.append(_text(series))
    return Batch(polars.DataFrame(columns), first, typed=typed, done=done)


def _text(series: polars.Series) -> polars.Series:
    import polars

    match series.dtype:
        case polars.Date():
            return _with_years(series, 1).cast(polars.String)
        case polars.Datetime(time_unit=unit):
            return _with_years(series, 86_400 * _PER_SECOND[unit]).dt.to_string("%Y-%m-%d %H:%M:%S%.f")
        case polars.Duration(time_unit=unit):
            texts = [
                None if each is None else _clock(each, _PER_SECOND[unit]) for each in series.to_physical().to_list()
            ]
            return polars.Series(series.name, texts, dtype=polars.String)
        case polars.Time():
            return series.dt.to_string("%H:%M:%S%.f")
        case polars.Binary():
            texts = [None if each is None else each.decode("utf-8", "replace") for each in series.to_list()]
            return polars.Series(series.name, texts, dtype=polars.String)
    try:
        return series.cast(polars.String)
    except polars.exceptions.PolarsError as error:
        raise InputError(messages.NO_PARQUET.fill(detail=str(error).partition("\n")[0])) from None


def _with_years(series: polars.Series, day: int) -> polars.Series:
    """Dates whose text Polars can make; beyond them it panics. `day` is what a day has in the series' unit."""
    first, last = max(_FIRST_DAY * day, -(1 << 63)), min((_LAST_DAY + 1) * day, 1 << 63) - 1
    if not series.to_physical().drop_nulls().is_between(first, last).all():
        raise InputError(messages.NO_YEAR.fill(column=int(series.name) + 1))
    return series


def _clock(duration: int, second: int) -> str:
    """A duration in hours, minutes and seconds, as a spreadsheet shows it."""
    sign, (seconds, rest) = "-" if duration < 0 else "", divmod(abs(duration), second)
    fraction = f"{rest / second:.9f}".rstrip("0")[1:] if rest else ""
    return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}{fraction}"


def to_json(value: Any) -> str:
    """A value as JSON text."""
    return json.dumps(value, ensure_ascii=False, default=str)
