"""Counts of rows; the counts of two parts of a table can be added up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import field, replace
from typing import Final

from smslint.core.severity import Severity
from smslint.dataclass import dataclass
from smslint.messages import Bilingual
from smslint.values.masking import masked_text, masked_value
from smslint.values.rehearsal.sent_numbers import SentNumbers

SAMPLES: Final = 3
"""Sample rows per cause."""
LONGEST_SHOWN: Final = 200
"""Characters of a value that a sample row keeps."""


@dataclass(frozen=True, slots=True, order=True)
class CauseKey:
    """What the rows of a cause have in common. The order of the fields orders the causes of a summary.

    `error` is the vendor's error, empty if the vendor reports none. `column` and `variable` are empty if none is
    concerned.
    """

    severity: Severity
    error: str
    reason: str
    column: str
    variable: str


@dataclass(frozen=True, slots=True, order=True)
class SampleRow:
    """One of the first rows of a cause; a long `value` is shortened. `repair` is what was probably meant."""

    row: int
    value: str
    message: Bilingual
    repair: str | None = field(default=None, compare=False)

    def masked(self) -> SampleRow:
        value = self.value.removesuffix("…")
        repair = self.repair and masked_value(self.repair)
        return replace(self, value=masked_value(self.value), message=masked_text(self.message, value), repair=repair)


@dataclass(slots=True)
class Cause:
    """The number of rows with a cause, and the first of them."""

    key: CauseKey
    count: int = 0
    samples: list[SampleRow] = field(default_factory=list)

    @property
    def message(self) -> Bilingual:
        """What is wrong with the first row."""
        return self.samples[0].message

    def masked(self) -> Cause:
        """The same with masked values; without a column, a message's length or a variable stands for the value."""
        if self.key.reason in ("message-too-long", "missing-column"):
            return self
        return replace(self, samples=[sample.masked() for sample in self.samples])

    def add(self, count: int, samples: Iterable[SampleRow]) -> None:
        self.count += count
        self.samples = sorted([*self.samples, *samples])[:SAMPLES]


@dataclass(slots=True)
class RowCounts:
    """The counts of some rows.

    `lengths` is the number of messages that would be sent, by (units, segments). `constants` has the variables that
    have the same value in all rows, with that value. `empty` rows had no cells; `others` are rows of other templates by
    their code. `numbers` are those sent to, up to `sent_numbers.MOST`, and `countries` how many have each country code.
    """

    rows: int = 0
    refused: int = 0
    doubtful: int = 0
    causes: dict[CauseKey, Cause] = field(default_factory=dict)
    lengths: Counter[tuple[int, int]] = field(default_factory=Counter)
    constants: dict[str, str] | None = None
    empty: int = 0
    others: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    numbers: SentNumbers = field(default_factory=SentNumbers)

    @property
    def exemplified(self) -> frozenset[CauseKey]:
        """The causes with as many samples as are shown."""
        return frozenset(key for key, cause in self.causes.items() if len(cause.samples) == SAMPLES)

    def add(self, other: RowCounts) -> None:
        """Add the counts of another part of the table."""
        self.rows += other.rows
        self.refused += other.refused
        self.doubtful += other.doubtful
        for key, cause in other.causes.items():
            self.causes.setdefault(key, Cause(key)).add(cause.count, cause.samples)
        self.lengths.update(other.lengths)
        self.empty += other.empty
        self.others.update(other.others)
        self.countries.update(other.countries)
        self.numbers.add(other.numbers)
        if self.constants is None:
            self.constants = other.constants
        elif other.constants is not None:
            mine, theirs = self.constants, other.constants
            self.constants = {name: value for name, value in mine.items() if theirs.get(name) == value}
