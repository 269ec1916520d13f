"""What is counted of rows, such that the counts of two parts of a table give those of both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import astuple, field
from typing import Any, Final

from smslint.core.severity import Severity
from smslint.dataclass import dataclass
from smslint.messages import Bilingual

SAMPLES: Final = 3
"""Rows that stand for a cause."""
LONGEST_SHOWN: Final = 200
"""Characters of a value that are kept of a sample."""


@dataclass(frozen=True, slots=True, order=True)
class CauseKey:
    """What makes rows alike: what is wrong, and in which column and variable. Orders causes in a summary."""

    severity: Severity
    error: str
    reason: str
    column: str
    variable: str


@dataclass(frozen=True, slots=True, order=True)
class Sample:
    """A row that stands for a cause; `value` is cut where it is long."""

    row: int
    value: str
    message: Bilingual


@dataclass(slots=True)
class Cause:
    """How many rows have a cause, and the first of them."""

    count: int = 0
    samples: list[Sample] = field(default_factory=list)

    def add(self, count: int, samples: Iterable[Sample]) -> None:
        """Count more rows."""
        self.count += count
        self.samples = sorted([*self.samples, *samples])[:SAMPLES]


@dataclass(slots=True)
class Tally:
    """The counts of some rows.

    `lengths` counts the messages that would be sent by (units, segments); `constants` holds each variable's value as
    long as all rows have the same.
    """

    rows: int = 0
    refused: int = 0
    doubtful: int = 0
    causes: dict[CauseKey, Cause] = field(default_factory=dict)
    lengths: dict[tuple[int, int], int] = field(default_factory=dict)
    constants: dict[str, str] | None = None

    def add(self, other: Tally) -> None:
        """Count the rows of another part too."""
        self.rows += other.rows
        self.refused += other.refused
        self.doubtful += other.doubtful
        for key, cause in other.causes.items():
            self.causes.setdefault(key, Cause()).add(cause.count, cause.samples)
        for length, count in other.lengths.items():
            self.lengths[length] = self.lengths.get(length, 0) + count
        if self.constants is None:
            self.constants = other.constants
        elif other.constants is not None:
            mine, theirs = self.constants, other.constants
            self.constants = {name: value for name, value in mine.items() if theirs.get(name) == value}

    def as_json(self) -> dict[str, Any]:
        """The tally as JSON holds it, to be sent between processes."""
        causes = [
            [astuple(key), cause.count, [[one.row, one.value, *one.message] for one in cause.samples]]
            for key, cause in self.causes.items()
        ]
        lengths = [[*length, count] for length, count in self.lengths.items()]
        counts = {"rows": self.rows, "refused": self.refused, "doubtful": self.doubtful}
        return counts | {"causes": causes, "lengths": lengths, "constants": self.constants}

    @classmethod
    def of_json(cls, made: Mapping[str, Any]) -> Tally:
        """The tally that `as_json` has made."""
        tally = cls(made["rows"], made["refused"], made["doubtful"], constants=made["constants"])
        for key, count, samples in made["causes"]:
            found = [Sample(row, value, Bilingual(en, zh)) for row, value, en, zh in samples]
            tally.causes[CauseKey(*key)] = Cause(count, found)
        tally.lengths = {(length, segments): count for length, segments, count in made["lengths"]}
        return tally
