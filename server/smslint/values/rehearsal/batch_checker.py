"""Checks the rows of one batch; the same code runs on this machine and on a cluster.

A vectorised pass finds the values that are certainly accepted. Of all others that have one shape, one is judged by the
function that `smslint value` uses, and the verdict is cached up to a limit. What is wrong with each of them is written
for whole columns.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, TypeAlias

from smslint.core.severity import Severity
from smslint.messages import Bilingual, Language
from smslint.messages import recipients as recipient_messages
from smslint.messages import rehearse as messages
from smslint.values.rehearsal.column_mapping import ColumnMapping, nearest_column
from smslint.values.rehearsal.damage import UNKNOWN, ColumnProfile
from smslint.values.rehearsal.lengths import LengthCounter
from smslint.values.rehearsal.parameters import Unpacked, unpack_parameters, variable_place
from smslint.values.rehearsal.recipients import RecipientJudge, number_message
from smslint.values.rehearsal.row_counts import LONGEST_SHOWN, SAMPLES, Cause, CauseKey, RowCounts, SampleRow
from smslint.values.rehearsal.send_plan import SendPlan
from smslint.values.rehearsal.signatures import SignatureJudge
from smslint.values.rehearsal.value_judge import ValueJudge
from smslint.values.tables.batch import Batch, ReadIssue
from smslint.values.tables.parquet import to_json

if TYPE_CHECKING:
    import polars

MISSING: Final = "isv.TEMPLATE_MISSING_PARAMETERS"
FREQUENT: Final = "isv.BUSINESS_LIMIT_CONTROL"
Sample: TypeAlias = "tuple[str, Bilingual] | tuple[str, Bilingual, str | None]"
"""A value, what is said of it, and its repaired form if there is one."""


class BatchChecker:
    """Checks batches of one table for one template.

    With `language`, results hold the issues of every row in it; otherwise only counts and the first rows of each cause.
    `beyond` has the rows whose numbers are sent to more often than the limits allow, `profiles` what columns say of
    their values, by variable.
    """

    def __init__(
        self,
        plan: SendPlan,
        column_mapping: ColumnMapping,
        columns: Sequence[str],
        language: Language | None = None,
        beyond: frozenset[int] = frozenset(),
        profiles: Mapping[str, ColumnProfile] = MappingProxyType({}),
    ) -> None:
        self._plan = plan
        self._mapping = column_mapping
        self._headings = columns
        self._language = language
        self._beyond = beyond
        self.exemplified: Set[CauseKey] = frozenset()
        """Causes of values that have been shown often enough."""
        self._judges: list[ValueJudge] = []
        self._missing: list[str] = []
        self._places: dict[str, str] = {}
        """The column of each variable in the frame of a batch."""
        for variable in plan.variables:
            column = column_mapping.column_of(variable.name)
            if column is None:
                self._missing.append(variable.name)
                continue
            self._judges.append(ValueJudge(variable, columns[column], profiles.get(variable.name, UNKNOWN)))
            in_parameters = column_mapping.parameters is not None
            self._places[variable.name] = variable_place(variable.name) if in_parameters else str(column)
        signature, phone = column_mapping.signature, column_mapping.phone
        self._signatures: SignatureJudge | None = None
        if signature is not None:
            self._signatures = SignatureJudge(plan.analysis, columns[signature], str(signature))
        self._recipients: RecipientJudge | None = None
        if phone is not None:
            self._recipients = RecipientJudge(plan.analysis.type, columns[phone], str(phone))
        self._lengths = LengthCounter(plan, None if signature is None else str(signature))

    def __call__(self, batch: Batch) -> BatchIssues:
        import polars

        place = self._mapping.parameters
        unpacked = Unpacked(batch)
        if place is not None:
            beside = [each.place for each in (self._recipients, self._signatures) if each is not None]
            unpacked = unpack_parameters(batch, str(place), self._headings[place], tuple(self._places), beside)
            batch = unpacked.batch
        issues = BatchIssues(batch, self._language, unpacked.origins)
        issues.parameters = None if place is None else str(place)
        issues.add_read_issues(batch.issues)
        everywhere = polars.int_range(batch.frame.height, dtype=polars.UInt32, eager=True)
        for variable in self._missing:
            key = CauseKey("error", MISSING, "missing-column", "", variable)
            message = _missing_column(variable)
            text = message.text(self._language) if self._language else None
            issues.add(key, everywhere, [(variable, message)] * SAMPLES, text)
        signature = self._lengths.signature(batch.frame)
        measures = (*self._lengths.expressions(self._places, signature), *self._accepted)
        measured = batch.frame.lazy().select(measures).collect()
        unusable = [issue.index for issue in batch.issues if issue.unusable]
        issues.unusable = frozenset(unusable)
        if unpacked.mended:
            indexes = polars.Series([*unpacked.mended], dtype=polars.UInt32)
            mended = polars.Series([*unpacked.mended.values()], dtype=polars.String)
            issues.repair(str(place), self._headings[place or 0], indexes, mended)
        for judge in self._judges:
            self._judge(judge, batch, measured.get_column(judge.accepted_column), unusable, issues)
        for name, given in unpacked.extras.items():
            self._add_extra(name, given, issues)
        if self._signatures is not None:
            self._check_signatures(self._signatures, batch, unusable, issues)
        counts = issues.counts
        if self._recipients is not None:
            numbers = self._check_numbers(self._recipients, batch, unusable, issues)
            self._add_repeated(batch, numbers, issues)
            if issues.refused.any():
                numbers = numbers.zip_with(~issues.refused, numbers.clear(len(numbers)))
            rows = batch.rows if batch.rows is None else polars.Series(batch.rows, dtype=polars.Int64)
            counts.numbers.parts.append((numbers, batch.first, rows))
            counts.numbers.count = len(numbers)
        counts.rows = batch.frame.height
        counts.empty = batch.empty
        too_long = self._lengths.count(batch.frame, measured, self._places, signature, issues.refused, counts.lengths)
        if too_long.height:
            self._add_too_long(too_long.get_column("index"), too_long.get_column("characters"), issues)
        counts.refused = int(issues.refused.sum())
        counts.doubtful = int((issues.doubtful & ~issues.refused).sum())
        counts.constants = _constants(batch, self._places)
        return issues

    @cached_property
    def _accepted(self) -> list[polars.Expr]:
        """The expressions that find the values which are certainly accepted."""
        import polars

        return [
            judge.variable.certainly_accepted(polars.col(self._places[judge.variable.name])).alias(
                judge.accepted_column
            )
            for judge in self._judges
        ]

    def _check_signatures(
        self, judge: SignatureJudge, batch: Batch, unusable: Sequence[int], issues: BatchIssues
    ) -> None:
        import polars

        for fault, name, indexes in judge.faulty(batch.frame.get_column(judge.place)):
            indexes = _without(indexes, unusable)
            text = fault.message.text(self._language) if self._language else None
            issues.add(fault.key, indexes, [(name, fault.message, fault.repair)] * SAMPLES, text)
            if fault.repair:
                issues.repair(judge.place, fault.key.column, indexes, polars.Series([fault.repair] * len(indexes)))

    def _check_numbers(
        self, judge: RecipientJudge, batch: Batch, unusable: Sequence[int], issues: BatchIssues
    ) -> polars.Series:
        """Count what is wrong with numbers; the numbers as integers, null where nothing is sent."""
        cells = batch.frame.get_column(judge.place)
        numbers, countries = judge.certain(cells)
        issues.counts.countries.update(countries)
        others = numbers.is_null().arg_true()
        if len(others):
            texts = _texts(batch, judge.place, cells).gather(others)
            found = judge.looked_at(texts)
            numbers = numbers.scatter(others, found.get_column("key"))
            for each in judge.faulty(others, found, self._language):
                if unusable and (left := ~each.indexes.is_in(list(unusable))) is not None and not left.all():
                    each = each.filtered(left)
                shown = zip(each.values[:SAMPLES], each.repairs[:SAMPLES], strict=True)
                samples = [(value, number_message(each.message, value), repair) for value, repair in shown]
                issues.add(each.key, each.indexes, samples, each.texts)
                issues.repair(judge.place, each.key.column, each.indexes, each.repairs)
            issues.counts.countries.update(dict(judge.countries(found)))
        return numbers

    def _add_repeated(self, batch: Batch, numbers: polars.Series, issues: BatchIssues) -> None:
        """Count the rows whose number is in too many rows before."""
        import polars

        if not self._beyond or self._recipients is None:
            return
        rows = range(batch.first, batch.first + batch.frame.height) if batch.rows is None else batch.rows
        beyond = [index for index, row in enumerate(rows) if row in self._beyond]
        indexes = polars.Series(beyond, dtype=polars.UInt32)
        indexes = indexes.filter(numbers.gather(indexes).is_not_null())
        if not len(indexes):
            return
        kind = self._plan.analysis.type
        text = recipient_messages.FREQUENCY["notification" if kind == "promotional" else kind]
        values = [str(number) for number in numbers.gather(indexes[:SAMPLES])]
        texts = None
        if self._language:
            written = polars.format(text.text(self._language, value="{}"), numbers.gather(indexes))
            texts = polars.select(written).to_series()
        key = CauseKey("warning", FREQUENT, "number-repeated", self._headings[int(self._recipients.place)], "")
        issues.add(key, indexes, [(value, text.fill(value=value)) for value in values], texts)

    def _add_extra(self, name: str, given: Sequence[tuple[int, object]], issues: BatchIssues) -> None:
        """Count the rows that send a key which the template lacks."""
        import polars

        assert self._mapping.parameters is not None
        heading = self._headings[self._mapping.parameters]
        verification = self._plan.analysis.type == "verification"
        wrong = [each for each in given if verification and not _is_plain(each[1])]
        fine = [each for each in given if not verification or _is_plain(each[1])]
        kinds: tuple[tuple[Severity, str, str, Bilingual, list[tuple[int, object]]], ...] = (
            ("error", "isv.TEMPLATE_PARAMS_ILLEGAL", "extra-value", messages.EXTRA_VALUE, wrong),
            ("warning", "isv.SMS_TEMPLATE_ILLEGAL", "extra-parameter", messages.EXTRA_PARAMETER, fine),
        )
        for severity, error, reason, text, found in kinds:
            if found:
                near = nearest_column(name, tuple(self._places))
                hint = messages.MEANT.fill(name=near) if near else ""
                message = text.fill(name=name, hint=hint)
                samples = [(_shown_value(value), message) for _, value in found[:SAMPLES]]
                indexes = polars.Series([index for index, _ in found], dtype=polars.UInt32)
                told = message.text(self._language) if self._language else None
                issues.add(CauseKey(severity, error, reason, f"{heading}.{name}", ""), indexes, samples, told)

    def _add_too_long(self, indexes: polars.Series, lengths: polars.Series, issues: BatchIssues) -> None:
        import polars

        text, texts = messages.MESSAGE_TOO_LONG, None
        if self._language:
            texts = polars.select(polars.format(text.text(self._language, length="{}"), lengths)).to_series()
        samples = [(str(length), text.fill(length=length)) for length in lengths[:SAMPLES]]
        issues.add(CauseKey("error", "", "message-too-long", "", ""), indexes, samples, texts)

    def _label(self, judge: ValueJudge) -> str:
        """What a column of values is called beside its repairs."""
        return judge.column if self._mapping.parameters is None else judge.variable.name

    def _judge(
        self, judge: ValueJudge, batch: Batch, accepted: polars.Series, unusable: Sequence[int], issues: BatchIssues
    ) -> None:
        """Judge the values of a variable that are not certainly accepted."""
        accepted = accepted.fill_null(False)
        if unusable:
            accepted.scatter(unusable, True)
        place = self._places[judge.variable.name]
        cells = batch.frame.get_column(place)
        if judge.profile != UNKNOWN:
            indexes = _without(accepted.arg_true(), unusable)
            for found in judge.suspect(indexes, cells.gather(indexes), self._language):
                message = judge.suspicion(found.key.reason)
                samples = [(value, message, judge.repair(value)) for value in found.values[:SAMPLES]]
                issues.add(found.key, found.indexes, samples, found.texts)
                issues.repair(place, self._label(judge), found.indexes, found.repairs)
        if accepted.all():
            return
        indexes = (~accepted).arg_true()
        typed = batch.typed.get(place) or {}
        for found in judge.faulty(indexes, cells.gather(indexes), typed, self._language):
            few = 0 if found.key in self.exemplified else SAMPLES
            shown = zip(found.indexes[:few], found.values[:few], strict=True)
            given = [(value, typed.get(index, value)) for index, value in shown]
            samples = [(value, judge.message(each), judge.repair(each)) for value, each in given]
            issues.add(found.key, found.indexes, samples, found.texts)
            issues.repair(place, self._label(judge), found.indexes, found.repairs)


class BatchIssues:
    """The counts of a batch, the rows that are refused and doubtful, and what is said of them in `language`.

    `origins` has the index of the row that each message comes from, if rows hold several.
    """

    def __init__(self, batch: Batch, language: Language | None, origins: polars.Series | None = None) -> None:
        import polars

        self._batch = batch
        self.origins = origins
        self.language = language
        self.counts = RowCounts()
        self.refused = polars.repeat(False, batch.frame.height, dtype=polars.Boolean, eager=True)
        self.doubtful = self.refused.clone()
        self.told: dict[str, list[polars.DataFrame]] = {}
        """The indexes of rows with an `error` and a `text` each, by what they are about."""
        self.repairs: dict[str, list[polars.DataFrame]] = {}
        """What cells were probably meant to hold, by their place in the frame: `index`, `repair` and `column`."""
        self.parameters: str | None = None
        """The place of the column TemplateParam."""
        self.unusable: frozenset[int] = frozenset()
        """The indexes of rows that could not be read."""

    def add(
        self,
        key: CauseKey,
        indexes: polars.Series,
        samples: Sequence[Sample],
        texts: polars.Series | str | None,
    ) -> None:
        """Count the rows with one cause, given in their order; each has at most one of what the cause is about.

        `samples` are the values and the messages of the first, `texts` all messages if there is a language. There may
        be no rows.
        """
        import polars

        if not len(indexes):
            return
        shown = [
            SampleRow(self._batch.row(index), _shortened(value), message, *repair)
            for index, (value, message, *repair) in zip(indexes[:SAMPLES], samples, strict=False)
        ]
        self.counts.causes.setdefault(key, Cause(key)).add(len(indexes), shown)
        (self.refused if key.severity == "error" else self.doubtful).scatter(indexes, True)
        if self.language:
            error = polars.lit(key.error or key.reason).alias("error")
            told = polars.DataFrame({"index": indexes}).with_columns(error, polars.lit(texts).alias("text"))
            self.told.setdefault(key.variable or f"{key.reason} {key.column}", []).append(told)

    def repair(self, place: str, column: str, indexes: polars.Series, repairs: polars.Series | None) -> None:
        """Remember what some cells were probably meant to hold."""
        import polars

        if self.language and repairs is not None and repairs.null_count() < len(repairs):
            frame = polars.DataFrame({"index": indexes, "repair": repairs}).with_columns(column=polars.lit(column))
            self.repairs.setdefault(place, []).append(frame.drop_nulls())

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


def _texts(batch: Batch, place: str, cells: polars.Series) -> polars.Series:
    """Cells with those that are not text written as JSON; whole numbers are what a program sends as digits."""
    import polars

    typed = batch.typed.get(place)
    if not typed:
        return cells
    texts = [to_json(typed[index]) if index in typed else None for index in range(len(cells))]
    return polars.select(polars.coalesce(cells, polars.Series(texts, dtype=polars.String))).to_series()


def _without(indexes: polars.Series, unusable: Sequence[int]) -> polars.Series:
    return indexes.filter(~indexes.is_in(list(unusable))) if unusable else indexes


def _is_plain(value: object) -> bool:
    """Whether a value is letters and digits, all that a verification message may be sent with."""
    return isinstance(value, str) and value.isascii() and value.isalnum()


def _shown_value(value: object) -> str:
    return value if isinstance(value, str) else to_json(value)


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
        if not first or len(first) > LONGEST_SHOWN or series[-1] != first:
            continue
        if bool((series == first).fill_null(False).all()):
            found[variable] = first
    return found
