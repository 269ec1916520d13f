"""The rehearsal of a template: what will happen if it is sent to every row of a table of recipients.

send_plan       the variables of a template       row_counts   counts that can be added up
column_mapping  the columns of the variables      faulty_rows  the file of rows with problems
batch_checker   the check of a batch of rows      summary      the result and its JSON
value_shapes    values that are refused alike     value_judge  verdicts on the values of a variable
lengths         lengths and segments of messages  on_ray       run it on a cluster
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import chain
from typing import TypeAlias

from smslint.core.analysis import Analysis
from smslint.dataclass import dataclass
from smslint.values.rehearsal.batch_checker import BatchChecker
from smslint.values.rehearsal.column_mapping import ColumnMapping, map_columns
from smslint.values.rehearsal.faulty_rows import FaultyRowsWriter, faulty_rows
from smslint.values.rehearsal.row_counts import RowCounts
from smslint.values.rehearsal.send_plan import SendPlan
from smslint.values.rehearsal.summary import Rehearsal, summarize
from smslint.values.tables.batch import Batch
from smslint.values.tables.table import Table, open_table


@dataclass(frozen=True, slots=True)
class RehearsalProgress:
    """The progress of a rehearsal: `done` is between 0 and 1, None if unknown."""

    rows: int
    refused: int
    done: float | None


ProgressCallback: TypeAlias = Callable[[RehearsalProgress], None]


def rehearse(
    analysis: Analysis,
    data: str,
    mapping: Mapping[str, str] | None = None,
    progress: ProgressCallback | None = None,
    rows: FaultyRowsWriter | None = None,
) -> Rehearsal:
    """Check what will happen if a template is sent to every row of a table.

    `mapping` has the variable of each column with another name. `progress` is called after every batch; an exception
    of it ends the rehearsal. `rows` receives the rows with issues. Raises `InputError` if the table cannot be used, and
    OSError.
    """
    plan = SendPlan(analysis)
    names = [variable.name for variable in plan.variables]
    with open_table(data, [*names, *(mapping or {})]) as table:
        column_mapping = map_columns(table.columns, names, mapping or {}, table.seen)
        check = BatchChecker(plan, column_mapping, table.columns, rows.language if rows else None)
        counts = RowCounts()
        batches = table.batches(columns_to_read(table, column_mapping, everything=rows is not None))
        first = next(batches, None) or Batch.of_texts([], len(table.columns), [1], (), None)
        for batch in chain([first], batches):
            result = check(batch)
            counts.add(result.counts)
            if rows:
                rows.write(faulty_rows(batch, result, table.columns))
            if progress:
                progress(RehearsalProgress(counts.rows, counts.refused, batch.done))
        return summarize(plan, data, column_mapping, table.columns, counts)


def columns_to_read(table: Table, column_mapping: ColumnMapping, everything: bool) -> list[int]:
    """The numbers of the columns that are needed."""
    if everything:
        return list(range(len(table.columns)))
    places = set(column_mapping.columns.values())
    return sorted(places | {column_mapping.parameters} if column_mapping.parameters is not None else places)
