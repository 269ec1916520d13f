"""The rehearsal of templates: what will happen if they are sent to every row of a table of recipients.

send_plan       the variables of a template       row_counts   counts that can be added up
column_mapping  the columns of the variables      faulty_rows  the file of rows with problems
likely_columns  columns of other names            parameters   the column TemplateParam
batch_checker   the check of a batch of rows      summary      the result and its JSON
recipients      the column of numbers             sent_numbers numbers in several rows
signatures      the column SignName               by_code      several templates in one table
damage          what spreadsheets break           repaired_table  the table with its repairs
value_shapes    values that are refused alike     value_judge  verdicts on the values of a variable
lengths         lengths and segments of messages  on_ray       run it on a cluster
threads        several batches at once
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Final, TypeAlias

from smslint.core.analysis import Analysis
from smslint.dataclass import dataclass
from smslint.messages import Language
from smslint.values.rehearsal.batch_checker import BatchChecker, BatchIssues
from smslint.values.rehearsal.by_code import CodeSplitter
from smslint.values.rehearsal.column_mapping import ColumnMapping, known_headings, map_columns
from smslint.values.rehearsal.damage import ColumnProfile, column_profile
from smslint.values.rehearsal.faulty_rows import FaultyRowsWriter, faulty_rows
from smslint.values.rehearsal.likely_columns import LikelyColumns, refuse_unmapped
from smslint.values.rehearsal.repaired_table import RepairedTableWriter
from smslint.values.rehearsal.row_counts import RowCounts
from smslint.values.rehearsal.send_plan import SendPlan
from smslint.values.rehearsal.sent_numbers import Repeats
from smslint.values.rehearsal.summary import Rehearsal, summarize
from smslint.values.rehearsal.threads import in_order
from smslint.values.tables.batch import Batch
from smslint.values.tables.place import TablePlace
from smslint.values.tables.table import Table, open_table

if TYPE_CHECKING:
    import polars

ALLOWED: Final[Mapping[str, int]] = {"verification": 1, "notification": 50, "promotional": 50, "digital": 1}
"""How many messages sent at once a number may get: a minute's codes, a day's notifications ("Limits of the frequency of
sending"). There is no limit for other countries."""


@dataclass(frozen=True, slots=True)
class RehearsalProgress:
    """The progress of a rehearsal: `done` is between 0 and 1, None if unknown."""

    rows: int
    refused: int
    done: float | None


ProgressCallback: TypeAlias = Callable[[RehearsalProgress], None]


@dataclass(frozen=True, slots=True)
class TableOptions:
    """How a table is read: `mapping` has the variable of each column with another name, `phone` is the column of
    numbers, `place` the sheet and the row of the headings. What is not said is looked for. Without `signatures`, a
    column SignName is not read."""

    mapping: Mapping[str, str] = {}
    phone: str | None = None
    place: TablePlace = TablePlace()
    signatures: bool = True

    def looked_for(self, plans: Sequence[SendPlan]) -> list[str]:
        """The headings by which the table is found."""
        names = [variable.name for plan in plans for variable in plan.variables]
        return [*dict.fromkeys([*names, *self.mapping, *((self.phone,) if self.phone else ())])]

    def columns(self, plan: SendPlan, table: Table, plans: Sequence[SendPlan]) -> ColumnMapping:
        """The columns of one of some templates. Raises `InputError`."""
        names = [variable.name for variable in plan.variables]
        others = {variable.name for each in plans for variable in each.variables} - {*names}
        mapping = {column: variable for column, variable in self.mapping.items() if variable not in others}
        likely = LikelyColumns(plan).by_heading
        return map_columns(table.columns, names, mapping, table.seen, self.phone, likely, self.signatures)


def rehearse(
    analysis: Analysis,
    data: str,
    mapping: Mapping[str, str] | None = None,
    progress: ProgressCallback | None = None,
    rows: FaultyRowsWriter | None = None,
    options: TableOptions | None = None,
) -> Rehearsal:
    """Check what will happen if a template is sent to every row of a table.

    `mapping` has the variable of each column with another name. `progress` is called after every batch; an exception
    of it ends the rehearsal. `rows` receives the rows with issues. Raises `InputError` if the table cannot be used, and
    OSError.
    """
    return rehearse_all([analysis], data, options or TableOptions(mapping or {}), progress, rows)[0]


def rehearse_all(
    analyses: Sequence[Analysis],
    data: str,
    options: TableOptions,
    progress: ProgressCallback | None = None,
    rows: FaultyRowsWriter | None = None,
    repaired: RepairedTableWriter | None = None,
) -> list[Rehearsal]:
    """Check several templates with one table, whose column TemplateCode says which row is sent with which.

    The table is read again where numbers are in it more often than the limits allow, which is known at its end only.
    """
    plans = [SendPlan(analysis) for analysis in analyses]
    made, repeats = _run(plans, data, options, progress, rows, repaired, None)
    if any(each.beyond for each in repeats):
        if rows:
            rows.restart()
        made, _ = _run(plans, data, options, progress, rows, repaired, repeats)
    return made


def table_columns(analyses: Sequence[Analysis], data: str, options: TableOptions) -> list[ColumnMapping]:
    """The columns of a table that each template needs. Raises `InputError` and OSError."""
    plans = [SendPlan(analysis) for analysis in analyses]
    with open_table(data, options.looked_for(plans), options.place, known_headings()) as table:
        return [options.columns(plan, table, plans) for plan in plans]


def _run(
    plans: Sequence[SendPlan],
    data: str,
    options: TableOptions,
    progress: ProgressCallback | None,
    rows: FaultyRowsWriter | None,
    repaired: RepairedTableWriter | None,
    repeats: Sequence[Repeats] | None,
) -> tuple[list[Rehearsal], list[Repeats]]:
    """One reading of the table; `repeats` is what an earlier one found out about numbers."""
    language: Language | None = rows.language if rows else "en" if repaired else None
    with open_table(data, options.looked_for(plans), options.place, known_headings()) as table:
        mappings = [options.columns(plan, table, plans) for plan in plans]
        for plan, mapping in zip(plans, mappings, strict=True):
            if mapping.is_empty and len(plans) == 1:
                refuse_unmapped(plan, mapping, table.columns, data, table.batches(list(range(len(table.columns)))))
        code = next((each.code for each in mappings if each.code is not None), None)
        splitter = CodeSplitter(plans, code, table.columns, language)
        counts = [RowCounts() for _ in plans]
        everything = rows is not None or repaired is not None
        batches = table.batches(columns_to_read(table, mappings, everything))
        first = next(batches, None) or Batch.of_texts([], len(table.columns), [1], (), None)
        checks = [
            BatchChecker(
                plan,
                mapping,
                table.columns,
                language,
                repeats[number].beyond if repeats else frozenset(),
                column_profiles(plan, mapping, first),
            )
            for number, (plan, mapping) in enumerate(zip(plans, mappings, strict=True))
        ]
        if repaired:
            repaired.begin(table.columns, table.form)

        def check(batch: Batch) -> _Checked:
            others = RowCounts()
            parts = [
                (number, part, checks[number](part) if result is None else result)
                for number, part, result in splitter.parts(batch, others)
            ]
            faulty = [faulty_rows(part, result, table.columns) for _, part, result in parts] if rows else []
            return _Checked(batch, others, parts, faulty)

        for checked in in_order(check, chain([first], batches)):
            counts[0].add(checked.others)
            for number, _, result in checked.parts:
                counts[number].add(result.counts)
                checks[number].exemplified = counts[number].exemplified
            if repaired:
                repaired.write([(part, result) for _, part, result in checked.parts], table.form)
            if rows:
                rows.write_in_order(checked.faulty)
            if progress:
                told = sum(each.rows for each in counts), sum(each.refused for each in counts)
                progress(RehearsalProgress(*told, checked.batch.done))
        if repeats is None:
            repeats = [
                each.numbers.repeated(ALLOWED.get(plan.analysis.type)) for plan, each in zip(plans, counts, strict=True)
            ]
        made = [
            summarize(plan, data, mapping, table.columns, each, table.place, repeated)
            for plan, mapping, each, repeated in zip(plans, mappings, counts, repeats, strict=True)
        ]
        return made, list(repeats)


@dataclass(frozen=True, slots=True)
class _Checked:
    """A batch, the rows of other templates, the parts of each template by its number, and their rows with issues."""

    batch: Batch
    others: RowCounts
    parts: list[tuple[int, Batch, BatchIssues]]
    faulty: list[polars.DataFrame]


def column_profiles(plan: SendPlan, mapping: ColumnMapping, batch: Batch) -> dict[str, ColumnProfile]:
    """What the columns of numbers say of their values, by variable, from the first rows of a table."""
    if mapping.parameters is not None:
        return {}
    return {
        variable.name: column_profile(batch.frame.get_column(str(place)), variable.attribute)
        for variable in plan.variables
        if (place := mapping.columns.get(variable.name)) is not None
    }


def columns_to_read(table: Table, mappings: Sequence[ColumnMapping], everything: bool) -> list[int]:
    """The numbers of the columns that are needed."""
    if everything:
        return list(range(len(table.columns)))
    return sorted({place for mapping in mappings for place in mapping.places})
