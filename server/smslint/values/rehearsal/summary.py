"""The result of a rehearsal, and its JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, field, replace
from typing import Any

from smslint.core.analysis import Analysis
from smslint.dataclass import dataclass
from smslint.messages import Language
from smslint.values.masking import masked_value
from smslint.values.rehearsal.column_mapping import ColumnMapping
from smslint.values.rehearsal.row_counts import Cause, RowCounts
from smslint.values.rehearsal.send_plan import SendPlan
from smslint.values.rehearsal.sent_numbers import MOST, Repeats
from smslint.values.tables.place import TablePlace


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
    `empty` rows were left out, and so were those of `others`, by their template code. `countries` are the numbers by
    country code, `repeats` those in several rows; `compared_all` is false if there were too many to compare.
    """

    analysis: Analysis
    source: str
    column_mapping: ColumnMapping
    headings: tuple[str, ...]
    rows: int
    refused: int
    doubtful: int
    causes: tuple[Cause, ...]
    segments: Mapping[int, int]
    shortest: int | None
    longest: int | None
    unchanging: tuple[ConstantColumn, ...]
    undeclared: tuple[str, ...]
    place: TablePlace = TablePlace()
    empty: int = 0
    others: Mapping[str, int] = field(default_factory=dict)
    countries: Mapping[str, int] = field(default_factory=dict)
    repeats: Repeats | None = None
    compared_all: bool = True

    @property
    def billed(self) -> int:
        """The number of segments of all rows that are not refused."""
        return sum(segments * rows for segments, rows in self.segments.items())

    def masked(self) -> Rehearsal:
        """The same without the recipients' values, for a log that many people read."""
        unchanging = tuple(replace(one, value=masked_value(one.value)) for one in self.unchanging)
        return replace(self, causes=tuple(cause.masked() for cause in self.causes), unchanging=unchanging)

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
                "phone": self._heading(column_mapping.phone),
                "signature": self._heading(column_mapping.signature),
                "code": self._heading(column_mapping.code),
            },
            "table": {
                "sheet": self.place.sheet,
                "header_row": self.place.header_row,
                "left_out": list(self.place.left_out),
                "empty_rows": self.empty,
                "other_templates": dict(self.others),
            },
            "recipients": {
                "repeated_numbers": self.repeats.numbers if self.repeats else 0,
                "repeating_rows": self.repeats.again if self.repeats else 0,
                "countries": dict(self.countries),
            },
            "causes": [_cause_json(cause, language) for cause in self.causes],
            "length": {"shortest": self.shortest, "longest": self.longest},
            "segments": [{"segments": number, "rows": rows} for number, rows in self.segments.items()],
            "billed": self.billed,
            "cost": None if price is None else {"price": price, "total": round(self.billed * price, 6)},
            "unchanging": [asdict(one) for one in self.unchanging],
        }

    def _heading(self, place: int | None) -> str | None:
        return None if place is None else self.headings[place]


def summarize(
    plan: SendPlan,
    source: str,
    column_mapping: ColumnMapping,
    headings: Sequence[str],
    counts: RowCounts,
    place: TablePlace,
    repeats: Repeats,
) -> Rehearsal:
    """The result of a rehearsal from the counts of all rows."""
    causes = sorted(counts.causes.values(), key=lambda each: (each.key.severity != "error", -each.count, each.key))
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
        tuple(causes),
        {number: rows for number, rows in sorted(segments.items()) if rows},
        min(lengths, default=None),
        max(lengths, default=None),
        unchanging,
        plan.undeclared,
        place,
        counts.empty,
        dict(sorted(counts.others.items(), key=lambda each: (-each[1], each[0]))),
        dict(sorted(counts.countries.items(), key=lambda each: (-each[1], each[0]))),
        repeats,
        counts.numbers.count < MOST,
    )


def _cause_json(cause: Cause, language: Language) -> dict[str, Any]:
    key = cause.key
    return {
        "severity": key.severity,
        "error": key.error or None,
        "reason": key.reason,
        "column": key.column or None,
        "variable": key.variable or None,
        "rows": cause.count,
        "message": cause.message.text(language),
        "samples": [
            {"row": one.row, "value": one.value, "message": one.message.text(language), "suggestion": one.repair}
            for one in cause.samples
        ],
    }
