"""A rehearsal's result, and the contract of its JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from smslint.core.analysis import Analysis
from smslint.core.severity import Severity
from smslint.dataclass import dataclass
from smslint.messages import Bilingual, Language
from smslint.values.rehearsal.naming import Naming
from smslint.values.rehearsal.tally import Sample, Tally

_LEVELS: Final = ("error", "warning")


@dataclass(frozen=True, slots=True)
class Group:
    """The rows with one cause in one column: `error` is the vendor's answer, None where the vendor gives none.

    `samples` are the first three of them, `message` is about the first. `column` is None where the table has none.
    """

    severity: Severity
    error: str | None
    reason: str
    column: str | None
    variable: str | None
    count: int
    message: Bilingual
    samples: tuple[Sample, ...]


@dataclass(frozen=True, slots=True)
class Unchanging:
    """A variable that has the same value in every row: it could be fixed text."""

    column: str
    variable: str
    value: str


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What sending a template to all rows of a table will do.

    `refused` rows have an error, `doubtful` ones a warning and no error; `segments` counts the rows that are not
    refused by their billed segments, `shortest` and `longest` are their lengths in units of billing. `offending` is
    the number of refused rows.
    """

    analysis: Analysis
    source: str
    naming: Naming
    headings: tuple[str, ...]
    rows: int
    refused: int
    doubtful: int
    causes: tuple[Group, ...]
    segments: Mapping[int, int]
    shortest: int | None
    longest: int | None
    unchanging: tuple[Unchanging, ...]
    undeclared: tuple[str, ...]

    @property
    def offending(self) -> int:
        """The rows that would be refused."""
        return self.refused

    @property
    def billed(self) -> int:
        """The segments of all rows that are not refused."""
        return sum(segments * rows for segments, rows in self.segments.items())

    def as_json(self, language: Language, price: float | None = None) -> dict[str, Any]:
        """The rehearsal in the output's contract, version 1."""
        template = self.analysis.template
        naming = self.naming
        parameters = naming.parameters
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
                "variables": {name: self.headings[place] for name, place in naming.columns.items()},
                "parameters": None if parameters is None else self.headings[parameters],
                "missing": [{"variable": name, "nearest": near} for name, near in naming.missing.items()],
                "extra": list(naming.extra),
                "repeated": list(naming.repeated),
                "undeclared": list(self.undeclared),
            },
            "causes": [_group_json(group, language) for group in self.causes],
            "length": {"shortest": self.shortest, "longest": self.longest},
            "segments": [{"segments": number, "rows": rows} for number, rows in self.segments.items()],
            "billed": self.billed,
            "cost": None if price is None else {"price": price, "total": round(self.billed * price, 6)},
            "unchanging": [
                {"column": one.column, "variable": one.variable, "value": one.value} for one in self.unchanging
            ],
        }


def summary(
    analysis: Analysis,
    source: str,
    naming: Naming,
    headings: tuple[str, ...],
    tally: Tally,
    undeclared: tuple[str, ...] = (),
) -> Rehearsal:
    """The result of all rows."""
    groups = [
        Group(
            key.severity,
            key.error or None,
            key.reason,
            key.column or None,
            key.variable or None,
            cause.count,
            cause.samples[0].message,
            tuple(cause.samples),
        )
        for key, cause in sorted(tally.causes.items())
    ]
    groups.sort(key=lambda group: (_LEVELS.index(group.severity), -group.count))
    segments: dict[int, int] = {}
    for (_, number), rows in sorted(tally.lengths.items()):
        segments[number] = segments.get(number, 0) + rows
    lengths = [length for (length, _), rows in tally.lengths.items() if rows]
    parameters = naming.parameters
    unchanging = tuple(
        Unchanging(headings[naming.columns[name] if parameters is None else parameters], name, value)
        for name, value in (tally.constants or {}).items()
        if tally.rows > 1
    )
    return Rehearsal(
        analysis,
        source,
        naming,
        headings,
        tally.rows,
        tally.refused,
        tally.doubtful,
        tuple(groups),
        {number: rows for number, rows in sorted(segments.items()) if rows},
        min(lengths, default=None),
        max(lengths, default=None),
        unchanging,
        undeclared,
    )


def _group_json(group: Group, language: Language) -> dict[str, Any]:
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
