"""Checks the rows of one batch; the same code runs on this machine and on a cluster.

A vectorised pass finds the values that are certainly accepted. Every other distinct value is judged once by the same
function that `smslint value` uses, and its verdict is cached up to a limit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final, TypeAlias

from smslint.core.severity import Severity
from smslint.dataclass import dataclass
from smslint.messages import Bilingual
from smslint.messages import rehearse as messages
from smslint.values.rehearsal.column_mapping import ColumnMapping, unpack_parameters
from smslint.values.rehearsal.lengths import LengthCounter
from smslint.values.rehearsal.row_counts import LONGEST_SHOWN, SAMPLES, Cause, CauseKey, RowCounts, SampleRow
from smslint.values.rehearsal.send_plan import SendPlan, SendVariable
from smslint.values.tables.batch import Batch, ReadIssue
from smslint.values.tables.parquet import to_json

if TYPE_CHECKING:
    import polars

_REMEMBERED: Final = 100_000
"""The number of cached verdicts of a variable. Variables with more distinct values seldom repeat one."""
_LONGEST_REMEMBERED: Final = 200
_Reason: TypeAlias = tuple[Severity, str, str]
"""The severity, the vendor's error and the id of a reason."""
MISSING: Final = "isv.TEMPLATE_MISSING_PARAMETERS"


@dataclass(frozen=True, slots=True)
class RowIssue:
    """One thing that is wrong with one row."""

    key: CauseKey
    explain: Callable[[object], Bilingual]
    value: object

    def message(self) -> Bilingual:
        return self.explain(self.value)


class BatchChecker:
    """Checks batches of one table for one template.

    With `keep_issues`, results hold the issues of every row; otherwise only counts and the first rows of each cause.
    """

    def __init__(
        self, plan: SendPlan, column_mapping: ColumnMapping, columns: Sequence[str], keep_issues: bool = False
    ) -> None:
        self._plan = plan
        self._mapping = column_mapping
        self._headings = columns
        self._keep_issues = keep_issues
        self._lengths = LengthCounter(plan)
        self._judges: list[_Judge] = []
        self._missing: list[str] = []
        self._places: dict[str, str] = {}
        """The column of each variable in the frame of a batch."""
        for variable in plan.variables:
            column = column_mapping.column_of(variable.name)
            if column is None:
                self._missing.append(variable.name)
                continue
            self._judges.append(_Judge(variable, columns[column]))
            self._places[variable.name] = str(column) if column_mapping.parameters is None else variable.name

    def __call__(self, batch: Batch) -> BatchIssues:
        place = self._mapping.parameters
        if place is not None:
            batch = unpack_parameters(batch, str(place), self._headings[place], tuple(self._places))
        issues = BatchIssues(batch, self._keep_issues)
        for issue in batch.issues:
            key = CauseKey(issue.severity, issue.predicts or "", issue.kind, issue.column or "", "")
            issues.add(key, [(issue.index, issue)], _own_message)
        for variable in self._missing:
            key = CauseKey("error", MISSING, "missing-column", "", variable)
            issues.add(key, [(index, variable) for index in range(batch.frame.height)], _missing_column)
        measured = batch.frame.lazy().select(self._measures).collect()
        unusable = {issue.index for issue in batch.issues if issue.unusable}
        for judge in self._judges:
            self._judge(judge, batch, measured.get_column(judge.accepted_column), unusable, issues)
        counts = issues.counts
        counts.rows = batch.frame.height
        too_long = self._lengths.count(batch.frame, measured, self._places, issues.refused, counts.lengths)
        if too_long:
            key = CauseKey("error", "", "message-too-long", "", "")
            issues.add(key, too_long, lambda length: messages.MESSAGE_TOO_LONG.fill(length=length))
        counts.refused = len(issues.refused)
        counts.doubtful = len(issues.doubtful - issues.refused)
        counts.constants = _constants(batch, self._places)
        return issues

    @cached_property
    def _measures(self) -> list[polars.Expr]:
        """The expressions of the vectorised pass."""
        import polars

        accepted = (
            judge.variable.certainly_accepted(polars.col(self._places[judge.variable.name])).alias(
                judge.accepted_column
            )
            for judge in self._judges
        )
        return [*self._lengths.expressions(self._places), *accepted]

    def _judge(
        self, judge: _Judge, batch: Batch, accepted: polars.Series, unusable: set[int], issues: BatchIssues
    ) -> None:
        """Judge the values of a variable that are not certainly accepted."""
        accepted = accepted.fill_null(False)
        if accepted.all():
            return
        place = self._places[judge.variable.name]
        uncertain = (~accepted).arg_true()
        indexes = uncertain.to_list()
        values: list[object] = batch.frame.get_column(place).gather(uncertain).to_list()
        typed = batch.typed.get(place)
        if typed:
            values = [typed.get(index, value) for index, value in zip(indexes, values, strict=True)]
        groups: dict[_Reason, list[tuple[int, object]]] = {}
        for index, value in zip(indexes, values, strict=True):
            reason = judge.reason(value)
            if reason and index not in unusable:
                groups.setdefault(reason, []).append((index, value))
        for reason, found in groups.items():
            issues.add(CauseKey(*reason, judge.column, judge.variable.name), found, judge.message)


