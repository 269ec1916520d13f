"""Rehearses a template on a Ray cluster, with the same check of the same batches as on one machine.

Ray Data carries Arrow batches from the tasks that read ranges of rows to the tasks that check them. Both are functions
without state, so Ray can repeat them elsewhere when a worker dies; each process caches its checker. The environment
variable `RAY_ADDRESS` names the cluster; by default, Ray runs on this machine.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from smslint.core.analysis import Analysis
from smslint.core.lint import Linter
from smslint.messages import Language
from smslint.messages import rehearse as messages
from smslint.values.rehearsal import (
    ALLOWED,
    ProgressCallback,
    RehearsalProgress,
    TableOptions,
    column_profiles,
    columns_to_read,
)
from smslint.values.rehearsal.batch_checker import BatchChecker
from smslint.values.rehearsal.by_code import CodeSplitter
from smslint.values.rehearsal.faulty_rows import FaultyRowsWriter, faulty_rows
from smslint.values.rehearsal.likely_columns import refuse_unmapped
from smslint.values.rehearsal.row_counts import RowCounts
from smslint.values.rehearsal.send_plan import SendPlan
from smslint.values.rehearsal.sent_numbers import Repeats
from smslint.values.rehearsal.summary import Rehearsal, summarize
from smslint.values.tables.batch import InputError
from smslint.values.tables.parquet import ParquetTable, batch_of
from smslint.values.tables.table import table_format

if TYPE_CHECKING:
    import pyarrow

ROWS: Final = 1 << 20
"""Rows that one task reads in a large table."""
_TASKS: Final = 64
"""Tasks for a smaller table; fewer if a task would have less than `_FEWEST` rows."""
_FEWEST: Final = 10_000
_ROW: Final = "row"


def rehearse_on_ray(
    analysis: Analysis,
    data: str,
    options: TableOptions | None = None,
    progress: ProgressCallback | None = None,
    rows: FaultyRowsWriter | None = None,
) -> Rehearsal:
    """Do what `rehearse` does on Ray; only for Parquet, since tasks can start to read it at any row."""
    if table_format(data) != "parquet":
        raise InputError(messages.ONLY_PARQUET_ON_RAY.fill(path=data))
    ray, options = _connect(), options or TableOptions()
    made, repeats = _run_on_ray(ray, analysis, data, options, progress, rows, None)
    if repeats.beyond:
        if rows:
            rows.restart()
        made, _ = _run_on_ray(ray, analysis, data, options, progress, rows, repeats)
    return made


def _run_on_ray(
    ray: Any,
    analysis: Analysis,
    data: str,
    options: TableOptions,
    progress: ProgressCallback | None,
    rows: FaultyRowsWriter | None,
    repeats: Repeats | None,
) -> tuple[Rehearsal, Repeats]:
    plan = SendPlan(analysis)
    table = ParquetTable(data)
    column_mapping = options.columns(plan, table, [plan])
    refuse_unmapped(plan, column_mapping, table.columns, data, table.batches(range(len(table.columns))))
    import polars

    from ray import cloudpickle

    language = rows.language if rows else None
    beyond = repeats.beyond if repeats else frozenset()
    settings = (analysis.template, analysis.catalog, analysis.value_length)
    columns = columns_to_read(table, [column_mapping], everything=rows is not None)
    first = next(table.batches(columns), None)
    profiles = column_profiles(plan, column_mapping, first) if first else {}
    recipe = (*settings, column_mapping, table.columns, language, beyond, profiles)
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.execution_options.preserve_order = rows is not None
    packed = cloudpickle.dumps(recipe)
    ranges = _row_ranges(table.height)
    answers = (
        ray.data.from_items(ranges, override_num_blocks=max(1, len(ranges)))
        .map_batches(_read, batch_size=1, fn_kwargs={"source": data, "columns": columns}, batch_format="pyarrow")
        .map_batches(_check_batch, batch_size=None, fn_kwargs={"packed": packed}, batch_format="pyarrow")
    )
    counts = RowCounts()
    try:
        for answer in answers.iter_rows():
            if answer["rows"] and rows:
                rows.write(polars.read_ipc(BytesIO(answer["rows"])))
            if answer["counts"]:
                counts.add(pickle.loads(answer["counts"]))
            if progress:
                progress(RehearsalProgress(counts.rows, counts.refused, counts.rows / (table.height or 1)))
    except ray.exceptions.RayError as error:
        lines = [line for line in str(error).split("\n") if line.strip()]
        detail = lines[-1].strip() if lines else type(error).__name__
        raise InputError(messages.RAY_FAILED.fill(detail=detail)) from None
    repeats = repeats or counts.numbers.repeated(ALLOWED.get(analysis.type))
    return summarize(plan, data, column_mapping, table.columns, counts, table.place, repeats), repeats


def _connect() -> Any:
    try:
        import logging

        import ray.data
        import ray.exceptions

        import ray
    except ImportError:
        raise InputError(messages.NO_RAY) from None
    if not ray.is_initialized():
        ray.init(log_to_driver=False, logging_level=logging.ERROR)
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    return ray


def _row_ranges(height: int) -> list[dict[str, int]]:
    size = min(ROWS, max(_FEWEST, -(-height // _TASKS)))
    return [{"start": start, "count": min(size, height - start)} for start in range(0, height, size)]


def _read(pieces: pyarrow.Table, source: str, columns: list[int]) -> Iterator[pyarrow.Table]:
    """The rows of some ranges, each with its number."""
    import polars

    for piece in pieces.to_pylist():
        for first, frame in ParquetTable(source, piece["start"], piece["count"]).frames(columns):
            row = polars.int_range(first, first + frame.height, dtype=polars.Int64, eager=True)
            yield frame.with_columns(row.alias(_ROW)).to_arrow()


def _check_batch(table: pyarrow.Table, packed: bytes) -> pyarrow.Table:
    """The counts of an Arrow batch, and its rows with issues if they are wanted."""
    import polars
    import pyarrow

    frame = polars.DataFrame(table)
    if frame.height == 0:
        return pyarrow.table({"counts": [b""], "rows": [b""]})
    check, splitter, headings, language = _checker(packed)
    batch = batch_of(frame.drop(_ROW), frame.get_column(_ROW)[0])
    counts, faulty = RowCounts(), BytesIO()
    frames = []
    for _, part, result in splitter.parts(batch, counts):
        found = check(part) if result is None else result
        counts.add(found.counts)
        frames.append(faulty_rows(part, found, headings) if language else None)
    found_rows = [each for each in frames if each is not None]
    if found_rows:
        polars.concat(found_rows).sort(messages.ROW_COLUMN, maintain_order=True).write_ipc(faulty)
    return pyarrow.table({"counts": [pickle.dumps(counts)], "rows": [faulty.getvalue()]})


@lru_cache(maxsize=2)
def _checker(packed: bytes) -> tuple[BatchChecker, CodeSplitter, list[str], Language | None]:
    from ray import cloudpickle

    template, catalog, value_length, column_mapping, headings, language, beyond, profiles = cloudpickle.loads(packed)
    plan = SendPlan(Linter(catalog, (), value_length).read(template))
    check = BatchChecker(plan, column_mapping, headings, language, beyond, profiles)
    return check, CodeSplitter([plan], column_mapping.code, headings, language), headings, language
