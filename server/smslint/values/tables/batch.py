"""Some rows of a table: columns of text, the values that are none, and the rows that are damaged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING

from smslint.core.severity import Severity
from smslint.dataclass import dataclass
from smslint.messages import Bilingual

if TYPE_CHECKING:
    import polars


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with a row as such, before any value is judged.

    `index` counts in the batch. `whole`: none of the row's values can be trusted, so that none is judged.
    """

    index: int
    kind: str
    message: Bilingual
    column: str | None = None
    value: str = ""
    whole: bool = False
    severity: Severity = "error"
    predicts: str | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows in their order.

    `frame` has text columns named by their place in the table ("0", "1" …), null or empty where a cell has nothing.
    `typed` holds the JSON values that are no text, by column and index; their cells in `frame` are null. `rows` are
    the rows' numbers, as a spreadsheet or an editor shows them, where they are not `first`, `first` + 1 … `done` is
    the part of the table that has been read with this batch.
    """

    frame: polars.DataFrame
    first: int
    rows: tuple[int, ...] | None = None
    typed: Mapping[str, Mapping[int, object]] = field(default_factory=dict)
    troubles: tuple[Trouble, ...] = ()
    done: float | None = None

    def row(self, index: int) -> int:
        """The number of a row by its index."""
        return self.first + index if self.rows is None else self.rows[index]
