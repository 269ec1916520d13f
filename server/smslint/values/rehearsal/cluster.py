"""Rehearses on Ray: the same check of the same batches, on as many machines as there are.

Ray Data carries Arrow batches from the tasks that read ranges of rows to the tasks that check them. Both are functions
without a state, so that Ray runs them again elsewhere when a worker dies; a process keeps the check that it has made.
The cluster is the one of `RAY_ADDRESS`, else this machine.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from smslint.core.analysis import Analysis
from smslint.core.lint import Linter
from smslint.messages import Language
from smslint.messages import rehearse as messages
from smslint.values.rehearsal.check import Check
from smslint.values.rehearsal.local import Progress, Told, wanted
from smslint.values.rehearsal.naming import Naming, named
from smslint.values.rehearsal.plan import Plan
from smslint.values.rehearsal.rows import Rows, faulty_rows
from smslint.values.rehearsal.summary import Rehearsal, summary
from smslint.values.rehearsal.tally import Tally
from smslint.values.tables.columnar import Columnar, batch_of
from smslint.values.tables.error import TableError
from smslint.values.tables.table import format_of

if TYPE_CHECKING:
    import pyarrow

ROWS: Final = 1 << 20
"""Rows that one task reads, where the table has so many."""
_TASKS: Final = 64
"""Tasks that a smaller table is divided into, as far as their rows are worth it."""
_FEWEST: Final = 10_000
_ROW: Final = "row"


def rehearse(
    analysis: Analysis,
    data: str,
    mapping: Mapping[str, str] | None = None,
    progress: Told | None = None,
    rows: Rows | None = None,
) -> Rehearsal:
    """What `local.rehearse` does, by Ray: Parquet only, whose rows can be read from anywhere."""
    if format_of(data) != "parquet":
        raise TableError(messages.ONLY_PARQUET_ON_RAY.fill(path=data))
    ray = _connected()
    plan = Plan(analysis)
    table = Columnar(data)
    naming = named(table.columns, [slot.name for slot in plan.slots], mapping or {})
    from ray import cloudpickle

    recipe = {
        "template": analysis.template,
        "catalog": analysis.catalog,
        "value_length": analysis.value_length,
        "naming": naming,
        "headings": table.columns,
        "language": rows.language if rows else None,
    }
    columns = wanted(table, naming, everything=rows is not None)
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.execution_options.preserve_order = rows is not None
    packed = cloudpickle.dumps(recipe)
    answers = (
        ray.data.from_items(_pieces(table.height), override_num_blocks=max(1, len(_pieces(table.height))))
        .map_batches(_read, batch_size=1, fn_kwargs={"source": data, "columns": columns}, batch_format="pyarrow")
        .map_batches(_checked, batch_size=None, fn_kwargs={"packed": packed}, batch_format="pyarrow")
    )
    try:
        tally = _gathered(answers.iter_rows(), table.height, progress, rows)
    except ray.exceptions.RayError as error:
        lines = [line for line in str(error).split("\n") if line.strip()]
        raise TableError(
            messages.RAY_FAILED.fill(detail=lines[-1].strip() if lines else type(error).__name__)
        ) from None
    undeclared = tuple(slot.name for slot in plan.slots if not slot.declared)
    return summary(analysis, data, naming, tuple(table.columns), tally, undeclared)


def _connected() -> Any:
    try:
        import logging

        import ray.data
        import ray.exceptions

        import ray
    except ImportError:
        raise TableError(messages.NO_RAY) from None
    if not ray.is_initialized():
        ray.init(log_to_driver=False, logging_level=logging.ERROR)
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    return ray


def _pieces(height: int) -> list[dict[str, int]]:
    """Ranges of rows."""
    size = min(ROWS, max(_FEWEST, -(-height // _TASKS)))
    return [{"start": start, "count": min(size, height - start)} for start in range(0, height, size)]


def _read(pieces: pyarrow.Table, source: str, columns: list[int]) -> Iterator[pyarrow.Table]:
    """The rows of some ranges, with the number of the first row of each batch."""
    import polars

    for piece in pieces.to_pylist():
        for first, frame in Columnar(source, piece["start"], piece["count"]).frames(columns):
            row = polars.int_range(first, first + frame.height, dtype=polars.Int64, eager=True)
            yield frame.with_columns(row.alias(_ROW)).to_arrow()


def _checked(table: pyarrow.Table, packed: bytes) -> pyarrow.Table:
    """The answer to an Arrow batch: its tally, and its faulty rows where they are wanted."""
    import polars
    import pyarrow

    frame = polars.DataFrame(table)
    if frame.height == 0:
        return pyarrow.table({"tally": ["{}"], "rows": [b""]})
    check, headings, language = _check(packed)
    batch = batch_of(frame.drop(_ROW), frame.get_column(_ROW)[0])
    outcome = check(batch)
    faulty = BytesIO()
    if language:
        faulty_rows(batch, outcome, headings, language).write_ipc(faulty)
    return pyarrow.table({"tally": [json.dumps(outcome.tally.as_json())], "rows": [faulty.getvalue()]})


@lru_cache(maxsize=2)
def _check(packed: bytes) -> tuple[Check, list[str], Language | None]:
    from ray import cloudpickle

    recipe = cloudpickle.loads(packed)
    analysis = Linter(recipe["catalog"], (), recipe["value_length"]).read(recipe["template"])
    naming: Naming = recipe["naming"]
    language: Language | None = recipe["language"]
    check = Check(Plan(analysis), naming, recipe["headings"], keep=language is not None)
    return check, recipe["headings"], language


def _gathered(
    answers: Iterator[dict[str, Any]], height: int, progress: Callable[[Progress], None] | None, rows: Rows | None
) -> Tally:
    import polars

    tally = Tally()
    for answer in answers:
        if answer["rows"] and rows:
            rows.add(polars.read_ipc(BytesIO(answer["rows"])))
        part = json.loads(answer["tally"])
        if part:
            tally.add(Tally.of_json(part))
        if progress:
            progress(Progress(tally.rows, tally.refused, tally.rows / (height or 1)))
    return tally