class _Judge:
    """Judges the values of one variable, which is in `column` of the table, and caches the verdicts."""

    def __init__(self, variable: SendVariable, column: str) -> None:
        self.variable = variable
        self.accepted_column = f"certainly accepted {variable.name}"
        self.column = column
        self._remembered = lru_cache(_REMEMBERED)(self._reason)

    def reason(self, value: object) -> _Reason | None:
        """Why a value is refused or doubtful, None if it is accepted."""
        if isinstance(value, str) and len(value) <= _LONGEST_REMEMBERED:
            return self._remembered(value)
        return self._reason(value)

    def _reason(self, value: object) -> _Reason | None:
        reason = self.variable.first_reason(value)
        return (reason.severity, reason.predicts or "", reason.id) if reason else None

    def message(self, value: object) -> Bilingual:
        """What is wrong with a value: first in the vendor's words, then in detail."""
        variable = self.variable
        reason = variable.judge(value).reasons[0]
        wording = messages.WORDINGS.get(reason.predicts or "")
        if wording is None:
            return messages.DOUBT.fill(variable=variable.name, reason=reason.message)
        short = _shortened(value, 40)
        title = variable.attribute.title if variable.attribute else messages.ANY_ATTRIBUTE
        return wording.fill(variable=variable.name, value=short, title=title, reason=reason.message)


class BatchIssues:
    """The counts of a batch, and the issues of its rows by index, for the file of faulty rows."""

    def __init__(self, batch: Batch, keep_issues: bool) -> None:
        self._batch = batch
        self._keep_issues = keep_issues
        self.counts = RowCounts()
        self.refused: set[int] = set()
        self.doubtful: set[int] = set()
        self.issues: dict[int, list[RowIssue]] = {}

    def add(self, key: CauseKey, found: Sequence[tuple[int, object]], message: Callable[[object], Bilingual]) -> None:
        """Count the rows with one cause, given in their order, each with the value that `message` is about."""
        samples = [
            SampleRow(self._batch.row(index), _shortened(value, LONGEST_SHOWN), message(value))
            for index, value in found[:SAMPLES]
        ]
        self.counts.causes.setdefault(key, Cause(key)).add(len(found), samples)
        (self.refused if key.severity == "error" else self.doubtful).update([index for index, _ in found])
        if self._keep_issues:
            for index, value in found:
                self.issues.setdefault(index, []).append(RowIssue(key, message, value))


def _missing_column(variable: object) -> Bilingual:
    reason = messages.NO_SUCH_COLUMN.fill(variable=variable)
    return messages.WORDINGS[MISSING].fill(variable=variable, value="", title="", reason=reason)


def _own_message(issue: object) -> Bilingual:
    assert isinstance(issue, ReadIssue)
    return issue.message


def _shortened(value: object, longest: int) -> str:
    """A value as text of at most so many characters."""
    value = value.value if isinstance(value, ReadIssue) else value
    text = value if isinstance(value, str) else "" if value is None else to_json(value)
    return text[:longest] + "…" if len(text) > longest else text


def _constants(batch: Batch, places: Mapping[str, str]) -> dict[str, str]:
    """The variables that have the same text in all rows, with that text."""
    found: dict[str, str] = {}
    for variable, place in places.items():
        series = batch.frame.get_column(place)
        first = series[0] if len(series) else None
        if first and len(first) <= LONGEST_SHOWN and bool((series == first).fill_null(False).all()):
            found[variable] = first
    return found
