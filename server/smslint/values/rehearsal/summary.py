"""The result of a rehearsal, and its JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, Final

from smslint.core.analysis import Analysis
from smslint.core.severity import Severity
from smslint.dataclass import dataclass
from smslint.messages import Bilingual, Language
from smslint.values.rehearsal.column_mapping import ColumnMapping
from smslint.values.rehearsal.row_counts import RowCounts, SampleRow
from smslint.values.rehearsal.send_plan import SendPlan

_LEVELS: Final = ("error", "warning")


@dataclass(frozen=True, slots=True)
class CauseSummary:
    """The rows with one cause in one column: `error` is the vendor's error, None if the vendor reports none.

    `samples` are the first three rows; `message` is about the first. `column` is None if the table has no such column.
    """

    severity: Severity
    error: str | None
    reason: str
    column: str | None
    variable: str | None
    count: int
    message: Bilingual
    samples: tuple[SampleRow, ...]


@dataclass(frozen=True, slots=True)
class ConstantColumn:
    """A variable that has the same value in every row, so that fixed text could replace it."""

    column: str
    variable: str
    value: str


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What will happen if a template is sent to all rows of a table.

    `refused` rows have an error; `doubtful` rows have a warning and no error. For the rows that are not refused,
    `segments` is the number of rows by billed segments, and `shortest` and `longest` are lengths in billing units.
    """

    analysis: Analysis
    source: str
    column_mapping: ColumnMapping
    headings: tuple[str, ...]
    rows: int
    refused: int
    doubtful: int
    causes: tuple[CauseSummary, ...]
    segments: Mapping[int, int]
    shortest: int | None
    longest: int | None
    unchanging: tuple[ConstantColumn, ...]
    undeclared: tuple[str, ...]

    @property
    def billed(self) -> int:
        """The number of segments of all rows that are not refused."""
        return sum(segments * rows for segments, rows in self.segments.items())

    def as_json(self, language: Language, price: float | None = None) -> dict[str, Any]:
        """The JSON output of `smslint rehearse`, version 1."""
        template = self.analysis.template
        column_mapping = self.column_mapping
        parameters = column_mapping.parameters
        return {
            "version": 1,
            "template": {
                "name": template.name,
                "code": template.code,
                "type": self.analysis.type,
                "type_inferred": self.analysis.type_inferred,
            },
            "data": self.source,
            "rows": self.rows,
            "refused": self.refused,
            "doubtful": self.doubtful,
            "columns": {
                "variables": {name: self.headings[place] for name, place in column_mapping.columns.items()},
                "parameters": None if parameters is None else self.headings[parameters],
                "missing": [{"variable": name, "nearest": near} for name, near in column_mapping.missing.items()],
                "extra": list(column_mapping.extra),
                "repeated": list(column_mapping.repeated),
                "undeclared": list(self.undeclared),
            },
            "causes": [_group_json(group, language) for group in self.causes],
            "length": {"shortest": self.shortest, "longest": self.longest},
            "segments": [{"segments": number, "rows": rows} for number, rows in self.segments.items()],
            "billed": self.billed,
            "cost": None if price is None else {"price": price, "total": round(self.billed * price, 6)},
            "unchanging": [asdict(one) for one in self.unchanging],
        }


def summarize(
    plan: SendPlan, source: str, column_mapping: ColumnMapping, headings: Sequence[str], counts: RowCounts
) -> Rehearsal:
    """The result of a rehearsal from the counts of all rows."""
    groups = [
        CauseSummary(
            key.severity,
            key.error or None,
            key.reason,
            key.column or None,
            key.variable or None,
            cause.count,
            cause.samples[0].message,
            tuple(cause.samples),
        )
        for key, cause in sorted(counts.causes.items())
    ]
    groups.sort(key=lambda group: (_LEVELS.index(group.severity), -group.count))
    segments: Counter[int] = Counter()
    for (_, number), rows in counts.lengths.items():
        segments[number] += rows
    lengths = [length for (length, _), rows in counts.lengths.items() if rows]
    unchanging = tuple(
        ConstantColumn(headings[column], name, value)
        for name, value in (counts.constants or {}).items()
        if counts.rows > 1 and (column := column_mapping.column_of(name)) is not None
    )
    return Rehearsal(
        plan.analysis,
        source,
        column_mapping,
        tuple(headings),
        counts.rows,
        counts.refused,
        counts.doubtful,
        tuple(groups),
        {number: rows for number, rows in sorted(segments.items()) if rows},
        min(lengths, default=None),
        max(lengths, default=None),
        unchanging,
        plan.undeclared,
    )


def _group_json(group: CauseSummary, language: Language) -> dict[str, Any]:
    return {
        "severity": group.severity,
        "error": group.error,
        "reason": group.reason,
        "column": group.column,
        "variable": group.variable,
        "rows": group.count,
        "message": group.message.text(language),
        "samples": [
            {"row": one.row, "value": one.value, "message": one.message.text(language)} for one in group.samples
        ],
    }
