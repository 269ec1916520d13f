"""A batch of rows: columns of text, the values that are not text, and the issues of damaged rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from typing import TYPE_CHECKING

from smslint.core.severity import Severity
from smslint.dataclass import dataclass
from smslint.messages import Bilingual

if TYPE_CHECKING:
    import polars


class InputError(ValueError):
    """Given values or a table cannot be used at all; `text` says why, and where or what to do."""

    def __init__(self, text: Bilingual) -> None:
        super().__init__(text.en)
        self.text = text


@dataclass(frozen=True, slots=True)
class ReadIssue:
    """Something that is wrong with a row itself, found when the table was read.

    `index` counts from 0 in the batch. The values of an `unusable` row are not judged, since none can be trusted.
    """

    index: int
    kind: str
    message: Bilingual
    column: str | None = None
    value: str = ""
    unusable: bool = False
    severity: Severity = "error"
    predicts: str | None = None


def constant(cells: polars.Series) -> str | None:
    """The text that all cells of a column have; None if they differ or have none."""
    first = cells[0] if len(cells) else None
    return first if isinstance(first, str) and cells[-1] == first and bool((cells == first).all()) else None


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows in their order.

    `frame` has text columns named by their number in the table ("0", "1" …); cells without text are null or empty.
    `typed` has the JSON values that are not text, by column and index; their cells in `frame` are null. `rows` are the
    row numbers as a spreadsheet or an editor shows them, None if they are `first`, `first` + 1 … `done` is the share of
    the table that has been read, this batch included, between 0 and 1. `empty` rows had nothing in any cell, and were
    left out.
    """

    frame: polars.DataFrame
    first: int
    rows: tuple[int, ...] | None = None
    typed: Mapping[str, Mapping[int, object]] = field(default_factory=dict)
    issues: tuple[ReadIssue, ...] = ()
    done: float | None = None
    empty: int = 0

    @classmethod
    def of_texts(
        cls,
        rows: Sequence[Sequence[str]],
        width: int,
        numbers: Sequence[int],
        issues: Iterable[ReadIssue],
        done: float | None,
        empty: int = 0,
    ) -> Batch:
        """A batch of rows that all have text in `width` cells; `numbers` are their row numbers."""
        import polars

        schema = {str(number): polars.String for number in range(width)}
        frame = polars.DataFrame(rows, schema=schema, orient="row")
        return cls(frame, numbers[0], tuple(numbers), issues=tuple(issues), done=done, empty=empty)

    def taken(self, indexes: polars.Series) -> Batch:
        """The rows at some indexes, which are in order."""
        places = {index: place for place, index in enumerate(indexes)} if self.typed or self.issues else {}
        return Batch(
            self.frame[indexes],
            self.first,
            tuple(self.row(index) for index in indexes),
            {
                name: {places[index]: value for index, value in values.items() if index in places}
                for name, values in self.typed.items()
            },
            tuple(replace(each, index=places[each.index]) for each in self.issues if each.index in places),
            self.done,
        )

    def row(self, index: int) -> int:
        """The row number of an index."""
        return self.first + index if self.rows is None else self.rows[index]
