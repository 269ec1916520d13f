"""Checks the rows of one batch; the same code runs on this machine and on a cluster.

A vectorised pass finds the values that are certainly accepted. Of all others that have one shape, one is judged by the
function that `smslint value` uses, and the verdict is cached up to a limit. What is wrong with each of them is written
for whole columns.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Final

from smslint.messages import Bilingual, Language
from smslint.messages import rehearse as messages
from smslint.values.rehearsal.column_mapping import ColumnMapping, unpack_parameters
from smslint.values.rehearsal.lengths import LengthCounter
from smslint.values.rehearsal.row_counts import LONGEST_SHOWN, SAMPLES, Cause, CauseKey, RowCounts, SampleRow
from smslint.values.rehearsal.send_plan import SendPlan
from smslint.values.rehearsal.value_judge import ValueJudge
from smslint.values.tables.batch import Batch, ReadIssue

if TYPE_CHECKING:
    import polars

MISSING: Final = "isv.TEMPLATE_MISSING_PARAMETERS"


class BatchChecker:
    """Checks batches of one table for one template.

    With `language`, results hold the issues of every row in it; otherwise only counts and the first rows of each cause.
    """

    def __init__(
        self, plan: SendPlan, column_mapping: ColumnMapping, columns: Sequence[str], language: Language | None = None
    ) -> None:
        self._plan = plan
        self._mapping = column_mapping
        self._headings = columns
        self._language = language
        self._lengths = LengthCounter(plan)
        self._judges: list[ValueJudge] = []
        self._missing: list[str] = []
        self._places: dict[str, str] = {}
        """The column of each variable in the frame of a batch."""
        for variable in plan.variables:
            column = column_mapping.column_of(variable.name)
            if column is None:
                self._missing.append(variable.name)
                continue
            self._judges.append(ValueJudge(variable, columns[column]))
            self._places[variable.name] = str(column) if column_mapping.parameters is None else variable.name

    def __call__(self, batch: Batch) -> BatchIssues:
        import polars

        place = self._mapping.parameters
        if place is not None:
            batch = unpack_parameters(batch, str(place), self._headings[place], tuple(self._places))
        issues = BatchIssues(batch, self._language)
        issues.add_read_issues(batch.issues)
        everywhere = polars.int_range(batch.frame.height, dtype=polars.UInt32, eager=True)
        for variable in self._missing:
            key = CauseKey("error", MISSING, "missing-column", "", variable)
            message = _missing_column(variable)
            text = message.text(self._language) if self._language else None
            issues.add(key, everywhere, [(variable, message)] * SAMPLES, text)
        measured = batch.frame.lazy().select(self._measures).collect()
        unusable = [issue.index for issue in batch.issues if issue.unusable]
        for judge in self._judges:
            self._judge(judge, batch, measured.get_column(judge.accepted_column), unusable, issues)
        counts = issues.counts
        counts.rows = batch.frame.height
        too_long = self._lengths.count(batch.frame, measured, self._places, issues.refused, counts.lengths)
        if too_long.height:
            self._add_too_long(too_long.get_column("index"), too_long.get_column("characters"), issues)
        counts.refused = int(issues.refused.sum())
        counts.doubtful = int((issues.doubtful & ~issues.refused).sum())
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

    def _add_too_long(self, indexes: polars.Series, lengths: polars.Series, issues: BatchIssues) -> None:
        import polars

        text, texts = messages.MESSAGE_TOO_LONG, None
        if self._language:
            texts = polars.select(polars.format(text.text(self._language, length="{}"), lengths)).to_series()
        samples = [(str(length), text.fill(length=length)) for length in lengths[:SAMPLES]]
        issues.add(CauseKey("error", "", "message-too-long", "", ""), indexes, samples, texts)

    def _judge(
        self, judge: ValueJudge, batch: Batch, accepted: polars.Series, unusable: Sequence[int], issues: BatchIssues
    ) -> None:
        """Judge the values of a variable that are not certainly accepted."""
        accepted = accepted.fill_null(False)
        if unusable:
            accepted.scatter(unusable, True)
        if accepted.all():
            return
        place = self._places[judge.variable.name]
        indexes = (~accepted).arg_true()
        typed = batch.typed.get(place) or {}
        for found in judge.faulty(indexes, batch.frame.get_column(place).gather(indexes), typed, self._language):
            shown = zip(found.indexes[:SAMPLES], found.values[:SAMPLES], strict=True)
            samples = [(value, judge.message(typed.get(index, value))) for index, value in shown]
            issues.add(found.key, found.indexes, samples, found.texts)


class BatchIssues:
    """The counts of a batch, the rows that are refused and doubtful, and what is said of them in `language`."""

    def __init__(self, batch: Batch, language: Language | None) -> None:
        import polars

        self._batch = batch
        self.language = language
        self.counts = RowCounts()
        self.refused = polars.repeat(False, batch.frame.height, dtype=polars.Boolean, eager=True)
        self.doubtful = self.refused.clone()
        self.told: dict[str, list[polars.DataFrame]] = {}
        """The indexes of rows with an `error` and a `text` each, by what they are about."""

    def add(
        self,
        key: CauseKey,
        indexes: polars.Series,
        samples: Sequence[tuple[str, Bilingual]],
        texts: polars.Series | str | None,
    ) -> None:
        """Count the rows with one cause, given in their order; each has at most one of what the cause is about.

        `samples` are the values and the messages of the first, `texts` all messages if there is a language.
        """
        import polars

        shown = [
            SampleRow(self._batch.row(index), _shortened(value), message)
            for index, (value, message) in zip(indexes[:SAMPLES], samples, strict=False)
        ]
        self.counts.causes.setdefault(key, Cause(key)).add(len(indexes), shown)
        (self.refused if key.severity == "error" else self.doubtful).scatter(indexes, True)
        if self.language:
            error = polars.lit(key.error or key.reason).alias("error")
            told = polars.DataFrame({"index": indexes}).with_columns(error, polars.lit(texts).alias("text"))
            self.told.setdefault(key.variable or key.reason, []).append(told)

    def add_read_issues(self, found: Sequence[ReadIssue]) -> None:
        """Count what was wrong with rows when the table was read."""
        import polars

        language, self.language = self.language, None
        by_key: dict[CauseKey, list[ReadIssue]] = {}
        by_row: dict[int, list[ReadIssue]] = {}
        for issue in found:
            key = CauseKey(issue.severity, issue.predicts or "", issue.kind, issue.column or "", "")
            by_key.setdefault(key, []).append(issue)
            by_row.setdefault(issue.index, []).append(issue)
        for key, issues in by_key.items():
            indexes = polars.Series([issue.index for issue in issues], dtype=polars.UInt32)
            self.add(key, indexes, [(issue.value, issue.message) for issue in issues[:SAMPLES]], None)
        self.language = language
        if language and found:
            rows = [
                (
                    index,
                    " ".join(dict.fromkeys(issue.predicts or issue.kind for issue in issues)),
                    " ".join(dict.fromkeys(issue.message.text(language) for issue in issues)),
                )
                for index, issues in sorted(by_row.items())
            ]
            schema = {"index": polars.UInt32, "error": polars.String, "text": polars.String}
            self.told[""] = [polars.DataFrame(rows, schema=schema, orient="row")]


def _missing_column(variable: str) -> Bilingual:
    reason = messages.NO_SUCH_COLUMN.fill(variable=variable)
    return messages.WORDINGS[MISSING].fill(variable=variable, value="", title="", reason=reason)


def _shortened(text: str) -> str:
    """A value as a sample shows it."""
    return text[:LONGEST_SHOWN] + "…" if len(text) > LONGEST_SHOWN else text


def _constants(batch: Batch, places: Mapping[str, str]) -> dict[str, str]:
    """The variables that have the same text in all rows, with that text."""
    found: dict[str, str] = {}
    for variable, place in places.items():
        series = batch.frame.get_column(place)
        first = series[0] if len(series) else None
        if first and len(first) <= LONGEST_SHOWN and bool((series == first).fill_null(False).all()):
            found[variable] = first
    return found
