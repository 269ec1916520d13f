"""Rehearses on this machine, as a stream."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import IO, TypeAlias

from smslint.core.analysis import Analysis
from smslint.dataclass import dataclass
from smslint.values.rehearsal.check import Check
from smslint.values.rehearsal.naming import Naming, named
from smslint.values.rehearsal.plan import Plan
from smslint.values.rehearsal.rows import Rows
from smslint.values.rehearsal.summary import Rehearsal, summary
from smslint.values.rehearsal.tally import Tally
from smslint.values.tables.table import Table, format_of, open_table


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a rehearsal is: `done` is between 0 and 1, None where that is not known."""

    rows: int
    refused: int
    done: float | None


Told: TypeAlias = Callable[[Progress], None]


def rehearse(
    analysis: Analysis,
    data: str,
    mapping: Mapping[str, str] | None = None,
    progress: Told | None = None,
    rows: Rows | None = None,
) -> Rehearsal:
    """What sending a template to every row of a table will do.

    `mapping` gives columns the variables that they hold where the names differ. `progress` is told after every batch;
    what it raises ends the rehearsal. `rows` takes the faulty rows. Raises `TableError` for a table that
    cannot be used, and OSError.
    """
    plan = Plan(analysis)
    names = [slot.name for slot in plan.slots]
    with _opened(data, [*names, *(mapping or {})]) as table:
        naming = named(table.columns, names, mapping or {}, table.seen)
        write = rows.of(table.columns) if rows else None
        check = Check(plan, naming, table.columns, keep=write is not None)
        tally = Tally()
        for batch in table.batches(wanted(table, naming, everything=write is not None)):
            outcome = check(batch)
            tally.add(outcome.tally)
            if write:
                write(batch, outcome)
            if progress:
                progress(Progress(tally.rows, tally.refused, batch.done))
        undeclared = tuple(slot.name for slot in plan.slots if not slot.declared)
        return summary(analysis, data, naming, tuple(table.columns), tally, undeclared)


def wanted(table: Table, naming: Naming, everything: bool) -> list[int]:
    """The places of the columns that are read."""
    if everything:
        return list(range(len(table.columns)))
    places = set(naming.columns.values())
    return sorted(places | {naming.parameters} if naming.parameters is not None else places)


@contextmanager
def _opened(data: str, names: list[str]) -> Iterator[Table]:
    if format_of(data) == "parquet":
        yield open_table(data, names)
        return
    file: IO[bytes]
    with open(data, "rb") as file:
        yield open_table(data, names, file)
